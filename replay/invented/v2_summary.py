"""The summary of a game as V2 spells it: nine result sets."""

from __future__ import annotations

from collections.abc import Iterable

from replay.invented.days import long_date
from replay.invented.events import AWAY, HOME, REGULAR_PERIODS
from replay.invented.flow import flow_of
from replay.invented.games import Game
from replay.invented.people import Player
from replay.invented.result_sets import Json, Row, columns, document, result_set
from replay.invented.season import InventedSeason
from replay.invented.told import Result, Told
from replay.invented.v2_meetings import meeting, midnight, series
from replay.invented.v3_summary import crowd, status_words

_HEADERS = {
    "GameSummary": """
GAME_DATE_EST GAME_SEQUENCE GAME_ID GAME_STATUS_ID GAME_STATUS_TEXT GAMECODE HOME_TEAM_ID
VISITOR_TEAM_ID SEASON LIVE_PERIOD LIVE_PC_TIME NATL_TV_BROADCASTER_ABBREVIATION
LIVE_PERIOD_TIME_BCAST WH_STATUS
""",
    "OtherStats": """
LEAGUE_ID TEAM_ID TEAM_ABBREVIATION TEAM_CITY PTS_PAINT PTS_2ND_CHANCE PTS_FB LARGEST_LEAD
LEAD_CHANGES TIMES_TIED TEAM_TURNOVERS TOTAL_TURNOVERS TEAM_REBOUNDS PTS_OFF_TO
""",
    "Officials": "OFFICIAL_ID FIRST_NAME LAST_NAME JERSEY_NUM",
    "InactivePlayers": """
PLAYER_ID FIRST_NAME LAST_NAME JERSEY_NUM TEAM_ID TEAM_CITY TEAM_NAME TEAM_ABBREVIATION
""",
    "GameInfo": "GAME_DATE ATTENDANCE GAME_TIME",
    "LineScore": """
GAME_DATE_EST GAME_SEQUENCE GAME_ID TEAM_ID TEAM_ABBREVIATION TEAM_CITY_NAME TEAM_NICKNAME
TEAM_WINS_LOSSES PTS_QTR1 PTS_QTR2 PTS_QTR3 PTS_QTR4 PTS_OT1 PTS_OT2 PTS_OT3 PTS_OT4 PTS_OT5
PTS_OT6 PTS_OT7 PTS_OT8 PTS_OT9 PTS_OT10 PTS
""",
    "LastMeeting": """
GAME_ID LAST_GAME_ID LAST_GAME_DATE_EST LAST_GAME_HOME_TEAM_ID LAST_GAME_HOME_TEAM_CITY
LAST_GAME_HOME_TEAM_NAME LAST_GAME_HOME_TEAM_ABBREVIATION LAST_GAME_HOME_TEAM_POINTS
LAST_GAME_VISITOR_TEAM_ID LAST_GAME_VISITOR_TEAM_CITY LAST_GAME_VISITOR_TEAM_NAME
LAST_GAME_VISITOR_TEAM_CITY1 LAST_GAME_VISITOR_TEAM_POINTS
""",
    "SeasonSeries": """
GAME_ID HOME_TEAM_ID VISITOR_TEAM_ID GAME_DATE_EST HOME_TEAM_WINS HOME_TEAM_LOSSES SERIES_LEADER
""",
    "AvailableVideo": """
GAME_ID VIDEO_AVAILABLE_FLAG PT_AVAILABLE PT_XYZ_AVAILABLE WH_STATUS HUSTLE_STATUS
HISTORICAL_STATUS
""",
}
_FINAL, _RUNNING = 3, 2
_NO_CLOCK = " " * 5
_BROADCASTER = "ISN"
_PERIODS = REGULAR_PERIODS + 10
"""A line score has columns for ten overtimes."""


