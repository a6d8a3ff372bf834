"""The advanced statistics of a player or a team in a game.

Sources: the glossary of stats.nba.com (ratings, percentages, pace, PIE) and Dean Oliver,
Basketball on Paper (2004), for the factor 0.44 and the shares of rebounds and assists. Possessions
are counted from the events, as the API does since it has events, not estimated.
"""

from __future__ import annotations

from typing import NamedTuple

from replay.invented.events import Stat

_FREE_THROW_WEIGHT = 0.44
"""Of a possession that a free throw uses up."""
_GAME_S = 2880
_FIVE = 5


class Share(NamedTuple):
    """What somebody did himself, and what both teams did while he was on the floor.

    `seconds` are his own, five times the game's for a team. `game` is both teams' whole game.
    """

    own: Stat
    ours: Stat
    theirs: Stat
    seconds: int
    game: tuple[Stat, Stat]
    is_team: bool


class Advanced(NamedTuple):
    """Ratings and pace are per 100 possessions and per 48 minutes; shares are 0-1; the ratios and
    `turnover_ratio` are per 100 uses of the ball.
    """

    offensive_rating: float
    defensive_rating: float
    net_rating: float
    assist_percentage: float
    assist_to_turnover: float
    assist_ratio: float
    offensive_rebound_percentage: float
    defensive_rebound_percentage: float
    rebound_percentage: float
    turnover_ratio: float
    effective_field_goal_percentage: float
    true_shooting_percentage: float
    usage_percentage: float
    pace: float
    pace_per_40: float
    possessions: int
    pie: float


NO_ADVANCED = Advanced(*(0.0,) * 15, 0, 0.0)


def advanced_of(share: Share) -> Advanced:
    own, ours, theirs = share.own, share.ours, share.theirs
    attack = ratio(100 * ours.pts, ours.possessions, 1)
    defence = ratio(100 * theirs.pts, theirs.possessions, 1)
    pace = _pace(share)
    ball_uses = _shots_used(own) + own.ast + own.tov
    rivals = own.fgm if share.is_team else ours.fgm - own.fgm
    return Advanced(
        offensive_rating=attack,
        defensive_rating=defence,
        net_rating=round(attack - defence, 1),
        assist_percentage=ratio(own.ast, rivals),
        assist_to_turnover=ratio(own.ast, own.tov, 2),
        assist_ratio=ratio(100 * own.ast, ball_uses, 1),
        offensive_rebound_percentage=ratio(own.oreb, ours.oreb + theirs.dreb),
        defensive_rebound_percentage=ratio(own.dreb, ours.dreb + theirs.oreb),
        rebound_percentage=ratio(own.reb, ours.reb + theirs.reb),
        turnover_ratio=_turnover_ratio(share),
        effective_field_goal_percentage=ratio(own.fgm + 0.5 * own.fg3m, own.fga),
        true_shooting_percentage=ratio(own.pts, 2 * _shots_used(own)),
        usage_percentage=ratio(_shots_used(own) + own.tov, _shots_used(ours) + ours.tov),
        pace=round(pace, 2),
        pace_per_40=round(pace * 40 / 48, 2),
        possessions=ours.possessions,
        pie=ratio(_impact(own), _impact(share.game[0]) + _impact(share.game[1])),
    )


def ratio(part: float, whole: float, digits: int = 3) -> float:
    """0.0 where there is nothing to be a part of, as the API has it."""
    return round(part / whole, digits) if whole > 0 else 0.0


def _pace(share: Share) -> float:
    """Possessions in 48 minutes: a player's own team's, the mean of both for a team."""
    if not share.seconds:
        return 0.0
    if share.is_team:
        both = share.ours.possessions + share.theirs.possessions
        return _GAME_S * both * _FIVE / (2 * share.seconds)
    return _GAME_S * share.ours.possessions / share.seconds


def _turnover_ratio(share: Share) -> float:
    """A player's per 100 uses of the ball, a team's per 100 possessions."""
    own = share.own
    if share.is_team:
        return ratio(100 * own.tov, own.possessions, 1)
    return ratio(100 * own.tov, _shots_used(own) + own.ast + own.tov, 1)


def _shots_used(stat: Stat) -> float:
    return stat.fga + _FREE_THROW_WEIGHT * stat.fta


def _impact(stat: Stat) -> float:
    """What PIE is a share of."""
    good = stat.pts + stat.fgm + stat.ftm + stat.dreb + 0.5 * stat.oreb + stat.ast + stat.stl
    return good + 0.5 * stat.blk - stat.fga - stat.fta - stat.pf - stat.tov
