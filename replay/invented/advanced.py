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

    `seconds` are his own, five times the game's for a team. `team_turnovers` are a team's that are
    no player's.
    """

    own: Stat
    ours: Stat
    theirs: Stat
    seconds: int
    is_team: bool
    team_turnovers: int = 0


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
    lost = own.tov + share.team_turnovers
    rivals = own.fgm if share.is_team else ours.fgm - own.fgm
    both = _impact(ours) + _impact(theirs) - share.team_turnovers
    return Advanced(
        offensive_rating=attack,
        defensive_rating=defence,
        net_rating=round(attack - defence, 1),
        assist_percentage=ratio(own.ast, rivals),
        assist_to_turnover=ratio(own.ast, lost, 2),
        assist_ratio=ratio(100 * own.ast, _shots_used(own) + own.ast + lost, 1),
        offensive_rebound_percentage=ratio(own.oreb, ours.oreb + theirs.dreb),
        defensive_rebound_percentage=ratio(own.dreb, ours.dreb + theirs.oreb),
        rebound_percentage=ratio(own.reb, ours.reb + theirs.reb),
        turnover_ratio=_turnover_ratio(share),
        effective_field_goal_percentage=ratio(own.fgm + 0.5 * own.fg3m, own.fga),
        true_shooting_percentage=ratio(own.pts, 2 * _shots_used(own)),
        usage_percentage=ratio(_shots_used(own) + own.tov, _shots_used(ours) + ours.tov),
        pace=half_up(pace, 2),
        pace_per_40=half_up(pace * 40 / 48, 2),
        possessions=ours.possessions,
        pie=ratio(_impact(own) - share.team_turnovers, both),
    )


def ratio(part: float, whole: float, digits: int = 3) -> float:
    """0.0 where there is nothing to be a part of, as the API has it."""
    return half_up(part / whole, digits) if whole > 0 else 0.0


def half_up(value: float, digits: int) -> float:
    """Round as the API does: 9 of 16 are 0.563 there (0022400561), and 0.562 for `round`."""
    scale = 10**digits
    scaled: float = int(abs(value) * scale + 0.5) / scale
    return -scaled if value < 0 else scaled


def _pace(share: Share) -> float:
    """Possessions in 48 minutes, the mean of both teams."""
    both = share.ours.possessions + share.theirs.possessions
    people = _FIVE if share.is_team else 1
    return _GAME_S * both * people / (2 * share.seconds) if share.seconds else 0.0


def _turnover_ratio(share: Share) -> float:
    """A player's per 100 uses of the ball, a team's per 100 possessions."""
    own = share.own
    if share.is_team:
        return ratio(100 * (own.tov + share.team_turnovers), own.possessions, 1)
    return ratio(100 * own.tov, _shots_used(own) + own.ast + own.tov, 1)


def _shots_used(stat: Stat) -> float:
    return stat.fga + _FREE_THROW_WEIGHT * stat.fta


def _impact(stat: Stat) -> float:
    """What PIE is a share of."""
    good = stat.pts + stat.fgm + stat.ftm + stat.dreb + 0.5 * stat.oreb + stat.ast + stat.stl
    return good + 0.5 * stat.blk - stat.fga - stat.fta - stat.pf - stat.tov
