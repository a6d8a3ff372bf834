"""How a game went, counted from its events: leads, runs, points in the paint and on the break."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from replay.invented.events import HOME, NOBODY, Event, Kind

_PAINT_FT = 8
"""Half of the paint's width, in feet; its length is 19 from the baseline, 14 from the basket."""


@dataclass
class Flow:
    """`paint`, `second_chance`, `fast_break`, `off_turnovers`, `biggest_lead` and `biggest_run`
    are points, of the home team first.
    """

    paint: list[int] = field(default_factory=lambda: [0, 0])
    second_chance: list[int] = field(default_factory=lambda: [0, 0])
    fast_break: list[int] = field(default_factory=lambda: [0, 0])
    off_turnovers: list[int] = field(default_factory=lambda: [0, 0])
    biggest_lead: list[int] = field(default_factory=lambda: [0, 0])
    biggest_run: list[int] = field(default_factory=lambda: [0, 0])
    lead_changes: int = 0
    times_tied: int = 0


def flow_of(events: Iterable[Event]) -> Flow:
    flow = Flow()
    lead = run = 0
    running = leading = NOBODY
    for event in events:
        points = _points(event)
        if not points:
            continue
        side = event.side
        _add_points(flow, event, points)
        run = run + points if side == running else points
        running = side
        flow.biggest_run[side] = max(flow.biggest_run[side], run)
        lead += points if side == HOME else -points
        if lead == 0:
            flow.times_tied += 1
        else:
            leader = HOME if lead > 0 else 1 - HOME
            flow.biggest_lead[leader] = max(flow.biggest_lead[leader], abs(lead))
            flow.lead_changes += leading not in (NOBODY, leader)
            leading = leader
    return flow


def _points(event: Event) -> int:
    if event.kind is Kind.MADE_SHOT:
        return event.value
    return 1 if event.kind is Kind.FREE_THROW and event.counts[0] else 0


def _add_points(flow: Flow, event: Event, points: int) -> None:
    side = event.side
    if event.kind is Kind.MADE_SHOT and _is_in_paint(event):
        flow.paint[side] += points
    if event.is_second_chance:
        flow.second_chance[side] += points
    if event.is_fast_break:
        flow.fast_break[side] += points
    if event.is_off_turnover:
        flow.off_turnovers[side] += points


def _is_in_paint(event: Event) -> bool:
    return abs(event.x) <= 10 * _PAINT_FT and event.y <= 140
