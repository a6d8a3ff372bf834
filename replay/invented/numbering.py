"""The numbers of events: in the order of time, but for a few that were written down too late."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from replay.invented.chance import Chance
from replay.invented.events import Event, Kind
from replay.invented.season import InventedSeason
from replay.invented.told import Told

_LATE_PER_MILLE = 10
_NEVER_LATE = frozenset({Kind.PERIOD_START, Kind.PERIOD_END})


def numbered_events(season: InventedSeason, told: Told) -> tuple[Event, ...]:
    """A game's events with the numbers that both versions of the API tell."""
    return renumbered(told.played.events, season.chance("numbers", told.game.game_id))


def renumbered(events: tuple[Event, ...], chance: Chance) -> tuple[Event, ...]:
    """The same events in the same order; here and there two neighbours have each other's number.

    A steal goes with its turnover and a block with its shot. In real games a late event has a
    number far above its neighbours' (282 before 196 in 0021900001).
    """
    rows = [list(group) for _, group in groupby(events, lambda event: event.number)]
    numbers = [row[0].number for row in rows]
    for place, late in _late_places(rows, chance):
        numbers[place], numbers[late] = numbers[late], numbers[place]
    return tuple(
        event._replace(number=number)
        for row, number in zip(rows, numbers, strict=True)
        for event in row
    )


def _late_places(rows: list[list[Event]], chance: Chance) -> Iterator[tuple[int, int]]:
    taken = -1
    for place in range(len(rows) - 1):
        is_late = chance.happens(_LATE_PER_MILLE)
        both = (rows[place][0].kind, rows[place + 1][0].kind)
        if is_late and place > taken and _NEVER_LATE.isdisjoint(both):
            taken = place + 1
            yield place, place + 1
