"""Every check finds an error of its kind, names it, and is silent without it."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pytest

from lake.telemetry import Observer
from tests.request_log import RUN
from validate.checks import load_checks
from validate.results import Finding, Outcome
from validate.runner import run_check, run_checks
from validate.scores import Verdict, partition_verdict

CHECKS = {check.name: check for check in load_checks()}
GAME = "0022400001"
HOME, AWAY = "1610619901", "1610619902"
IN_GAME = {"game_id": GAME}
IN_SEASON = {"season": "2024-25"}
OF_HOME = IN_GAME | {"team_id": HOME}


def of_player(player_id: int) -> dict[str, str]:
    return IN_GAME | {"player_id": str(player_id)}


@dataclass(frozen=True)
class Plant:
    """SQL that puts an error into sound tables, and what the check says of it.

    `also` are further checks that the same error can't but trip.
    """

    sql: str
    findings: tuple[tuple[dict[str, str], str | None, str | None], ...]
    also: tuple[str, ...] = ()


# Player 9910001 starts, 9910006 comes from the bench, 9910008 does not play. A player who does not
# play has no statistics, so his few can't contradict each other: with them a team's numbers go
# wrong while the sums of the players stay right.
PLANTS = {
    "advanced_lists_the_players_who_played": Plant(
        "update player_box_advanced set minutes = minutes + 0.5 "
        "where game_id = '0022400001' and player_id = 9910001",
        ((of_player(9910001), "41.88", "42.38"),),
    ),
    "advanced_possessions_fit_between_teams": Plant(
        "update team_box_advanced set possessions = 62 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((IN_GAME, "62.0", "53.0"),),
    ),
    "event_index_has_no_holes": Plant(
        "delete from play_by_play where game_id = '0022400001' and event_index = 6",
        ((IN_GAME, "1 to 230", "1 to 231, 230 different"),),
    ),
    "every_archived_game_is_published": Plant(
        "delete from play_by_play where game_id = '0022400001'",
        ((IN_GAME | {"endpoint": "playbyplayv3"}, "published", "not published"),),
    ),
    "every_game_has_a_date": Plant(
        "update player_box_traditional set game_date = null where game_id = '0022400001'",
        ((IN_GAME, "a date", None),),
    ),
    "every_game_has_every_owed_document": Plant(
        "update owed_documents set is_archived = false "
        "where game_id = '0022400001' and endpoint = 'boxscoreadvancedv3'",
        ((IN_GAME | {"endpoint": "boxscoreadvancedv3"}, "archived", "missing"),),
    ),
    "final_score_is_the_same_everywhere": Plant(
        "update play_by_play set away_score = away_score - 1 "
        "where game_id = '0022400001' and event_index = 231",
        ((IN_GAME | {"told_by": "last event"}, "67 at 63", "66 at 63"),),
    ),
    "five_starters_a_team": Plant(
        "update player_box_traditional set is_starter = true "
        "where game_id = '0022400001' and player_id = 9910006",
        ((OF_HOME, "5", "6"),),
    ),
    "home_and_away_differ": Plant(
        "update games set away_team_id = home_team_id where game_id = '0022400001'; "
        "delete from line_scores where game_id = '0022400001' and team_id = 1610619902",
        ((IN_GAME, "two teams", "1610619901 at 1610619901"),),
    ),
    "inactive_players_do_not_play": Plant(
        "update inactive_players set player_id = 9910001 "
        "where game_id = '0022400001' and player_id = 9910009",
        ((of_player(9910001), "no minutes", "41.88 minutes"),),
    ),
    "line_scores_sum_to_the_final_score": Plant(
        "update line_scores set points = points + 2 "
        "where game_id = '0022400001' and team_id = 1610619901 and period = 3",
        ((OF_HOME, "63", "65"),),
    ),
    "player_minutes_sum_to_team_minutes": Plant(
        "update player_box_traditional set minutes = minutes + 2 "
        "where game_id = '0022400001' and player_id = 9910001; "
        "update player_box_advanced set minutes = minutes + 2 "
        "where game_id = '0022400001' and player_id = 9910001",
        ((OF_HOME, "240.0", "242.0"),),
    ),
    "player_percentages_equal_made_over_attempted": Plant(
        "update player_box_traditional set fg_pct = 0.6 "
        "where game_id = '0022400001' and player_id = 9910001",
        ((of_player(9910001) | {"statistic": "fg_pct"}, "0.625", "0.6"),),
    ),
    # The events of both players change with their points, so that nothing else contradicts.
    "player_points_add_up": Plant(
        "update player_box_traditional set pts = pts + 1 "
        "where game_id = '0022400001' and player_id = 9910004; "
        "update player_box_traditional set pts = pts - 1 "
        "where game_id = '0022400001' and player_id = 9910002; "
        "update play_by_play set points = 2 where game_id = '0022400001' and event_index = 9; "
        "update play_by_play set points = 1 where game_id = '0022400001' and event_index = 16",
        ((of_player(9910002), "14", "13"), (of_player(9910004), "12", "13")),
    ),
    "player_points_match_play_by_play": Plant(
        "update play_by_play set points = 0 where game_id = '0022400001' and event_index = 2",
        ((of_player(9920001), "15", "12"),),
    ),
    "player_rebounds_add_up": Plant(
        "update player_box_traditional set reb = reb + 1 "
        "where game_id = '0022400001' and player_id = 9910001; "
        "update player_box_traditional set reb = reb - 1 "
        "where game_id = '0022400001' and player_id = 9910002",
        ((of_player(9910001), "4", "5"), (of_player(9910002), "3", "2")),
    ),
    "player_sums_equal_team_totals": Plant(
        "update team_box_traditional set ast = ast + 1 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME | {"statistic": "ast"}, "17", "16"),),
    ),
    "playing_time_is_readable": Plant(
        "update player_box_traditional set did_play = true "
        "where game_id = '0022400001' and player_id = 9910008",
        ((of_player(9910008), "minutes", None),),
        also=("player_statistics_are_there",),
    ),
    "team_minutes_fit_the_periods": Plant(
        "update team_box_traditional set minutes = 240.8 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME, "240", "240.8"),),
    ),
    "team_percentages_equal_made_over_attempted": Plant(
        "update team_box_traditional set ft_pct = 0.25 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME | {"statistic": "ft_pct"}, "0.5", "0.25"),),
    ),
    "team_points_add_up": Plant(
        "update player_box_traditional set ftm = 2, fta = 4, ft_pct = 0.5 "
        "where game_id = '0022400001' and player_id = 9910008; "
        "update team_box_traditional set ftm = ftm + 2, fta = fta + 4 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME, "65", "63"),),
    ),
    "team_rebounds_add_up": Plant(
        "update player_box_traditional set oreb = 1 "
        "where game_id = '0022400001' and player_id = 9910008; "
        "update team_box_traditional set oreb = oreb + 1 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME, "17", "16"),),
    ),
    "two_teams_a_game": Plant(
        "insert into team_box_traditional select * replace ('0022400099' as game_id) "
        "from team_box_traditional where game_id = '0022400001' and team_id = 1610619901; "
        "insert into player_box_traditional select * replace ('0022400099' as game_id) "
        "from player_box_traditional where game_id = '0022400001' and team_id = 1610619901",
        (({"game_id": "0022400099"}, "2", "1"),),
    ),
    "clocks_are_readable": Plant(
        "update play_by_play set clock = '11:43', seconds_remaining = null "
        "where game_id = '0022400001' and event_index = 6",
        ((IN_GAME | {"event_index": "6"}, "the seconds of 11:43", None),),
    ),
    "game_times_are_there": Plant(
        "update games set duration_minutes = null where game_id = '0022400001'",
        ((IN_GAME, "date, tip-off, duration", "2024-10-22, 2024-10-22 23:30:00+00"),),
    ),
    "games_grain_is_unique": Plant(
        "insert into games from games where game_id = '0022400001'",
        ((IN_GAME, "1", "2"),),
    ),
    "officials_grain_is_unique": Plant(
        "insert into officials from officials "
        "where game_id = '0022400001' and official_id = 9930002",
        ((IN_GAME | {"official_id": "9930002"}, "1", "2"),),
    ),
    "line_scores_grain_is_unique": Plant(
        "insert into line_scores select * replace (0 as points) from line_scores "
        "where game_id = '0022400001' and team_id = 1610619901 and period = 3",
        ((OF_HOME | {"period": "3"}, "1", "2"),),
    ),
    "inactive_players_grain_is_unique": Plant(
        "insert into inactive_players from inactive_players "
        "where game_id = '0022400001' and player_id = 9910009",
        ((of_player(9910009), "1", "2"),),
    ),
    "player_box_traditional_grain_is_unique": Plant(
        "insert into player_box_traditional from player_box_traditional "
        "where game_id = '0022400001' and player_id = 9910008",
        ((of_player(9910008), "1", "2"),),
    ),
    "player_box_advanced_grain_is_unique": Plant(
        "insert into player_box_advanced from player_box_advanced "
        "where game_id = '0022400001' and player_id = 9910001",
        ((of_player(9910001), "1", "2"),),
    ),
    "team_box_traditional_grain_is_unique": Plant(
        "insert into team_box_traditional from team_box_traditional "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME, "1", "2"),),
    ),
    "team_box_advanced_grain_is_unique": Plant(
        "insert into team_box_advanced from team_box_advanced "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME, "1", "2"),),
    ),
    "play_by_play_grain_is_unique": Plant(
        "insert into play_by_play from play_by_play "
        "where game_id = '0022400001' and event_index = 1",
        ((IN_GAME | {"event_index": "1"}, "1", "2"),),
        also=("event_index_has_no_holes",),
    ),
    "players_grain_is_unique": Plant(
        "insert into players select * replace ('twice' as full_name) from players "
        "where player_id = 9910001",
        ((IN_SEASON | {"player_id": "9910001"}, "1", "2"),),
    ),
    "rosters_grain_is_unique": Plant(
        "insert into rosters from rosters where player_id = 9910001",
        ((IN_SEASON | {"team_id": HOME, "player_id": "9910001"}, "1", "2"),),
    ),
    "coaches_grain_is_unique": Plant(
        "insert into coaches from coaches where team_id = 1610619901",
        ((IN_SEASON | {"team_id": HOME, "coach_id": "9930001"}, "1", "2"),),
    ),
    "teams_grain_is_unique": Plant(
        "insert into teams from teams where team_id = 1610619901",
        ((IN_SEASON | {"team_id": HOME}, "1", "2"),),
    ),
    "player_statistics_are_there": Plant(
        "update player_box_traditional set blk = null "
        "where game_id = '0022400001' and player_id = 9910001 and blk = 0",
        ((of_player(9910001), "15 statistics", "no blk"),),
    ),
    "team_statistics_are_there": Plant(
        "update team_box_traditional set blk = null, stl = null "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME, "15 statistics", "no stl no blk"),),
        also=("player_sums_equal_team_totals",),
    ),
    "request_starts_are_spaced": Plant(
        "update request_log set sent_at = sent_at - interval 2300 milliseconds "
        "where request_number = 3",
        (
            (
                {"run_id": RUN, "request_number": "3"},
                "5.5 s after the request before",
                f"3.2 s after request 2 of run {RUN}",
            ),
        ),
    ),
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
