"""The raw archive as a backend of requests-cache.

A hit is the newest archived answer, byte for byte; a miss is archived when it comes. The same
backend serves any `CachedSession`: a script that asked the API works from the archive with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from requests import Response
from requests.structures import CaseInsensitiveDict
from requests_cache import NEVER_EXPIRE, AnyRequest, CachedSession, create_key
from requests_cache.backends.base import BaseCache, BaseStorage
from requests_cache.models.request import CachedRequest
from requests_cache.models.response import CachedResponse

from capture.asking.acceptance import document_of_url, judge_response
from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import find_endpoint
from lake.errors import AnswerRefused, TransientError
from lake.instants import Clock, now, to_milliseconds
from lake.keys import document_prefix, parse_document_prefix
from lake.raw_object import Capture, RawObject

_NO_CACHE = frozenset({"cache-control", "pragma"})

_SECRET_WORDS = ("auth", "cookie", "credential", "secret", "signature", "token")
"""A response header with such a word in its name is not archived."""


def archive_session(archive: RawArchive, run_id: str, clock: Clock = now) -> CachedSession:
    """Make a session that reads from the archive first and archives what it has to ask for."""

    def is_acceptable(response: Response) -> bool:
        document = document_of_url(response.url)
        if document is None:
            return False
        try:
            judge_response(document, response, archive.is_cancelled)
        except (AnswerRefused, TransientError):
            return False
        return True

    return ArchiveSession(
        backend=ArchiveCache(archive, run_id, clock),
        key_fn=cache_key,
        filter_fn=is_acceptable,
        expire_after=NEVER_EXPIRE,
        allowable_methods=("GET",),
    )


class ArchiveSession(CachedSession):
    """A cached session that no client talks out of its cache.

    `Cache-Control: no-cache` among a request's headers, which nba_api and browsers send, would make
    every hit a live call.
    """

    def request(  # type: ignore[override]
        self,
        method: str,
        url: str,
        *args: Any,
        headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> Response:
        kept = {
            name: value for name, value in (headers or {}).items() if name.lower() not in _NO_CACHE
        }
        return super().request(method, url, *args, headers=kept, **options)


def cache_key(request: AnyRequest, **options: Any) -> str:
    """Name the document a request is for, whatever the host, the order or the empty parameters.

    A request for anything else gets requests-cache's own key, under which the archive has nothing.
    """
    document = document_of_url(request.url or "") if request.method == "GET" else None
    return document_prefix(document) if document else create_key(request, **options)


class ArchiveCache(BaseCache):
    """The backend; it belongs together with `cache_key`, as `archive_session` does it."""

    def __init__(self, archive: RawArchive, run_id: str, clock: Clock) -> None:
        super().__init__(cache_name="hoopstat")
        self.responses = ArchiveStorage(archive, run_id, clock)


class ArchiveStorage(BaseStorage[str, CachedResponse]):
    """Answers by cache key.

    Nothing is ever deleted: requests-cache asks for it when a refreshed answer is not accepted,
    and the accepted one of before must outlive that.
    """

    def __init__(self, archive: RawArchive, run_id: str, clock: Clock) -> None:
        super().__init__(serializer=None)
        self._archive = archive
        self._run_id = run_id
        self._clock = clock

    def __getitem__(self, key: str) -> CachedResponse:
        """Raises: KeyError for a miss; RawObjectDamaged for a hit that can't be trusted."""
        raw = self._archive.read_newest(_document(key))
        if raw is None:
            raise KeyError(key)
        return _to_response(raw)

    def __setitem__(self, key: str, response: CachedResponse) -> None:
        document = _document(key)
        accepted = judge_response(document, response, self._archive.is_cancelled)
        capture = Capture(
            params=find_endpoint(document.endpoint).params_for(document),
            url=response.url,
            status=response.status_code,
            captured_at=to_milliseconds(self._clock()),
            elapsed_ms=round(response.elapsed.total_seconds() * 1000),
            headers={
                name: value
                for name, value in response.headers.items()
                if not any(word in name.lower() for word in _SECRET_WORDS)
            },
            source="api",
            run_id=self._run_id,
            empty_reason=accepted.empty_reason,
        )
        self._archive.add(RawObject(document, capture, response.content))

    def __delitem__(self, key: str) -> None:
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError("an archive is listed by endpoint and season, not as a cache")

    def __len__(self) -> int:
        raise NotImplementedError("an archive is listed by endpoint and season, not as a cache")

    def __contains__(self, key: object) -> bool:
        return self._archive.newest(_document(str(key))) is not None

    def clear(self) -> None:
        raise NotImplementedError("an archive is never cleared")


def _document(key: str) -> Document:
    document = parse_document_prefix(key)
    if document is None:
        raise KeyError(key)
    return document


def _to_response(raw: RawObject) -> CachedResponse:
    """Only the content type of the archived headers goes back.

    Validators and `Vary` would make requests-cache ask the API again.
    """
    return CachedResponse(
        content=raw.body,
        created_at=raw.capture.captured_at,
        elapsed=timedelta(milliseconds=raw.capture.elapsed_ms or 0),
        encoding="utf-8",
        headers=CaseInsensitiveDict({"Content-Type": raw.capture.content_type}),
        reason="OK",
        request=CachedRequest(method="GET", url=raw.capture.url),
        status_code=raw.capture.status,
        url=raw.capture.url,
    )
