"""Every check finds an error of its kind, names it, and is silent without it."""

from __future__ import annotations

import duckdb
import pytest

from lake.telemetry import Observer
from tests.validate.plants import (
    accuracy,
    completeness,
    consistency,
    courtesy,
    uniqueness,
    validity,
)
from tests.validate.plants.plant import AWAY, IN_GAME, OF_HOME, Plant, of_player
from validate.checks import load_checks
from validate.results import Finding, Outcome
from validate.runner import run_check, run_checks
from validate.scores import Verdict, partition_verdict

CHECKS = {check.name: check for check in load_checks()}
PLANTS: dict[str, Plant] = {
    **completeness.PLANTS,
    **accuracy.PLANTS,
    **consistency.PLANTS,
    **validity.PLANTS,
    **uniqueness.PLANTS,
    **courtesy.PLANTS,
}


def test_every_check_has_a_case_that_trips_it() -> None:
    assert PLANTS.keys() == CHECKS.keys()


def test_every_check_passes_over_a_sound_archive(database: duckdb.DuckDBPyConnection) -> None:
    results = run_checks(database, load_checks(), Observer())
    assert {result.check.name: result.outcome for result in results} == dict.fromkeys(
        CHECKS, Outcome.PASSED
    )


@pytest.mark.parametrize("name", CHECKS)
def test_an_error_of_its_kind_trips_a_check_and_no_other(
    database: duckdb.DuckDBPyConnection, name: str
) -> None:
    plant = PLANTS[name]
    database.execute(plant.sql)
    results = run_checks(database, load_checks(), Observer())
    tripped = {
        result.check.name: result.findings for result in results if result.outcome is Outcome.FAILED
    }
    assert {result.outcome for result in results} == {Outcome.FAILED, Outcome.PASSED}
    season = "2024-25"
    expected = tuple(Finding(season, key, want, got) for key, want, got in plant.findings)
    assert tripped[name] == expected
    assert tripped.keys() == {name, *plant.also}


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param(
            "update player_box_advanced set minutes = minutes + 0.01", id="rounded advanced minutes"
        ),
        pytest.param(
            "update team_box_advanced set possessions = case team_id when 1610619901 then 61 "
            "else 53 end",
            id="eight possessions apart",
        ),
        pytest.param(
            "update player_box_traditional set fg_pct = 0.5005 where fg_pct = 0.5",
            id="percentage rounded up",
        ),
        pytest.param(
            "update player_box_traditional set ft_pct = null where fta = 0",
            id="no percentage without an attempt",
        ),
        pytest.param(
            "update team_box_traditional set minutes = minutes + 0.5", id="half a minute more"
        ),
        pytest.param(
            "update team_box_traditional set season = '1995-96', minutes = minutes + 0.4; "
            "update player_box_traditional set minutes = minutes - 0.7 where minutes is not null; "
            "update player_box_advanced set minutes = minutes - 0.7 where minutes is not null",
            id="whole minutes of 1995-96",
        ),
        pytest.param(
            "update player_box_traditional set is_starter = null, season = '1995-96'",
            id="a source without starters",
        ),
        pytest.param(
            "update archived_documents set empty_reason = 'the game was cancelled'; "
            "delete from play_by_play where game_id = '0022400001'",
            id="a document that is rightly empty",
        ),
        pytest.param(
            "update request_log set sent_at = sent_at - interval 5 milliseconds "
            "where request_number = 3",
            id="a start that is cut to the millisecond, by a slewed clock",
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
    ("name", "sql", "findings"),
    [
        pytest.param(
            "final_score_is_the_same_everywhere",
            "update team_box_traditional set pts = 60 where is_home and game_id = '0022400001'",
            ((IN_GAME | {"told_by": "box score"}, "67 at 63", "67 at 60"),),
            id="final score of the box score",
        ),
        pytest.param(
            "home_and_away_differ",
            "update games set home_team_id = null where game_id = '0022400001'",
            ((IN_GAME, "two teams", "1610619902 at "),),
            id="no home team",
        ),
        pytest.param(
            "event_index_has_no_holes",
            "update play_by_play set event_index = 5 "
            "where game_id = '0022400001' and event_index = 6",
            ((IN_GAME, "1 to 231", "1 to 231, 230 different"),),
            id="an event twice",
        ),
        pytest.param(
            "event_index_has_no_holes",
            "delete from play_by_play where game_id = '0022400001' and event_index = 1",
            ((IN_GAME, "1 to 230", "2 to 231, 230 different"),),
            id="no first event",
        ),
        pytest.param(
            "player_minutes_sum_to_team_minutes",
            "delete from player_box_traditional "
            "where game_id = '0022400001' and team_id = 1610619901",
            ((OF_HOME, "240.0", None),),
            id="a team without players",
        ),
        pytest.param(
            "team_minutes_fit_the_periods",
            "update games set periods = 5 where game_id = '0022400001'",
            ((OF_HOME, "265", "240.0"), (IN_GAME | {"team_id": AWAY}, "265", "240.0")),
            id="minutes of a game without its overtime",
        ),
        pytest.param(
            "player_percentages_equal_made_over_attempted",
            "update player_box_traditional set fg3_pct = 0.5 "
            "where game_id = '0022400001' and player_id = 9910006",
            ((of_player(9910006) | {"statistic": "fg3_pct"}, "0.0", "0.5"),),
            id="a percentage without an attempt",
        ),
        pytest.param(
            "player_percentages_equal_made_over_attempted",
            "update player_box_traditional set fg_pct = null "
            "where game_id = '0022400001' and player_id = 9910001",
            ((of_player(9910001) | {"statistic": "fg_pct"}, "0.625", None),),
            id="no percentage of attempts",
        ),
        pytest.param(
            "two_teams_a_game",
            "insert into team_box_traditional select * replace (1610619903 as team_id) "
            "from team_box_traditional where is_home and game_id = '0022400001'",
            ((IN_GAME, "2", "3"),),
            id="three teams",
        ),
    ],
)
def test_a_check_finds_every_form_of_its_error(
    database: duckdb.DuckDBPyConnection,
    name: str,
    sql: str,
    findings: tuple[tuple[dict[str, str], str | None, str | None], ...],
) -> None:
    database.execute(sql)
    assert run_check(database, CHECKS[name]).findings == tuple(
        Finding("2024-25", key, want, got) for key, want, got in findings
    )


def test_a_player_who_played_and_is_missing_from_the_advanced_box_score_counts_as_failed(
    database: duckdb.DuckDBPyConnection,
) -> None:
    database.execute(
        "delete from player_box_advanced where game_id = '0022400001' and player_id = 9910001"
    )
    result = run_check(database, CHECKS["advanced_lists_the_players_who_played"])
    assert result.outcome is Outcome.FAILED
    assert result.findings == (Finding("2024-25", of_player(9910001), "41.88", None),)
    assert result.failed_units == 1
    assert partition_verdict([result], "player_box_advanced", "2024-25", 10)[0] is Verdict.FAILED
