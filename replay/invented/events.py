"""The events of a game, as they happen; every document of the game is told from them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

HOME, AWAY = 0, 1
NOBODY = -1

REGULAR_PERIODS = 4
PERIOD, OVERTIME, LAST_MINUTE = 7200, 3000, 600
"""Tenths of a second."""


class Kind(StrEnum):
    """What happened."""

    PERIOD_START = "period start"
    PERIOD_END = "period end"
    JUMP_BALL = "jump ball"
    MADE_SHOT = "made shot"
    MISSED_SHOT = "missed shot"
    FREE_THROW = "free throw"
    REBOUND = "rebound"
    STEAL = "steal"
    BLOCK = "block"
    TURNOVER = "turnover"
    FOUL = "foul"
    SUBSTITUTION = "substitution"
    TIMEOUT = "timeout"
    VIOLATION = "violation"
    REPLAY = "replay"


class Event(NamedTuple):
    """One event.

    `number` is shared by a steal and its turnover, a block and its shot. `tenths` are left in the
    period. `side` is HOME, AWAY or NOBODY; `player`, `other` and `third` are places in a side's
    players, NOBODY where there is none: the player who did it (NOBODY for his team as a whole); who
    assisted, was fouled, came in, or jumped against him; who got the tip. `value` are the points of
    a shot or free throw, made or not; `x` and `y` are tenths of a foot from the basket.
    `counts` are what the text tells: points and assists, rebounds, fouls. `home` and `away` are
    the score after the event.
    """

    number: int
    kind: Kind
    detail: str
    period: int
    tenths: int
    side: int
    player: int
    other: int
    third: int
    value: int
    x: int
    y: int
    distance_ft: int
    counts: tuple[int, ...]
    official: int
    home: int
    away: int
    is_second_chance: bool
    is_fast_break: bool
    is_off_turnover: bool


class Stat(NamedTuple):
    """Counts of a player or a team, in the order the lists of the court keep them.

    Possessions are a team's, no player's own.
    """

    fgm: int
    fga: int
    fg3m: int
    fg3a: int
    ftm: int
    fta: int
    oreb: int
    dreb: int
    ast: int
    stl: int
    blk: int
    tov: int
    pf: int
    pts: int
    possessions: int

    @property
    def reb(self) -> int:
        return self.oreb + self.dreb


FGM, FGA, FG3M, FG3A, FTM, FTA, OREB, DREB, AST, STL, BLK, TOV, PF, PTS, POSSESSIONS = range(15)
NO_STATS = Stat(*(0,) * 15)
