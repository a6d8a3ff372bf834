"""Whole rows of every table, from the invented game after one overtime."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from lake.local_store import LocalStore
from tests.invented import AWAY, HOME, Json, invented_game
from tests.transform.published import Row, rows

GAME = {"game_id": "0022400001", "season": "2024-25", "month": 10}
GAME_ON_ITS_DAY = GAME | {"game_date": date(2024, 10, 22)}

TRADITIONAL = {
    "fieldGoalsMade": "fgm",
    "fieldGoalsAttempted": "fga",
    "fieldGoalsPercentage": "fg_pct",
    "threePointersMade": "fg3m",
    "threePointersAttempted": "fg3a",
    "threePointersPercentage": "fg3_pct",
    "freeThrowsMade": "ftm",
    "freeThrowsAttempted": "fta",
    "freeThrowsPercentage": "ft_pct",
    "reboundsOffensive": "oreb",
    "reboundsDefensive": "dreb",
    "reboundsTotal": "reb",
    "assists": "ast",
    "steals": "stl",
    "blocks": "blk",
    "turnovers": "tov",
    "foulsPersonal": "pf",
    "points": "pts",
    "plusMinusPoints": "plus_minus",
}
ADVANCED = {
    "offensiveRating": "off_rating",
    "defensiveRating": "def_rating",
    "netRating": "net_rating",
    "assistPercentage": "ast_pct",
    "assistToTurnover": "ast_to_tov",
    "assistRatio": "ast_ratio",
    "offensiveReboundPercentage": "oreb_pct",
    "defensiveReboundPercentage": "dreb_pct",
    "reboundPercentage": "reb_pct",
    "turnoverRatio": "tov_ratio",
    "effectiveFieldGoalPercentage": "efg_pct",
    "trueShootingPercentage": "ts_pct",
    "usagePercentage": "usg_pct",
    "pace": "pace",
    "pacePer40": "pace_per_40",
    "possessions": "possessions",
    "PIE": "pie",
    "estimatedUsagePercentage": "est_usg_pct",
}
ESTIMATES_OF_PLAYERS = {
    "estimatedOffensiveRating": "est_off_rating",
    "estimatedDefensiveRating": "est_def_rating",
    "estimatedNetRating": "est_net_rating",
    "estimatedPace": "est_pace",
}
BOXES = {
    "boxscoretraditionalv3": ("boxScoreTraditional", TRADITIONAL),
    "boxscoreadvancedv3": ("boxScoreAdvanced", ADVANCED | ESTIMATES_OF_PLAYERS),
}


def test_a_game_has_one_row_of_what_its_summary_tells(golden_lake: LocalStore) -> None:
    assert rows(golden_lake, "games") == [
        GAME_ON_ITS_DAY
        | {"season_type": "regular", "status": "final", "periods": 5, "duration_minutes": 127}
        | {"tip_off_utc": datetime(2024, 10, 22, 23, 30, tzinfo=UTC)}
        | {"home_team_id": 1610619901, "home_tricode": "GBL", "home_score": 76}
        | {"away_team_id": 1610619902, "away_tricode": "PSH", "away_score": 70}
        | {"winner_team_id": 1610619901, "attendance": 12345, "is_neutral_site": False}
        | {"arena_id": 990001, "arena_name": "Lantern House", "arena_city": "Granite Bay"}
        | {"arena_state": "ZZ", "arena_country": "US", "label": None, "series_text": None}
    ]


def test_officials_have_their_numbers_as_trimmed_text(golden_lake: LocalStore) -> None:
    officials = [
        (9930001, "Tilda Umberfield", "61"),
        (9930002, "Vera Wexcombe", "8"),
        (9930003, "Xan Zellwood", "00"),
    ]
    assert rows(golden_lake, "officials") == [
        GAME
        | {"official_id": official_id, "official_name": name}
        | {"jersey_number": number, "assignment": None}
        for official_id, name, number in officials
    ]


def test_line_scores_have_a_row_for_each_period_of_each_team(golden_lake: LocalStore) -> None:
    points = {1610619901: [15, 19, 14, 19, 9], 1610619902: [19, 12, 17, 19, 3]}
    assert rows(golden_lake, "line_scores") == [
        GAME | {"team_id": team_id, "period": period, "points": scored}
        for team_id in points
        for period, scored in enumerate(points[team_id], start=1)
    ]


def test_inactive_players_have_their_team_and_no_empty_number(golden_lake: LocalStore) -> None:
    inactives = [
        (9910009, 1610619901, "Quent Mossgrave", "00"),
        (9910010, 1610619901, "Rory Fennimoor", "7"),
        (9920009, 1610619902, "Silas Yarrowby", None),
    ]
    assert rows(golden_lake, "inactive_players") == [
        GAME
        | {"player_id": player_id, "team_id": team_id}
        | {"player_name": name, "jersey_number": number}
        for player_id, team_id, name, number in inactives
    ]


def test_a_player_who_played_has_all_statistics(golden_lake: LocalStore) -> None:
    assert rows(golden_lake, "player_box_traditional", "player_id = 9910003") == [
        GAME_ON_ITS_DAY
        | {"player_id": 9910003, "team_id": 1610619901, "is_home": True}
        | {"player_name": "Ciro Páleš", "starting_position": "C", "is_starter": True}
        | {"did_play": True, "comment": None, "minutes": 46 + 53 / 60}
        | {"fgm": 4, "fga": 8, "fg_pct": 0.5, "fg3m": 0, "fg3a": 2, "fg3_pct": 0.0}
        | {"ftm": 1, "fta": 2, "ft_pct": 0.5, "oreb": 1, "dreb": 2, "reb": 3, "ast": 5}
        | {"stl": 1, "blk": 1, "tov": 2, "pf": 1, "pts": 9, "plus_minus": 2}
    ]


def test_a_player_who_did_not_play_has_no_statistics(golden_lake: LocalStore) -> None:
    assert rows(golden_lake, "player_box_traditional", "player_id = 9910008") == [
        GAME_ON_ITS_DAY
        | {"player_id": 9910008, "team_id": 1610619901, "is_home": True}
        | {"player_name": "Hal Winterbee", "starting_position": None, "is_starter": False}
        | {"did_play": False, "comment": "DNP - Coach's Decision", "minutes": None}
        | dict.fromkeys(TRADITIONAL.values())
    ]


def test_a_substitute_is_no_starter_and_keeps_the_apostrophe(golden_lake: LocalStore) -> None:
    (row,) = rows(golden_lake, "player_box_traditional", "player_id = 9910006")
    told = {key: row[key] for key in ("player_name", "starting_position", "is_starter", "did_play")}
    assert told == {
        "player_name": "Finn O'Dray",
        "starting_position": None,
        "is_starter": False,
        "did_play": True,
    }


def test_a_team_has_the_minutes_of_all_its_players_together(golden_lake: LocalStore) -> None:
    assert rows(golden_lake, "team_box_traditional", "team_id = 1610619901") == [
        GAME_ON_ITS_DAY
        | {"team_id": 1610619901, "is_home": True, "minutes": 265.0}
        | {"fgm": 31, "fga": 48, "fg_pct": 0.646, "fg3m": 7, "fg3a": 13, "fg3_pct": 0.538}
        | {"ftm": 7, "fta": 14, "ft_pct": 0.5, "oreb": 6, "dreb": 12, "reb": 18, "ast": 19}
        | {"stl": 6, "blk": 6, "tov": 12, "pf": 6, "pts": 76, "plus_minus": 6}
    ]


def test_a_player_who_played_has_all_advanced_statistics(golden_lake: LocalStore) -> None:
    assert rows(golden_lake, "player_box_advanced", "player_id = 9910003") == [
        GAME_ON_ITS_DAY
        | {"player_id": 9910003, "team_id": 1610619901, "minutes": 46 + 53 / 60}
        | {"off_rating": 125.9, "def_rating": 122.1, "net_rating": 3.8, "possessions": 53.0}
        | {"ast_pct": 0.161, "ast_to_tov": 2.5, "ast_ratio": 31.5, "tov_ratio": 12.6}
        | {"oreb_pct": 0.059, "dreb_pct": 0.111, "reb_pct": 0.086, "efg_pct": 0.5}
        | {"ts_pct": 0.507, "usg_pct": 0.186, "pace": 54.48, "pace_per_40": 45.4, "pie": 0.062}
        | {"est_off_rating": 125.9, "est_def_rating": 122.1, "est_net_rating": 3.8}
        | {"est_usg_pct": 0.186, "est_pace": 54.48}
    ]


def test_a_player_who_did_not_play_has_no_advanced_statistics(golden_lake: LocalStore) -> None:
    assert rows(golden_lake, "player_box_advanced", "player_id = 9910008") == [
        GAME_ON_ITS_DAY
        | {"player_id": 9910008, "team_id": 1610619901, "minutes": None}
        | dict.fromkeys([*ADVANCED.values(), *ESTIMATES_OF_PLAYERS.values()])
    ]


def test_a_team_has_no_estimates_that_the_source_gets_wrong(golden_lake: LocalStore) -> None:
    assert rows(golden_lake, "team_box_advanced", "team_id = 1610619901") == [
        GAME_ON_ITS_DAY
        | {"team_id": 1610619901, "minutes": 265.0, "possessions": 60.0}
        | {"off_rating": 126.7, "def_rating": 116.7, "net_rating": 10.0}
        | {"ast_pct": 0.613, "ast_to_tov": 1.58, "ast_ratio": 22.3, "tov_ratio": 14.1}
        | {"oreb_pct": 0.353, "dreb_pct": 0.667, "reb_pct": 0.514, "efg_pct": 0.719}
        | {"ts_pct": 0.702, "usg_pct": 1.0, "pace": 54.48, "pace_per_40": 45.4, "pie": 0.521}
        | {"est_off_rating": None, "est_def_rating": None, "est_net_rating": None}
        | {"est_usg_pct": 1.0, "est_pace": None, "est_tov_ratio": 14.1}
    ]


EVENT = (
    GAME_ON_ITS_DAY
    | {"period": 1, "is_field_goal": False, "points": 0}
    | dict.fromkeys(("x", "y", "shot_distance_ft", "shot_value", "shot_result"))
    | dict.fromkeys(("assist_player_id", "other_player_id"))
)


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(
            {"event_index": 1, "action_number": 2, "clock": "PT12M00.00S"}
            | {"seconds_remaining": 720.0, "action_type": "period", "sub_type": "start"}
            | {"team_id": None, "player_id": None, "player_name": None}
            | {"description": "Start of Period 1", "home_score": 0, "away_score": 0},
            id="start of a period",
        ),
        pytest.param(
            {"event_index": 2, "action_number": 4, "clock": "PT11M43.00S"}
            | {"seconds_remaining": 703.0, "action_type": "Made Shot", "sub_type": "Jump Shot"}
            | {"team_id": 1610619902, "player_id": 9920001, "player_name": "Stellan"}
            | {"description": "Stellan 24' 3PT (3 PTS) (Pebblebrook 1 AST)"}
            | {"x": -20, "y": 240, "shot_distance_ft": 24, "shot_value": 3}
            | {"shot_result": "Made", "is_field_goal": True, "points": 3}
            | {"home_score": 0, "away_score": 3, "assist_player_id": 9920002},
            id="made three",
        ),
        pytest.param(
            {"event_index": 4, "action_number": 6, "clock": "PT11M15.00S"}
            | {"seconds_remaining": 675.0, "action_type": None, "sub_type": None}
            | {"team_id": 1610619902, "player_id": 9920003, "player_name": "Ambersand"}
            | {"description": "Ambersand STEAL (1 STL)", "home_score": 0, "away_score": 3}
            | {"other_player_id": 9910003},
            id="steal with the number of its turnover",
        ),
        pytest.param(
            {"event_index": 6, "action_number": 10, "clock": "PT10M47.00S"}
            | {"seconds_remaining": 647.0, "action_type": "Rebound", "sub_type": "Unknown"}
            | {"team_id": 1610619902, "player_id": None, "player_name": None}
            | {"description": "Herons Rebound", "home_score": 0, "away_score": 3},
            id="team rebound",
        ),
        pytest.param(
            {"event_index": 9, "action_number": 16, "clock": "PT10M19.00S"}
            | {"seconds_remaining": 619.0, "action_type": "Free Throw"}
            | {"sub_type": "Free Throw 1 of 2", "description": "Quillon Free Throw 1 of 2"}
            | {"team_id": 1610619901, "player_id": 9910004, "player_name": "Quillon"}
            | {"points": 1, "home_score": 1, "away_score": 5},
            id="made free throw",
        ),
        pytest.param(
            {"event_index": 10, "action_number": 18, "clock": "PT10M19.00S"}
            | {"seconds_remaining": 619.0, "action_type": "Free Throw"}
            | {"sub_type": "Free Throw 2 of 2", "description": "MISS Quillon Free Throw 2 of 2"}
            | {"team_id": 1610619901, "player_id": 9910004, "player_name": "Quillon"}
            | {"home_score": 1, "away_score": 5},
            id="missed free throw",
        ),
        pytest.param(
            {"event_index": 14, "action_number": 24, "clock": "PT09M23.00S"}
            | {"seconds_remaining": 563.0, "action_type": None, "sub_type": None}
            | {"team_id": 1610619902, "player_id": 9920005, "player_name": "Thistlewood"}
            | {"description": "Thistlewood BLOCK (1 BLK)", "home_score": 1, "away_score": 7}
            | {"other_player_id": 9910005},
            id="block, whose shotValue is the blocked shot's",
        ),
    ],
)
def test_an_event_is_told_whole(golden_lake: LocalStore, expected: Row) -> None:
    where = f"event_index = {expected['event_index']}"
    assert rows(golden_lake, "play_by_play", where) == [EVENT | expected]


def test_the_score_stands_at_every_event_once_it_was_told(golden_lake: LocalStore) -> None:
    expected, home, away = [], 0, 0
    for action in _events():
        home, away = int(action["scoreHome"] or home), int(action["scoreAway"] or away)
        expected.append((action["actionId"], home, away))
    assert [
        (row["event_index"], row["home_score"], row["away_score"])
        for row in rows(golden_lake, "play_by_play")
    ] == expected


def test_an_overtime_has_its_own_clock(golden_lake: LocalStore) -> None:
    (start, *_) = rows(golden_lake, "play_by_play", "period = 5")
    assert (start["clock"], start["seconds_remaining"]) == ("PT05M00.00S", 300.0)


def test_the_points_of_events_are_the_points_of_the_box_score(golden_lake: LocalStore) -> None:
    scored = dict.fromkeys((player["personId"] for player, _ in _players("traditional")), 0)
    for event in rows(golden_lake, "play_by_play", "player_id is not null"):
        scored[event["player_id"]] += event["points"]
    assert scored == {
        player["personId"]: player["statistics"]["points"] for player, _ in _players("traditional")
    }


@pytest.mark.parametrize("kind", ["traditional", "advanced"])
def test_every_player_of_a_document_has_a_row_with_its_numbers(
    golden_lake: LocalStore, kind: str
) -> None:
    _, columns = BOXES[f"boxscore{kind}v3"]
    expected = {
        player["personId"]: {"team_id": team_id}
        | {
            column: player["statistics"][key] if player["statistics"]["minutes"] else None
            for key, column in columns.items()
        }
        for player, team_id in _players(kind)
    }
    assert {
        row["player_id"]: {key: row[key] for key in ("team_id", *columns.values())}
        for row in rows(golden_lake, f"player_box_{kind}")
    } == expected


@pytest.mark.parametrize(
    ("kind", "columns"), [("traditional", TRADITIONAL), ("advanced", ADVANCED)]
)
def test_every_team_of_a_document_has_a_row_with_its_numbers(
    golden_lake: LocalStore, kind: str, columns: dict[str, str]
) -> None:
    expected = {
        team["teamId"]: {column: team["statistics"][key] for key, column in columns.items()}
        for team in _teams(kind)
    }
    assert {
        row["team_id"]: {column: row[column] for column in columns.values()}
        for row in rows(golden_lake, f"team_box_{kind}")
    } == expected


def test_home_and_away_are_as_the_box_score_says(golden_lake: LocalStore) -> None:
    sides = {row["team_id"]: row["is_home"] for row in rows(golden_lake, "team_box_traditional")}
    assert sides == {HOME.team_id: True, AWAY.team_id: False}


def _events() -> list[Json]:
    actions: list[Json] = invented_game(overtimes=1)["playbyplayv3"]["game"]["actions"]
    return actions


def _teams(kind: str) -> list[Json]:
    root, _ = BOXES[f"boxscore{kind}v3"]
    box = invented_game(overtimes=1)[f"boxscore{kind}v3"][root]
    return [box["homeTeam"], box["awayTeam"]]


def _players(kind: str) -> list[tuple[Json, int]]:
    return [(player, team["teamId"]) for team in _teams(kind) for player in team["players"]]
