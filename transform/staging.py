"""Staging: raw answers, verified and unpacked into a scratch folder, some while others are read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from lake import raw_object
from lake.archive import RawArchive
from lake.documents import RawVersion
from lake.errors import RawObjectDamaged
from lake.telemetry import Job


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
    """What relations are built from, by endpoint, and what had to be set aside."""

    documents: dict[str, list[StagedDocument]] = field(default_factory=dict)
    set_aside: list[RawObjectDamaged] = field(default_factory=list)

    def of(self, endpoints: Iterable[str]) -> Iterator[StagedDocument]:
        """Yield the documents of some endpoints."""
        for endpoint in endpoints:
            yield from self.documents.get(endpoint, ())


Unpacking = Mapping[str, Sequence["Future[StagedDocument | RawObjectDamaged]"]]


@dataclass(frozen=True)
class Stage:
    """Some answers on their way into a folder of their own, by endpoint."""

    folder: Path
    unpacking: Unpacking

    def wait(self, running: Job | None = None) -> Staged:
        """Wait until every answer is unpacked or set aside, with its reason.

        Raises: LakeUnavailable.
        """
        staged = Staged()
        for endpoint, futures in self.unpacking.items():
            documents = staged.documents.setdefault(endpoint, [])
            for future in futures:
                result = future.result()
                if isinstance(result, RawObjectDamaged):
                    staged.set_aside.append(result)
                else:
                    documents.append(result)
                if running:
                    running.advance(endpoint)
        return staged

    def remove(self) -> None:
        """Take the unpacked answers away."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Stager:
    """Unpacks in threads: reading and decompressing leave Python's lock alone.

    As a context manager it stops what is still under way.
    """

    def __init__(self, archive: RawArchive, scratch: Path, threads: int | None = None) -> None:
        self._archive = archive
        self._scratch = scratch
        self._pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)

    def __enter__(self) -> Stager:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def begin(self, name: str, versions: Mapping[str, Sequence[RawVersion]]) -> Stage:
        """Start unpacking answers into the scratch folder `name`."""
        folder = self._scratch / name
        unpacking = {}
        for endpoint, wanted in versions.items():
            (folder / endpoint).mkdir(parents=True)
            unpacking[endpoint] = [
                self._pool.submit(self._unpack, folder / endpoint, version) for version in wanted
            ]
        return Stage(folder, unpacking)

    def _unpack(self, folder: Path, version: RawVersion) -> StagedDocument | RawObjectDamaged:
        try:
            raw = self._archive.read(version)
        except RawObjectDamaged as error:
            return error
        path = folder / f"{version.document.entity}.json"
        path.write_bytes(raw_object.join(raw))
        return StagedDocument(
            version, path, raw.body_sha256, raw.capture.elapsed_ms, raw.capture.empty_reason
        )
