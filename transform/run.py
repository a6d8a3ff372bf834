"""A transform: one season after the other, from the raw archive to published partitions."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import duckdb

from lake.archive import RawArchive
from lake.date_range import EVERY_DATE, DateRange
from lake.duck import DuckSettings, connect
from lake.errors import CriticalError, Incomplete, RawObjectDamaged
from lake.keys import Partition, published_key
from lake.seasons import Season
from lake.store import Store
from lake.telemetry import Event, Level, Observer, job
from transform.build import build_tables
from transform.catalog import Catalog, load_catalog
from transform.footer import fingerprint, make_footer
from transform.publish import (
    Change,
    PublishedPartition,
    TableOfSeason,
    months,
    publish,
    published_files,
    retire,
    row_count,
    write_parquet,
)
from transform.shrink_gate import built_rows, held_back, published_rows
from transform.staging import Staged, StagedDocument, stage
from validate.checks import CheckResult, load_checks
from validate.inventory import add_inventory
from validate.request_log import add_empty_request_log
from validate.runner import run_checks
from validate.scores import partition_verdict


@dataclass(frozen=True)
class TransformRequest:
    """`seasons` () is every season the archive holds anything of.

    `dates` limit what the checks hold to be owed, as a capture of these dates would; the tables are
    built of all that is archived.
    """

    seasons: tuple[Season, ...] = ()
    as_of: datetime | None = None
    accept_shrink: bool = False
    dates: DateRange = EVERY_DATE
    duck: DuckSettings = field(default_factory=DuckSettings)


@dataclass(frozen=True)
class SeasonTransform:
    """What became of one season.

    `set_aside` are raw objects that can't be used, `empty` those that are rightly empty.
    """

    season: Season
    documents: int
    partitions: tuple[PublishedPartition, ...]
    set_aside: tuple[RawObjectDamaged, ...]
    empty: tuple[StagedDocument, ...]
    results: tuple[CheckResult, ...]

    @property
    def refused(self) -> tuple[PublishedPartition, ...]:
        return tuple(part for part in self.partitions if part.change is Change.REFUSED)


def transform(
    store: Store, request: TransformRequest, observer: Observer
) -> tuple[SeasonTransform, ...]:
    """Build and publish every table of the seasons, each season in a database of its own.

    Raises: Incomplete if the archive holds nothing to build from; LakeUnavailable.
    """
    archive = RawArchive(store)
    catalog = load_catalog()
    seasons = request.seasons or archive.seasons()
    if not seasons:
        raise _nothing(store, "there are no raw answers")
    done = []
    for season in seasons:
        with _scratch() as scratch:
            done.append(_transform_season(archive, season, catalog, request, scratch, observer))
    if request.seasons and not any(result.documents for result in done):
        raise _nothing(store, f"there are no raw answers of {', '.join(map(str, seasons))}")
    return tuple(done)


@contextmanager
def _scratch() -> Iterator[Path]:
    """Lend a folder outside the lake. Raises: CriticalError if disk or memory do not suffice."""
    try:
        with tempfile.TemporaryDirectory(prefix="hoopstat-") as folder:
            yield Path(folder)
    except (duckdb.IOException, duckdb.OutOfMemoryException, OSError) as error:
        raise CriticalError(
            f"disk or memory do not suffice: {str(error).splitlines()[0]}",
            hint=f"more room in {tempfile.gettempdir()}, or another folder: TMPDIR=...",
        ) from error


@dataclass(frozen=True)
class _SeasonBuild:
    """A season's tables as they stand in the database; `game_dates` are (month, date) by game."""

    season: Season
    catalog: Catalog
    staged: Staged
    results: Sequence[CheckResult]
    game_dates: Mapping[str, tuple[int, date | None]]
    scratch: Path


