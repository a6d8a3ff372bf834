"""A transform: one season after the other, from the raw archive to published partitions."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from lake.archive import RawArchive
from lake.commands import at_lake
from lake.duck import published_partitions
from lake.errors import CriticalError, Incomplete, UsageError
from lake.instants import format_instant
from lake.seasons import Season
from lake.store import Store
from lake.telemetry import Observer
from transform.request import TransformRequest
from transform.season_run import SeasonRun, SeasonTransform


def transform(
    store: Store, request: TransformRequest, observer: Observer
) -> tuple[SeasonTransform, ...]:
    """Build and publish every table of the seasons, as far as anything of it has changed.

    Raises: Incomplete if the archive holds nothing to build from; UsageError if the scratch folder
    will not do; LakeUnavailable.
    """
    archive = RawArchive(store)
    seasons = request.seasons or archive.seasons()
    if not seasons:
        raise _nothing(store, "there are no raw answers", ())
    _require_scratch(store, request.scratch)
    partitions = published_partitions(store)
    done = []
    for season in seasons:
        old = [partition for partition in partitions if partition.season == season]
        with _scratch(request.scratch) as scratch:
            done.append(SeasonRun(archive, season, request, scratch, observer).run(old))
    if request.as_of and not any(result.documents for result in done):
        raise Incomplete(
            f"nothing was archived up to {format_instant(request.as_of)} in {store.location}",
            hint="a later --as-of",
        )
    if request.seasons and not any(result.documents for result in done):
        raise _nothing(
            store, f"there are no raw answers of {', '.join(map(str, seasons))}", seasons
        )
    return tuple(done)


def _require_scratch(store: Store, parent: Path | None) -> None:
    """Raises: UsageError if the folder is not there, or is a part of the lake."""
    if parent is None:
        return
    if not parent.is_dir():
        raise UsageError(f"there is no folder {parent}", hint="make it, or another --scratch DIR")
    if parent.resolve().is_relative_to(Path(store.location).resolve()):
        raise UsageError(
            f"{parent} is inside the lake, which holds nothing but its objects",
            hint="--scratch DIR outside it",
        )


@contextmanager
def _scratch(parent: Path | None) -> Iterator[Path]:
    """Lend a folder outside the lake. Raises: CriticalError if disk or memory do not suffice."""
    try:
        with tempfile.TemporaryDirectory(prefix="hoopstat-", dir=parent) as folder:
            yield Path(folder)
    except (duckdb.IOException, duckdb.OutOfMemoryException, OSError) as error:
        raise CriticalError(
            f"disk or memory do not suffice: {str(error).splitlines()[0]}",
            hint=f"more room in {parent or tempfile.gettempdir()}, --scratch DIR elsewhere, "
            "or a larger --memory-limit",
        ) from error


def _nothing(store: Store, message: str, seasons: Sequence[Season]) -> Incomplete:
    named = ",".join(map(str, seasons)) or "2024-25"
    return Incomplete(
        f"{message} in {store.location}",
        hint=at_lake(f"hoopstat capture --season {named}", store.location),
    )
