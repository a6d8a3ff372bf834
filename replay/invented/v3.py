"""The box scores and the play-by-play of a game as V3 spells them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from replay.invented.advanced import Advanced, ratio
from replay.invented.box import (
    FIRST_WITH_EVENTS,
    BoxRow,
    TeamBox,
    added_up,
    bench,
    boxes_of,
    starters,
)
from replay.invented.events import HOME, NOBODY, Event, Kind, Stat
from replay.invented.franchises import Franchise
from replay.invented.games import Game
from replay.invented.names import to_slug
from replay.invented.numbering import numbered_events
from replay.invented.season import InventedSeason, Told
from replay.invented.story import Storyteller, event_names
from replay.invented.wall_clock import wall_clock

Json = dict[str, Any]

NOBODYS_NUMBER = 34
"""A replay's personId is a number that is nobody's (seen in 0022400561)."""
_ESTIMATE_FACTOR = 5
"""Estimated ratings of a team are so many times too high, its estimated pace so many too low."""
_NO_TEAM: Json = {
    "teamId": 0,
    **dict.fromkeys(("teamCity", "teamName", "teamTricode", "teamSlug")),
    "players": [],
    "statistics": None,
}

_ACTION_TYPES = {
    Kind.PERIOD_START: ("period", "start"),
    Kind.PERIOD_END: ("period", "end"),
    Kind.JUMP_BALL: ("Jump Ball", ""),
    Kind.MADE_SHOT: ("Made Shot", None),
    Kind.MISSED_SHOT: ("Missed Shot", None),
    Kind.FREE_THROW: ("Free Throw", None),
    Kind.REBOUND: ("Rebound", None),
    Kind.STEAL: ("", ""),
    Kind.BLOCK: ("", ""),
    Kind.TURNOVER: ("Turnover", None),
    Kind.FOUL: ("Foul", None),
    Kind.SUBSTITUTION: ("Substitution", ""),
    Kind.TIMEOUT: ("Timeout", None),
    Kind.VIOLATION: ("Violation", None),
    Kind.REPLAY: ("Instant Replay", None),
}
"""actionType and subType; None where the event's detail is the sub type."""
_TELLS_SCORE = frozenset({Kind.PERIOD_START, Kind.PERIOD_END, Kind.REPLAY, Kind.MADE_SHOT})
_NOT_ON_VIDEO = frozenset({Kind.SUBSTITUTION, Kind.TIMEOUT, Kind.VIOLATION, Kind.REPLAY})


def traditional(season: InventedSeason, told: Told) -> Json:
    return _boxed(season, told, "boxScoreTraditional", "boxscoretraditional", _traditional_team)


def advanced(season: InventedSeason, told: Told) -> Json:
    return _boxed(season, told, "boxScoreAdvanced", "boxscoreadvanced", _advanced_team)


def play_by_play(season: InventedSeason, told: Told) -> Json:
    """Without events before 1996-97, as with the API."""
    storyteller = storyteller_of(season, told)
    has_events = season.season >= FIRST_WITH_EVENTS
    return {
        "meta": meta(season, told.game, "playbyplay"),
        "game": {
            "gameId": str(told.game.game_id),
            "videoAvailable": int(has_events),
            "actions": [
                _action(event, number, told, storyteller)
                for number, event in enumerate(numbered_events(season, told), start=1)
            ]
            if has_events
            else [],
        },
    }


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


def cancelled_play_by_play(season: InventedSeason, game: Game) -> Json:
    return {
        "meta": meta(season, game, "playbyplay"),
        "game": {"gameId": str(game.game_id), "videoAvailable": 0, "actions": []},
    }


def meta(season: InventedSeason, game: Game, page: str) -> Json:
    """Says that it is invented. Of `time` the fraction is only minute and second again."""
    built = game.tip_off_utc + timedelta(days=33, minutes=17 * (int(str(game.game_id)) % 97))
    stamp = f"{built:%Y-%m-%dT%H:%M:%S}.{built.minute}{built.second}Z"
    request = f"http://invented.hoopstat/seed-{season.seed}/games/{game.game_id}/{page}?Format=json"
    return {"version": 1, "request": request, "time": stamp}


def team_fields(franchise: Franchise) -> Json:
    return {
        "teamId": franchise.team_id,
        "teamCity": franchise.city,
        "teamName": franchise.name,
        "teamTricode": franchise.tricode,
        "teamSlug": franchise.slug,
    }


