"""The files of some months: what is published, held back, left as it was, retired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import duckdb

from lake.duck import each_beside, identifier
from lake.keys import Partition
from transform.judging import HELD, Judgement, OnFailure
from transform.month_footers import MonthFooters
from transform.planning import GAME, MonthGroup, MonthTable
from transform.publish import (
    FILES_AT_ONCE,
    Change,
    PublishedPartition,
    count_rows,
    publish,
    retire,
    write_parquet,
)
from transform.shrink_gate import Held, shrinking, spread
from transform.staging import Staged
from transform.workshop import Workshop


@dataclass(frozen=True)
class MonthFiles:
    """The tables of one group as they stand in the database, judged and ready to be published.

    `counted` has, by table and game, its month and how many rows it has.
    """

    connection: duckdb.DuckDBPyConnection
    shop: Workshop
    group: MonthGroup
    staged: Staged
    judgement: Judgement
    counted: Mapping[str, Mapping[str, tuple[int, int]]]

    @cached_property
    def _footers(self) -> MonthFooters:
        return MonthFooters(self.shop.plan, self.staged, self.judgement, self.shop.on_failure)

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
            if self.shop.on_failure is not OnFailure.REJECT or not self._footers.failing(month):
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
                held[month] = held.get(month, ()) + self._footers.failing(month)
        return spread({month: games for month, games in held.items() if games}, old, built)

    def _publish(
        self, connection: duckdb.DuckDBPyConnection, wanted: tuple[MonthTable, int]
    ) -> PublishedPartition:
        table, month = wanted
        partition = table.partition(self.shop.plan.season, month)
        relation = identifier(partition.table)
        rows = count_rows(connection, relation, month)
        path = self.shop.scratch / f"{partition.table}-{month:02d}.parquet"
        footer = self._footers.of_published(table, month, rows)
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
        partition = table.partition(self.shop.plan.season, month)
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
                    partition = table.partition(self.shop.plan.season, month)
                    footer = self._footers.of_held(table, month, rows)
                    self.shop.quarantine.keep(self.connection, table, partition, footer)
                    yield partition

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

    def _old(self, table: MonthTable) -> list[Partition]:
        return [
            partition
            for partition in self.shop.published.of_months(frozenset(self.group.months))
            if partition.table == table.table.name
        ]
