"""Every check finds an error of its kind, names it, and is silent without it."""

from __future__ import annotations

import duckdb
import pytest

from lake.telemetry import Observer
from tests.validate.plants import (
    accuracy,
    anomaly,
    completeness,
    consistency,
    courtesy,
    ids,
    schema,
    uniqueness,
    validity,
)
from tests.validate.plants.plant import (
    AWAY,
    HOME,
    IN_GAME,
    IN_SEASON,
    IN_SECOND_GAME,
    OF_HOME,
    Plant,
    of_player,
)
from validate.checks import load_checks
from validate.results import Finding, Outcome
from validate.runner import run_check, run_checks
from validate.scores import Verdict, partition_verdict

CHECKS = {check.name: check for check in load_checks()}
ANOMALIES = {name for name, check in CHECKS.items() if check.dimension == "anomaly"}
"""They compare with a season; tests/validate/test_anomaly.py has one."""

PLANTS: dict[str, Plant] = {
    **completeness.PLANTS,
    **accuracy.PLANTS,
    **consistency.PLANTS,
    **validity.PLANTS,
    **ids.PLANTS,
    **schema.PLANTS,
    **uniqueness.PLANTS,
    **courtesy.PLANTS,
    **anomaly.PLANTS,
}


def test_every_check_has_a_case_that_trips_it() -> None:
    assert PLANTS.keys() == CHECKS.keys()


def test_every_check_passes_over_a_sound_archive(database: duckdb.DuckDBPyConnection) -> None:
    results = run_checks(database, load_checks(), Observer())
    assert {result.check.name: result.outcome for result in results} == {
        name: Outcome.NOT_RUN if name in ANOMALIES else Outcome.PASSED for name in CHECKS
    }