def storyteller_of(season: InventedSeason, told: Told) -> Storyteller:
    home, away = told.selections
    return Storyteller(
        names=(event_names(home.dressed), event_names(away.dressed)),
        nicknames=(told.game.home.name.upper(), told.game.away.name),
        officials=officials_of(season, told.game),
        clock=wall_clock(told.game.tip_off, season.chance("clock", told.game.game_id)),
    )


def officials_of(season: InventedSeason, game: Game) -> list[Any]:
    chance = season.chance("officials", game.game_id)
    return sorted(chance.sample(season.league.officials, 3), key=lambda row: row.person_id)


def clock_of(tenths: int) -> str:
    seconds, rest = divmod(tenths, 10)
    return f"PT{seconds // 60:02d}M{seconds % 60:02d}.{rest}0S"


def _outer(game: Game) -> Json:
    """The away team's id comes first, though the home team does below."""
    return {
        "gameId": str(game.game_id),
        "awayTeamId": game.away.team_id,
        "homeTeamId": game.home.team_id,
    }


def _boxed(season: InventedSeason, told: Told, root: str, page: str, tell: Any) -> Json:
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
    """Real ones give the bench the starters' minutes."""
    starting = None if is_old else _counts(*added_up(starters(box)))
    others = (
        None
        if is_old
        else {
            **_counts(*added_up(bench(box))),
            "minutes": minutes_words(added_up(starters(box))[1]),
        }
    )
    return {
        **team_fields(box.franchise),
        "players": [
            {**_player(row, is_old=is_old), "statistics": _player_counts(row, is_old=is_old)}
            for row in box.rows
        ],
        "statistics": {
            **_counts(box.total, box.seconds),
            "plusMinusPoints": float(box.plus_minus),
        },
        "starters": starting,
        "bench": others,
    }


def _advanced_team(box: TeamBox, *, is_old: bool) -> Json:
    return {
        **team_fields(box.franchise),
        "players": [
            {
                **_player(row, is_old=is_old),
                "statistics": {
                    "minutes": minutes_words(row.seconds) if row.did_play else "",
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


def minutes_words(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _player_counts(row: BoxRow, *, is_old: bool) -> Json:
    counts = _counts(row.stat, row.seconds)
    if not row.did_play:
        counts["minutes"] = ""
    elif is_old:
        counts["minutes"] = str((row.seconds + 30) // 60)
    return {**counts, "plusMinusPoints": 0.0 if is_old else float(row.plus_minus)}


def _counts(stat: Stat, seconds: int) -> Json:
    return {
        "minutes": minutes_words(seconds),
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


def _action(event: Event, action_id: int, told: Told, storyteller: Storyteller) -> Json:
    """A team's event has the team in personId and 0 in teamId."""
    action_type, sub_type = _ACTION_TYPES[event.kind]
    is_shot = event.kind is Kind.MADE_SHOT or event.kind is Kind.MISSED_SHOT
    tells_score = event.kind in _TELLS_SCORE or (
        event.kind is Kind.FREE_THROW and event.counts[0] > 0
    )
    return {
        "actionNumber": event.number,
        "clock": clock_of(event.tenths),
        "period": event.period,
        **_who(event, told),
        "xLegacy": event.x,
        "yLegacy": event.y,
        "shotDistance": event.distance_ft,
        "shotResult": action_type.split()[0] if is_shot else "",
        "isFieldGoal": int(is_shot),
        "scoreHome": str(event.home) if tells_score else "",
        "scoreAway": str(event.away) if tells_score else "",
        "pointsTotal": event.home + event.away if tells_score else 0,
        "location": "" if event.side == NOBODY else "h" if event.side == HOME else "v",
        "description": storyteller.describe(event),
        "actionType": action_type,
        "subType": event.detail if sub_type is None else sub_type,
        "videoAvailable": int(event.kind not in _NOT_ON_VIDEO),
        "shotValue": event.value if is_shot or event.kind is Kind.BLOCK else 0,
        "actionId": action_id,
    }


def _who(event: Event, told: Told) -> Json:
    team_id, tricode, person_id, name, short_name = 0, "", 0, "", ""
    if event.kind is Kind.REPLAY:
        person_id = NOBODYS_NUMBER
    elif event.side != NOBODY:
        franchise = told.game.franchises[event.side]
        if event.player == NOBODY:
            person_id = franchise.team_id
        else:
            player = told.selections[event.side].dressed[event.player]
            team_id, tricode = franchise.team_id, franchise.tricode
            person_id, name, short_name = (
                player.person_id, player.event_name, player.event_short_name
            )  # fmt: skip
    return {
        "teamId": team_id,
        "teamTricode": tricode,
        "personId": person_id,
        "playerName": name,
        "playerNameI": short_name,
    }