def _transform_season(
    archive: RawArchive,
    season: Season,
    catalog: Catalog,
    request: TransformRequest,
    scratch: Path,
    observer: Observer,
) -> SeasonTransform:
    raw, parquet, spill = (scratch / name for name in ("raw", "parquet", "spill"))
    for folder in (raw, parquet, spill):
        folder.mkdir()
    threads = request.duck.threads or os.cpu_count() or 1
    staged = stage(archive, season, catalog.staged_endpoints, request.as_of, raw, threads, observer)
    with connect(request.duck, spill) as connection:
        build_tables(connection, catalog, staged, season, raw, observer)
        _note_set_aside(staged, observer)
        add_inventory(connection, archive, [season], dates=request.dates, as_of=request.as_of)
        add_empty_request_log(connection)  # An answer is as true however it was asked for.
        results = run_checks(connection, load_checks(), observer)
        partitions = _publish_all(
            connection,
            _SeasonBuild(season, catalog, staged, results, _game_dates(connection), parquet),
            archive.store,
            accept_shrink=request.accept_shrink,
            observer=observer,
        )
    documents = tuple(staged.of(catalog.staged_endpoints))
    return SeasonTransform(
        season=season,
        documents=len(documents) + len(staged.set_aside),
        partitions=partitions,
        set_aside=tuple(staged.set_aside),
        empty=tuple(doc for doc in documents if doc.empty_reason),
        results=results,
    )


def _publish_all(
    connection: duckdb.DuckDBPyConnection,
    build: _SeasonBuild,
    store: Store,
    *,
    accept_shrink: bool,
    observer: Observer,
) -> tuple[PublishedPartition, ...]:
    if not any(build.staged.of(build.catalog.staged_endpoints)):
        return ()  # Nothing to build from is no reason to take away what is published.
    planned = [
        (TableOfSeason(table, build.season), months(connection, table))
        for table in build.catalog.tables
    ]
    published: list[PublishedPartition] = []
    total = sum(len(there) for _, there in planned)
    with job(observer, "transform", total, f"partitions of {build.season}") as running:
        for built, there in planned:
            old = published_files(store, built)
            shrinks = {} if accept_shrink else _shrinks(connection, store, built, old, build)
            for month in there:
                published.append(
                    _publish_month(connection, build, store, built, month, shrinks.get(month, ()))
                )
                running.advance(published_key(published[-1].partition))
            published += [
                retire(store, partition, shrinks.get(partition.month, ()))
                for partition in old
                if partition.month not in there
            ]
    for part in published:
        _note_partition(part, observer)
    return tuple(published)


def _shrinks(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    built: TableOfSeason,
    old: Sequence[Partition],
    build: _SeasonBuild,
) -> dict[int | None, tuple[str, ...]]:
    published = {
        partition: published_rows(
            connection, store.as_file(published_key(partition), build.scratch)
        )
        for partition in old
    }
    return held_back(published, built_rows(connection, built.table))


def _publish_month(
    connection: duckdb.DuckDBPyConnection,
    build: _SeasonBuild,
    store: Store,
    built: TableOfSeason,
    month: int,
    shrinks: Sequence[str],
) -> PublishedPartition:
    table, partition = built.table, built.partition(month)
    games = {game: day for game, (of, day) in build.game_dates.items() if of == month}
    documents = [
        document
        for document in build.staged.of(table.names("source"))
        if document.version.document.entity in games
    ]
    rows = row_count(connection, table, month)
    footer = make_footer(
        table,
        partition,
        documents,
        fingerprint(documents, games.items(), build.catalog.sql_digest(table)),
        rows,
        partition_verdict(build.results, table.name, str(build.season), month),
    )
    path = write_parquet(connection, built, month, footer, build.scratch)
    published = publish(store, partition, path, rows, shrinks)
    path.unlink()
    return published


def _game_dates(
    connection: duckdb.DuckDBPyConnection,
) -> dict[str, tuple[int, date | None]]:
    rows = connection.execute("select game_id, month, game_date from staging.game_dates")
    return {game_id: (month, day) for game_id, month, day in rows.fetchall()}


def _note_set_aside(staged: Staged, observer: Observer) -> None:
    for error in staged.set_aside:
        observer.noted(
            Event(
                "transform",
                "set_aside",
                str(error),
                Level.ERROR,
                {"key": error.key, "hint": error.hint},
            )
        )


def _note_partition(published: PublishedPartition, observer: Observer) -> None:
    key = published_key(published.partition)
    shrinks = f": {len(published.shrinks)} games would lose rows" if published.shrinks else ""
    observer.noted(
        Event(
            "transform",
            f"partition_{published.change}",
            f"{key}: {published.change}{shrinks}",
            Level.ERROR if published.shrinks else Level.INFO,
            {
                "key": key,
                "row_count": published.row_count,
                "bytes": published.size_bytes,
                "games_that_would_shrink": ",".join(published.shrinks),
            },
        )
    )


def _nothing(store: Store, message: str) -> Incomplete:
    return Incomplete(f"{message} in {store.location}", hint="hoopstat capture --season 2024-25")