@pytest.mark.parametrize("name", [name for name in CHECKS if name not in ANOMALIES])
def test_an_error_of_its_kind_trips_a_check_and_no_other(
    database: duckdb.DuckDBPyConnection, name: str
) -> None:
    plant = PLANTS[name]
    database.execute(plant.sql)
    results = run_checks(database, load_checks(), Observer())
    tripped = {
        result.check.name: result.findings for result in results if result.outcome is Outcome.FAILED
    }
    assert {result.check.name for result in results if result.outcome is Outcome.NOT_RUN} == (
        ANOMALIES
    )
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
            "update team_box_advanced as advanced set "
            "possessions = if(team_id = 1610619901, 61, 53), "
            "off_rating = 100 * (select pts from team_box_traditional as boxes "
            "where boxes.game_id = advanced.game_id and boxes.team_id = advanced.team_id) "
            "/ if(team_id = 1610619901, 61, 53); "
            "update team_box_advanced set net_rating = off_rating - def_rating",
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
            "update archived_documents set empty_reason = 'the game was cancelled'; "
            "delete from play_by_play where game_id = '0022400001'",
            id="a document that is rightly empty",
        ),
        pytest.param(
            "update request_log set sent_at = sent_at - interval 5 milliseconds "
            "where request_number = 3",
            id="a start that is cut to the millisecond, by a slewed clock",
        ),
        pytest.param(
            "update play_by_play set shot_distance_ft = 0 "
            "where game_id = '0022400001' and shot_value = 3",
            id="threes from the corner, without a distance",
        ),
        pytest.param(
            "update play_by_play set shot_distance_ft = shot_distance_ft + 1 where is_field_goal",
            id="a foot more than the coordinates tell",
        ),
        pytest.param(
            "update play_by_play set x = null, y = null",
            id="events of V2, without coordinates",
        ),
        pytest.param(
            "update play_by_play set seconds_remaining = seconds_remaining - 10 "
            "where game_id = '0022400001' and event_index = 3",
            id="an event that is told ten seconds late",
        ),
        pytest.param(
            "update player_box_traditional set plus_minus = plus_minus + 57 "
            "where game_id = '0022400001' and player_id = 9910001; "
            "update player_box_traditional set plus_minus = plus_minus - 57 "
            "where game_id = '0022400001' and player_id = 9910002",
            id="the plus-minus of a record",
        ),
        pytest.param(
            "update games set attendance = 68323, duration_minutes = 240 "
            "where game_id = '0022400001'",
            id="a game in a dome, of four hours",
        ),
        pytest.param(
            "update games set tip_off_utc = '2024-10-22 08:00:00+00' where game_id = '0022400001'",
            id="a game of the night before, as it is abroad",
        ),
        pytest.param(
            "update players set height_inches = 63, weight_lbs = 133, draft_number = 60, "
            "draft_round = 2, birth_date = date '2005-12-31', draft_year = 2024",
            id="the smallest, lightest and youngest of players",
        ),
        pytest.param(
            "update teams set wins = 73, losses = 9, conference = null; "
            "update game_lists set is_over = false",
            id="the most wins, of a team without a conference",
        ),
        pytest.param(
            "update request_log set outcome = 'timed_out', status = null where request_number > 1",
            id="two requests without an answer",
        ),
        pytest.param(
            "update request_log set outcome = 'not_final'", id="games that are not over yet"
        ),
        pytest.param(
            "update request_log set outcome = 'busy', status = 429, elapsed_ms = 5600 "
            "where request_number = 2",
            id="a request on its way when a 429 came",
        ),
        pytest.param(
            "update request_log set outcome = 'busy', status = 429 where request_number = 1; "
            "update request_log set delay_s = 7, sent_at = sent_at + interval 3 seconds "
            "where request_number = 2; "
            "update request_log set sent_at = sent_at + interval 6 seconds "
            "where request_number = 3",
            id="a 429 that slowed requests down",
        ),
        pytest.param(
            "update listed_team_games set minutes = minutes - 5, fg_pct = fg_pct + 0.0005 "
            "where game_id = '0022400002'",
            id="rounded minutes and percentages of the list",
        ),
        pytest.param(
            "update listed_team_games set season_type = 'all-star', plus_minus = plus_minus + 0.8 "
            "where game_id = '0022400002'; "
            "update game_lists set is_over = false",
            id="plus-minus of an all-star game",
        ),
        pytest.param(
            "update listed_team_games set tricode = null "
            "where game_id = '0022400001' and team_id = 1610619901; "
            "update games set away_tricode = 'PSA' where game_id = '0022400001'",
            id="letters that the list does not tell of both teams",
        ),
        pytest.param(
            "update play_by_play "
            "set seconds_remaining = least(greatest(seconds_remaining, 24), 696) "
            "where game_id = '0022400001'",
            id="the first and the last attack of a period are not told",
        ),
        pytest.param(
            "delete from listed_games where game_id = '0022400002'; "
            "update game_lists set captured_at = timestamptz '2024-11-03 05:00:00Z'; "
            "update expected_games set least_games = 1 where season_type = 'regular'",
            id="a game of the day on which the list was captured",
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
            "update team_box_traditional set pts = pts - 3, ftm = ftm - 3 "
            "where is_home and game_id = '0022400001'",
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
            "clocks_fit_the_period",
            "update play_by_play set seconds_remaining = 301 "
            "where game_id = '0022400002' and event_index = "
            "(select min(event_index) from play_by_play "
            "where game_id = '0022400002' and period = 5)",
            (({"game_id": "0022400002", "event_index": "236"}, "0 to 300", "301.0"),),
            id="more than five minutes in an overtime",
        ),
        pytest.param(
            "events_are_worth_their_points",
            "update play_by_play set points = 2 where game_id = '0022400001' and event_index = 1",
            (
                (
                    IN_GAME | {"event_index": "1"},
                    "no shot and no points",
                    "2 points, shot value , ",
                ),
            ),
            id="points without a shot",
        ),
        pytest.param(
            "player_statistics_are_possible",
            "update player_box_traditional set fgm = fga + 1, stl = -1 "
            "where game_id = '0022400001' and player_id = 9910001",
            (
                (of_player(9910001) | {"statistic": "fgm"}, "0 to 8", "9.0"),
                (of_player(9910001) | {"statistic": "stl"}, "0 to 200", "-1.0"),
            ),
            id="more made than attempted, and a negative count",
        ),
        pytest.param(
            "player_box_traditional_ids_are_there",
            "update player_box_traditional set game_id = '22400001' "
            "where game_id = '0022400001' and player_id = 9910001",
            (
                (
                    {"game_id": "22400001", "player_id": "9910001", "team_id": "1610619901"},
                    "a game_id of ten digits, a player_id and a team_id",
                    "22400001, 9910001, 1610619901",
                ),
            ),
            id="a game id without its zeros",
        ),
        pytest.param(
            "two_teams_a_game",
            "insert into team_box_traditional select * replace (1610619903 as team_id) "
            "from team_box_traditional where is_home and game_id = '0022400001'",
            ((IN_GAME, "2", "3"),),
            id="three teams",
        ),
        pytest.param(
            "every_game_is_listed",
            "delete from listed_games where game_id = '0022400001'",
            ((IN_GAME, "listed as over", "not listed"),),
            id="a game that the list does not have",
        ),
        pytest.param(
            "every_season_has_its_number_of_games",
            "update expected_games set least_games = 3, most_games = 3 "
            "where season_type = 'regular'",
            ((IN_SEASON | {"season_type": "regular"}, "3", "2"),),
            id="a game less",
        ),
        pytest.param(
            "final_scores_match_the_list_of_games",
            "update listed_team_games set result = case result when 'W' then 'L' else 'W' end "
            "where game_id = '0022400002' and team_id = 1610619901",
            ((IN_SECOND_GAME | {"team_id": HOME}, "W 69", "L 69"),),
            id="another winner",
        ),
        pytest.param(
            "team_results_match_the_list_of_games",
            "update listed_team_games set minutes = 271, fg_pct = 0.6 "
            "where game_id = '0022400002' and team_id = 1610619901; "
            "update team_box_traditional set fg_pct = 0.5 "
            "where game_id = '0022400002' and team_id = 1610619901",
            (
                (IN_SECOND_GAME | {"team_id": HOME, "statistic": "fg_pct"}, "0.6", "0.5"),
                (IN_SECOND_GAME | {"team_id": HOME, "statistic": "minutes"}, "271.0", "265.0"),
            ),
            id="minutes and a percentage",
        ),
        pytest.param(
            "no_month_of_the_tables_is_empty",
            "delete from game_lists; "
            "update games set game_date = '2024-12-03', month = 12 where game_id = '0022400002'",
            ((IN_SEASON | {"month": "11"}, "games", "no game"),),
            id="a month of a season without a list",
        ),
        pytest.param(
            "every_playoff_series_is_listed",
            "delete from listed_team_games where season_type = 'playoffs'",
            ((IN_SEASON, "1", "0"),),
            id="no series at all",
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
