"""Lists of games as relations, and what a season's list is expected to have."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lake.archive import RawArchive
from lake.duck import DuckSettings, connect, empty_table
from lake.endpoints import FINDER, finder_document
from lake.keys import raw_key
from lake.local_store import LocalStore
from lake.seasons import FIRST_SEASON, Season, season_range
from lake.sql_files import load_folder
from replay.invented.formats import format_of
from replay.invented.franchises import franchises_of
from replay.invented.source import InventedSource
from tests.invented import AWAY, CAPTURED_AT, HOME, add_answer, body, invented_finder
from tests.people import archive_unjudged
from validate.checks import load_checks
from validate.inventory import add_inventory
from validate.results import CheckResult, Finding, Outcome
from validate.runner import run_check
from validate.schema import add_schema

Json = dict[str, Any]

AFTER_IT = datetime(2025, 7, 1, tzinfo=UTC)
LAST_KNOWN = Season(2025)
LISTED = [("0022400001", "2024-10-22"), ("0022400002", "2024-11-03")]
OF_A_SEASON = (
    "every_playoff_series_is_listed",
    "every_season_has_its_number_of_games",
    "every_team_plays_its_number_of_games",
    "no_month_of_the_list_is_empty",
    "playoff_series_are_complete",
)
CHECKS = {check.name: check for check in load_checks()}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(DuckSettings(threads=1)) as opened:
        for table in load_folder("tables").values():
            empty_table(opened, table)
        add_schema(opened, {})
        yield opened


@pytest.fixture
def archive(tmp_path: Path) -> RawArchive:
    return RawArchive(LocalStore(tmp_path / "lake"))


def add_list(archive: RawArchive, document: Json, at: datetime = CAPTURED_AT) -> None:
    add_answer(archive, "leaguegamefinder", document, at)


def run(connection: duckdb.DuckDBPyConnection, name: str) -> CheckResult:
    return run_check(connection, CHECKS[name])


# Reading


def test_a_row_of_the_list_becomes_a_typed_row(
    archive: RawArchive, connection: duckdb.DuckDBPyConnection
) -> None:
    add_list(archive, invented_finder("2024-25", LISTED[:1]))
    assert add_inventory(connection, archive, [Season(2024)]) == ()
    columns = (
        "season, month, game_id, season_type, team_id, game_date, result, minutes, pts, fgm, fga, "
        "fg_pct, fg3m, fg3a, fg3_pct, ftm, fta, ft_pct, oreb, dreb, reb, ast, stl, blk, tov, pf, "
        "plus_minus"
    )
    rows = connection.execute(f"select {columns} from listed_team_games where result = 'W'")
    game = ("2024-25", 10, "0022400001", "regular", AWAY.team_id, date(2024, 10, 22), "W")
    statistics = (240, 67, 28, 44, 0.636, 6, 12, 0.5, 5, 10, 0.5)
    assert rows.fetchall() == [(*game, *statistics, 5, 11, 16, 16, 6, 6, 10, 6, 4.0)]
    games = "select season, month, game_id, season_type, game_date, is_final from listed_games"
    assert connection.execute(games).fetchall() == [
        ("2024-25", 10, "0022400001", "regular", date(2024, 10, 22), True)
    ]


def test_a_game_to_come_is_listed_without_a_result(
    archive: RawArchive, connection: duckdb.DuckDBPyConnection
) -> None:
    add_list(archive, invented_finder("2024-25", LISTED[:1], final=False))
    add_inventory(connection, archive, [Season(2024)])
    told = connection.execute("select distinct result, minutes, pts, ft_pct from listed_team_games")
    assert told.fetchall() == [(None, None, None, None)]
    assert connection.execute("select is_final from listed_games").fetchall() == [(False,)]


def test_a_list_without_statistics_is_read_and_nothing_is_compared_with_it(
    archive: RawArchive, connection: duckdb.DuckDBPyConnection
) -> None:
    listed = invented_finder("2024-25", LISTED[:1])
    (result_set,) = listed["resultSets"]
    of_all = result_set["headers"]
    result_set["headers"] = ["WL", "GAME_DATE", "GAME_ID", "TEAM_ID", "SEASON_ID"]
    result_set["rowSet"] = [
        [row[of_all.index(name)] for name in result_set["headers"]] for row in result_set["rowSet"]
    ]
    add_list(archive, listed)
    add_inventory(connection, archive, [Season(2024)])
    told = connection.execute(
        "select game_id, team_id, result, pts, plus_minus from listed_team_games order by team_id"
    )
    assert told.fetchall() == [
        ("0022400001", HOME.team_id, "L", None, None),
        ("0022400001", AWAY.team_id, "W", None, None),
    ]


def test_the_newest_list_is_read(
    archive: RawArchive, connection: duckdb.DuckDBPyConnection
) -> None:
    add_list(archive, invented_finder("2024-25", LISTED[:1]))
    add_list(archive, invented_finder("2024-25", LISTED), AFTER_IT)
    add_inventory(connection, archive, [Season(2024)])
    told = connection.execute(
        "select game_lists.raw_key, game_lists.captured_at, is_over, count(*) "
        "from game_lists inner join listed_games using (season) group by all"
    )
    newest = archive.newest(finder_document(Season(2024)))
    assert newest
    assert told.fetchall() == [(raw_key(newest), AFTER_IT, True, 2)]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[: len(content) // 2],
        lambda content: b'{"resultSets": []}',
        lambda content: content.replace(b"2024-10-22", b"22.10.2024"),
        lambda content: content.replace(b"0022400001", b"22400001"),
        lambda content: content.replace(b'"GAME_ID"', b'"GAMEID"'),
    ],
    ids=["half", "without a result set", "another date", "a short id", "another header"],
)
def test_a_list_that_can_not_be_read_leaves_the_season_undiscovered(
    archive: RawArchive,
    connection: duckdb.DuckDBPyConnection,
    spoil: Callable[[bytes], bytes],
) -> None:
    add_list(archive, invented_finder("2023-24", [("0022300001", "2023-10-24")]))
    content = spoil(body(invented_finder("2024-25", LISTED[:1])))
    document = finder_document(Season(2024))
    archive_unjudged(archive, document, content)
    seasons = [Season(2023), Season(2024)]
    assert add_inventory(connection, archive, seasons) == (Season(2024),)
    for relation in ("game_lists", "listed_games", "listed_team_games", "listed_teams"):
        told = connection.execute(f"select distinct season from {relation}").fetchall()
        assert told == [("2023-24",)]


# What is expected


@pytest.fixture(scope="module")
def expected() -> dict[tuple[Season, str], Json]:
    """The numbers of every season, by season and season type."""
    with connect(DuckSettings(threads=1)) as opened:
        rows = opened.execute(load_folder("inventory")["expected_games"].statement)
        names = [column[0] for column in rows.description or ()]
        told = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    return {(Season.parse(row["season"]), row["season_type"]): row for row in told}


def test_a_season_type_is_expected_once_in_every_season(
    expected: dict[tuple[Season, str], Json],
) -> None:
    seasons = season_range(FIRST_SEASON, Season(2045))
    types = ("regular", "play-in", "playoffs", "cup-final")
    assert expected.keys() == {(season, kind) for season in seasons for kind in types}


@pytest.mark.parametrize("season", season_range(FIRST_SEASON, LAST_KNOWN), ids=str)
def test_the_numbers_are_those_by_which_a_season_is_invented(
    expected: dict[tuple[Season, str], Json], season: Season
) -> None:
    teams = len(franchises_of(season))
    played = format_of(season, teams)
    regular, playoffs = expected[season, "regular"], expected[season, "playoffs"]
    games = played.games_played
    assert (regular["least_games"], regular["most_games"], regular["teams"]) == (
        games,
        games,
        teams,
    )
    assert regular["least_games_a_team"] * teams <= 2 * games
    assert regular["most_games_a_team"] * teams >= 2 * games
    first, *later = (most // 2 + 1 for most in played.rounds)
    assert playoffs["first_round_wins"] == first
    assert {playoffs["later_round_wins"]} == set(later)
    assert playoffs["series"] == 15 - 2 * played.byes
    assert expected[season, "play-in"]["most_games"] == (
        6 if played.has_play_in else int(season == Season(2019))
    )
    assert expected[season, "cup-final"]["most_games"] == int(played.has_cup)


@pytest.mark.parametrize(
    ("season", "games"),
    [("1998-99", 725), ("2011-12", 990), ("2012-13", 1229), ("2019-20", 1059), ("2020-21", 1080)],
)
def test_the_odd_seasons_have_their_own_numbers(
    expected: dict[tuple[Season, str], Json], season: str, games: int
) -> None:
    row = expected[Season.parse(season), "regular"]
    assert (row["least_games"], row["most_games"]) == (games, games)


# A season's list against it


def whole_list(source: InventedSource, season: Season) -> bytes:
    return source.reply(FINDER.name, FINDER.params_for(finder_document(season))).body


@pytest.fixture
def listed(
    archive: RawArchive, connection: duckdb.DuckDBPyConnection, invented_source: InventedSource
) -> duckdb.DuckDBPyConnection:
    """The list of the whole invented 2024-25, captured after its end."""
    content = whole_list(invented_source, Season(2024))
    archive_unjudged(archive, finder_document(Season(2024)), content, AFTER_IT)
    add_inventory(connection, archive, [Season(2024)])
    return connection


@pytest.mark.parametrize("name", OF_A_SEASON)
def test_the_list_of_a_whole_season_passes(listed: duckdb.DuckDBPyConnection, name: str) -> None:
    assert run(listed, name).outcome is Outcome.PASSED


@pytest.mark.slow
@pytest.mark.parametrize("label", ["1976-77", "1998-99", "2012-13", "2019-20", "2020-21"])
def test_the_list_of_a_season_that_was_played_otherwise_passes(
    archive: RawArchive, connection: duckdb.DuckDBPyConnection, label: str
) -> None:
    season = Season.parse(label)
    content = whole_list(InventedSource([season], seed=7), season)
    archive_unjudged(archive, finder_document(season), content, AFTER_IT)
    add_inventory(connection, archive, [season])
    assert {run(connection, name).outcome for name in OF_A_SEASON} == {Outcome.PASSED}


def test_the_units_of_a_season_are_its_types_teams_series_and_months(
    listed: duckdb.DuckDBPyConnection,
) -> None:
    units = {name: run(listed, name).units for name in OF_A_SEASON}
    assert units == {
        "every_playoff_series_is_listed": 1,
        "every_season_has_its_number_of_games": 4,
        "every_team_plays_its_number_of_games": 30,
        "no_month_of_the_list_is_empty": 9,
        "playoff_series_are_complete": 15,
    }


LAST_DAY = datetime(2025, 6, 30, 23, 59, tzinfo=UTC)


def test_a_list_with_the_win_that_decides_the_finals_is_judged_before_the_season_is_over(
    archive: RawArchive, connection: duckdb.DuckDBPyConnection, invented_source: InventedSource
) -> None:
    content = whole_list(invented_source, Season(2024))
    archive_unjudged(archive, finder_document(Season(2024)), content, LAST_DAY)
    add_inventory(connection, archive, [Season(2024)])
    outcomes = {run(connection, name).outcome for name in OF_A_SEASON}
    assert outcomes == {Outcome.PASSED}


def test_a_list_of_a_running_season_is_not_judged_by_its_number_of_games(
    archive: RawArchive, connection: duckdb.DuckDBPyConnection, invented_source: InventedSource
) -> None:
    content = json.loads(whole_list(invented_source, Season(2024)))
    (result_set,) = content["resultSets"]
    day = result_set["headers"].index("GAME_DATE")
    last = max(row[day] for row in result_set["rowSet"])
    result_set["rowSet"] = [row for row in result_set["rowSet"] if row[day] < last]
    archive_unjudged(archive, finder_document(Season(2024)), body(content), LAST_DAY)
    add_inventory(connection, archive, [Season(2024)])
    outcomes = {name: run(connection, name).outcome for name in OF_A_SEASON}
    assert Counter(outcomes.values()) == {Outcome.NOT_RUN: 4, Outcome.PASSED: 1}
    assert outcomes["no_month_of_the_list_is_empty"] is Outcome.PASSED


def test_a_season_after_those_that_are_known_is_held_to_the_numbers_of_the_last(
    archive: RawArchive, connection: duckdb.DuckDBPyConnection
) -> None:
    season = Season(LAST_KNOWN.start_year + 1)
    add_list(
        archive,
        invented_finder(str(season), [("0022600001", "2026-10-20"), ("0042600001", "2027-04-20")]),
        datetime(2027, 7, 1, tzinfo=UTC),
    )
    add_inventory(connection, archive, [season])
    assert connection.execute("select is_over from game_lists").fetchall() == [(True,)]
    (cup_final, play_in, playoffs, regular) = run(
        connection, "every_season_has_its_number_of_games"
    ).findings
    assert (cup_final.expected, play_in.expected) == ("1", "6")
    assert (playoffs.expected, playoffs.observed) == ("60 to 105", "1")
    assert (regular.expected, regular.observed) == ("1230", "1")


def test_one_incomplete_list_of_several_is_named(
    archive: RawArchive, connection: duckdb.DuckDBPyConnection, invented_source: InventedSource
) -> None:
    content = whole_list(invented_source, Season(2024))
    archive_unjudged(archive, finder_document(Season(2024)), content, AFTER_IT)
    add_list(archive, invented_finder("2023-24", [("0022300001", "2023-10-24")]), AFTER_IT)
    add_inventory(connection, archive, [Season(2023), Season(2024)])
    result = run(connection, "every_season_has_its_number_of_games")
    key = {"season": "2023-24"}
    assert result.findings == (
        Finding("2023-24", key | {"season_type": "cup-final"}, "1", "0"),
        Finding("2023-24", key | {"season_type": "play-in"}, "6", "0"),
        Finding("2023-24", key | {"season_type": "playoffs"}, "60 to 105", "0"),
        Finding("2023-24", key | {"season_type": "regular"}, "1230", "1"),
    )
    assert (result.units, result.failed_units) == (8, 4)


def test_a_month_without_games_is_a_unit_of_its_season_that_failed(
    listed: duckdb.DuckDBPyConnection,
) -> None:
    listed.execute("delete from listed_games where month = 1")
    result = run(listed, "no_month_of_the_list_is_empty")
    key = {"season": "2024-25", "month": "1"}
    assert result.findings == (Finding("2024-25", key, "games", "no game"),)
    assert [(share.season, share.month) for share in result.shares if share.failed] == [
        ("2024-25", 1)
    ]


@pytest.mark.parametrize(
    ("sql", "observed"),
    [
        (
            "delete from listed_team_games where game_id = (select max(game_id) from "
            "listed_team_games where season_type = 'playoffs')",
            "3 wins",
        ),
        (
            "insert into listed_team_games select * replace ('0042400499' as game_id, "
            "date '2025-06-29' as game_date) from listed_team_games where game_id = "
            "(select max(game_id) from listed_team_games where season_type = 'playoffs')",
            "5 wins",
        ),
    ],
    ids=["the deciding game is missing", "it is there twice"],
)
def test_a_series_of_another_length_is_named(
    listed: duckdb.DuckDBPyConnection, sql: str, observed: str
) -> None:
    listed.execute(sql)
    (finding,) = run(listed, "playoff_series_are_complete").findings
    assert finding.expected == "4 wins, the last game one of them"
    assert (finding.observed or "").startswith(observed)


@pytest.mark.parametrize(
    ("season", "first", "last", "missing"),
    [("2019-20", "2020-03-11", "2020-07-30", set()), ("2018-19", "2019-01-31", "2019-03-01", {2})],
)
def test_only_the_interrupted_season_has_months_without_games(
    archive: RawArchive,
    connection: duckdb.DuckDBPyConnection,
    season: str,
    first: str,
    last: str,
    missing: set[int],
) -> None:
    start = season[2:4]
    games = [(f"002{start}00001", first), (f"002{start}00002", last)]
    add_list(archive, invented_finder(season, games), AFTER_IT)
    add_inventory(connection, archive, [Season.parse(season)])
    found = {int(row.key["month"]) for row in run(connection, OF_A_SEASON[3]).findings}
    assert found == missing
