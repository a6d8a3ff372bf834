"""The box scores of a game as V2 spells them."""

from __future__ import annotations

from collections.abc import Iterator

from replay.invented.advanced import Advanced, ratio
from replay.invented.box import (
    FIRST_WITH_EVENTS,
    BoxRow,
    TeamBox,
    added_up,
    bench,
    boxes_of,
    minutes_of,
    minutes_words,
    starters,
)
from replay.invented.events import Stat
from replay.invented.franchises import Franchise
from replay.invented.games import Game
from replay.invented.people import Player
from replay.invented.result_sets import Json, Row, columns, document, result_set
from replay.invented.season import InventedSeason
from replay.invented.told import Told

_WHO = columns("GAME_ID TEAM_ID TEAM_ABBREVIATION TEAM_CITY PLAYER_ID PLAYER_NAME")
_HOW = columns("START_POSITION COMMENT")
_TEAM = columns("GAME_ID TEAM_ID TEAM_NAME TEAM_ABBREVIATION TEAM_CITY")
_COUNTS = columns("""
MIN FGM FGA FG_PCT FG3M FG3A FG3_PCT FTM FTA FT_PCT OREB DREB REB AST STL BLK TO PF PTS
""")
_RATINGS = columns("""
MIN E_OFF_RATING OFF_RATING E_DEF_RATING DEF_RATING E_NET_RATING NET_RATING AST_PCT AST_TOV
AST_RATIO OREB_PCT DREB_PCT REB_PCT TM_TOV_PCT EFG_PCT TS_PCT USG_PCT E_USG_PCT E_PACE PACE
PACE_PER40 POSS PIE
""")
_TURNOVERS_PLACE = _RATINGS.index("TM_TOV_PCT")
_TEAM_RATINGS = (*_RATINGS[:_TURNOVERS_PLACE], "E_TM_TOV_PCT", *_RATINGS[_TURNOVERS_PLACE:])


def traditional(season: InventedSeason, told: Told) -> Json:
    """Nobody knows the starters of games before 1996-97, nor a player's plus-minus: it is 0."""
    home, away = boxes_of(told)
    is_old = season.season < FIRST_WITH_EVENTS
    return _traditional(
        told.game,
        players=[_traditional_player(told, box, row, is_old=is_old) for box, row in _listed(told)],
        teams=[
            [
                *_team(told.game, box.franchise),
                *_counts(box.total, minutes_words(box.seconds)),
                box.plus_minus,
            ]
            for box in (home, away)
        ],
        halves=[] if is_old else list(_starters_and_bench(told, (away, home))),
    )


def cancelled_traditional(game: Game) -> Json:
    return _traditional(game, [], [], [])


def advanced(season: InventedSeason, told: Told) -> Json:
    """Headers as nba_api documents them. A team's estimates are no five times too high here."""
    is_old = season.season < FIRST_WITH_EVENTS
    return _advanced(
        told.game,
        players=[_advanced_player(told, box, row, is_old=is_old) for box, row in _listed(told)],
        teams=[
            [
                *_team(told.game, box.franchise),
                minutes_words(box.seconds),
                *_ratings(box.advanced, is_team=True),
            ]
            for box in boxes_of(told)
        ],
    )


def cancelled_advanced(game: Game) -> Json:
    return _advanced(game, [], [])


def _traditional(game: Game, players: list[Row], teams: list[Row], halves: list[Row]) -> Json:
    player_headers = (*_WHO, "NICKNAME", *_HOW, *_COUNTS, "PLUS_MINUS")
    return _boxed(
        game,
        result_set("PlayerStats", player_headers, players),
        result_set("TeamStats", (*_TEAM, *_COUNTS, "PLUS_MINUS"), teams),
        result_set("TeamStarterBenchStats", (*_TEAM, "STARTERS_BENCH", *_COUNTS), halves),
    )


