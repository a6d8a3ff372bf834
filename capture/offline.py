"""The raw archive for programs that believe they ask stats.nba.com.

The answer comes from an adapter, below everything a client can say: no header, proxy, host or
option of requests makes it open a socket.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from capture.asking.acceptance import document_of_url
from lake.archive import RawArchive
from lake.commands import capture_command
from lake.documents import Document
from lake.endpoints import ENDPOINTS, Endpoint
from lake.errors import NotArchived, UsageError
from lake.instants import format_instant, parse_instant
from lake.open_lake import open_lake
from lake.raw_object import RawObject


def offline_session(lake: str | Path, as_of: str | None = None) -> requests.Session:
    """Make a session that answers from a lake, with the newest answers or the newest at `as_of`.

    `as_of` is a date, of which the whole day counts, or an instant, in UTC. What the session is
    asked for and does not hold raises NotArchived, what no lake can hold UsageError, and an answer
    that can't be trusted RawObjectDamaged: no RequestException, which programs retry.
    Raises: LakeUnavailable if there is no lake; UsageError.
    """
    archive = RawArchive(open_lake(str(lake), must_exist=True))
    adapter = ArchiveAdapter(archive, parse_instant(as_of, end_of_day=True) if as_of else None)
    session = requests.Session()
    session.trust_env = False  # Neither a proxy nor a .netrc of the environment matters here.
    session.adapters.clear()
    session.mount("", adapter)
    return session


class ArchiveAdapter(HTTPAdapter):
    """Answers a request with the archived bytes, or raises."""

    def __init__(self, archive: RawArchive, as_of: datetime | None) -> None:
        super().__init__()
        self._archive = archive
        self._as_of = as_of

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:  # type: ignore[override]
        """Raises: NotArchived; UsageError; RawObjectDamaged; LakeUnavailable."""
        document = _document(request)
        raw = self._archive.read_newest(document, self._as_of)
        if raw is None:
            raise self._not_archived(document)
        return self._respond(request, raw)

    def _respond(self, request: requests.PreparedRequest, raw: RawObject) -> requests.Response:
        """Only the content type goes back: the other headers tell of a transfer that was."""
        response: requests.Response = self.build_response(
            request,
            HTTPResponse(
                body=BytesIO(raw.body),
                headers={"Content-Type": raw.capture.content_type},
                status=raw.capture.status,
                reason="OK",
                preload_content=False,
            ),
        )
        response.encoding = "utf-8"
        return response

    def _not_archived(self, document: Document) -> NotArchived:
        location = self._archive.store.location
        if self._as_of and self._archive.newest(document):
            return NotArchived(
                f"{document} was archived in {location} only after "
                f"{format_instant(self._as_of)}: take a later as_of",
                hint="a later as_of, or none",
            )
        command = capture_command(document, "--lake", shlex.quote(location))
        return NotArchived(
            f"{document} is not archived in {location}: {command}",
            hint=command,
        )


def _document(request: requests.PreparedRequest) -> Document:
    """Raises: UsageError if the request is for nothing an archive can hold."""
    url = request.url or ""
    document = document_of_url(url) if request.method == "GET" else None
    if document is None:
        raise _unknown(str(request.method), url)
    return document


def _unknown(method: str, url: str) -> UsageError:
    endpoint = ENDPOINTS.get(urlsplit(url).path.removeprefix("/stats/"))
    if endpoint is None or method != "GET":
        return UsageError(
            f"no archive can hold an answer to {method} {url}",
            hint="GET /stats/<endpoint> of one of " + ", ".join(ENDPOINTS),
        )
    wanted = _in_words(endpoint)
    return UsageError(
        f"{endpoint.name} is archived as the answer to {wanted}, and {url} asks something else",
        hint=wanted,
    )


def _in_words(endpoint: Endpoint) -> str:
    named = {name: "..." for name in (endpoint.entity_param, endpoint.season_param) if name}
    params: Mapping[str, str] = {**named, **endpoint.params}
    return " ".join(f"{name}={value}" for name, value in sorted(params.items()) if value)