def summary(season: InventedSeason, told: Told) -> Json:
    game = told.game
    result = season.results[str(game.game_id)]
    known = crowd(season, told)
    return _summary(
        game,
        {
            "GameSummary": [_game(season, told, result)],
            "OtherStats": _other_stats(told),
            "Officials": [
                [row.person_id, row.first_name, row.family_name, f"{row.jersey:<4}"]
                for row in season.officials(game)
            ],
            "InactivePlayers": list(_inactive_players(told)),
            "GameInfo": [[long_date(game.game_date), known["attendance"], known["duration"]]],
            "LineScore": [_line(season, told, result, side) for side in (AWAY, HOME)],
            "LastMeeting": [meeting(game, earlier) for earlier in season.meetings_before(game)[:1]],
            "SeasonSeries": [series(season, game)],
            "AvailableVideo": [[str(game.game_id), 1, 0, 0, 1, 1, 0]],
        },
    )


def cancelled_summary(season: InventedSeason, game: Game) -> Json:
    """A game that never came about: final, and nothing is known of it."""
    return _summary(
        game,
        {
            "GameSummary": [_game_row(season, game, _FINAL, "Cancelled", 0, _NO_CLOCK)],
            "GameInfo": [[long_date(game.game_date), 0, ""]],
        },
    )


def _summary(game: Game, rows: dict[str, list[Row]]) -> Json:
    """Result sets without rows keep their headers."""
    return document(
        "boxscoresummary",
        {"GameID": str(game.game_id)},
        (
            result_set(name, columns(headers), rows.get(name, ()))
            for name, headers in _HEADERS.items()
        ),
    )


def _game(season: InventedSeason, told: Told, result: Result) -> Row:
    seconds = told.played.tenths_left // 10
    clock = f"{seconds // 60}:{seconds % 60:02d}"
    return _game_row(
        season,
        told.game,
        _FINAL if result.is_over else _RUNNING,
        status_words(result, told.played.tenths_left),
        result.periods,
        _NO_CLOCK if result.is_over else f"{clock:<5}",
    )


def _game_row(
    season: InventedSeason, game: Game, status: int, words: str, period: int, clock: str
) -> Row:
    return [
        *_when(season, game),
        status,
        words,
        f"{game.game_date:%Y%m%d}/{game.away.tricode}{game.home.tricode}",
        game.home.team_id,
        game.away.team_id,
        str(season.season.start_year),
        period,
        clock,
        _BROADCASTER,
        f"Q{period} {clock} - {_BROADCASTER}",
        1,
    ]


def _when(season: InventedSeason, game: Game) -> Row:
    """The sequence is the game's place among those of its day."""
    same_day = (row for row in season.games.values() if row.game_date == game.game_date)
    in_order = sorted(same_day, key=lambda row: (row.tip_off, str(row.game_id)))
    return [midnight(game), in_order.index(game) + 1, str(game.game_id)]


def _other_stats(told: Told) -> list[Row]:
    flow = flow_of(told.played.events)
    rows = []
    for side in (AWAY, HOME):
        team, score = told.game.franchises[side], told.played.sides[side]
        of_team = score.team_turnovers
        rows.append(
            [
                *("00", team.team_id, team.tricode, team.city),
                *(flow.paint[side], flow.second_chance[side], flow.fast_break[side]),
                *(flow.biggest_lead[side], flow.lead_changes, flow.times_tied),
                *(of_team, score.total.tov + of_team, score.team_rebounds),
                flow.off_turnovers[side],
            ]
        )
    return rows


def _inactive_players(told: Told) -> Iterable[Row]:
    for side, team in enumerate(told.game.franchises):
        whose = [team.team_id, team.city, team.name, team.tricode]
        for player in sorted(told.selections[side].inactive, key=_by_id):
            yield [
                *(player.person_id, player.first_name, player.family_name, f"{player.jersey:<4}"),
                *whose,
            ]


def _by_id(player: Player) -> int:
    return player.person_id


def _line(season: InventedSeason, told: Told, result: Result, side: int) -> Row:
    """Periods that were not played have 0."""
    team, score = told.game.franchises[side], told.played.sides[side]
    wins, losses = result.records[side]
    return [
        *_when(season, told.game),
        *(team.team_id, team.tricode, team.city, team.name),
        f"{wins}-{losses}",
        *score.periods,
        *[0] * (_PERIODS - len(score.periods)),
        score.total.pts,
    ]
