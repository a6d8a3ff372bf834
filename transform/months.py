"""The months of a season: built, judged and published a few at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lake.duck import DuckSettings, connect, each_beside, identifier
from lake.errors import RawObjectDamaged
from lake.keys import Partition
from lake.sql_files import SqlFile
from lake.store import Store
from lake.telemetry import Job
from transform.build import build_relations, give_game_dates
from transform.drift import Drift
from transform.footer import Footer, Judged, fingerprint, make_footer
from transform.judging import HELD, Judgement, OnFailure, failing, judge
from transform.planning import GAME, MonthGroup, MonthTable, SeasonPlan
from transform.publish import (
    FILES_AT_ONCE,
    Change,
    PublishedPartition,
    count_rows,
    publish,
    retire,
    write_parquet,
)
from transform.published import PublishedSeason
from transform.quarantine import Quarantine
from transform.shrink_gate import Held, built_rows, shrinking, spread
from transform.staging import Staged, StagedDocument
from validate.checks import Check
from validate.scores import Verdict, partition_verdict


@dataclass(frozen=True)
class Workshop:
    """What the groups of a season have in common."""

    store: Store
    relations: Sequence[tuple[str, SqlFile]]
    checks: Sequence[Check]
    plan: SeasonPlan
    published: PublishedSeason
    quarantine: Quarantine
    on_failure: OnFailure
    accept_shrink: bool
    duck: DuckSettings
    scratch: Path


@dataclass(frozen=True)
class GroupResult:
    """What became of a group of months; `failures` are the games that fail, with the reasons."""

    partitions: tuple[PublishedPartition, ...]
    set_aside: tuple[RawObjectDamaged, ...]
    empty: tuple[StagedDocument, ...]
    failures: Mapping[str, str]
    drift: tuple[Drift, ...]


def transform_group(
    shop: Workshop, group: MonthGroup, staged: Staged, building: Job
) -> GroupResult:
    """Build every table of some months, judge them, and publish what may be published.

    Raises: LakeUnavailable.
    """
    tables = [table.table for table in shop.plan.tables]
    with connect(shop.duck.for_each_worker(), shop.scratch) as connection:
        dates = {game: shop.plan.dates[game] for game in group.games}
        give_game_dates(connection, dates)
        drift = build_relations(
            connection, shop.relations, staged, shop.plan.season, shop.duck.workers, building
        )
        counted = {table.name: built_rows(connection, table) for table in tables}
        judgement = judge(
            connection,
            shop.checks,
            tables,
            shop.on_failure,
            shop.duck.workers,
            shop.plan.inputs.waivers,
        )
        bench = _Bench(connection, shop, group, staged, judgement, counted)
        partitions = tuple(bench.publish())
    return GroupResult(
        partitions,
        tuple(staged.set_aside),
        tuple(doc for doc in staged.of(staged.documents) if doc.empty_reason),
        judgement.failures,
        drift,
    )


@dataclass(frozen=True)
class _Bench:
    """The tables of one group as they stand in the database, judged and ready to be published."""

    connection: duckdb.DuckDBPyConnection
    shop: Workshop
    group: MonthGroup
    staged: Staged
    judgement: Judgement
    counted: Mapping[str, Mapping[str, tuple[int, int]]]

    def publish(self) -> Iterator[PublishedPartition]:
        """What is held back is in quarantine before it is gone from the published files.

        A month that a game moves to comes before the one it leaves: a reader may see it twice for a
        moment, which a check would tell, but never not at all.
        """
        kept = list(self._keep_held_rows())
        plan = self.shop.plan
        held = {table.table.name: self._held_back(table) for table in plan.tables}
        wanted = [
            (table, month)
            for table in plan.tables
            for month in self._months(table)
            if month not in held[table.table.name]
        ]
        gaining = self._gaining()
        first = [which for which in wanted if which[1] in gaining]
        rest = [which for which in wanted if which[1] not in gaining]
        for files in (first, rest):
            yield from each_beside(self.connection, self._publish, files, FILES_AT_ONCE)
        for table in plan.tables:
            yield from self._left_over(table, held[table.table.name])
        self.shop.quarantine.release([*self._released()], kept)

    def _gaining(self) -> frozenset[int]:
        """Name the months that games moved to since they were published."""
        return frozenset(
            built[game][0]
            for table in self.shop.plan.tables
            for built in [self.counted[table.table.name]]
            for partition in self._old(table)
            for game in self.shop.published.rows_by(partition, GAME)
            if game in built and built[game][0] != partition.month
        )

    def _released(self) -> Iterator[int]:
        """A month that is rejected stays as it was in quarantine too."""
        for month in self.group.months:
            if self.shop.on_failure is not OnFailure.REJECT or not self._failing(month):
                yield month

    def _held_back(self, table: MonthTable) -> Held:
        """Name the months of a table that must stay as they are, and the games that are why."""
        old = {
            partition: self.shop.published.rows_by(partition, GAME)
            for partition in self._old(table)
        }
        built = self.counted[table.table.name]
        held: Held = {} if self.shop.accept_shrink else shrinking(old, built)
        if self.shop.on_failure is OnFailure.REJECT:
            for month in self.group.months:
                held[month] = held.get(month, ()) + self._failing(month)
        return spread({month: games for month, games in held.items() if games}, old, built)

    def _publish(
        self, connection: duckdb.DuckDBPyConnection, wanted: tuple[MonthTable, int]
    ) -> PublishedPartition:
        table, month = wanted
        partition = self._partition(table, month)
        relation = identifier(partition.table)
        rows = count_rows(connection, relation, month)
        path = self.shop.scratch / f"{partition.table}-{month:02d}.parquet"
        footer = self._footer(table, month, rows, self._judged(table, month))
        write_parquet(connection, relation, table.table, month, footer, path)
        return publish(self.shop.store, partition, path, rows, self.shop.published)

    def _left_over(self, table: MonthTable, held: Held) -> Iterator[PublishedPartition]:
        """Tell of what was not published, and retire files that nothing stands behind any more."""
        there = self._months(table)
        for month in there:
            if month in held:
                yield self._refused(table, month, held[month])
        for partition in self._old(table):
            if partition.month in there or partition.month is None:
                continue
            if partition.month in held:
                yield self._refused(table, partition.month, held[partition.month])
            else:
                yield retire(self.shop.store, partition)

    def _refused(self, table: MonthTable, month: int, games: Sequence[str]) -> PublishedPartition:
        partition = self._partition(table, month)
        bad = self.judgement.failures if self.shop.on_failure is OnFailure.REJECT else {}
        return PublishedPartition(
            partition,
            Change.REFUSED,
            count_rows(self.connection, identifier(partition.table), month),
            0,
            shrinks=tuple(game for game in games if game not in bad),
            failing=tuple(game for game in games if game in bad),
        )

    def _keep_held_rows(self) -> Iterator[Partition]:
        if not (self.judgement.failures and self.shop.on_failure is OnFailure.QUARANTINE):
            return
        for table in self.shop.plan.tables:
            for month in self.group.months:
                relation = f"{HELD}.{identifier(table.table.name)}"
                rows = count_rows(self.connection, relation, month)
                if rows:
                    partition = self._partition(table, month)
                    judged = Judged(Verdict.FAILED, None, self._failing(month))
                    footer = self._footer(table, month, rows, judged, further_columns=1)
                    self.shop.quarantine.keep(self.connection, table, partition, footer)
                    yield partition

    def _footer(
        self,
        table: MonthTable,
        month: int,
        rows: int,
        judged: Judged,
        further_columns: int = 0,
    ) -> Footer:
        games = frozenset(self.shop.plan.games_by_month.get(month, ()))
        return make_footer(
            table.table,
            self._partition(table, month),
            self._documents(table.table.names("source"), games),
            self._fingerprint(table, month, games),
            rows,
            judged,
            further_columns,
        )

    def _fingerprint(self, table: MonthTable, month: int, games: frozenset[str]) -> str:
        """What could not be used is missing from it, so it is tried again by the next transform."""
        dates, waivers = self.shop.plan.dates, self.shop.plan.inputs.waivers_of(games)
        return fingerprint(
            (doc.raw_key for doc in self._documents(table.endpoints, games)),
            table.sql_digest,
            [*(f"{game} {dates[game].day}" for game in games), *waivers],
            (f"{self.shop.on_failure} {game}" for game in self._failing(month)),
        )

    def _judged(self, table: MonthTable, month: int) -> Judged:
        status, points = partition_verdict(
            self.judgement.results, table.table.name, str(self.shop.plan.season), month
        )
        is_held = self.shop.on_failure is OnFailure.QUARANTINE
        return Judged(status, points, self._failing(month) if is_held else ())

    def _documents(self, endpoints: Sequence[str], games: frozenset[str]) -> list[StagedDocument]:
        return [
            document
            for document in self.staged.of(endpoints)
            if document.version.document.entity in games
        ]

    def _months(self, table: MonthTable) -> tuple[int, ...]:
        """List the months that a table has anything to be made of for.

        A file without rows says that its answers told of none.
        """
        dates = self.shop.plan.dates
        return tuple(
            sorted(
                {
                    dates[document.version.document.entity].month
                    for document in self.staged.of(table.table.names("source"))
                    if document.version.document.entity in dates
                }
            )
        )

    def _failing(self, month: int) -> tuple[str, ...]:
        return failing(self.judgement.failures, self.shop.plan.games_by_month.get(month, ()))

    def _partition(self, table: MonthTable, month: int) -> Partition:
        return table.partition(self.shop.plan.season, month)

    def _old(self, table: MonthTable) -> list[Partition]:
        return [
            partition
            for partition in self.shop.published.of_months(frozenset(self.group.months))
            if partition.table == table.table.name
        ]
