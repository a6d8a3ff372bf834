"""How a game was played: what is kept of it once it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from replay.invented.court import Court, Side
from replay.invented.events import AWAY, HOME, NO_STATS, Event, Stat
from replay.invented.people import Player

_STATS = len(NO_STATS)


@dataclass(frozen=True)
class SideScore:
    """What a side did. `lines` by player; `floor` what both sides did while he was on.

    A player can have appeared for no time at all: for a free throw, or the last tenth of a second.
    """

    players: tuple[Player, ...]
    lines: tuple[Stat, ...]
    floor: tuple[tuple[Stat, Stat], ...]
    tenths: tuple[int, ...]
    appeared: tuple[bool, ...]
    total: Stat
    periods: tuple[int, ...]
    team_rebounds: int
    team_turnovers: int
    timeouts: int

    def plus_minus(self, place: int) -> int:
        own, other = self.floor[place]
        return own.pts - other.pts


@dataclass(frozen=True)
class PlayedGame:
    """`is_over` is False for a game that was left while it was running."""

    events: tuple[Event, ...]
    sides: tuple[SideScore, SideScore]
    tenths_left: int
    is_over: bool

    @property
    def periods(self) -> int:
        return len(self.sides[HOME].periods)

    @property
    def margin(self) -> int:
        """Points the home team was ahead."""
        return self.sides[HOME].total.pts - self.sides[AWAY].total.pts


def outcome_of(court: Court, *, is_over: bool) -> PlayedGame:
    return PlayedGame(
        tuple(court.events),
        (_score(court.sides[HOME]), _score(court.sides[AWAY])),
        court.tenths,
        is_over=is_over,
    )


def minutes_in_seconds(score: SideScore) -> Sequence[int]:
    """Whole seconds of each player; they add up to five times the game.

    A change in the last minute of a period leaves tenths, which go to those who lack most.
    """
    whole = [tenths // 10 for tenths in score.tenths]
    lost = (sum(score.tenths) + 5) // 10 - sum(whole)
    by_rest = sorted(range(len(whole)), key=lambda place: (-(score.tenths[place] % 10), place))
    for place in by_rest[:lost]:
        whole[place] += 1
    return whole


def _score(side: Side) -> SideScore:
    return SideScore(
        players=tuple(side.players),
        lines=tuple(Stat(*line) for line in side.lines),
        floor=tuple((Stat(*both[:_STATS]), Stat(*both[_STATS:])) for both in side.floor),
        tenths=tuple(side.rotation.tenths),
        appeared=tuple(place in side.since for place in range(len(side.players))),
        total=Stat(*side.totals),
        periods=tuple(side.periods),
        team_rebounds=side.team_rebounds,
        team_turnovers=side.team_turnovers,
        timeouts=side.timeouts,
    )
