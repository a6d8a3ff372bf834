"""The court: the clock, the score and everybody's counts while a game is played."""

from __future__ import annotations

from collections.abc import Sequence

from replay.chance import Chance
from replay.invented.events import (
    AWAY,
    HOME,
    LAST_MINUTE,
    NO_STATS,
    NOBODY,
    OVERTIME,
    PERIOD,
    PF,
    PTS,
    REGULAR_PERIODS,
    Event,
    Kind,
)
from replay.invented.people import Player
from replay.invented.rotation import Rotation

_STATS = len(NO_STATS)
_FREE_FOULS, _FREE_FOULS_IN_OVERTIME = 4, 3
_LAST_TWO_MINUTES = 2 * LAST_MINUTE
TIMEOUTS = 7


class Side:
    """One team in a game.

    `level` is added to the per mille of its shots that fall. `lines` are the counts of each player,
    `floor` what both teams did while he was on: his own team's counts and then the other's.
    """

    def __init__(self, players: Sequence[Player]) -> None:
        self.players = players
        self.level = 0
        self.rotation = Rotation(players)
        self.lines = [[0] * _STATS for _ in players]
        self.fouls = [0] * len(players)
        self.floor = [[0] * (2 * _STATS) for _ in players]
        self.since: dict[int, list[int]] = {}
        self.totals = [0] * _STATS
        self.periods: list[int] = []
        self.team_fouls = self.late_fouls = 0
        self.team_rebounds = 0
        self.team_turnovers = 0
        self.timeouts = TIMEOUTS


class Court:
    """Writes the events, and keeps every count that they tell of.

    `threes` is how often threes are tried, in per mille of the players' shares.
    """

    def __init__(self, home: Sequence[Player], away: Sequence[Player], chance: Chance) -> None:
        self.sides = (Side(home), Side(away))
        self.chance = chance
        self.events: list[Event] = []
        self.threes = 1000
        self.attacking = HOME
        self.period = 0
        self.tenths = 0
        self.elapsed = 0
        self.is_second_chance = self.is_fast_break = self.is_off_turnover = False
        self._number = 0
        for side in self.sides:
            self._enter(side, side.rotation.on_floor)

    @property
    def margin(self) -> int:
        """Points the home team is ahead."""
        return self.sides[HOME].totals[PTS] - self.sides[AWAY].totals[PTS]

    def choose(self, side: int, share: str) -> int:
        """One of a side's five, each as likely as his share of something is great."""
        lineup = self.sides[side].rotation.lineup
        return lineup.places[self.chance.weighted(lineup.weights[share])]

    def seconds(self, low: int, high: int) -> int:
        """A time in tenths: whole seconds, but in the last minute of a period."""
        if self.tenths > LAST_MINUTE:
            return 10 * self.chance.around(low, high)
        return self.chance.around(10 * low, 10 * high)

    def begin_possession(self) -> None:
        self.is_second_chance = self.is_fast_break = self.is_off_turnover = False

    def open_period(self, period: int) -> None:
        self.period = period
        self.tenths = PERIOD if period <= REGULAR_PERIODS else OVERTIME
        for side in self.sides:
            side.periods.append(0)
            side.team_fouls = side.late_fouls = 0
        self.tell(Kind.PERIOD_START)

    def advance(self, tenths: int) -> bool:
        """Let time go by; False if the period's last second went with it."""
        spent = min(tenths, self.tenths)
        self.tenths -= spent
        self.elapsed += spent
        for side in self.sides:
            played = side.rotation.tenths
            for place in side.rotation.lineup.places:
                played[place] += spent
        return self.tenths > 0

    def count(self, side: int, player: int, stat: int, by: int = 1) -> int:
        """Add to a player's count and his team's; returns the player's."""
        own = self.sides[side]
        own.totals[stat] += by
        line = own.lines[player]
        line[stat] += by
        return line[stat]

    def score(self, side: int, player: int, points: int) -> int:
        """Returns the player's points."""
        self.sides[side].periods[-1] += points
        return self.count(side, player, PTS, points)

    def foul(self, side: int, player: int, *, is_of_team: bool = True) -> tuple[int, int, int]:
        """Count a personal foul.

        Returns the player's, his team's in the period, and 1 if it gives the others free throws:
        from the fifth of a period on, the fourth of an overtime, the second of two last minutes.
        """
        own = self.sides[side]
        own.fouls[player] += 1
        if is_of_team:
            own.team_fouls += 1
            own.late_fouls += self.tenths <= _LAST_TWO_MINUTES
        free = _FREE_FOULS if self.period <= REGULAR_PERIODS else _FREE_FOULS_IN_OVERTIME
        is_penalty = own.team_fouls > free or own.late_fouls > 1
        return self.count(side, player, PF), own.team_fouls, int(is_penalty)

    def substitute(self, *, is_told: bool = True, shooter: tuple[int, int] | None = None) -> None:
        """Change players as the rotations want it; between periods no event tells of it.

        A `shooter` at the line, a side and a player, stays.
        """
        last = self.tenths if self.period >= REGULAR_PERIODS else None
        for number, side in enumerate(self.sides):
            stays = shooter[1] if shooter and shooter[0] == number else NOBODY
            changes = side.rotation.changes(self.elapsed, side.fouls, last, abs(self.margin), stays)
            for goes, comes in changes:
                self._leave(side, {goes})
                side.rotation.swap(goes, comes)
                self._enter(side, {comes})
                if is_told:
                    self.tell(Kind.SUBSTITUTION, side=number, player=goes, other=comes)

    def close(self) -> None:
        """Count what those did who were on the floor at the end."""
        for side in self.sides:
            self._leave(side, side.rotation.on_floor)

    def tell(
        self,
        kind: Kind,
        detail: str = "",
        side: int = NOBODY,
        player: int = NOBODY,
        other: int = NOBODY,
        third: int = NOBODY,
        value: int = 0,
        place: tuple[int, int, int] = (0, 0, 0),
        counts: tuple[int, ...] = (),
        official: int = NOBODY,
    ) -> None:
        """Write an event. `place` is x, y and the distance."""
        if kind is not Kind.STEAL and kind is not Kind.BLOCK:
            self._number += 1 if self.chance.random() < 0.6 else 2
        self.events.append(
            Event(
                self._number, kind, detail, self.period, self.tenths, side, player, other, third,
                value, *place, counts, official,
                self.sides[HOME].totals[PTS], self.sides[AWAY].totals[PTS],
                self.is_second_chance, self.is_fast_break, self.is_off_turnover,
            )
        )  # fmt: skip

    def _enter(self, side: Side, places: set[int]) -> None:
        before = self._both(side)
        for place in places:
            side.since[place] = before

    def _leave(self, side: Side, places: set[int]) -> None:
        now = self._both(side)
        for place in places:
            floor = side.floor[place]
            for stat, (after, before) in enumerate(zip(now, side.since[place], strict=True)):
                floor[stat] += after - before

    def _both(self, side: Side) -> list[int]:
        own, other = self.sides if side is self.sides[HOME] else self.sides[::-1]
        return own.totals + other.totals
