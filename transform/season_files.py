"""The files of the tables of a season as a whole: what is published, left as it was, retired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lake.duck import each_beside, identifier
from lake.keys import Partition
from lake.sql_files import SqlFile
from lake.store import Store
from transform.catalog import table_name
from transform.footer import Judged, make_footer
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
from transform.season_planning import SeasonTablesPlan
from transform.staging import Staged
from validate.checks import Severity
from validate.results import CheckResult, Outcome
from validate.scores import partition_verdict

_TEAM = "team_id"
"""What a file must not lose: players come and go within a season, teams do not."""


@dataclass(frozen=True)
class SeasonFiles:
    """The tables as they stand in the database, judged and ready to be published."""

    connection: duckdb.DuckDBPyConnection
    store: Store
    plan: SeasonTablesPlan
    published: PublishedSeason
    found: Staged
    results: Sequence[CheckResult]
    accept_shrink: bool
    scratch: Path

    def publish(self, old: Sequence[Partition]) -> Iterator[PublishedPartition]:
        made = [table for table in self.plan.tables if any(self.found.of(table.names("source")))]
        lost = {table.name: self._lost_teams(table) for table in self.plan.tables}
        for table in made:
            if lost[table.name]:
                yield self._refused(table, lost[table.name])
        yield from each_beside(
            self.connection,
            self._publish,
            [table for table in made if not lost[table.name]],
            FILES_AT_ONCE,
        )
        for table in self.plan.tables:
            partition = self.plan.partition(table)
            if table not in made and partition in old:
                teams = lost[table.name]
                yield self._refused(table, teams) if teams else retire(self.store, partition)

    def _lost_teams(self, table: SqlFile) -> tuple[str, ...]:
        partition = self.plan.partition(table)
        if (
            self.accept_shrink
            or _TEAM not in table.names("grain")
            or partition not in self.published.files
        ):
            return ()
        rows = self.connection.execute(
            f"select distinct cast({_TEAM} as varchar) from {identifier(table.name)}"
        ).fetchall()
        built = {row[0] for row in rows}
        return tuple(sorted(self.published.rows_by(partition, _TEAM).keys() - built))

    def _refused(self, table: SqlFile, teams: tuple[str, ...]) -> PublishedPartition:
        rows = count_rows(self.connection, identifier(table.name), None)
        return PublishedPartition(
            self.plan.partition(table), Change.REFUSED, rows, 0, shrinks=teams
        )

    def _publish(self, connection: duckdb.DuckDBPyConnection, table: SqlFile) -> PublishedPartition:
        partition, relation = self.plan.partition(table), identifier(table.name)
        rows = count_rows(connection, relation, None)
        answers = self.found.of(self.plan.catalog.endpoints([table_name(table)]))
        failed = [
            result
            for result in self.results
            if result.check.over == table.name and closes_the_gate(result)
        ]
        status, points = partition_verdict(self.results, table.name, str(self.plan.season), None)
        footer = make_footer(
            table,
            partition,
            list(self.found.of(table.names("source"))),
            self.plan.fingerprint(
                table,
                (document.raw_key for document in answers),
                [result.check.name for result in failed],
            ),
            rows,
            Judged(status, points),
        )
        path = self.scratch / f"{table.name}.parquet"
        write_parquet(connection, relation, table, None, footer, path)
        return publish(self.store, partition, path, rows, self.published)


def closes_the_gate(result: CheckResult) -> bool:
    return result.outcome is Outcome.FAILED and result.check.severity is Severity.ERROR
