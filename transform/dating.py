"""Dating: which month each game of a season belongs to.

A game's date stands in its summary, or else in the list of games. A published month whose
fingerprint fits has dated its games already; only the summaries of the others are read. Month 00
settles nothing: a list of games that came since may tell what the summary doesn't.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import duckdb

from lake.duck import DuckSettings, connect, plain_path
from lake.endpoints import FINDER
from lake.errors import RawObjectDamaged
from lake.keys import Partition
from transform.build import (
    GameDate,
    GameDates,
    build_relations,
    give_games,
    told_game_dates,
)
from transform.catalog import DOCUMENTED_GAMES, GAME_DATES, Catalog
from transform.drift import Drift
from transform.inputs import SeasonInputs
from transform.planning import MonthTable, month_fingerprint
from transform.published import PublishedSeason, readable
from transform.staging import Stager, staged

_DATED = "games"
"""The published table that dates are taken from."""


class Dating:
    """Dates the games of one season; `set_aside` are answers that could not be used for it,
    `drift` what these and the staging SQL do not agree on.
    """

    def __init__(
        self,
        catalog: Catalog,
        inputs: SeasonInputs,
        stager: Stager,
        scratch: Path,
        duck: DuckSettings,
    ) -> None:
        self._inputs = inputs
        self._stager = stager
        self._scratch = scratch
        self._duck = duck
        given = {DOCUMENTED_GAMES}
        self._files = catalog.needed([GAME_DATES], given)
        self._endpoints = catalog.endpoints([GAME_DATES], given)
        self.set_aside: list[RawObjectDamaged] = []
        self.drift: list[Drift] = []

    def date_games(
        self,
        published: PublishedSeason,
        tables: Iterable[MonthTable],
        connection: duckdb.DuckDBPyConnection,
        *,
        trust: bool = True,
    ) -> GameDates:
        """Tell the date of every game the archive has anything of.

        `trust` False reads every summary.
        """
        games = self._inputs.games
        summarized = frozenset[str]().union(
            *(
                self._inputs.of_games[endpoint]
                for endpoint in self._endpoints
                if endpoint in self._inputs.of_games
            )
        )
        dates = self._read(games - summarized)
        if trust:
            (dated,) = (table for table in tables if table.table.name == _DATED)
            dates |= self._settled(published, dated, dates, connection)
        return dates | self._read(games - dates.keys())

    def _settled(
        self,
        published: PublishedSeason,
        dated: MonthTable,
        known: GameDates,
        connection: duckdb.DuckDBPyConnection,
    ) -> dict[str, GameDate]:
        settled: dict[str, GameDate] = {}
        for partition, file in published.files.items():
            if partition.table != _DATED or not partition.month:
                continue
            told = {
                game: when
                for game, when in _told_dates(
                    connection, published, partition, partition.month
                ).items()
                if game in self._inputs.games and game not in known
            }
            others = {game: when for game, when in known.items() if when.month == partition.month}
            games = sorted(told | others)
            if file.fingerprint == month_fingerprint(dated, self._inputs, games, told | others):
                settled |= told
        return settled

    def _read(self, games: Collection[str]) -> dict[str, GameDate]:
        """Date games by what their summaries and the list of games say."""
        if not games:
            return {}
        answers = self._inputs.select(self._endpoints, games)
        answers[FINDER.name] = list(self._inputs.of_season.get(FINDER.name, {}).values())
        found = staged(self._stager.begin(answers))
        with connect(self._duck.for_each_worker(), self._scratch) as connection:
            give_games(connection, games)
            season, workers = self._inputs.season, self._duck.workers
            self.drift += build_relations(connection, self._files, found, season, workers)
            self.set_aside += found.set_aside
            return told_game_dates(connection)


def _told_dates(
    connection: duckdb.DuckDBPyConnection,
    published: PublishedSeason,
    partition: Partition,
    month: int,
) -> dict[str, GameDate]:
    file = published.files[partition]
    if not file.footer:
        return {}
    with readable(published.location):
        rows = connection.execute(
            "select game_id, game_date from read_parquet($path, hive_partitioning = false)",
            {"path": plain_path(file.path)},
        ).fetchall()
    return {game_id: GameDate(month, day) for game_id, day in rows}
