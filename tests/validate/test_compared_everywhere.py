"""A check that compares many tables or statistics compares each of them."""

from __future__ import annotations

import duckdb
import pytest

from tests.validate.plants.plant import AWAY, GAME, HOME, IN_GAME, OF_HOME, of_player
from validate.checks import load_checks
from validate.results import Finding
from validate.runner import run_check

CHECKS = {check.name: check for check in load_checks()}
OF_TEAMS = (
    "line_scores",
    "inactive_players",
    "team_box_traditional",
    "team_box_advanced",
    "player_box_traditional",
    "player_box_advanced",
    "play_by_play",
)
COUNTED = "fgm fga fg3m fg3a ftm fta oreb dreb reb ast stl blk tov pf pts"
ELSEWHERE = "1610619903"


def findings(database: duckdb.DuckDBPyConnection, name: str, sql: str) -> tuple[Finding, ...]:
    database.execute(sql)
    return run_check(database, CHECKS[name]).findings


@pytest.mark.parametrize("statistic", COUNTED.split())
def test_each_statistic_of_a_player_is_compared_with_the_events(
    database: duckdb.DuckDBPyConnection, statistic: str
) -> None:
    found = findings(
        database,
        "player_box_matches_play_by_play",
        f"update player_box_traditional set {statistic} = {statistic} + 1 "
        f"where game_id = '{GAME}' and player_id = 9910001",
    )
    assert [finding.key for finding in found] == [of_player(9910001) | {"statistic": statistic}]
    (finding,) = found
    assert finding.expected == str(int(finding.observed or "") + 1)


@pytest.mark.parametrize("statistic", COUNTED.split())
def test_a_player_who_is_in_no_event_is_compared_too(
    database: duckdb.DuckDBPyConnection, statistic: str
) -> None:
    found = findings(
        database,
        "player_box_matches_play_by_play",
        f"update player_box_traditional set did_play = true, {statistic} = 1 "
        f"where game_id = '{GAME}' and player_id = 9910008",
    )
    key = of_player(9910008) | {"statistic": statistic}
    assert found == (Finding("2024-25", key, "1", "0"),)


@pytest.mark.parametrize("table", OF_TEAMS)
def test_the_teams_of_each_table_are_compared(
    database: duckdb.DuckDBPyConnection, table: str
) -> None:
    found = findings(
        database,
        "teams_are_those_of_the_game",
        f"update {table} set team_id = {ELSEWHERE} "
        f"where rowid = (select min(rowid) from {table} "
        f"where game_id = '{GAME}' and team_id is not null)",
    )
    key = IN_GAME | {"told_by": table}
    assert found == (Finding("2024-25", key, f"{AWAY} or {HOME}", ELSEWHERE),)


@pytest.mark.parametrize("table", ["games", "officials", *OF_TEAMS])
@pytest.mark.parametrize("wrong", ["month = 11", "season = '2023-24'"])
def test_month_and_season_of_each_table_are_compared(
    database: duckdb.DuckDBPyConnection, table: str, wrong: str
) -> None:
    found = findings(
        database,
        "every_table_tells_the_same_date",
        f"update {table} set {wrong} "
        f"where rowid = (select min(rowid) from {table} where game_id = '{GAME}')",
    )
    assert [finding.key for finding in found] == [IN_GAME | {"told_by": table}]


@pytest.mark.parametrize("table", [name for name in OF_TEAMS if "box" in name or "play_" in name])
def test_the_day_in_each_table_is_compared(database: duckdb.DuckDBPyConnection, table: str) -> None:
    found = findings(
        database,
        "every_table_tells_the_same_date",
        f"update {table} set game_date = '2024-10-23' "
        f"where rowid = (select min(rowid) from {table} where game_id = '{GAME}')",
    )
    expected, observed = (f"season of 24, month 10, 2024-10-{day}" for day in (22, 23))
    key = IN_GAME | {"told_by": table}
    assert found == (Finding("2024-25", key, expected, observed),)


@pytest.mark.parametrize("table", ["officials", *OF_TEAMS])
def test_the_games_of_each_table_are_looked_for(
    database: duckdb.DuckDBPyConnection, table: str
) -> None:
    database.execute(f"delete from games where game_id = '{GAME}'")
    for other in {"officials", *OF_TEAMS} - {table}:
        database.execute(f"delete from {other} where game_id = '{GAME}'")
    found = run_check(database, CHECKS["games_of_every_table_are_in_games"]).findings
    key = IN_GAME | {"told_by": table}
    assert [(finding.key, finding.observed) for finding in found] == [(key, "not in games")]


