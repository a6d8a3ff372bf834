"""The plan: which months of a season have changed since they were published.

A month is as it was when each of its tables has the file, and the fingerprint in it, that the
archive promises. What a file is made of follows from keys alone, so nothing is read that did not
change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lake.keys import Partition, raw_key
from lake.seasons import Season
from lake.sql_files import SqlFile
from transform.build import GameDates
from transform.catalog import Catalog, table_name
from transform.footer import fingerprint
from transform.inputs import SeasonInputs
from transform.published import PublishedSeason

GAMES_AT_ONCE = 400
"""Bounds memory, but for months that games moved between: these are built together, however many.
A month of a season has some 230 games."""

GAME = "game_id"


@dataclass(frozen=True)
class MonthTable:
    """A table that has months, and all that its partitions are made of."""

    table: SqlFile
    endpoints: tuple[str, ...]
    sql_digest: str

    def partition(self, season: Season, month: int) -> Partition:
        return Partition(self.table.field("dataset"), self.table.name, season, month)


@dataclass(frozen=True)
class MonthGroup:
    """Months that are built together: games may have moved between them."""

    months: tuple[int, ...]
    games: tuple[str, ...]


@dataclass(frozen=True)
class SeasonPlan:
    """What the files of a season are to be made of."""

    season: Season
    inputs: SeasonInputs
    dates: GameDates
    tables: Sequence[MonthTable]

    @cached_property
    def games_by_month(self) -> Mapping[int, tuple[str, ...]]:
        by_month: dict[int, list[str]] = {}
        for game in sorted(self.inputs.games):
            by_month.setdefault(self.dates[game].month, []).append(game)
        return {month: tuple(games) for month, games in sorted(by_month.items())}

    def promises_file(self, table: MonthTable, month: int) -> bool:
        """Tell whether the archive has anything that a partition's rows would come from."""
        games = self.games_by_month.get(month, ())
        sources = table.table.names("source")
        return any(
            game in answers
            for endpoint in sources
            if (answers := self.inputs.of_games.get(endpoint, {}))
            for game in games
        )

    def file_count(self, group: MonthGroup) -> int:
        """Count the files a group of months is published as."""
        return sum(
            self.promises_file(table, month) for table in self.tables for month in group.months
        )

    def fingerprint(self, table: MonthTable, month: int, unsettled: Iterable[str] = ()) -> str:
        return month_fingerprint(
            table, self.inputs, self.games_by_month.get(month, ()), self.dates, unsettled
        )

    def is_current(self, month: int, published: PublishedSeason) -> bool:
        """Tell whether every file of a month is there and made of what it is to be made of."""
        for table in self.tables:
            file = published.files.get(table.partition(self.season, month))
            if (file is not None) != self.promises_file(table, month):
                return False
            if file and file.fingerprint != self.fingerprint(table, month):
                return False
        return True

    def changed_months(self, published: PublishedSeason) -> frozenset[int]:
        """List the months that are not as the archive has them now."""
        months = self.games_by_month.keys() | {
            partition.month for partition in published.files if partition.month is not None
        }
        return frozenset(month for month in months if not self.is_current(month, published))

    def groups(self, changed: frozenset[int], published: PublishedSeason) -> tuple[MonthGroup, ...]:
        """Part the changed months so that no game moves from one group to another.

        A month that is as it is to be comes along where a game moved to it from a changed one, as
        after a transform that died between publishing the one and retiring the other.
        """
        together: list[set[int]] = [{month} for month in sorted(changed)]
        for ends in self._moves(changed, published):
            touched = [months for months in together if months & ends]
            together = [months for months in together if not months & ends]
            together.append(set(ends).union(*touched))
        return tuple(self._batched(sorted(together, key=min)))

    def _moves(
        self, changed: frozenset[int], published: PublishedSeason
    ) -> Iterator[frozenset[int]]:
        for partition in published.of_months(changed):
            for game in published.rows_by(partition, GAME):
                when = self.dates.get(game)
                if when and partition.month is not None and when.month != partition.month:
                    yield frozenset({when.month, partition.month})

    def _batched(self, together: Sequence[set[int]]) -> Iterator[MonthGroup]:
        """Small months go together, up to a number of games."""
        months: list[int] = []
        games: list[str] = []
        for linked in together:
            of_these = [game for month in linked for game in self.games_by_month.get(month, ())]
            if months and len(games) + len(of_these) > GAMES_AT_ONCE:
                yield MonthGroup(tuple(sorted(months)), tuple(sorted(games)))
                months, games = [], []
            months += linked
            games += of_these
        if months:
            yield MonthGroup(tuple(sorted(months)), tuple(sorted(games)))


def month_tables(catalog: Catalog) -> tuple[MonthTable, ...]:
    return tuple(
        MonthTable(table, catalog.endpoints([table_name(table)]), catalog.sql_digest(table))
        for table in catalog.month_tables
    )


def month_fingerprint(
    table: MonthTable,
    inputs: SeasonInputs,
    games: Sequence[str],
    dates: GameDates,
    unsettled: Iterable[str] = (),
) -> str:
    """Return the fingerprint of a partition that is made of some games."""
    answers = inputs.select(table.endpoints, games)
    return fingerprint(
        (raw_key(version) for versions in answers.values() for version in versions),
        table.sql_digest,
        [*(f"{game} {dates[game].day}" for game in games), *inputs.waivers_of(games)],
        unsettled,
    )
