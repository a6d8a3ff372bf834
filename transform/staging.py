"""Staging: raw answers, verified and unpacked in memory, some while others are being read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from lake.archive import RawArchive
from lake.documents import RawVersion
from lake.errors import RawObjectDamaged
from lake.keys import raw_key
from lake.raw_object import damaged
from lake.telemetry import Job


@dataclass(frozen=True)
class StagedDocument:
    """One verified answer.

    `text` is the raw object without its gzip, the body from `body_start` on; `elapsed_ms` is None
    for an import.
    """

    version: RawVersion
    raw_key: str
    text: str
    body_start: int
    elapsed_ms: int | None
    empty_reason: str | None


@dataclass
class Staged:
    """What relations are built from, by endpoint, and what had to be set aside."""

    documents: dict[str, list[StagedDocument]] = field(default_factory=dict)
    set_aside: list[RawObjectDamaged] = field(default_factory=list)

    def of(self, endpoints: Iterable[str]) -> Iterator[StagedDocument]:
        """Yield the documents of some endpoints."""
        for endpoint in endpoints:
            yield from self.documents.get(endpoint, ())


Unpacking = Mapping[str, Sequence["Future[StagedDocument | RawObjectDamaged]"]]


class Stager:
    """Unpacks in threads: reading and decompressing leave Python's lock alone.

    `threads` None are all cores. Answers that come over a network are mostly waited for, so there
    it is the store that says how many are read at once.
    As a context manager it stops what is still under way.
    """

    def __init__(self, archive: RawArchive, threads: int | None = None) -> None:
        self._archive = archive
        remote = archive.store.remote
        at_once = remote.reads_at_once if remote else threads or os.cpu_count() or 1
        self._pool = ThreadPoolExecutor(at_once)

    def __enter__(self) -> Stager:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def begin(self, versions: Mapping[str, Sequence[RawVersion]]) -> Unpacking:
        """Start unpacking answers, by endpoint."""
        return {
            endpoint: [self._pool.submit(self._unpack, version) for version in wanted]
            for endpoint, wanted in versions.items()
        }

    def _unpack(self, version: RawVersion) -> StagedDocument | RawObjectDamaged:
        try:
            raw, unpacked = self._archive.unpack(version)
            text = unpacked.decode()
            body_start = len(unpacked[: -len(raw.body) - 1].decode())
        except RawObjectDamaged as error:
            return error
        except UnicodeDecodeError as error:
            return damaged(f"it is not UTF-8: {error}", version)
        elapsed_ms, reason = raw.capture.elapsed_ms, raw.capture.empty_reason
        return StagedDocument(version, raw_key(version), text, body_start, elapsed_ms, reason)


def staged(unpacking: Unpacking, running: Job | None = None) -> Staged:
    """Wait until every answer is unpacked or set aside, with its reason.

    Raises: LakeUnavailable.
    """
    found = Staged()
    for endpoint, futures in unpacking.items():
        documents = found.documents.setdefault(endpoint, [])
        for future in futures:
            result = future.result()
            if isinstance(result, RawObjectDamaged):
                found.set_aside.append(result)
            else:
                documents.append(result)
            if running:
                running.advance(endpoint)
    return found