@pytest.mark.parametrize(
    ("name", "sql", "key", "expected", "observed"),
    [
        pytest.param(
            "periods_are_the_same_everywhere",
            f"delete from play_by_play where game_id = '{GAME}' and period = 3",
            IN_GAME | {"told_by": "play_by_play", "team_id": None},
            "4",
            "3 of 4",
            id="a period lost from the events",
        ),
        pytest.param(
            "periods_are_the_same_everywhere",
            f"delete from play_by_play where game_id = '{GAME}' and period = 4",
            IN_GAME | {"told_by": "play_by_play", "team_id": None},
            "4",
            "3",
            id="the last period lost from the events",
        ),
        pytest.param(
            "winner_has_more_points",
            f"update games set winner_team_id = null where game_id = '{GAME}'",
            IN_GAME,
            AWAY,
            None,
            id="no winner",
        ),
        pytest.param(
            "winner_has_more_points",
            "update games set winner_team_id = null, home_score = away_score "
            f"where game_id = '{GAME}'",
            IN_GAME,
            "no tie",
            None,
            id="a tie",
        ),
        pytest.param(
            "plus_minus_is_the_point_difference",
            "update player_box_traditional set plus_minus = plus_minus + 1 "
            f"where game_id = '{GAME}' and player_id = 9910001",
            OF_HOME | {"told_by": "players"},
            "-20",
            "-19",
            id="plus-minus of a player",
        ),
        pytest.param(
            "home_and_away_are_the_same_everywhere",
            "update team_box_traditional set is_home = null "
            f"where game_id = '{GAME}' and team_id = {AWAY}",
            IN_GAME | {"team_id": AWAY, "told_by": "team_box_traditional"},
            "away",
            None,
            id="a team without a side",
        ),
        pytest.param(
            "event_players_are_in_the_box_score",
            "update play_by_play set assist_player_id = 9910008 "
            f"where game_id = '{GAME}' and event_index = (select min(event_index) "
            f"from play_by_play where game_id = '{GAME}' and team_id = {HOME} "
            "and assist_player_id is not null)",
            of_player(9910008),
            f"played for {HOME}",
            "not in its box score",
            id="an assist of somebody who did not play",
        ),
        pytest.param(
            "event_players_are_in_the_box_score",
            f"delete from player_box_traditional where game_id = '{GAME}' and player_id = 9910001",
            of_player(9910001),
            f"played for {HOME}",
            "not in its box score",
            id="a player missing from the box score",
        ),
        pytest.param(
            "line_scores_match_play_by_play",
            "update play_by_play set points = 0 "
            f"where game_id = '{GAME}' and event_index = (select min(event_index) "
            f"from play_by_play where game_id = '{GAME}' and team_id = {HOME} and points = 2)",
            OF_HOME | {"period": "1", "told_by": "events"},
            "15",
            "13",
            id="points of an event",
        ),
    ],
)
def test_a_check_finds_every_form_of_its_error(
    database: duckdb.DuckDBPyConnection,
    name: str,
    sql: str,
    key: dict[str, str | None],
    expected: str | None,
    observed: str | None,
) -> None:
    (found,) = findings(database, name, sql)
    assert (found.key, found.expected, found.observed) == (key, expected, observed)


@pytest.mark.parametrize(
    ("check", "table", "statistics"),
    [
        ("player_advanced_matches_the_box_score", "player_box_advanced", "ts_pct ast_to_tov"),
        ("player_advanced_matches_the_box_score", "player_box_advanced", "efg_pct net_rating"),
        ("team_advanced_matches_the_box_score", "team_box_advanced", "efg_pct ts_pct net_rating"),
        ("team_advanced_matches_the_box_score", "team_box_advanced", "ast_pct off_rating"),
    ],
)
def test_each_advanced_statistic_is_compared(
    database: duckdb.DuckDBPyConnection, check: str, table: str, statistics: str
) -> None:
    changes = ", ".join(f"{name} = {name} + 0.7" for name in statistics.split())
    found = findings(
        database,
        check,
        f"update {table} set {changes} "
        f"where rowid = (select min(rowid) from {table} where minutes is not null)",
    )
    assert {finding.key["statistic"] for finding in found} >= set(statistics.split())
