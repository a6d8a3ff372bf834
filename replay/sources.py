"""Where a replay takes its answers from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from lake.archive import RawArchive
from lake.endpoints import document_of_request
from lake.errors import HoopstatError

PLAIN = "text/plain; charset=utf-8"


class Manner(StrEnum):
    """How the bytes of a reply go over the wire."""

    WHOLE = "whole"
    HANG = "hang"
    TRICKLE = "trickle"
    RESET = "reset"
    TRUNCATED = "truncated"
    WRONG_LENGTH = "wrong-length"


@dataclass(frozen=True)
class Delivery:
    """`delay_s` passes before the first byte, `pause_s` between the pieces of a trickle."""

    manner: Manner = Manner.WHOLE
    delay_s: float = 0.0
    pause_s: float = 0.0


@dataclass(frozen=True)
class Reply:
    """What goes over the wire; `headers` come on top of the content's type and length."""

    status: int
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)


class Source(Protocol):
    def reply(self, endpoint: str, params: Mapping[str, str]) -> Reply:
        """Answer a request of `/stats/<endpoint>`; never raises for what it doesn't hold."""


class ArchiveSource:
    """The newest archived answer of each document; what the archive doesn't hold is a 404."""

    def __init__(self, archive: RawArchive) -> None:
        self._archive = archive

    def reply(self, endpoint: str, params: Mapping[str, str]) -> Reply:
        document = document_of_request(endpoint, params)
        if document is None:
            return not_found(f"{endpoint} with these parameters is nothing an archive can hold")
        try:
            raw = self._archive.read_newest(document)
        except HoopstatError as error:
            return Reply(500, PLAIN, str(error).encode())
        if raw is None:
            return not_found(f"the archive does not hold {document}")
        return Reply(raw.capture.status, raw.capture.content_type, raw.body)


def not_found(reason: str) -> Reply:
    return Reply(404, PLAIN, f"{reason}\n".encode())
