"""The box scores of a game as V3 spells them."""

from __future__ import annotations

from collections.abc import Callable

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
from replay.invented.games import Game
from replay.invented.names import to_slug
from replay.invented.season import InventedSeason
from replay.invented.told import Told
from replay.invented.v3_fields import Json, meta, team_fields

_ESTIMATE_FACTOR = 5
"""Estimated ratings of a team are so many times too high, its estimated pace so many too low."""

_NO_TEAM: Json = {
    "teamId": 0,
    **dict.fromkeys(("teamCity", "teamName", "teamTricode", "teamSlug")),
    "players": [],
    "statistics": None,
}


def traditional(season: InventedSeason, told: Told) -> Json:
    return _boxed(season, told, "boxScoreTraditional", "boxscoretraditional", _traditional_team)


def advanced(season: InventedSeason, told: Told) -> Json:
    return _boxed(season, told, "boxScoreAdvanced", "boxscoreadvanced", _advanced_team)


def cancelled_traditional(season: InventedSeason, game: Game) -> Json:
    """The team ids stay outside; inside there is no team. Source: 0021201214."""
    inner = {**_NO_TEAM, "starters": None, "bench": None}
    return {
        "meta": meta(season, game, "boxscoretraditional"),
        "boxScoreTraditional": {**_outer(game), "homeTeam": inner, "awayTeam": inner},
    }


def cancelled_advanced(season: InventedSeason, game: Game) -> Json:
    return {
        "meta": meta(season, game, "boxscoreadvanced"),
        "boxScoreAdvanced": {**_outer(game), "homeTeam": _NO_TEAM, "awayTeam": _NO_TEAM},
    }


def _outer(game: Game) -> Json:
    """The away team's id comes first, though the home team does below."""
    return {
        "gameId": str(game.game_id),
        "awayTeamId": game.away.team_id,
        "homeTeamId": game.home.team_id,
    }


def _boxed(
    season: InventedSeason, told: Told, root: str, page: str, tell: Callable[..., Json]
) -> Json:
    home, away = boxes_of(told)
    is_old = season.season < FIRST_WITH_EVENTS
    return {
        "meta": meta(season, told.game, page),
        root: {
            **_outer(told.game),
            "homeTeam": tell(home, is_old=is_old),
            "awayTeam": tell(away, is_old=is_old),
        },
    }


def _traditional_team(box: TeamBox, *, is_old: bool) -> Json:
    return {
        **team_fields(box.franchise),
        "players": [
            {**_player(row, is_old=is_old), "statistics": _player_counts(row, is_old=is_old)}
            for row in box.rows
        ],
        "statistics": {
            **_counts(box.total, minutes_words(box.seconds)),
            "plusMinusPoints": float(box.plus_minus),
        },
        **_starters_and_bench(box, is_old=is_old),
    }


def _starters_and_bench(box: TeamBox, *, is_old: bool) -> Json:
    """The bench is given the starters' minutes, as in 0022400561; nobody knows old starters."""
    if is_old:
        return {"starters": None, "bench": None}
    counts, seconds = added_up(starters(box))
    minutes = minutes_words(seconds)
    return {
        "starters": _counts(counts, minutes),
        "bench": _counts(added_up(bench(box))[0], minutes),
    }


def _advanced_team(box: TeamBox, *, is_old: bool) -> Json:
    return {
        **team_fields(box.franchise),
        "players": [
            {
                **_player(row, is_old=is_old),
                "statistics": {
                    "minutes": minutes_of(row, is_old=is_old),
                    **_advanced(row.advanced, is_team=False),
                },
            }
            for row in box.rows
        ],
        "statistics": {
            "minutes": minutes_words(box.seconds),
            **_advanced(box.advanced, is_team=True),
        },
    }


def _player(row: BoxRow, *, is_old: bool) -> Json:
    player = row.player
    return {
        "personId": player.person_id,
        "firstName": player.first_name,
        "familyName": player.family_name,
        "nameI": player.short_name,
        "playerSlug": to_slug(player.full_name),
        "position": "" if is_old else row.position,
        "comment": row.comment,
        "jerseyNum": player.jersey if is_old else "",
    }


def _player_counts(row: BoxRow, *, is_old: bool) -> Json:
    counts = _counts(row.stat, minutes_of(row, is_old=is_old))
    return {**counts, "plusMinusPoints": 0.0 if is_old else float(row.plus_minus)}


def _counts(stat: Stat, minutes: str) -> Json:
    return {
        "minutes": minutes,
        "fieldGoalsMade": stat.fgm,
        "fieldGoalsAttempted": stat.fga,
        "fieldGoalsPercentage": ratio(stat.fgm, stat.fga),
        "threePointersMade": stat.fg3m,
        "threePointersAttempted": stat.fg3a,
        "threePointersPercentage": ratio(stat.fg3m, stat.fg3a),
        "freeThrowsMade": stat.ftm,
        "freeThrowsAttempted": stat.fta,
        "freeThrowsPercentage": ratio(stat.ftm, stat.fta),
        "reboundsOffensive": stat.oreb,
        "reboundsDefensive": stat.dreb,
        "reboundsTotal": stat.reb,
        "assists": stat.ast,
        "steals": stat.stl,
        "blocks": stat.blk,
        "turnovers": stat.tov,
        "foulsPersonal": stat.pf,
        "points": stat.pts,
    }


def _advanced(told: Advanced, *, is_team: bool) -> Json:
    factor = _ESTIMATE_FACTOR if is_team else 1
    of_team = {"estimatedTeamTurnoverPercentage": told.turnover_ratio} if is_team else {}
    return {
        "estimatedOffensiveRating": round(told.offensive_rating * factor, 1),
        "offensiveRating": told.offensive_rating,
        "estimatedDefensiveRating": round(told.defensive_rating * factor, 1),
        "defensiveRating": told.defensive_rating,
        "estimatedNetRating": round(told.net_rating * factor, 1),
        "netRating": told.net_rating,
        "assistPercentage": told.assist_percentage,
        "assistToTurnover": told.assist_to_turnover,
        "assistRatio": told.assist_ratio,
        "offensiveReboundPercentage": told.offensive_rebound_percentage,
        "defensiveReboundPercentage": told.defensive_rebound_percentage,
        "reboundPercentage": told.rebound_percentage,
        **of_team,
        "turnoverRatio": told.turnover_ratio,
        "effectiveFieldGoalPercentage": told.effective_field_goal_percentage,
        "trueShootingPercentage": told.true_shooting_percentage,
        "usagePercentage": told.usage_percentage,
        "estimatedUsagePercentage": told.usage_percentage,
        "estimatedPace": round(told.pace / factor, 2),
        "pace": told.pace,
        "pacePer40": told.pace_per_40,
        "possessions": float(told.possessions),
        "PIE": told.pie,
    }