def _advanced(game: Game, players: list[Row], teams: list[Row]) -> Json:
    return _boxed(
        game,
        result_set("PlayerStats", (*_WHO, *_HOW, *_RATINGS), players),
        result_set("TeamStats", (*_TEAM, *_TEAM_RATINGS), teams),
    )


def _boxed(game: Game, *result_sets: Json) -> Json:
    whole_game = dict.fromkeys(columns("StartPeriod EndPeriod StartRange EndRange RangeType"), 0)
    return document("boxscore", {"GameID": str(game.game_id), **whole_game}, result_sets)


def _listed(told: Told) -> Iterator[tuple[TeamBox, BoxRow]]:
    """The away team's players come first, though its total comes last."""
    home, away = boxes_of(told)
    for box in (away, home):
        for row in box.rows:
            yield box, row


def _traditional_player(told: Told, box: TeamBox, row: BoxRow, *, is_old: bool) -> Row:
    who = [*_who(told, box, row.player), row.player.first_name, *_how(row, is_old=is_old)]
    if not row.did_play:
        return [*who, *[None] * len(_COUNTS), None]
    counts = _counts(row.stat, minutes_of(row, is_old=is_old))
    return [*who, *counts, 0 if is_old else row.plus_minus]


def _advanced_player(told: Told, box: TeamBox, row: BoxRow, *, is_old: bool) -> Row:
    who = [*_who(told, box, row.player), *_how(row, is_old=is_old)]
    if not row.did_play:
        return [*who, *[None] * len(_RATINGS)]
    return [*who, minutes_of(row, is_old=is_old), *_ratings(row.advanced, is_team=False)]


def _who(told: Told, box: TeamBox, player: Player) -> Row:
    team = box.franchise
    game_id = str(told.game.game_id)
    return [game_id, team.team_id, team.tricode, team.city, player.person_id, player.full_name]


def _how(row: BoxRow, *, is_old: bool) -> Row:
    return ["" if is_old else row.position, row.comment]


def _team(game: Game, team: Franchise) -> Row:
    return [str(game.game_id), team.team_id, team.name, team.tricode, team.city]


def _starters_and_bench(told: Told, boxes: tuple[TeamBox, TeamBox]) -> Iterator[Row]:
    """In the rows of the bench the team's columns are shifted, with its slug as the city."""
    for box in boxes:
        stat, seconds = added_up(starters(box))
        counts = _counts(stat, minutes_words(seconds))
        yield [*_team(told.game, box.franchise), "Starters", *counts]
    for box in boxes:
        stat, seconds = added_up(bench(box))
        team = box.franchise
        shifted = [str(told.game.game_id), team.team_id, team.tricode, team.city, team.slug]
        yield [*shifted, "Bench", *_counts(stat, minutes_words(seconds))]


def _counts(stat: Stat, minutes: str) -> Row:
    return [
        minutes,
        *(stat.fgm, stat.fga, ratio(stat.fgm, stat.fga)),
        *(stat.fg3m, stat.fg3a, ratio(stat.fg3m, stat.fg3a)),
        *(stat.ftm, stat.fta, ratio(stat.ftm, stat.fta)),
        *(stat.oreb, stat.dreb, stat.reb),
        *(stat.ast, stat.stl, stat.blk, stat.tov, stat.pf, stat.pts),
    ]


def _ratings(told: Advanced, *, is_team: bool) -> Row:
    """What is estimated equals what is counted, since the events are known."""
    return [
        *(told.offensive_rating, told.offensive_rating),
        *(told.defensive_rating, told.defensive_rating),
        *(told.net_rating, told.net_rating),
        *(told.assist_percentage, told.assist_to_turnover, told.assist_ratio),
        told.offensive_rebound_percentage,
        told.defensive_rebound_percentage,
        told.rebound_percentage,
        *([told.turnover_ratio] * (2 if is_team else 1)),
        told.effective_field_goal_percentage,
        told.true_shooting_percentage,
        *(told.usage_percentage, told.usage_percentage),
        *(told.pace, told.pace, told.pace_per_40, told.possessions, told.pie),
    ]
