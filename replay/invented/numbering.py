"""The numbers of events: in the order of time, but for a few that were written down too late."""

from __future__ import annotations

from replay.chance import Chance
from replay.invented.events import Event, Kind
from replay.invented.season import InventedSeason
from replay.invented.told import Told

_LATE_PER_MILLE = 12
_EARLIEST, _LATEST = 10, 40
_NEVER_LATE = frozenset({Kind.PERIOD_START, Kind.PERIOD_END, Kind.STEAL, Kind.BLOCK})


def numbered_events(season: InventedSeason, told: Told) -> tuple[Event, ...]:
    """A game's events with the numbers that both versions of the API tell."""
    return renumbered(told.played.events, season.chance("numbers", told.game.game_id))


def renumbered(events: tuple[Event, ...], chance: Chance) -> tuple[Event, ...]:
    """The same events in the same order; a few have a free number from tens of events later.

    A steal goes with its turnover and a block with its shot. In 0022400561 the event after number
    64 has number 86, and the one after that 67.
    """
    used = {event.number for event in events}
    late: dict[int, int] = {}
    for event in events:
        if event.kind in _NEVER_LATE or not chance.happens(_LATE_PER_MILLE):
            continue
        number = event.number + chance.between(_EARLIEST, _LATEST)
        while number in used:
            number += 1
        used.add(number)
        late[event.number] = number
    return tuple(event._replace(number=late.get(event.number, event.number)) for event in events)
