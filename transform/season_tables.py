"""The tables of a season as a whole: its players, rosters, coaches and teams.

They are made of documents about teams and players, and of who stands in the box scores that are
published by then; so they come last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from lake.documents import RawVersion
from lake.duck import DuckSettings, connect, each_beside, identifier, plain_path
from lake.endpoints import ENDPOINTS, Per
from lake.errors import RawObjectDamaged
from lake.keys import Partition, raw_key
from lake.seasons import Season
from lake.sql_files import SqlFile
from lake.store import Store
from lake.telemetry import Observer
from transform.build import build_relations, give_players_in_boxes
from transform.catalog import PLAYERS_IN_BOXES, Catalog, table_name
from transform.drift import Drift
from transform.footer import Judged, fingerprint, make_footer
from transform.inputs import Versions
from transform.publish import (
    FILES_AT_ONCE,
    Change,
    PublishedPartition,
    count_rows,
    left_alone,
    publish,
    retire,
    write_parquet,
)
from transform.published import PublishedSeason, readable
from transform.staging import Staged, Stager, staged
from validate.checks import Check, Severity
from validate.results import CheckResult, Outcome, Waiver
from validate.runner import run_checks
from validate.scores import partition_verdict
from validate.waivers import written

BOXES = "player_box_traditional"
_ROSTERS = "rosters"
_TEAM = "team_id"
"""What a file must not lose: players come and go within a season, teams do not."""

Players = Mapping[int, str]
"""Names by id."""


@dataclass(frozen=True)
class SeasonTablesResult:
    """What became of each file, what was set aside, what drifted, and the tables that fail a check.

    These are published all the same: there is no game to hold back.
    """

    partitions: tuple[PublishedPartition, ...] = ()
    set_aside: tuple[RawObjectDamaged, ...] = ()
    drift: tuple[Drift, ...] = ()
    failures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SeasonTables:
    """The tables of one season; `biographies` are all that the lake has, by player.

    Raises, in every operation: LakeUnavailable.
    """

    store: Store
    season: Season
    catalog: Catalog
    checks: Sequence[Check]
    waivers: Sequence[Waiver]
    of_season: Mapping[str, Versions]
    biographies: Versions
    published: PublishedSeason
    accept_shrink: bool
    duck: DuckSettings
    scratch: Path

    def transform(self, stager: Stager, in_boxes: Players, *, force: bool) -> SeasonTablesResult:
        """Publish what has changed."""
        old = [part for part in self.published.files if part.month is None]
        if not any(self._answers(table.names("source"), in_boxes) for table in self._tables):
            # Nothing to build from is no reason to take away what is published.
            return SeasonTablesResult(tuple(left_alone(self.published, part) for part in old))
        if not force and self._is_current(in_boxes):
            untouched = tuple(left_alone(self.published, partition) for partition in old)
            return SeasonTablesResult(untouched)
        with connect(self.duck.for_each_worker(), self.scratch) as connection:
            found, drift = self._build(connection, stager, in_boxes)
            results = run_checks(connection, self.checks, Observer(), waivers=self.waivers)
            made = _Made(connection, self, found, results, in_boxes)
            partitions = tuple(made.publish(old))
        failures = {
            result.check.over: f"{result.check.name}: {result.finding_count} findings"
            for result in results
            if _closes_the_gate(result)
        }
        return SeasonTablesResult(partitions, tuple(found.set_aside), drift, failures)

    @property
    def _tables(self) -> tuple[SqlFile, ...]:
        return self.catalog.season_tables

    def partition(self, table: SqlFile) -> Partition:
        return Partition(table.field("dataset"), table.name, self.season, None)

    def facts(self, table: SqlFile, in_boxes: Players) -> list[str]:
        """List what a table is made of beside answers, and what its verdict depends on."""
        over = {check.name for check in self.checks if check.over == table.name}
        facts = [f"waived {written(waiver)}" for waiver in self.waivers if waiver.check in over]
        if PLAYERS_IN_BOXES in table.names("needs"):
            facts += [f"{player} {name}" for player, name in in_boxes.items()]
        return facts

    def _is_current(self, in_boxes: Players) -> bool:
        """A file of rosters that is current tells who is on them: nothing else must be read."""
        on_rosters: Collection[int] = ()
        for table in sorted(self._tables, key=lambda table: table.name != _ROSTERS):
            partition = self.partition(table)
            players = {*in_boxes, *on_rosters}
            promised = bool(self._answers(table.names("source"), players))
            if promised != (partition in self.published.files):
                return False
            answers = self._answers(self.catalog.endpoints([table_name(table)]), players)
            expected = fingerprint(
                map(raw_key, answers), self.catalog.sql_digest(table), self.facts(table, in_boxes)
            )
            if promised and self.published.fingerprint(partition) != expected:
                return False
            if promised and table.name == _ROSTERS:
                on_rosters = [
                    int(player) for player in self.published.rows_by(partition, "player_id")
                ]
        return True

    def _answers(self, endpoints: Iterable[str], players: Iterable[int]) -> list[RawVersion]:
        found: list[RawVersion] = []
        for endpoint in endpoints:
            if ENDPOINTS[endpoint].per is Per.PLAYER:
                wanted = map(str, sorted(players))
                found += [self.biographies[key] for key in wanted if key in self.biographies]
            else:
                found += self.of_season.get(endpoint, {}).values()
        return found

    def _build(
        self, connection: duckdb.DuckDBPyConnection, stager: Stager, in_boxes: Players
    ) -> tuple[Staged, tuple[Drift, ...]]:
        """Rosters come first: they tell whose biographies are wanted."""
        give_players_in_boxes(connection, in_boxes)
        files = self.catalog.needed([table_name(table) for table in self._tables])
        found = staged(
            stager.begin({name: list(of.values()) for name, of in self.of_season.items()})
        )
        first = [(name, file) for name, file in files if file.name in {*self.of_season, _ROSTERS}]
        drift = build_relations(connection, first, found, self.season, self.duck.workers)
        rows = connection.execute(f"select distinct player_id from {_ROSTERS}").fetchall()
        players = {*in_boxes, *(row[0] for row in rows)}
        biographies = {
            name: self._answers([name], players)
            for name in self.catalog.endpoints([table_name(table) for table in self._tables])
            if ENDPOINTS[name].per is Per.PLAYER
        }
        of_players = staged(stager.begin(biographies))
        rest = [(name, file) for name, file in files if (name, file) not in first]
        drift += build_relations(connection, rest, of_players, self.season, self.duck.workers)
        everything = Staged(
            {**found.documents, **of_players.documents},
            [*found.set_aside, *of_players.set_aside],
        )
        return everything, drift


@dataclass(frozen=True)
class _Made:
    """The tables as they stand in the database, judged and ready to be published."""

    connection: duckdb.DuckDBPyConnection
    of: SeasonTables
    found: Staged
    results: Sequence[CheckResult]
    in_boxes: Players

    def publish(self, old: Sequence[Partition]) -> Iterator[PublishedPartition]:
        made = [
            table
            for table in self.of.catalog.season_tables
            if any(self.found.of(table.names("source")))
        ]
        lost = {table.name: self._lost_teams(table) for table in self.of.catalog.season_tables}
        for table in made:
            if lost[table.name]:
                yield self._refused(table, lost[table.name])
        yield from each_beside(
            self.connection,
            self._publish,
            [table for table in made if not lost[table.name]],
            FILES_AT_ONCE,
        )
        for table in self.of.catalog.season_tables:
            partition = self.of.partition(table)
            if table not in made and partition in old:
                teams = lost[table.name]
                yield self._refused(table, teams) if teams else retire(self.of.store, partition)

    def _lost_teams(self, table: SqlFile) -> tuple[str, ...]:
        partition = self.of.partition(table)
        if (
            self.of.accept_shrink
            or _TEAM not in table.names("grain")
            or partition not in self.of.published.files
        ):
            return ()
        rows = self.connection.execute(
            f"select distinct cast({_TEAM} as varchar) from {identifier(table.name)}"
        ).fetchall()
        built = {row[0] for row in rows}
        return tuple(sorted(self.of.published.rows_by(partition, _TEAM).keys() - built))

    def _refused(self, table: SqlFile, teams: tuple[str, ...]) -> PublishedPartition:
        rows = count_rows(self.connection, identifier(table.name), None)
        return PublishedPartition(self.of.partition(table), Change.REFUSED, rows, 0, shrinks=teams)

    def _publish(self, connection: duckdb.DuckDBPyConnection, table: SqlFile) -> PublishedPartition:
        partition, relation = self.of.partition(table), identifier(table.name)
        rows = count_rows(connection, relation, None)
        catalog = self.of.catalog
        answers = self.found.of(catalog.endpoints([table_name(table)]))
        failed = [
            result
            for result in self.results
            if result.check.over == table.name and _closes_the_gate(result)
        ]
        status, points = partition_verdict(self.results, table.name, str(self.of.season), None)
        footer = make_footer(
            table,
            partition,
            list(self.found.of(table.names("source"))),
            fingerprint(
                (document.raw_key for document in answers),
                catalog.sql_digest(table),
                self.of.facts(table, self.in_boxes),
                [result.check.name for result in failed],
            ),
            rows,
            Judged(status, points),
        )
        path = self.of.scratch / f"{table.name}.parquet"
        write_parquet(connection, relation, table, None, footer, path)
        return publish(self.of.store, partition, path, rows, self.of.published)


def _closes_the_gate(result: CheckResult) -> bool:
    return result.outcome is Outcome.FAILED and result.check.severity is Severity.ERROR


def players_in_boxes(
    connection: duckdb.DuckDBPyConnection, boxes: Sequence[Path], location: str
) -> dict[int, str]:
    """List who stands in the published box scores of a lake, a name each. Raises: Incomplete."""
    if not boxes:
        return {}
    with readable(location):
        rows = connection.execute(
            "select player_id, min(player_name) from "
            "read_parquet($paths, hive_partitioning = false, union_by_name = true) "
            "group by player_id order by player_id",
            {"paths": [plain_path(path) for path in boxes]},
        ).fetchall()
    return dict(rows)
