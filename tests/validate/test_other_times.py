"""Games are judged by what their time, or their kind, can have."""

from __future__ import annotations

import duckdb
import pytest

from tests.validate.plants.plant import GAME
from validate.checks import load_checks
from validate.results import CheckResult, Outcome
from validate.runner import run_check

CHECKS = {check.name: check for check in load_checks()}
OTHER_GAME = "0012400099"


def run(database: duckdb.DuckDBPyConnection, name: str) -> CheckResult:
    return run_check(database, CHECKS[name])


@pytest.mark.parametrize("who", ["player", "team"])
def test_there_were_no_threes_before_1979_80(database: duckdb.DuckDBPyConnection, who: str) -> None:
    table = f"{who}_box_traditional"
    database.execute(f"update {table} set pts = pts - fg3m, fg3m = null, fg3a = null")
    assert run(database, f"{who}_points_add_up").outcome is Outcome.PASSED
    database.execute(f"update {table} set pts = pts + 1 where game_id = '{GAME}'")
    assert run(database, f"{who}_points_add_up").outcome is Outcome.FAILED


@pytest.mark.parametrize("who", ["player", "team"])
def test_rebounds_were_not_always_told_apart(database: duckdb.DuckDBPyConnection, who: str) -> None:
    table = f"{who}_box_traditional"
    database.execute(f"update {table} set oreb = null, dreb = null where game_id = '{GAME}'")
    rest = database.execute(
        f"select count(*) from {table} where oreb is not null "
        + ("and did_play" if who == "player" else "")
    ).fetchone()
    result = run(database, f"{who}_rebounds_add_up")
    assert (result.outcome, (result.units,)) == (Outcome.PASSED, rest)
    database.execute(f"update {table} set oreb = null, dreb = null")
    assert run(database, f"{who}_rebounds_add_up").outcome is Outcome.NOT_RUN


def test_a_preseason_game_may_be_shorter_and_end_in_a_tie(
    database: duckdb.DuckDBPyConnection,
) -> None:
    change = f"game_id = '{OTHER_GAME}'"
    where = f"where game_id = '{GAME}'"
    database.execute(
        f"update games set {change}, season_type = 'preseason', away_score = home_score, "
        f"winner_team_id = null {where}"
    )
    database.execute(f"update team_box_traditional set {change}, minutes = 220 {where}")
    for name in ("winner_has_more_points", "team_minutes_fit_the_periods"):
        assert run(database, name).outcome is Outcome.PASSED
    database.execute(f"update games set season_type = 'regular' where game_id = '{OTHER_GAME}'")
    for name in ("winner_has_more_points", "team_minutes_fit_the_periods"):
        assert run(database, name).outcome is Outcome.FAILED


def test_a_period_before_the_season_may_be_shorter(database: duckdb.DuckDBPyConnection) -> None:
    shorter = "seconds_remaining = least(seconds_remaining, 660)"
    where = f"where game_id = '{GAME}'"
    database.execute(f"update play_by_play set game_id = '{OTHER_GAME}', {shorter} {where}")
    assert run(database, "clocks_run_through_the_period").outcome is Outcome.PASSED
    database.execute(f"update play_by_play set game_id = '{GAME}' where game_id = '{OTHER_GAME}'")
    assert run(database, "clocks_run_through_the_period").outcome is Outcome.FAILED


@pytest.mark.parametrize("who", ["player", "team"])
@pytest.mark.parametrize(
    "excused", ["game_id = '0012400099'", "{who}_id = null", "game_date = null"]
)
def test_two_games_on_a_day_are_told_of_somebody_in_games_that_count(
    database: duckdb.DuckDBPyConnection, who: str, excused: str
) -> None:
    table, name = f"{who}_box_traditional", f"{who}s_play_one_game_a_day"
    database.execute("delete from games")
    database.execute(f"update {table} set game_date = '2024-10-22'")
    assert run(database, name).outcome is Outcome.FAILED
    changed = excused.format(who=who)
    database.execute(f"update {table} set {changed} where game_id <> '{GAME}'")
    assert run(database, name).outcome is Outcome.PASSED


def test_letters_are_compared_where_the_summary_tells_both_teams(
    database: duckdb.DuckDBPyConnection,
) -> None:
    wrong = f"away_tricode = 'GBL' where game_id = '{GAME}'"
    database.execute(f"update games set home_tricode = '', {wrong}")
    assert run(database, "tricodes_match_the_list_of_games").outcome is Outcome.PASSED
    database.execute(f"update games set home_tricode = 'GBL', {wrong}")
    assert run(database, "tricodes_match_the_list_of_games").outcome is Outcome.FAILED


def test_a_cancelled_game_need_not_be_listed(database: duckdb.DuckDBPyConnection) -> None:
    database.execute(
        "insert into games select * replace ('0022400099' as game_id, null as home_score, "
        f"null as away_score) from games where game_id = '{GAME}'"
    )
    assert run(database, "every_game_is_listed").outcome is Outcome.PASSED


def test_a_finding_about_a_game_is_of_the_season_that_its_id_tells(
    database: duckdb.DuckDBPyConnection,
) -> None:
    """The game stands in no table that its check is over."""
    database.execute(
        "insert into play_by_play select * replace ('0022400099' as game_id) from play_by_play "
        f"where game_id = '{GAME}'"
    )
    result = run(database, "every_game_is_listed")
    assert [finding.season for finding in result.findings] == ["2024-25"]
    assert [(share.season, share.failed) for share in result.shares if share.failed] == [
        ("2024-25", 1)
    ]


def test_biographies_of_one_season_do_not_make_another_owe_them(
    database: duckdb.DuckDBPyConnection,
) -> None:
    before = run(database, "every_player_has_a_biography").units
    assert before > 0
    database.execute(
        "insert into player_box_traditional select * replace ('2023-24' as season, "
        "'0022300001' as game_id) from player_box_traditional"
    )
    assert run(database, "every_player_has_a_biography").units == before
