"""Staging: the newest answer of each document, verified and unpacked into a scratch folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from lake import raw_object
from lake.archive import RawArchive
from lake.documents import RawVersion
from lake.errors import RawObjectDamaged
from lake.seasons import Season
from lake.telemetry import Observer, job


@dataclass(frozen=True)
class StagedDocument:
    """One verified answer as a file; `elapsed_ms` is None for an import."""

    version: RawVersion
    path: Path
    body_sha256: str
    elapsed_ms: int | None
    empty_reason: str | None


@dataclass
class Staged:
    """What a season is built from, by endpoint, and what had to be set aside."""

    documents: dict[str, list[StagedDocument]] = field(default_factory=dict)
    set_aside: list[RawObjectDamaged] = field(default_factory=list)

    def of(self, endpoints: Iterable[str]) -> Iterator[StagedDocument]:
        """Yield the documents of some endpoints."""
        for endpoint in endpoints:
            yield from self.documents.get(endpoint, ())


def stage(
    archive: RawArchive,
    season: Season,
    endpoints: Sequence[str],
    as_of: datetime | None,
    scratch: Path,
    threads: int,
    observer: Observer,
) -> Staged:
    """Unpack the newest answer of each document of a season, or the newest as of an instant.

    A damaged object is set aside with its reason and the others go on.
    Raises: LakeUnavailable.
    """
    versions = {
        endpoint: list(archive.newest_versions(endpoint, season, as_of).values())
        for endpoint in endpoints
    }
    staged = Staged()
    total = sum(map(len, versions.values()))
    with (
        job(observer, "staging", total, f"raw objects of {season}") as running,
        ThreadPoolExecutor(threads) as pool,
    ):
        for endpoint, wanted in versions.items():
            folder = scratch / endpoint
            folder.mkdir()
            documents = staged.documents.setdefault(endpoint, [])
            for result in pool.map(partial(_unpack, archive, folder), wanted):
                if isinstance(result, RawObjectDamaged):
                    staged.set_aside.append(result)
                else:
                    documents.append(result)
                running.advance(endpoint)
    return staged


def _unpack(
    archive: RawArchive, folder: Path, version: RawVersion
) -> StagedDocument | RawObjectDamaged:
    try:
        raw = archive.read(version)
    except RawObjectDamaged as error:
        return error
    path = folder / f"{version.document.entity}.json"
    path.write_bytes(raw_object.join(raw))
    return StagedDocument(
        version, path, raw.body_sha256, raw.capture.elapsed_ms, raw.capture.empty_reason
    )
