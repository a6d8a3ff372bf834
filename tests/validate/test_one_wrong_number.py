"""One wrong total is told by few checks, and each of them finds what only it can."""

from __future__ import annotations

import duckdb
import pytest

from lake.telemetry import Observer
from tests.validate.plants.plant import GAME, SECOND_GAME
from validate.checks import Severity, load_checks
from validate.runner import run_checks

ERRORS = [check for check in load_checks() if check.severity is Severity.ERROR]
HOME_BOX = f"where game_id = '{GAME}' and is_home"
A_PLAYER = f"where game_id = '{GAME}' and player_id = 9910001"


def errors(database: duckdb.DuckDBPyConnection, sql: str) -> dict[str, int]:
    """Count the findings of each error check that fails."""
    database.execute(sql)
    results = run_checks(database, ERRORS, Observer())
    return {result.check.name: result.finding_count for result in results if result.finding_count}


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        pytest.param(
            f"update team_box_traditional set pts = pts + 1 {HOME_BOX}",
            {"team_points_add_up": 1},
            id="points of the box score",
        ),
        pytest.param(
            f"update team_box_traditional set pts = pts + 1 {HOME_BOX}; "
            f"delete from games where game_id = '{GAME}'",
            {"team_points_add_up": 1, "games_of_every_table_are_in_games": 8}
            | {"every_archived_game_is_published": 1},
            id="points of the box score of a game without a summary",
        ),
        pytest.param(
            f"update games set home_score = home_score + 1 where game_id = '{GAME}'",
            {"final_score_is_the_same_everywhere": 2, "line_scores_sum_to_the_final_score": 1},
            id="the score of the summary",
        ),
        pytest.param(
            f"update play_by_play set home_score = home_score + 1 where game_id = '{GAME}' and "
            "event_index = (select max(event_index) from play_by_play "
            f"where game_id = '{GAME}')",
            {"final_score_is_the_same_everywhere": 1},
            id="the score of the last event",
        ),
        pytest.param(
            f"update listed_team_games set pts = pts + 1 where game_id = '{SECOND_GAME}' "
            "and team_id = 1610619901",
            {"final_scores_match_the_list_of_games": 1},
            id="the points of the list",
        ),
        pytest.param(
            "update listed_team_games set result = if(result = 'W', 'L', 'W') "
            f"where game_id = '{GAME}' and team_id = 1610619901",
            {"final_scores_match_the_list_of_games": 1},
            id="the winner of the list",
        ),
        pytest.param(
            "; ".join(
                f"update {table}_box_traditional set pts = pts + 1, ftm = ftm + 1, fta = fta + 1, "
                f"ft_pct = (ftm + 1) / (fta + 1) {where}"
                for table, where in (("team", HOME_BOX), ("player", A_PLAYER))
            ),
            {"final_score_is_the_same_everywhere": 1},
            id="a box score that is wrong as a whole",
        ),
    ],
)
def test_a_wrong_total_is_told_by_as_few_checks_as_can_tell_it(
    database: duckdb.DuckDBPyConnection, sql: str, told: dict[str, int]
) -> None:
    assert errors(database, sql) == told


def test_a_list_that_nothing_agrees_with_is_told_beside_what_differs(
    database: duckdb.DuckDBPyConnection,
) -> None:
    one_more = f"set home_score = home_score + 1 where game_id = '{SECOND_GAME}'"
    found = errors(
        database,
        f"update games {one_more}; update listed_team_games set pts = pts + 2 "
        f"where game_id = '{SECOND_GAME}' and team_id = 1610619901",
    )
    assert found.keys() == {
        "final_score_is_the_same_everywhere",
        "final_scores_match_the_list_of_games",
        "line_scores_sum_to_the_final_score",
    }


def test_shots_that_do_not_make_the_points_are_told_though_every_total_agrees(
    database: duckdb.DuckDBPyConnection,
) -> None:
    found = errors(
        database,
        f"update team_box_traditional set ftm = ftm - 1 {HOME_BOX}; "
        f"update player_box_traditional set ftm = ftm - 1 {A_PLAYER}",
    )
    assert found.keys() >= {"team_points_add_up", "player_points_add_up"}
    assert (
        found.keys()
        & {
            "final_score_is_the_same_everywhere",
            "final_scores_match_the_list_of_games",
            "player_sums_equal_team_totals",
        }
        == set()
    )
