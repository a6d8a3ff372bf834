"""Rows of games that are archived in V2 of the API, alone or beside V3."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lake.local_store import LocalStore
from tests.invented import AWAY, HOME, Json, archive_game, invented_game
from tests.invented_v2 import archive_game_v2, invented_game_v2
from tests.transform.published import (
    FIRST,
    SECOND,
    games_by_month,
    rows,
    transform_one,
)
from tests.transform.versions import BOX_TABLES, SUMMARY_TABLES, as_v2_knows
from transform.judging import OnFailure

GAME = {"game_id": FIRST, "season": "2024-25", "month": 10}
GAME_ON_ITS_DAY = GAME | {"game_date": date(2024, 10, 22)}
TABLES = SUMMARY_TABLES + BOX_TABLES


@pytest.fixture(scope="module")
def golden_v2(tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """The invented game after one overtime, from V2 alone. To be read only."""
    store = LocalStore(tmp_path_factory.mktemp("golden_v2") / "lake")
    archive_game_v2(store, invented_game_v2(overtimes=1))
    result = transform_one(store)
    assert (result.set_aside, result.failures) == ((), {})
    return store


def test_a_game_has_one_row_of_what_its_summary_tells(golden_v2: LocalStore) -> None:
    assert rows(golden_v2, "games") == [
        GAME_ON_ITS_DAY
        | {"season_type": "regular", "status": "final", "periods": 5, "duration_minutes": 127}
        | {"home_team_id": 1610619901, "home_tricode": "GBL", "home_score": 76}
        | {"away_team_id": 1610619902, "away_tricode": "PSH", "away_score": 70}
        | {"winner_team_id": 1610619901, "attendance": 12345}
        | dict.fromkeys(("tip_off_utc", "is_neutral_site", "label", "series_text"))
        | dict.fromkeys(("arena_id", "arena_name", "arena_city", "arena_state", "arena_country"))
    ]


def test_a_line_score_ends_with_the_last_period_that_was_played(golden_v2: LocalStore) -> None:
    points = {1610619901: [15, 19, 14, 19, 9], 1610619902: [19, 12, 17, 19, 3]}
    assert rows(golden_v2, "line_scores") == [
        GAME | {"team_id": team_id, "period": period, "points": scored}
        for team_id in points
        for period, scored in enumerate(points[team_id], start=1)
    ]


def test_an_official_has_a_number_as_trimmed_text_and_no_assignment(
    golden_v2: LocalStore,
) -> None:
    assert rows(golden_v2, "officials", "official_id = 9930003") == [
        GAME
        | {"official_id": 9930003, "official_name": "Xan Zellwood"}
        | {"jersey_number": "00", "assignment": None}
    ]


def test_an_inactive_player_has_a_team_and_no_empty_number(golden_v2: LocalStore) -> None:
    assert rows(golden_v2, "inactive_players", "player_id = 9920009") == [
        GAME
        | {"player_id": 9920009, "team_id": 1610619902}
        | {"player_name": "Silas Yarrowby", "jersey_number": None}
    ]


def test_a_player_who_played_has_all_statistics(golden_v2: LocalStore) -> None:
    assert rows(golden_v2, "player_box_traditional", "player_id = 9910003") == [
        GAME_ON_ITS_DAY
        | {"player_id": 9910003, "team_id": 1610619901, "is_home": True}
        | {"player_name": "Ciro Páleš", "starting_position": "C", "is_starter": True}
        | {"did_play": True, "comment": None, "minutes": 46 + 53 / 60}
        | {"fgm": 4, "fga": 8, "fg_pct": 0.5, "fg3m": 0, "fg3a": 2, "fg3_pct": 0.0}
        | {"ftm": 1, "fta": 2, "ft_pct": 0.5, "oreb": 1, "dreb": 2, "reb": 3, "ast": 5}
        | {"stl": 1, "blk": 1, "tov": 2, "pf": 1, "pts": 9, "plus_minus": 2}
    ]


def test_a_player_who_did_not_play_has_a_comment_and_no_statistics(
    golden_v2: LocalStore,
) -> None:
    (row,) = rows(golden_v2, "player_box_traditional", "player_id = 9910008")
    told = {column: value for column, value in row.items() if value is not None}
    assert told == GAME_ON_ITS_DAY | {"player_id": 9910008, "team_id": 1610619901} | {
        "is_home": True,
        "player_name": "Hal Winterbee",
        "is_starter": False,
        "did_play": False,
        "comment": "DNP - Coach's Decision",
    }


def test_a_team_has_the_minutes_of_all_its_players_together(golden_v2: LocalStore) -> None:
    assert rows(golden_v2, "team_box_traditional", "team_id = 1610619901") == [
        GAME_ON_ITS_DAY
        | {"team_id": 1610619901, "is_home": True, "minutes": 265.0}
        | {"fgm": 31, "fga": 48, "fg_pct": 0.646, "fg3m": 7, "fg3a": 13, "fg3_pct": 0.538}
        | {"ftm": 7, "fta": 14, "ft_pct": 0.5, "oreb": 6, "dreb": 12, "reb": 18, "ast": 19}
        | {"stl": 6, "blk": 6, "tov": 12, "pf": 6, "pts": 76, "plus_minus": 6}
    ]


def test_a_player_who_played_has_all_advanced_statistics(golden_v2: LocalStore) -> None:
    assert rows(golden_v2, "player_box_advanced", "player_id = 9910003") == [
        GAME_ON_ITS_DAY
        | {"player_id": 9910003, "team_id": 1610619901, "minutes": 46 + 53 / 60}
        | {"off_rating": 125.9, "def_rating": 122.1, "net_rating": 3.8, "possessions": 53.0}
        | {"ast_pct": 0.161, "ast_to_tov": 2.5, "ast_ratio": 31.5, "tov_ratio": 12.6}
        | {"oreb_pct": 0.059, "dreb_pct": 0.111, "reb_pct": 0.086, "efg_pct": 0.5}
        | {"ts_pct": 0.507, "usg_pct": 0.186, "pace": 54.48, "pace_per_40": 45.4, "pie": 0.062}
        | {"est_off_rating": 125.9, "est_def_rating": 122.1, "est_net_rating": 3.8}
        | {"est_usg_pct": 0.186, "est_pace": 54.48}
    ]


def test_a_team_has_no_estimates_of_ratings_and_pace(golden_v2: LocalStore) -> None:
    assert rows(golden_v2, "team_box_advanced", "team_id = 1610619901") == [
        GAME_ON_ITS_DAY
        | {"team_id": 1610619901, "minutes": 265.0, "possessions": 60.0}
        | {"off_rating": 126.7, "def_rating": 116.7, "net_rating": 10.0}
        | {"ast_pct": 0.613, "ast_to_tov": 1.58, "ast_ratio": 22.3, "tov_ratio": 14.1}
        | {"oreb_pct": 0.353, "dreb_pct": 0.667, "reb_pct": 0.514, "efg_pct": 0.719}
        | {"ts_pct": 0.702, "usg_pct": 1.0, "pace": 54.48, "pace_per_40": 45.4, "pie": 0.521}
        | {"est_off_rating": None, "est_def_rating": None, "est_net_rating": None}
        | {"est_usg_pct": 1.0, "est_pace": None, "est_tov_ratio": 14.1}
    ]


@pytest.mark.parametrize("table", TABLES)
def test_both_versions_of_a_game_give_the_same_rows(
    golden_v2: LocalStore, golden_lake: LocalStore, table: str
) -> None:
    assert rows(golden_v2, table) == [as_v2_knows(row) for row in rows(golden_lake, table)]


@pytest.mark.parametrize("kind", ["summary", "traditional", "advanced"])
def test_v3_wins_for_each_kind_of_document_on_its_own(lake: LocalStore, kind: str) -> None:
    """The documents of V2 tell of an overtime, that of V3 does not."""
    name = f"boxscore{kind}v3"
    archive_game(lake, {name: invented_game()[name]})
    archive_game_v2(lake, invented_game_v2(overtimes=1))
    transform_one(lake, on_failure=OnFailure.KEEP)
    told = {
        "summary": {row["periods"] for row in rows(lake, "games")}
        | {row["period"] for row in rows(lake, "line_scores", "period > 3")},
        "traditional": {row["minutes"] for row in rows(lake, "team_box_traditional")},
        "advanced": {row["minutes"] for row in rows(lake, "team_box_advanced")},
    }
    by_v2: dict[str, set[float]] = {"summary": {4, 5}, "traditional": {265}, "advanced": {265}}
    by_v3: dict[str, set[float]] = {"summary": {4}, "traditional": {240}, "advanced": {240}}
    assert told == by_v2 | {kind: by_v3[kind]}


def test_home_and_away_of_a_v2_box_come_from_a_v3_summary(lake: LocalStore) -> None:
    archive_game_v2(lake, only(invented_game_v2(), "boxscoretraditionalv2"))
    archive_game(lake, only(invented_game(), "boxscoresummaryv3"))
    transform_one(lake)
    assert sides(lake) == {HOME.team_id: True, AWAY.team_id: False}


def test_home_and_away_of_a_v2_box_are_not_known_without_a_summary(lake: LocalStore) -> None:
    archive_game_v2(lake, only(invented_game_v2(), "boxscoretraditionalv2"))
    transform_one(lake)
    assert sides(lake) == {HOME.team_id: None, AWAY.team_id: None}


def test_a_v2_summary_dates_its_game(lake: LocalStore) -> None:
    archive_game_v2(lake, invented_game_v2(game_date="2024-11-03"))
    transform_one(lake)
    assert {when for table in TABLES for when in games_by_month(lake, table)} == {(11, FIRST)}


def test_a_game_that_only_a_v2_box_tells_of_has_no_date(lake: LocalStore) -> None:
    archive_game_v2(lake, only(invented_game_v2(), "boxscoreadvancedv2"))
    transform_one(lake)
    assert games_by_month(lake, "team_box_advanced") == [(0, FIRST)]


def test_the_date_of_a_v3_summary_is_believed_before_that_of_v2(lake: LocalStore) -> None:
    archive_game_v2(lake, invented_game_v2(game_date="2024-11-03"))
    archive_game(lake, only(invented_game(), "boxscoresummaryv3"))
    transform_one(lake)
    assert games_by_month(lake, "team_box_traditional") == [(10, FIRST)]


def test_columns_are_found_by_their_headers_wherever_they_stand(
    lake: LocalStore, golden_v2: LocalStore
) -> None:
    game = invented_game_v2(overtimes=1)
    for document in game.values():
        document["resultSets"].reverse()
        for told in document["resultSets"]:
            told["headers"].reverse()
            for row in told["rowSet"]:
                row.reverse()
    archive_game_v2(lake, game)
    transform_one(lake)
    assert {table: rows(lake, table) for table in TABLES} == {
        table: rows(golden_v2, table) for table in TABLES
    }


def rename_a_header(document: Json) -> None:
    headers = document["resultSets"][0]["headers"]
    headers[headers.index("MIN")] = "MINUTES"


def lose_a_result_set(document: Json) -> None:
    document["resultSets"].pop()


def write_a_word_for_a_number(document: Json) -> None:
    told = document["resultSets"][0]
    told["rowSet"][3][told["headers"].index("PLAYER_ID")] = "somebody"


@pytest.mark.parametrize("kind", ["traditional", "advanced"])
@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (rename_a_header, 'does not have key "MIN"'),
        (lose_a_result_set, "there is no such result set"),
        (write_a_word_for_a_number, '"somebody"'),
    ],
)
def test_a_box_of_another_shape_is_set_aside_with_the_reason(
    lake: LocalStore, kind: str, spoil: Callable[[Json], None], reason: str
) -> None:
    game = invented_game_v2()
    spoil(game[f"boxscore{kind}v2"])
    archive_game_v2(lake, game)
    archive_game_v2(lake, invented_game_v2(SECOND))
    (error,) = transform_one(lake).set_aside
    assert reason in error.message
    assert games_by_month(lake, f"player_box_{kind}") == [(10, SECOND)]


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("GameSummary", "LIVE_PERIOD"),
        ("GameInfo", "ATTENDANCE"),
        ("LineScore", "PTS_OT2"),
        ("Officials", "JERSEY_NUM"),
        ("InactivePlayers", "TEAM_ID"),
    ],
)
def test_a_summary_without_a_header_is_set_aside_with_the_reason(
    lake: LocalStore, name: str, header: str
) -> None:
    game = invented_game_v2()
    (told,) = (told for told in game["boxscoresummaryv2"]["resultSets"] if told["name"] == name)
    told["headers"][told["headers"].index(header)] = "SOMETHING"
    archive_game_v2(lake, game)
    (error,) = transform_one(lake).set_aside
    assert f'does not have key "{header}"' in error.message
    assert rows(lake, "games") == []


def only(game: dict[str, Json], endpoint_name: str) -> dict[str, Json]:
    return {endpoint_name: game[endpoint_name]}


def sides(lake: LocalStore) -> dict[int, bool | None]:
    """Whether a team is at home, as both tables of the box score agree."""
    of_players = {(row["team_id"], row["is_home"]) for row in rows(lake, "player_box_traditional")}
    of_teams = {row["team_id"]: row["is_home"] for row in rows(lake, "team_box_traditional")}
    assert of_players == set(of_teams.items())
    return of_teams
