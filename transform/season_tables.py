"""The tables of a season as a whole: its players, rosters, coaches and teams.

They are made of documents about teams and players, and of who stands in the box scores that are
published by then; so they come last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from lake.duck import DuckSettings, connect
from lake.endpoints import ENDPOINTS, Per
from lake.errors import RawObjectDamaged
from lake.store import Store
from lake.telemetry import Observer
from transform.build import build_relations, give_players_in_boxes
from transform.catalog import table_name
from transform.drift import Drift
from transform.publish import PublishedPartition, left_alone
from transform.published import PublishedSeason
from transform.season_files import SeasonFiles, closes_the_gate
from transform.season_planning import ROSTERS, SeasonTablesPlan
from transform.staging import Staged, Stager, staged
from validate.runner import run_checks


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
    """The tables of one season. Raises, in every operation: LakeUnavailable."""

    store: Store
    plan: SeasonTablesPlan
    published: PublishedSeason
    accept_shrink: bool
    duck: DuckSettings
    scratch: Path

    def transform(self, stager: Stager, *, force: bool) -> SeasonTablesResult:
        """Publish what has changed. Nothing to build from takes away nothing that is published."""
        old = [part for part in self.published.files if part.month is None]
        if self.plan.is_empty or (not force and self.plan.is_current(self.published)):
            return SeasonTablesResult(tuple(left_alone(self.published, part) for part in old))
        with connect(self.duck.for_each_worker(), self.scratch) as connection:
            found, drift = self._build(connection, stager)
            results = run_checks(
                connection, self.plan.checks, Observer(), waivers=self.plan.waivers
            )
            files = SeasonFiles(
                connection=connection,
                store=self.store,
                plan=self.plan,
                published=self.published,
                found=found,
                results=results,
                accept_shrink=self.accept_shrink,
                scratch=self.scratch,
            )
            partitions = tuple(files.publish(old))
        failures = {
            result.check.over: f"{result.check.name}: {result.finding_count} findings"
            for result in results
            if closes_the_gate(result)
        }
        return SeasonTablesResult(partitions, tuple(found.set_aside), drift, failures)

    def _build(
        self, connection: duckdb.DuckDBPyConnection, stager: Stager
    ) -> tuple[Staged, tuple[Drift, ...]]:
        """Rosters come first: they tell whose biographies are wanted."""
        give_players_in_boxes(connection, self.plan.in_boxes)
        tables = [table_name(table) for table in self.plan.tables]
        files = self.plan.catalog.needed(tables)
        found = staged(
            stager.begin({name: list(of.values()) for name, of in self.plan.of_season.items()})
        )
        first = [
            (name, file) for name, file in files if file.name in {*self.plan.of_season, ROSTERS}
        ]
        drift = build_relations(connection, first, found, self.plan.season, self.duck.workers)
        rows = connection.execute(f"select distinct player_id from {ROSTERS}").fetchall()
        players = {*self.plan.in_boxes, *(row[0] for row in rows)}
        biographies = {
            name: self.plan.answers([name], players)
            for name in self.plan.catalog.endpoints(tables)
            if ENDPOINTS[name].per is Per.PLAYER
        }
        of_players = staged(stager.begin(biographies))
        rest = [(name, file) for name, file in files if (name, file) not in first]
        drift += build_relations(connection, rest, of_players, self.plan.season, self.duck.workers)
        everything = Staged(
            {**found.documents, **of_players.documents},
            [*found.set_aside, *of_players.set_aside],
        )
        return everything, drift
