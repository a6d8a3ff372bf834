"""The invented game as V2 of the API tells it: the same people and numbers, in result sets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lake.archive import RawArchive
from lake.store import Store
from tests.invented import invented_game
from tests.people import archive_answer, result_sets

Json = dict[str, Any]
Row = list[Any]

_WHO = "GAME_ID TEAM_ID TEAM_ABBREVIATION TEAM_CITY PLAYER_ID PLAYER_NAME"
_HOW = "START_POSITION COMMENT"
_TEAM = "GAME_ID TEAM_ID TEAM_NAME TEAM_ABBREVIATION TEAM_CITY"
_TRADITIONAL = {
    "MIN": "minutes",
    "FGM": "fieldGoalsMade",
    "FGA": "fieldGoalsAttempted",
    "FG_PCT": "fieldGoalsPercentage",
    "FG3M": "threePointersMade",
    "FG3A": "threePointersAttempted",
    "FG3_PCT": "threePointersPercentage",
    "FTM": "freeThrowsMade",
    "FTA": "freeThrowsAttempted",
    "FT_PCT": "freeThrowsPercentage",
    "OREB": "reboundsOffensive",
    "DREB": "reboundsDefensive",
    "REB": "reboundsTotal",
    "AST": "assists",
    "STL": "steals",
    "BLK": "blocks",
    "TO": "turnovers",
    "PF": "foulsPersonal",
    "PTS": "points",
    "PLUS_MINUS": "plusMinusPoints",
}
_ADVANCED = {
    "MIN": "minutes",
    "E_OFF_RATING": "estimatedOffensiveRating",
    "OFF_RATING": "offensiveRating",
    "E_DEF_RATING": "estimatedDefensiveRating",
    "DEF_RATING": "defensiveRating",
    "E_NET_RATING": "estimatedNetRating",
    "NET_RATING": "netRating",
    "AST_PCT": "assistPercentage",
    "AST_TOV": "assistToTurnover",
    "AST_RATIO": "assistRatio",
    "OREB_PCT": "offensiveReboundPercentage",
    "DREB_PCT": "defensiveReboundPercentage",
    "REB_PCT": "reboundPercentage",
    "TM_TOV_PCT": "turnoverRatio",
    "EFG_PCT": "effectiveFieldGoalPercentage",
    "TS_PCT": "trueShootingPercentage",
    "USG_PCT": "usagePercentage",
    "E_USG_PCT": "estimatedUsagePercentage",
    "E_PACE": "estimatedPace",
    "PACE": "pace",
    "PACE_PER40": "pacePer40",
    "POSS": "possessions",
    "PIE": "PIE",
}
_ADVANCED_OF_TEAMS = _ADVANCED | {"E_TM_TOV_PCT": "estimatedTeamTurnoverPercentage"}
_SIDES = ("awayTeam", "homeTeam")
_OVERTIMES = 10


def invented_game_v2(
    game_id: str = "0022400001", *, overtimes: int = 0, game_date: str = "2024-10-22"
) -> dict[str, Json]:
    """Tell one game in its three documents, by endpoint."""
    told = invented_game(game_id, overtimes=overtimes, game_date=game_date)
    traditional = told["boxscoretraditionalv3"]["boxScoreTraditional"]
    advanced = told["boxscoreadvancedv3"]["boxScoreAdvanced"]
    return {
        "boxscoresummaryv2": _summary(told["boxscoresummaryv3"]["boxScoreSummary"]),
        "boxscoretraditionalv2": _box(traditional, _TRADITIONAL, _TRADITIONAL),
        "boxscoreadvancedv2": _box(advanced, _ADVANCED, _ADVANCED_OF_TEAMS),
    }


def archive_game_v2(store: Store, documents: dict[str, Json]) -> None:
    """`resource` is one word for every box score, so the endpoint is told beside it."""
    for endpoint_name, document in documents.items():
        archive_answer(RawArchive(store), document | {"resource": endpoint_name})


def _box(root: Json, of_players: dict[str, str], of_teams: dict[str, str]) -> Json:
    game_id, teams = root["gameId"], [root[side] for side in _SIDES]
    return result_sets(
        "boxscore",
        {"GameID": game_id, "StartPeriod": 0, "EndPeriod": 0},
        PlayerStats=(
            " ".join([_WHO, _HOW, *of_players]),
            [row for team in teams for row in _players(game_id, team, of_players)],
        ),
        TeamStats=(
            " ".join([_TEAM, *of_teams]),
            [
                [
                    *(game_id, team["teamId"], team["teamName"]),
                    *(team["teamTricode"], team["teamCity"]),
                    *(team["statistics"][key] for key in of_teams.values()),
                ]
                for team in reversed(teams)
            ],
        ),
    )


def _players(game_id: str, team: Json, columns: dict[str, str]) -> Iterator[Row]:
    """Who did not play has nulls, and a comment with blanks after it."""
    for player in team["players"]:
        numbers = [player["statistics"][key] for key in columns.values()]
        yield [
            *(game_id, team["teamId"], team["teamTricode"], team["teamCity"]),
            *(player["personId"], f"{player['firstName']} {player['familyName']}"),
            *(player["position"], f"{player['comment']:<40}"),
            *(numbers if player["statistics"]["minutes"] else [None] * len(columns)),
        ]


def _summary(root: Json) -> Json:
    game_id, teams = root["gameId"], [root[side] for side in _SIDES]
    quarters = " ".join(f"PTS_QTR{number}" for number in range(1, 5))
    overtimes = " ".join(f"PTS_OT{number}" for number in range(1, 1 + _OVERTIMES))
    midnight = f"{root['gameEt'][:10]}T00:00:00"
    return result_sets(
        "boxscoresummary",
        {"GameID": game_id},
        GameSummary=(
            "GAME_DATE_EST GAME_ID GAME_STATUS_ID HOME_TEAM_ID VISITOR_TEAM_ID LIVE_PERIOD",
            [
                [
                    *(midnight, game_id, root["gameStatus"]),
                    *(root["homeTeamId"], root["awayTeamId"], root["period"]),
                ]
            ],
        ),
        Officials=(
            "OFFICIAL_ID FIRST_NAME LAST_NAME JERSEY_NUM",
            [_person(person) for person in root["officials"]],
        ),
        InactivePlayers=(
            "PLAYER_ID FIRST_NAME LAST_NAME JERSEY_NUM TEAM_ID",
            [[*_person(person), team["teamId"]] for team in teams for person in team["inactives"]],
        ),
        GameInfo=("GAME_DATE ATTENDANCE GAME_TIME", [["", root["attendance"], root["duration"]]]),
        LineScore=(
            f"GAME_ID TEAM_ID TEAM_ABBREVIATION {quarters} {overtimes} PTS",
            [_line(game_id, team) for team in teams],
        ),
    )


def _person(person: Json) -> Row:
    return [person[key] for key in ("personId", "firstName", "familyName", "jerseyNum")]


def _line(game_id: str, team: Json) -> Row:
    """Periods that were not played have 0."""
    points = [period["score"] for period in team["periods"]]
    unplayed = [0] * (4 + _OVERTIMES - len(points))
    return [game_id, team["teamId"], team["teamTricode"], *points, *unplayed, team["score"]]
