"""The box scores of V2 tell what those of V3 tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from replay.invented import v2_boxes, v3_boxes
from replay.invented.season import InventedSeason
from tests.replay.invented.documents import GAME, GAMES, rows

WHO = {
    "personId": "PLAYER_ID",
    "position": "START_POSITION",
    "comment": "COMMENT",
    "teamId": "TEAM_ID",
    "teamTricode": "TEAM_ABBREVIATION",
    "teamCity": "TEAM_CITY",
}
COUNTS = {
    "minutes": "MIN",
    "fieldGoalsMade": "FGM",
    "fieldGoalsAttempted": "FGA",
    "fieldGoalsPercentage": "FG_PCT",
    "threePointersMade": "FG3M",
    "threePointersAttempted": "FG3A",
    "threePointersPercentage": "FG3_PCT",
    "freeThrowsMade": "FTM",
    "freeThrowsAttempted": "FTA",
    "freeThrowsPercentage": "FT_PCT",
    "reboundsOffensive": "OREB",
    "reboundsDefensive": "DREB",
    "reboundsTotal": "REB",
    "assists": "AST",
    "steals": "STL",
    "blocks": "BLK",
    "turnovers": "TO",
    "foulsPersonal": "PF",
    "points": "PTS",
}
COUNTS_AND_MARGIN = COUNTS | {"plusMinusPoints": "PLUS_MINUS"}
RATINGS = {
    "minutes": "MIN",
    "offensiveRating": "OFF_RATING",
    "defensiveRating": "DEF_RATING",
    "netRating": "NET_RATING",
    "assistPercentage": "AST_PCT",
    "assistToTurnover": "AST_TOV",
    "assistRatio": "AST_RATIO",
    "offensiveReboundPercentage": "OREB_PCT",
    "defensiveReboundPercentage": "DREB_PCT",
    "reboundPercentage": "REB_PCT",
    "turnoverRatio": "TM_TOV_PCT",
    "effectiveFieldGoalPercentage": "EFG_PCT",
    "trueShootingPercentage": "TS_PCT",
    "usagePercentage": "USG_PCT",
    "estimatedUsagePercentage": "E_USG_PCT",
    "pace": "PACE",
    "pacePer40": "PACE_PER40",
    "possessions": "POSS",
    "PIE": "PIE",
}
# V3 tells those of a team five times too high or low, so only the players' are compared.
ESTIMATED = {
    "estimatedOffensiveRating": "E_OFF_RATING",
    "estimatedDefensiveRating": "E_DEF_RATING",
    "estimatedNetRating": "E_NET_RATING",
    "estimatedPace": "E_PACE",
}
TEAM_RATINGS = RATINGS | {"estimatedTeamTurnoverPercentage": "E_TM_TOV_PCT"}


def of_v3(box: dict[str, Any], columns: dict[str, str]) -> Iterator[dict[str, Any]]:
    """V3's players under the names of V2, the away team's first; absent ones with nulls."""
    for team in (box["awayTeam"], box["homeTeam"]):
        for player in team["players"]:
            statistics = player["statistics"]
            has_played = statistics["minutes"] != ""
            told = {**team, **player}
            yield {
                **{column: told[key] for key, column in WHO.items()},
                **{
                    column: statistics[key] if has_played else None
                    for key, column in columns.items()
                },
            }


def told(found: list[dict[str, Any]], *columns: str) -> list[dict[str, Any]]:
    return [{column: row[column] for column in columns} for row in found]


@pytest.mark.parametrize("game_id", GAMES)
def test_traditional_players_have_the_numbers_of_v3(invented: InventedSeason, game_id: str) -> None:
    game = invented.told(game_id)
    expected = list(
        of_v3(v3_boxes.traditional(invented, game)["boxScoreTraditional"], COUNTS_AND_MARGIN)
    )
    found = rows(v2_boxes.traditional(invented, game), "PlayerStats")
    assert told(found, *expected[0]) == expected


@pytest.mark.parametrize("game_id", GAMES)
def test_advanced_players_have_the_numbers_of_v3(invented: InventedSeason, game_id: str) -> None:
    game = invented.told(game_id)
    expected = list(
        of_v3(v3_boxes.advanced(invented, game)["boxScoreAdvanced"], RATINGS | ESTIMATED)
    )
    found = rows(v2_boxes.advanced(invented, game), "PlayerStats")
    assert told(found, *expected[0]) == expected


@pytest.mark.parametrize("game_id", GAMES)
def test_teams_have_the_numbers_of_v3(invented: InventedSeason, game_id: str) -> None:
    game = invented.told(game_id)
    for content, box, columns in (
        (
            v2_boxes.traditional(invented, game),
            v3_boxes.traditional(invented, game)["boxScoreTraditional"],
            COUNTS_AND_MARGIN,
        ),
        (
            v2_boxes.advanced(invented, game),
            v3_boxes.advanced(invented, game)["boxScoreAdvanced"],
            TEAM_RATINGS,
        ),
    ):
        expected = [
            {column: box[side]["statistics"][key] for key, column in columns.items()}
            for side in ("homeTeam", "awayTeam")
        ]
        assert told(rows(content, "TeamStats"), *columns.values()) == expected


@pytest.mark.parametrize("game_id", GAMES)
def test_starters_and_bench_have_the_numbers_of_v3(invented: InventedSeason, game_id: str) -> None:
    game = invented.told(game_id)
    box = v3_boxes.traditional(invented, game)["boxScoreTraditional"]
    halves = rows(v2_boxes.traditional(invented, game), "TeamStarterBenchStats")

    # V3 gives the bench the starters' minutes.
    numbers = {key: column for key, column in COUNTS.items() if key != "minutes"}
    assert told(halves, *numbers.values()) == [
        {column: box[side][half][key] for key, column in numbers.items()}
        for half in ("starters", "bench")
        for side in ("awayTeam", "homeTeam")
    ]


def test_starters_and_bench_together_play_the_whole_game(invented: InventedSeason) -> None:
    content = v2_boxes.traditional(invented, invented.told(GAME))
    halves = rows(content, "TeamStarterBenchStats")
    away, home = ({row["TEAM_ID"] for row in halves[place::2]} for place in (0, 1))
    assert (len(away), len(home)) == (1, 1)
    for team in rows(content, "TeamStats"):
        of_team = [row for row in halves if row["TEAM_ID"] == team["TEAM_ID"]]
        assert sum(map(seconds, of_team)) == seconds(team)
        assert sum(row["PTS"] for row in of_team) == team["PTS"]


def seconds(row: dict[str, Any]) -> int:
    minutes, rest = row["MIN"].split(":")
    return int(minutes) * 60 + int(rest)


def test_the_columns_of_the_bench_are_shifted(invented: InventedSeason) -> None:
    content = v2_boxes.traditional(invented, invented.told(GAME))
    away, _, bench, _ = rows(content, "TeamStarterBenchStats")
    columns = ("TEAM_NAME", "TEAM_ABBREVIATION", "TEAM_CITY", "STARTERS_BENCH")

    assert [away[column] for column in columns] == ["Cavaliers", "CLE", "Cleveland", "Starters"]
    assert [bench[column] for column in columns] == ["CLE", "Cleveland", "cavaliers", "Bench"]


def test_names_keep_their_accents(invented: InventedSeason) -> None:
    found = rows(v2_boxes.traditional(invented, invented.told(GAME)), "PlayerStats")
    (accented,) = (row for row in found if row["PLAYER_NAME"] == "Joško Thornwold IV")
    assert accented["NICKNAME"] == "Joško"


def test_the_boxes_of_a_cancelled_game_have_headers_and_no_rows(invented: InventedSeason) -> None:
    told_game = invented.told(GAME)
    for played, cancelled in (
        (v2_boxes.traditional(invented, told_game), v2_boxes.cancelled_traditional(told_game.game)),
        (v2_boxes.advanced(invented, told_game), v2_boxes.cancelled_advanced(told_game.game)),
    ):
        assert cancelled == {
            **played,
            "resultSets": [{**row, "rowSet": []} for row in played["resultSets"]],
        }


def test_who_appeared_for_no_time_is_in_both(invented: InventedSeason) -> None:
    game, place = next(
        (key, place)
        for key in invented.results
        for score in [invented.told(key).played.sides[0]]
        for place, tenths in enumerate(score.tenths)
        if score.appeared[place] and tenths < 5
    )
    told_game = invented.told(game)
    person_id = told_game.selections[0].dressed[place].person_id
    box = v3_boxes.traditional(invented, told_game)["boxScoreTraditional"]["homeTeam"]
    (of_v3_row,) = (row for row in box["players"] if row["personId"] == person_id)
    found = rows(v2_boxes.traditional(invented, told_game), "PlayerStats")
    (of_v2_row,) = (row for row in found if row["PLAYER_ID"] == person_id)
    assert of_v3_row["statistics"]["minutes"] == of_v2_row["MIN"] == "0:00"
    assert of_v3_row["statistics"]["points"] == of_v2_row["PTS"]
