"""A whole invented season: its totals are the simulator's own, and V2 gives what V3 gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from lake import keys
from lake.documents import Document
from lake.duck import DuckSettings, add_published, connect, published_partitions
from lake.endpoints import find_endpoint, finder_document
from lake.local_store import LocalStore
from lake.raw_object import Capture, RawObject, encode
from lake.seasons import DEFAULT_SEASON_TYPES, GameId, Season
from lake.telemetry import Observer
from replay.invented.events import Stat
from replay.invented.season import InventedSeason
from replay.invented.source import InventedSource
from tests.invented import CAPTURED_AT
from tests.transform.versions import ONLY_V3_TELLS
from transform.request import TransformRequest
from transform.run import transform
from transform.season_run import SeasonTransform

pytestmark = pytest.mark.slow

SEASON = Season(2024)
KINDS = ("boxscoresummary", "boxscoretraditional", "boxscoreadvanced", "playbyplay")
TWO_THREADS = DuckSettings(threads=2)

TOLD_OTHERWISE = (
    *("clock", "seconds_remaining", "x", "y", "description"),
    *("assist_player_id", "other_player_id"),
)
"""Of events V2 has neither tenths nor places, words a delay of game otherwise, and alone tells who
was fouled, and which of two namesakes of a team passed."""

COUNTED = tuple(name for name in Stat._fields if name != "possessions")


def owed_games(invented: InventedSeason) -> list[GameId]:
    games = [GameId(identity) for identity in invented.results]
    return [game for game in games if game.season_type in DEFAULT_SEASON_TYPES]


def archive(source: InventedSource, folder: Path, version: str) -> LocalStore:
    """Write every document of a version as it would be archived, without waiting for the disk."""
    games = owed_games(source.seasons[SEASON])
    endpoints = [find_endpoint(f"{kind}{version}") for kind in KINDS]
    wanted = [finder_document(SEASON)]
    wanted += [endpoint.document(str(game), None) for game in games for endpoint in endpoints]
    for document in wanted:
        path = folder / keys.raw_key(_answer(source, document).version)
        path.parent.mkdir(parents=True)
        path.write_bytes(encode(_answer(source, document)))
    return LocalStore(folder)


def _answer(source: InventedSource, document: Document) -> RawObject:
    endpoint = find_endpoint(document.endpoint)
    params = endpoint.params_for(document)
    capture = Capture(
        params=params,
        url="",
        status=200,
        captured_at=CAPTURED_AT,
        elapsed_ms=None,
        headers={},
        source="import",
        run_id="invented",
        empty_reason=None,
    )
    return RawObject(document, capture, source.reply(endpoint.name, params).body)


def transformed(store: LocalStore) -> SeasonTransform:
    (result,) = transform(store, TransformRequest(duck=TWO_THREADS), Observer())
    return result


@pytest.fixture(scope="module")
def lakes(
    invented_source: InventedSource, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, LocalStore]:
    """The season in V3 and in V2, transformed."""
    found = {}
    for version in ("v3", "v2"):
        found[version] = archive(invented_source, tmp_path_factory.mktemp(version), version)
        result = transformed(found[version])
        assert (result.set_aside, result.failures, result.drift, result.refused) == ((), {}, (), ())
    return found


@pytest.fixture(scope="module")
def tables(lakes: dict[str, LocalStore]) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables of V3 by their names, those of V2 in the schema v2."""
    with connect(TWO_THREADS) as connection:
        for version in ("v2", "v3"):
            connection.execute(f"create schema {version}")
            connection.execute(f"use {version}")
            store = lakes[version]
            add_published(connection, store, published_partitions(store), Path())
        yield connection


def test_every_game_of_the_season_is_there(
    tables: duckdb.DuckDBPyConnection, invented: InventedSeason
) -> None:
    told = tables.execute(
        "select game_id, home_team_id, away_team_id, home_score, away_score, periods "
        "from v3.games order by game_id"
    ).fetchall()
    results = [(game, invented.results[str(game)]) for game in sorted(owed_games(invented))]
    assert told == [
        (
            str(game),
            *(team.team_id for team in (result.game.home, result.game.away)),
            *(total.pts for total in result.totals),
            result.periods,
        )
        for game, result in results
    ]


@pytest.mark.parametrize("table", ["team_box_traditional", "player_box_traditional"])
def test_a_teams_statistics_are_what_the_simulator_counted(
    tables: duckdb.DuckDBPyConnection, invented: InventedSeason, table: str
) -> None:
    sums = ", ".join(f"cast(sum({name}) as integer)" for name in COUNTED)
    told = {
        (game_id, is_home): counts
        for game_id, is_home, *counts in tables.execute(
            f"select game_id, is_home, {sums} from v3.{table} group by all"
        ).fetchall()
    }
    assert told == {
        (str(game), side == 0): [
            getattr(invented.results[str(game)].totals[side], name) for name in COUNTED
        ]
        for game in owed_games(invented)
        for side in (0, 1)
    }


@pytest.mark.parametrize("table", ["line_scores", "play_by_play"])
def test_points_of_periods_and_of_events_are_those_of_the_game(
    tables: duckdb.DuckDBPyConnection, invented: InventedSeason, table: str
) -> None:
    told = tables.execute(
        f"select game_id, team_id, cast(sum(points) as integer) from v3.{table} "
        "where team_id is not null group by all"
    ).fetchall()
    assert set(told) == {
        (str(game), team.team_id, result.totals[side].pts)
        for game in owed_games(invented)
        for result in [invented.results[str(game)]]
        for side, team in enumerate((result.game.home, result.game.away))
    }


@pytest.mark.parametrize(
    "table",
    [
        *("games", "officials", "line_scores", "inactive_players", "play_by_play"),
        *("player_box_traditional", "team_box_traditional"),
        *("player_box_advanced", "team_box_advanced"),
    ],
)
def test_v2_of_the_season_gives_the_same_rows_as_v3(
    tables: duckdb.DuckDBPyConnection, table: str
) -> None:
    columns = [row[0] for row in tables.execute(f"describe v3.{table}").fetchall()]
    left_out = {*ONLY_V3_TELLS, *(TOLD_OTHERWISE if table == "play_by_play" else ())}
    common = ", ".join(name for name in columns if name not in left_out)
    counts = tables.execute(
        f"select (select count(*) from v3.{table}), (select count(*) from v2.{table}), "
        f"(select count(*) from (select {common} from v3.{table} "
        f"except all select {common} from v2.{table}))"
    ).fetchone()
    assert counts is not None
    assert counts[0] == counts[1] > 0
    assert counts[2] == 0


def test_who_assisted_is_never_another_player_than_v2_names(
    tables: duckdb.DuckDBPyConnection,
) -> None:
    """V3 has names alone, and one that two of a team bear is left open: 19 of this season."""
    counts = tables.execute(
        "select count(*) filter (where v3.assist_player_id <> v2.assist_player_id), "
        "count(*) filter (where v3.assist_player_id is null and v2.assist_player_id is not null), "
        "count(*) filter (where v2.assist_player_id is null and v3.assist_player_id is not null) "
        "from v3.play_by_play as v3 join v2.play_by_play as v2 using (game_id, event_index)"
    ).fetchone()
    assert counts == (0, 19, 0)


def test_a_second_transform_of_the_season_finds_nothing_to_do(lakes: dict[str, LocalStore]) -> None:
    changes = {part.change for part in transformed(lakes["v3"]).partitions}
    assert changes == {"unchanged"}
