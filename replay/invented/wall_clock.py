"""What time it is in Eastern time while a game is played."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from replay.chance import Chance
from replay.invented.events import OVERTIME, PERIOD, REGULAR_PERIODS

_BEFORE_TIP = timedelta(minutes=10)
_BREAK_S, _HALF_TIME_S = 150, 900
_HALF = 2


@dataclass(frozen=True)
class WallClock:
    """`stretch` is how much longer than the game's clock time takes, in hundredths."""

    tip_off: datetime
    stretch: int

    def at(self, period: int, tenths_left: int) -> datetime:
        seconds = _BREAK_S * (period - 1)
        if period > _HALF:
            seconds += _HALF_TIME_S - _BREAK_S
        regular = min(period - 1, REGULAR_PERIODS)
        played = regular * PERIOD + max(0, period - 1 - REGULAR_PERIODS) * OVERTIME
        length = PERIOD if period <= REGULAR_PERIODS else OVERTIME
        seconds += (played + length - tenths_left) * self.stretch // 1000
        return self.tip_off + _BEFORE_TIP + timedelta(seconds=seconds)

    def duration(self, periods: int) -> str:
        """Hours and minutes of a game of so many periods, as 2:14."""
        minutes = (self.at(periods, 0) - self.at(1, PERIOD)).seconds // 60
        return f"{minutes // 60}:{minutes % 60:02d}"


def wall_clock(tip_off: datetime, chance: Chance) -> WallClock:
    return WallClock(tip_off, stretch=chance.between(215, 275))


def clock_words(at: datetime) -> str:
    """A time as 7:14 PM."""
    return f"{at.hour % 12 or 12}:{at.minute:02d} {'AM' if at.hour < 12 else 'PM'}"
