"""The transform of one season: what has changed is built, judged and published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from lake.archive import RawArchive
from lake.documents import RawVersion
from lake.duck import connect
from lake.endpoints import FINDER, PLAYER_INFO
from lake.errors import RawObjectDamaged
from lake.keys import Partition, published_key
from lake.seasons import Season
from lake.telemetry import Observer, job
from transform.catalog import GAME_DATES, GIVEN, load_catalog, table_name
from transform.dating import Dating
from transform.drift import Drift
from transform.inputs import SeasonInputs, newest_answers, read_inputs
from transform.judging import checks_before_publishing, checks_digest
from transform.months import GroupResult, transform_group
from transform.noting import SeasonNotes
from transform.planning import MonthGroup, SeasonPlan, month_tables
from transform.publish import Change, PublishedPartition, left_alone
from transform.published import PublishedSeason, read_published
from transform.quarantine import Quarantine
from transform.request import TransformRequest
from transform.season_planning import BOXES, SeasonTablesPlan, players_in_boxes
from transform.season_tables import SeasonTables
from transform.staging import StagedDocument, Stager, Unpacking, staged
from transform.workshop import Workshop
from validate.checks import Check
from validate.results import Waiver


@dataclass(frozen=True)
class SeasonTransform:
    """What became of one season.

    `set_aside` are raw objects that can't be used, `empty` those that are rightly empty, both of
    what was built anew. `failures` are the games that fail a check, with the reasons; `drift` is
    what documents and staging SQL do not agree on. `failed_tables` are those of the season as a
    whole that fail a check; they are published and say so.
    """

    season: Season
    documents: int
    partitions: tuple[PublishedPartition, ...]
    set_aside: tuple[RawObjectDamaged, ...] = ()
    empty: tuple[StagedDocument, ...] = ()
    failures: Mapping[str, str] = field(default_factory=dict)
    drift: tuple[Drift, ...] = ()
    failed_tables: Mapping[str, str] = field(default_factory=dict)

    @property
    def refused(self) -> tuple[PublishedPartition, ...]:
        return tuple(part for part in self.partitions if part.change is Change.REFUSED)


class SeasonRun:
    """The transform of one season."""

    def __init__(
        self,
        archive: RawArchive,
        season: Season,
        request: TransformRequest,
        scratch: Path,
        observer: Observer,
    ) -> None:
        self._archive = archive
        self._season = season
        self._request = request
        self._scratch = scratch
        self._observer = observer
        self._notes = SeasonNotes(season, request.on_failure, observer)
        tables = load_catalog()
        self._checks = checks_before_publishing(tables.month_tables)
        self._season_checks = checks_before_publishing(tables.season_tables)
        self._catalog = load_catalog(checks_digest([*self._checks, *self._season_checks]))

    def run(self, old: Sequence[Partition]) -> SeasonTransform:
        inputs = self._inputs()
        if not inputs.count:
            return SeasonTransform(self._season, 0, ())
        with (
            Stager(self._archive, self._request.duck.threads) as stager,
            connect(self._request.duck, self._scratch) as connection,
        ):
            published = read_published(self._archive.store, old, self._scratch, connection)
            plan = self._plan(inputs, stager, published, connection)
            quarantine = Quarantine(self._archive.store, self._season, self._scratch)
            changed = self._changed(plan, published, quarantine)
            groups = plan.groups(changed, published)
            results = list(self._transform(plan, published, quarantine, stager, groups))
            of_season = self._season_tables(inputs, published, stager, results, connection)
        built = {month for group in groups for month in group.months}
        untouched = [
            left_alone(published, partition)
            for partition in published.files
            if partition.month is not None and partition.month not in built
        ]
        rebuilt = [part for result in results for part in result.partitions]
        partitions = [*rebuilt, *untouched, *of_season]
        return SeasonTransform(
            season=self._season,
            documents=inputs.count,
            partitions=tuple(sorted(partitions, key=lambda part: published_key(part.partition))),
            set_aside=self._notes.set_aside,
            empty=tuple(document for result in results for document in result.empty),
            drift=self._notes.tell_drift(),
            failed_tables=self._notes.failed_tables,
            failures={game: why for result in results for game, why in result.failures.items()},
        )

    def _inputs(self) -> SeasonInputs:
        endpoints = self._catalog.endpoints(self._catalog.files, GIVEN - {GAME_DATES})
        return read_inputs(
            self._archive,
            self._season,
            endpoints,
            self._request.as_of,
            self._waivers_of(self._checks),
        )

    def _waivers_of(self, checks: Sequence[Check]) -> tuple[Waiver, ...]:
        names = {check.name for check in checks}
        return tuple(waiver for waiver in self._request.waivers if waiver.check in names)

    def _plan(
        self,
        inputs: SeasonInputs,
        stager: Stager,
        published: PublishedSeason,
        connection: duckdb.DuckDBPyConnection,
    ) -> SeasonPlan:
        tables = month_tables(self._catalog)
        dating = Dating(self._catalog, inputs, stager, self._scratch, self._request.duck)
        dates = dating.date_games(published, tables, connection, trust=not self._request.force)
        self._notes.add_set_aside(dating.set_aside)
        # The documents of games are read again when their months are built.
        self._notes.add_drift(drift for drift in dating.drift if drift.endpoint in inputs.of_season)
        return SeasonPlan(self._season, inputs, dates, tables)

    def _changed(
        self, plan: SeasonPlan, published: PublishedSeason, quarantine: Quarantine
    ) -> frozenset[int]:
        """What is in quarantine is looked at again; a transform may have died before releasing it.

        `force` adds every month that has games.
        """
        changed = plan.changed_months(published) | quarantine.months
        return changed | plan.games_by_month.keys() if self._request.force else changed

    def _transform(
        self,
        plan: SeasonPlan,
        published: PublishedSeason,
        quarantine: Quarantine,
        stager: Stager,
        groups: Sequence[MonthGroup],
    ) -> Iterator[GroupResult]:
        relations = self._catalog.needed([table_name(table.table) for table in plan.tables])
        shop = Workshop(
            store=self._archive.store,
            relations=relations,
            checks=self._checks,
            plan=plan,
            published=published,
            quarantine=quarantine,
            on_failure=self._request.on_failure,
            accept_shrink=self._request.accept_shrink,
            duck=self._request.duck,
            scratch=self._scratch,
        )
        endpoints = [file.name for _, file in relations if "reads" in file.fields]
        wanted = [plan.inputs.select(endpoints, group.games) for group in groups]
        answers = sum(len(versions) for by_endpoint in wanted for versions in by_endpoint.values())
        files = sum(plan.file_count(group) for group in groups)
        with (
            job(self._observer, "staging", answers, f"raw objects of {self._season}") as staging,
            job(
                self._observer,
                "build",
                len(relations) * len(groups),
                f"relations of {self._season}",
            ) as building,
            job(self._observer, "transform", files, f"partitions of {self._season}") as running,
        ):
            for group, unpacking in zip(groups, _ahead(stager, wanted), strict=True):
                result = transform_group(shop, group, staged(unpacking, staging), building)
                self._notes.add_set_aside(result.set_aside)
                self._notes.add_failures(result.failures)
                self._notes.add_drift(result.drift)
                for part in result.partitions:
                    self._notes.add_partition(part)
                    running.advance(published_key(part.partition))
                yield result

    def _season_tables(
        self,
        inputs: SeasonInputs,
        published: PublishedSeason,
        stager: Stager,
        results: Sequence[GroupResult],
        connection: duckdb.DuckDBPyConnection,
    ) -> tuple[PublishedPartition, ...]:
        """Who is in the boxes is read from the files as they are published by now."""
        rebuilt = [part for result in results for part in result.partitions]
        there = {part: file.path for part, file in published.files.items()}
        for part in rebuilt:
            if part.change is Change.REMOVED:
                del there[part.partition]
            elif part.change is Change.WRITTEN and part.partition.table == BOXES:
                key = published_key(part.partition)
                there[part.partition] = self._archive.store.as_file(key, self._scratch)
        boxes = [path for part, path in sorted(there.items(), key=str) if part.table == BOXES]
        plan = SeasonTablesPlan(
            season=self._season,
            catalog=self._catalog,
            checks=self._season_checks,
            waivers=self._waivers_of(self._season_checks),
            of_season={
                endpoint: answers
                for endpoint, answers in inputs.of_season.items()
                if endpoint != FINDER.name
            },
            biographies=newest_answers(self._archive, PLAYER_INFO.name, None, self._request.as_of),
            in_boxes=players_in_boxes(connection, boxes, self._archive.store.location),
        )
        tables = SeasonTables(
            store=self._archive.store,
            plan=plan,
            published=published,
            accept_shrink=self._request.accept_shrink,
            duck=self._request.duck,
            scratch=self._scratch,
        )
        result = tables.transform(stager, force=self._request.force)
        self._notes.add_set_aside(result.set_aside)
        self._notes.add_drift(result.drift)
        self._notes.add_failed_tables(result.failures)
        for part in result.partitions:
            if part.change is not Change.UNCHANGED:
                self._notes.add_partition(part)
        return result.partitions


def _ahead(
    stager: Stager, wanted: Sequence[Mapping[str, Sequence[RawVersion]]]
) -> Iterator[Unpacking]:
    """Yield the answers of each group while those of the next one are already being unpacked."""
    pending: Unpacking | None = None
    for number, versions in enumerate(wanted):
        current = pending or stager.begin(versions)
        following = wanted[number + 1 : number + 2]
        pending = stager.begin(following[0]) if following else None
        yield current
