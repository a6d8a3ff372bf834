"""Who gets the ball after a miss."""

from __future__ import annotations

from replay.invented.court import Court
from replay.invented.events import DREB, OREB, Kind
from replay.invented.stoppages import pause

_OFFENSIVE = 252
_OUT_OF_BOUNDS = 105
_FAST_BREAK = 110


def rebound(court: Court, us: int) -> bool:
    """After a miss of ours; True if the other side has the ball then."""
    chance = court.chance
    court.advance(min(court.seconds(0, 4), court.tenths))
    is_ours = chance.happens(_OFFENSIVE)
    who = us if is_ours else 1 - us
    if court.tenths == 0:
        team_rebound(court, us)
        return True
    if not is_ours:
        court.begin_possession()
    is_out = chance.happens(_OUT_OF_BOUNDS)
    if is_out:
        team_rebound(court, who)
        pause(court, who, is_dead=True)
    else:
        _player_rebound(court, who, is_ours=is_ours)
    court.is_second_chance = is_ours
    court.is_fast_break = not is_ours and not is_out and chance.happens(_FAST_BREAK)
    return not is_ours


def team_rebound(court: Court, who: int, detail: str = "Unknown") -> None:
    court.sides[who].team_rebounds += 1
    court.tell(Kind.REBOUND, detail, who)


def _player_rebound(court: Court, who: int, *, is_ours: bool) -> None:
    player = court.choose(who, "offensive_rebounds" if is_ours else "defensive_rebounds")
    court.count(who, player, OREB if is_ours else DREB)
    line = court.sides[who].lines[player]
    court.tell(Kind.REBOUND, "Unknown", who, player, counts=(line[OREB], line[DREB]))
