"""A raw object: one answer of the API with its provenance, as it stands in the archive.

One gzip, without a time of its own, of

    {"capture":{...},"body":<the body, byte for byte>}

The body stands last and verbatim, so the object is valid JSON, the provenance can't be separated
from the answer, and the exact bytes come back by slicing.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from lake import __version__
from lake.commands import capture_command
from lake.documents import WHOLE_SEASON, Document, RawVersion
from lake.endpoints import find_endpoint
from lake.errors import RawObjectDamaged
from lake.instants import format_instant
from lake.keys import raw_key

SCHEMA_VERSION = 1

Source = Literal["api", "import"]

_HEAD = b'{"capture":'
_JOINT = b',"body":'
_TAIL = b"}"


@dataclass(frozen=True)
class Capture:
    """Where an answer came from.

    Absent: `url` is "", `elapsed_ms` None and `headers` empty for an import;
    `empty_reason` is None unless the answer is rightly empty.
    """

    params: Mapping[str, str]
    url: str
    status: int
    captured_at: datetime
    elapsed_ms: int | None
    headers: Mapping[str, str]
    source: Source
    run_id: str
    empty_reason: str | None = None

    @property
    def content_type(self) -> str:
        """The served content type; JSON for an import."""
        lowered = {name.lower(): value for name, value in self.headers.items()}
        return lowered.get("content-type", "application/json")


@dataclass(frozen=True)
class RawObject:
    document: Document
    capture: Capture
    body: bytes

    @property
    def version(self) -> RawVersion:
        return RawVersion(self.document, self.capture.captured_at)

    @property
    def body_sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def encode(raw: RawObject) -> bytes:
    """Write a raw object as it is archived; the body must be valid JSON in UTF-8."""
    return gzip.compress(join(raw), mtime=0)


def join(raw: RawObject) -> bytes:
    """Write a raw object as one JSON object, without the gzip."""
    capture = {
        "schema_version": SCHEMA_VERSION,
        "endpoint": raw.document.endpoint,
        "params": dict(raw.capture.params),
        "url": raw.capture.url,
        "status": raw.capture.status,
        "captured_at": format_instant(raw.capture.captured_at),
        "elapsed_ms": raw.capture.elapsed_ms,
        "headers": dict(raw.capture.headers),
        "body_sha256": raw.body_sha256,
        "body_bytes": len(raw.body),
        "source": raw.capture.source,
        "run_id": raw.capture.run_id,
        "client_version": __version__,
        "empty_reason": raw.capture.empty_reason,
    }
    head = json.dumps(capture, ensure_ascii=False, separators=(",", ":")).encode()
    return _HEAD + head + _JOINT + raw.body + _TAIL


def decode(archived: bytes, version: RawVersion) -> RawObject:
    """Read an archived object and hold it against its digest and its key.

    Raises: RawObjectDamaged.
    """
    return read_unpacked(unpack(archived, version), version)


def read_unpacked(unpacked: bytes, version: RawVersion) -> RawObject:
    """Do the same with an object whose gzip is undone. Raises: RawObjectDamaged."""
    told, body = split(unpacked, version)
    try:
        if hashlib.sha256(body).hexdigest() != told["body_sha256"]:
            raise damaged("the body does not have the digest it was archived with", version)
        _check_form(told, version)
        _check_name(told, version)
        capture = Capture(
            params=told["params"],
            url=told["url"],
            status=told["status"],
            captured_at=version.captured_at,
            elapsed_ms=told["elapsed_ms"],
            headers=told["headers"],
            source=told["source"],
            run_id=told["run_id"],
            empty_reason=told["empty_reason"],
        )
        return RawObject(version.document, capture, body)
    except (AttributeError, KeyError, TypeError) as error:
        raise damaged(f"the provenance is not whole: {error}", version) from error


def _check_form(capture: Mapping[str, Any], version: RawVersion) -> None:
    told = capture["schema_version"]
    if told != SCHEMA_VERSION:
        message = f"it is a raw object of version {told}, and this hoopstat reads {SCHEMA_VERSION}"
        raise damaged(message, version)


def _check_name(capture: Mapping[str, Any], version: RawVersion) -> None:
    document = version.document
    endpoint = find_endpoint(document.endpoint)
    told = (
        capture["endpoint"],
        capture["captured_at"],
        capture["params"].get(endpoint.entity_param, WHOLE_SEASON),
    )
    if told != (document.endpoint, format_instant(version.captured_at), document.entity):
        raise damaged("the object is not the one its key names", version)


def unpack(archived: bytes, version: RawVersion) -> bytes:
    """Undo the gzip. Raises: RawObjectDamaged."""
    try:
        return gzip.decompress(archived)
    except (EOFError, OSError, zlib.error) as error:
        raise damaged(f"the gzip is broken: {error}", version) from error


def split(unpacked: bytes, version: RawVersion) -> tuple[dict[str, Any], bytes]:
    """Part an unpacked object into the fields of `capture` and the exact body.

    The joint that counts is the first one before which the provenance is whole: a header could be
    called body.
    Raises: RawObjectDamaged.
    """
    joint = unpacked.find(_JOINT)
    while joint != -1 and unpacked.startswith(_HEAD) and unpacked.endswith(_TAIL):
        try:
            capture = json.loads(unpacked[len(_HEAD) : joint])
        except (RecursionError, ValueError):
            joint = unpacked.find(_JOINT, joint + 1)
            continue
        if not isinstance(capture, dict):
            break
        return capture, unpacked[joint + len(_JOINT) : -len(_TAIL)]
    raise damaged("the object is not of the form of a raw object", version)


def damaged(message: str, version: RawVersion) -> RawObjectDamaged:
    return RawObjectDamaged(
        message, hint=capture_command(version.document, "--refresh"), key=raw_key(version)
    )
