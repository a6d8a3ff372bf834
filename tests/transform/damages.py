"""Ways in which a raw object can be damaged, each with the reason that is told.

Most are what disks, networks and programs do to files. Those whose body has the right digest are
what a fault in the program that archived it would leave.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

HEAD, JOINT, TAIL = b'{"capture":', b',"body":', b"}"
DEEP = 100_000

Spoil = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Damage:
    """What happens to the object of an endpoint; `reason` is how the message begins."""

    name: str
    endpoint: str
    reason: str
    spoil: Spoil


def of_object(change: Spoil) -> Spoil:
    """Damage what is inside of a sound gzip."""
    return lambda archived: gzip.compress(change(gzip.decompress(archived)), mtime=0)


def of_capture(change: Callable[[dict[str, Any]], object]) -> Spoil:
    """Damage the provenance, in place."""

    def spoil(unpacked: bytes) -> bytes:
        capture, body = _parts(unpacked)
        change(capture)
        return _joined(capture, body)

    return of_object(spoil)


def of_body(change: Spoil) -> Spoil:
    """Damage the body and give it the right digest."""

    def spoil(unpacked: bytes) -> bytes:
        capture, body = _parts(unpacked)
        changed = change(body)
        digest = hashlib.sha256(changed).hexdigest()
        return _joined(capture | {"body_sha256": digest, "body_bytes": len(changed)}, changed)

    return of_object(spoil)


def _parts(unpacked: bytes) -> tuple[dict[str, Any], bytes]:
    head, _, body = unpacked.partition(JOINT)
    capture: dict[str, Any] = json.loads(head.removeprefix(HEAD))
    return capture, body.removesuffix(TAIL)


def _joined(capture: dict[str, Any], body: bytes) -> bytes:
    return HEAD + json.dumps(capture, ensure_ascii=False).encode() + JOINT + body + TAIL


def _flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


SUMMARY, EVENTS = "boxscoresummaryv3", "playbyplayv3"
TRADITIONAL, ADVANCED = "boxscoretraditionalv3", "boxscoreadvancedv3"

NO_FORM = "the object is not of the form of a raw object"
NO_GZIP = "the gzip is broken: "
NO_DIGEST = "the body does not have the digest it was archived with"
NO_KEY = "the object is not the one its key names"
NO_PROVENANCE = "the provenance is not whole: "
NO_ROW = "staging can't read it: "

DAMAGES = (
    Damage("an empty file", EVENTS, NO_FORM, lambda _: b""),
    Damage("half a gzip", EVENTS, NO_GZIP, lambda archived: archived[: len(archived) // 2]),
    Damage("no gzip", SUMMARY, NO_GZIP, gzip.decompress),
    Damage("a flipped byte", TRADITIONAL, NO_GZIP, lambda archived: _flipped(archived, 900)),
    Damage("something after it", EVENTS, NO_GZIP, lambda archived: archived + b"<html>"),
    Damage(
        "a flipped byte inside", EVENTS, NO_DIGEST, of_object(lambda text: _flipped(text, -500))
    ),
    Damage("half of it inside", ADVANCED, NO_FORM, of_object(lambda text: text[: len(text) // 2])),
    Damage("twice inside", EVENTS, NO_DIGEST, of_object(lambda text: text + text)),
    Damage(
        "no provenance",
        SUMMARY,
        NO_FORM,
        of_object(lambda text: b"{" + text.partition(JOINT)[2]),
    ),
    Damage(
        "a provenance nested too deep",
        EVENTS,
        NO_FORM,
        of_object(lambda text: HEAD + b"[" * DEEP + b"]" * DEEP + JOINT + b"{}" + TAIL),
    ),
    Damage(
        "another digest", EVENTS, NO_DIGEST, of_capture(lambda told: told.update(body_sha256="0"))
    ),
    Damage(
        "another game's provenance",
        TRADITIONAL,
        NO_KEY,
        of_capture(lambda told: told["params"].update(GameID="0022400099")),
    ),
    Damage(
        "another endpoint's provenance",
        ADVANCED,
        NO_KEY,
        of_capture(lambda told: told.update(endpoint=TRADITIONAL)),
    ),
    Damage(
        "another instant",
        EVENTS,
        NO_KEY,
        of_capture(lambda told: told.update(captured_at="2025-01-17T05:15:02.123Z")),
    ),
    Damage("no parameters", SUMMARY, NO_PROVENANCE, of_capture(lambda told: told.pop("params"))),
    Damage(
        "another version of the form",
        EVENTS,
        "it is a raw object of version 2, and this hoopstat reads 1",
        of_capture(lambda told: told.update(schema_version=2)),
    ),
    Damage("half a body", EVENTS, NO_ROW, of_body(lambda body: body[: len(body) // 2])),
    Damage("no body", SUMMARY, NO_ROW, of_body(lambda _: b"")),
    Damage("{}", TRADITIONAL, NO_ROW, of_body(lambda _: b"{}")),
    Damage("null", ADVANCED, NO_ROW, of_body(lambda _: b"null")),
    Damage("a list", EVENTS, NO_ROW, of_body(lambda body: b"[" + body + b"]")),
    Damage(
        "a page of HTML",
        SUMMARY,
        NO_ROW,
        of_body(lambda _: b"<html><body>Access Denied</body></html>"),
    ),
    Damage(
        "a word for a number",
        TRADITIONAL,
        NO_ROW,
        of_body(lambda body: body.replace(b'"points":', b'"points":"twelve","point":', 1)),
    ),
    Damage(
        "a key that is missing",
        EVENTS,
        NO_ROW,
        of_body(lambda body: body.replace(b'"period":', b'"quarter":', 1)),
    ),
    Damage(
        "no UTF-8",
        TRADITIONAL,
        "it is not UTF-8: ",
        of_body(lambda body: body.replace(b"Fernwick", b"Fern\xffick", 1)),
    ),
    Damage("a body nested too deep", EVENTS, NO_ROW, of_body(lambda _: b"[" * DEEP + b"]" * DEEP)),
    Damage(
        "a NUL byte",
        EVENTS,
        NO_ROW,
        of_body(lambda body: body.replace(b'"clock":"', b'"clock":"\0', 1)),
    ),
)
