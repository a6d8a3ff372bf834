"""Where play stops: time-outs, violations, jump balls, looks at the replay, substitutions."""

from __future__ import annotations

from replay.invented.court import Court, Side
from replay.invented.events import AWAY, HOME, LAST_MINUTE, REGULAR_PERIODS, Kind
from replay.invented.fouls import an_official, technical_foul

_TECHNICAL = 5
_REPLAY = 6
_TIMEOUT = 95
_TIMEOUT_LATE = 240
_REPLAYS = ("Support Ruling", "Overturn Ruling", "Coach Challenge Support Ruling")


def pause(court: Court, whose_ball: int, *, is_dead: bool) -> None:
    """Perhaps somebody takes a time-out; where the ball is dead, players change.

    After a basket it is dead only if somebody takes a time-out.
    """
    side = court.sides[whose_ball]
    is_late = court.period >= REGULAR_PERIODS and court.tenths < 2 * LAST_MINUTE
    likely = _TIMEOUT_LATE if is_late else _TIMEOUT
    if side.timeouts and court.tenths and court.chance.happens(likely):
        side.timeouts -= 1
        court.tell(Kind.TIMEOUT, "Regular", whose_ball, counts=(side.timeouts,))
        is_dead = True
    if not is_dead:
        return
    if court.chance.happens(_REPLAY):
        court.tell(Kind.REPLAY, court.chance.pick(_REPLAYS))
    if court.chance.happens(_TECHNICAL):
        technical_foul(court, 1 - whose_ball)
    court.substitute()


def interrupt(court: Court, us: int) -> bool:
    """A held ball, a violation or a technical foul; True if the other side gets the ball."""
    what = court.chance.between(0, 8)
    if what <= 2:
        is_lost = jump_ball(court) != us
        if is_lost:
            court.begin_possession()
        return is_lost
    if what <= 4:
        technical_foul(court, court.chance.between(HOME, AWAY))
    elif what == 5:
        court.tell(Kind.VIOLATION, "Delay Of Game", 1 - us)
    else:
        player = court.chance.pick(court.sides[1 - us].rotation.lineup.places)
        court.tell(Kind.VIOLATION, "Kicked Ball", 1 - us, player, official=an_official(court))
    return False


def jump_ball(court: Court) -> int:
    """Returns the side that gets the ball."""
    jumpers = [_tallest(side) for side in court.sides]
    winner = court.chance.between(HOME, AWAY)
    catcher = court.chance.pick(court.sides[winner].rotation.lineup.places)
    court.tell(Kind.JUMP_BALL, "", HOME, jumpers[HOME], jumpers[AWAY], catcher, counts=(winner,))
    return winner


def _tallest(side: Side) -> int:
    return max(
        side.rotation.lineup.places,
        key=lambda place: (side.players[place].height_inches, -place),
    )
