"""Where a replay takes its answers from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from lake.archive import RawArchive
from lake.endpoints import document_of_request
from lake.errors import HoopstatError


@dataclass(frozen=True)
class Reply:
    """What goes over the wire."""

    status: int
    content_type: str
    body: bytes


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
            return Reply(500, "text/plain; charset=utf-8", str(error).encode())
        if raw is None:
            return not_found(f"the archive does not hold {document}")
        return Reply(raw.capture.status, raw.capture.content_type, raw.body)


def not_found(reason: str) -> Reply:
    return Reply(404, "text/plain; charset=utf-8", f"{reason}\n".encode())
