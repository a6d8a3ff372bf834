"""How a side loses the ball without a shot."""

from __future__ import annotations

from replay.chance import weights
from replay.invented.court import Court
from replay.invented.events import NOBODY, STL, TOV, Kind
from replay.invented.fouls import offensive_foul
from replay.invented.stoppages import pause

_STOLEN = 585
_BREAKS_AFTER_STEAL = 520
_OFFENSIVE_FOUL = "Offensive Foul Turnover"
_STOLEN_BALLS = ("Bad Pass", "Lost Ball")
_DEAD_BALLS = {
    "Out of Bounds - Bad Pass Turnover": 30,
    _OFFENSIVE_FOUL: 26,
    "Traveling": 18,
    "Shot Clock Turnover": 9,
    "Out of Bounds Lost Ball Turnover": 12,
    "Step Out of Bounds Turnover": 8,
    "3 Second Violation": 4,
    "Backcourt Turnover": 3,
    "8 Second Violation": 2,
}
_KINDS, _WEIGHTS = tuple(_DEAD_BALLS), weights(tuple(_DEAD_BALLS.values()))
_OF_TEAM = frozenset({"Shot Clock Turnover", "8 Second Violation"})
"""They are nobody's, and no part of the box score."""


def lose_ball(court: Court, us: int) -> None:
    if court.chance.happens(_STOLEN):
        _turnover(court, us, court.chance.pick(_STOLEN_BALLS))
        _steal(court, 1 - us)
        court.begin_possession()
        court.is_fast_break = court.chance.happens(_BREAKS_AFTER_STEAL)
    else:
        detail = _KINDS[court.chance.weighted(_WEIGHTS)]
        player = offensive_foul(court, us) if detail == _OFFENSIVE_FOUL else NOBODY
        _turnover(court, us, detail, player)
        court.begin_possession()
        pause(court, 1 - us, is_dead=True)
    court.is_off_turnover = True


def _turnover(court: Court, us: int, detail: str, player: int = NOBODY) -> None:
    """Somebody's, or the team's: NOBODY leaves the player to chance."""
    side = court.sides[us]
    own = 0
    if detail in _OF_TEAM:
        side.team_turnovers += 1
    else:
        player = court.choose(us, "turnovers") if player == NOBODY else player
        own = court.count(us, player, TOV)
    total = side.totals[TOV] + side.team_turnovers
    court.tell(Kind.TURNOVER, detail, us, player, counts=(own, total))


def _steal(court: Court, them: int) -> None:
    player = court.choose(them, "steals")
    court.tell(Kind.STEAL, "", them, player, counts=(court.count(them, player, STL),))
