"""What the events leave open, what the source rounds and what another time knew trips nothing."""

from __future__ import annotations

import duckdb
import pytest

from lake.telemetry import Observer
from validate.checks import load_checks
from validate.results import Outcome
from validate.runner import run_check, run_checks

CHECKS = {check.name: check for check in load_checks()}
EARLIER = " set season = '1995-96'; "
LATER = " set season = '2025-26'; "
OF_FERNWICK = "team_id = 1610619901, player_id = 9910001, player_name = 'Fernwick'"
A_TIMEOUT = (
    "game_id = '0022400001' and event_index = (select min(event_index) from play_by_play "
    "where game_id = '0022400001' and action_type = 'Timeout')"
)


def one_more_foul(player_id: int) -> str:
    team_id = 1610619901 if player_id < 9920000 else 1610619902
    box = "set pf = pf + 1 where game_id = '0022400001' and"
    return (
        f"update player_box_traditional {box} player_id = {player_id}; "
        f"update team_box_traditional {box} team_id = {team_id}"
    )


def test_two_games_whose_box_scores_the_league_corrected_close_no_gate(
    database: duckdb.DuckDBPyConnection,
) -> None:
    database.execute("update player_box_traditional set stl = stl + 1 where player_id = 9910001")
    assert run_check(database, CHECKS["player_box_matches_play_by_play"]).failed_units == 2
    assert run_check(database, CHECKS["most_box_scores_match_play_by_play"]).outcome is (
        Outcome.PASSED
    )


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param(
            "update play_by_play set assist_player_id = null "
            "where game_id = '0022400001' and assist_player_id in (9910001, 9920002)",
            id="assists whose helper the text leaves open",
        ),
        pytest.param(
            "update play_by_play set action_type = 'Foul', sub_type = 'Technical', "
            f"description = 'Fernwick T.FOUL (P1.T1)', {OF_FERNWICK} where {A_TIMEOUT}",
            id="a technical foul",
        ),
        pytest.param(
            "update play_by_play set action_type = 'Foul', sub_type = null, "
            f"description = 'Fernwick Taunting (P1.T1) (M.Davis)', {OF_FERNWICK} "
            f"where {A_TIMEOUT}",
            id="a technical foul of V2",
        ),
        pytest.param(
            "update play_by_play set action_type = 'Foul', sub_type = 'Technical', description = "
            "'Winterbee T.FOUL (P0.T1)', team_id = 1610619901, player_id = 9910008, "
            f"player_name = 'Winterbee' where {A_TIMEOUT}",
            id="a technical foul from the bench",
        ),
        pytest.param(
            "update play_by_play set action_type = 'Foul', sub_type = 'Flagrant Type 1', "
            f"description = 'Fernwick FLAGRANT.FOUL.TYPE1 (P2.T4)', {OF_FERNWICK} "
            f"where {A_TIMEOUT}; {one_more_foul(9910001)}",
            id="a flagrant foul, which is personal",
        ),
        pytest.param(
            "update play_by_play set action_type = 'Foul', sub_type = 'Double Personal', "
            "description = ' Foul : Double Personal - Fernwick (2 PF), Stellan (1 PF)', "
            f"{OF_FERNWICK} where {A_TIMEOUT}; {one_more_foul(9910001)}; {one_more_foul(9920001)}",
            id="a double foul, of which the events name one player",
        ),
        pytest.param(
            "update play_by_play set action_type = 'Turnover', sub_type = null, "
            f"description = 'Fernwick No Turnover (P2.T4)', {OF_FERNWICK} where {A_TIMEOUT}",
            id="a turnover that is none",
        ),
    ],
)
def test_what_is_within_a_tolerance_trips_nothing(
    database: duckdb.DuckDBPyConnection, sql: str
) -> None:
    database.execute(sql)
    results = run_checks(database, load_checks(), Observer())
    assert [result.check.name for result in results if result.outcome is Outcome.FAILED] == []


@pytest.mark.parametrize(
    ("name", "sql"),
    [
        pytest.param(
            "player_advanced_matches_the_box_score",
            "update player_box_advanced set net_rating = net_rating + 0.1, "
            "ts_pct = ts_pct + 0.00005, ast_to_tov = greatest(ast_to_tov - 0.0005, 0)",
            id="rounded advanced statistics of players",
        ),
        pytest.param(
            "team_advanced_matches_the_box_score",
            "update team_box_advanced set net_rating = net_rating - 0.1, ts_pct = ts_pct + 0.0001",
            id="rounded advanced statistics of teams",
        ),
        pytest.param(
            "plus_minus_is_the_point_difference",
            "update player_box_traditional set plus_minus = null where game_id = '0022400001'",
            id="teams whose players have no plus-minus",
        ),
        pytest.param(
            "player_minutes_sum_to_team_minutes",
            f"update team_box_traditional{EARLIER}"
            "update team_box_traditional set minutes = minutes + 0.4; "
            "update player_box_traditional set minutes = minutes - 0.7 where minutes is not null",
            id="whole minutes of 1995-96",
        ),
        pytest.param(
            "five_starters_a_team",
            f"update player_box_traditional{EARLIER}"
            "update player_box_traditional set is_starter = null where game_id = '0022400001'",
            id="a source without starters",
        ),
        pytest.param(
            "player_sums_equal_team_totals",
            f"update team_box_traditional{LATER}"
            "update team_box_traditional set fga = fga + 3, fg3a = fg3a + 3",
            id="missed heaves, which are the team's alone",
        ),
    ],
)
def test_what_is_rounded_or_was_known_otherwise_is_within_the_tolerance_of_a_check(
    database: duckdb.DuckDBPyConnection, name: str, sql: str
) -> None:
    database.execute(sql)
    assert run_check(database, CHECKS[name]).outcome is Outcome.PASSED
