"""A game played possession by possession; what is likely is set here and around, in per mille."""

from __future__ import annotations

from dataclasses import dataclass

from replay.chance import Chance
from replay.invented.court import Court
from replay.invented.events import AWAY, HOME, PERIOD, POSSESSIONS, REGULAR_PERIODS, Kind
from replay.invented.fouls import personal_foul
from replay.invented.outcome import PlayedGame, outcome_of
from replay.invented.people import Player
from replay.invented.shooting import free_throws, shoot
from replay.invented.stoppages import interrupt, jump_ball, pause
from replay.invented.turnovers import lose_ball

_LOSES_BALL = 131
_COMMON_FOUL = 74
_INTERRUPTION = 9
_HOME_EDGE = 5
_PUTS_BACK = 330
_TRIES_LAST_SHOT = 600
_LOOSE_BALL = 500
"""Of the fouls after an offensive rebound."""
_TAKE_FOUL = 20
_HALF_PERIOD = PERIOD * 5 // 12


@dataclass(frozen=True)
class Contest:
    """Who meets: the players of both sides, the starters first, and what sets the sides apart.

    `levels` are added to the per mille of each side's shots that fall; `threes` is how often threes
    are tried, in per mille of what the players would.
    """

    players: tuple[tuple[Player, ...], tuple[Player, ...]]
    levels: tuple[int, int]
    threes: int = 1000


def play_game(contest: Contest, chance: Chance, stop_in_period: int | None = None) -> PlayedGame:
    """Play a game to its end, with as many overtimes as it takes.

    With `stop_in_period` it is left in the middle of that period.
    """
    court = Court(*contest.players, chance)
    court.threes = contest.threes
    court.sides[HOME].level = contest.levels[HOME] + _HOME_EDGE
    court.sides[AWAY].level = contest.levels[AWAY] - _HOME_EDGE
    first_attack = HOME
    period = 0
    while (period < REGULAR_PERIODS or court.margin == 0) and period != stop_in_period:
        period += 1
        first_attack = _open_period(court, period, first_attack)
        _play_period(court, until=_HALF_PERIOD if period == stop_in_period else 0)
    court.close()
    return outcome_of(court, is_over=period != stop_in_period)


def _open_period(court: Court, period: int, first_attack: int) -> int:
    """Begin a period; returns the side that won the last jump ball.

    The side that lost the tip begins the second and third period, the other one the fourth.
    """
    if period > 1:
        court.substitute(is_told=False)
    court.open_period(period)
    if period == 1 or period > REGULAR_PERIODS:
        court.attacking = first_attack = jump_ball(court)
    else:
        court.attacking = first_attack ^ (period != REGULAR_PERIODS)
    court.begin_possession()
    return first_attack


def _play_period(court: Court, until: int) -> None:
    while court.tenths > until:
        _attack(court)
    if until == 0:
        court.tell(Kind.PERIOD_END)


def _attack(court: Court) -> None:
    """One possession, until the other side has the ball or time is up."""
    us = court.attacking
    court.sides[us].totals[POSSESSIONS] += 1
    tenths = court.seconds(2, 6) if court.is_fast_break else court.seconds(6, 20)
    is_put_back = False
    while court.advance(min(tenths, max(0, court.tenths - 1))):
        if court.tenths <= 1 and not court.chance.happens(_TRIES_LAST_SHOT):
            court.advance(court.tenths)
            break
        again = _act(court, us, is_put_back=is_put_back)
        if again is None:
            break
        tenths, is_put_back = again
    court.attacking = 1 - us


def _act(court: Court, us: int, *, is_put_back: bool) -> tuple[int, bool] | None:
    """What the attack does; None if it ends with it, else the time to the next try, in tenths, and
    whether that puts a rebound back.
    """
    luck = court.chance.random() * 1000
    if is_put_back or court.is_fast_break:
        luck = luck / 8 if luck < _LOSES_BALL / 2 else 1000
    if luck < _LOSES_BALL:
        lose_ball(court, us)
        return None
    luck -= _LOSES_BALL
    if luck < _COMMON_FOUL:
        return None if _common_foul(court, us) else (court.seconds(4, 12), False)
    luck -= _COMMON_FOUL
    if luck < _INTERRUPTION:
        return None if interrupt(court, us) else (court.seconds(3, 12), False)
    if shoot(court, us, is_put_back=is_put_back):
        return None
    puts_back = court.chance.happens(_PUTS_BACK)
    return (court.seconds(0, 2) if puts_back else court.seconds(3, 12)), puts_back


def _common_foul(court: Court, us: int) -> bool:
    """A foul away from a shot; True if the other side has the ball after it."""
    chance = court.chance
    fouled = court.choose(us, "shots")
    is_loose = court.is_second_chance and chance.happens(_LOOSE_BALL)
    detail = "Loose Ball" if is_loose else "Personal"
    if court.is_fast_break or chance.happens(_TAKE_FOUL):
        detail = "Personal Take"
    if personal_foul(court, 1 - us, detail, fouled=fouled):
        return free_throws(court, us, fouled, 2)
    pause(court, us, is_dead=True)
    court.is_fast_break = False
    return False
