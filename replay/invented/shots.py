"""Shots: what kinds there are, where they are taken from, how often they fall."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from replay.chance import Chance, Weights, weights


class ShotKind(NamedTuple):
    """`sub_type` as V3 spells it, `text` as descriptions do, `code` as V2 counts it."""

    sub_type: str
    text: str
    code: int


class Zone(NamedTuple):
    """How shots from a part of the floor go, in per mille.

    `foul` draws one before the ball is away, `extra` one on a shot that falls.
    """

    value: int
    made: int
    assisted: int
    blocked: int
    foul: int
    extra: int


RIM = Zone(value=2, made=633, assisted=600, blocked=288, foul=176, extra=64)
MIDDLE = Zone(value=2, made=422, assisted=505, blocked=125, foul=48, extra=16)
THREE = Zone(value=3, made=362, assisted=870, blocked=9, foul=12, extra=3)


@dataclass(frozen=True)
class _Repertoire:
    kinds: tuple[ShotKind, ...]
    weights: Weights


def _repertoire(table: str) -> _Repertoire:
    """Read rows of weight, V2 code, sub type, and the text where it differs."""
    rows = [row.split("|") for row in table.strip().split("\n")]
    kinds = tuple(ShotKind(row[2], row[3] if len(row) > 3 else row[2], int(row[1])) for row in rows)
    return _Repertoire(kinds, weights([int(row[0]) for row in rows]))


_AT_RIM = _repertoire("""
30|6|Driving Layup Shot|Driving Layup
24|75|Driving Finger Roll Layup Shot|Driving Finger Roll Layup
18|98|Cutting Layup Shot
12|5|Layup Shot|Layup
10|41|Running Layup Shot|Running Layup
10|108|Cutting Dunk Shot
8|9|Driving Dunk Shot|Driving Dunk
7|73|Driving Reverse Layup Shot|Driving Reverse Layup
6|7|Dunk Shot|Dunk
6|52|Alley Oop Dunk Shot|Alley Oop Dunk
6|76|Running Finger Roll Layup Shot|Running Finger Roll Layup
4|99|Cutting Finger Roll Layup Shot
4|44|Reverse Layup Shot|Reverse Layup
""")
_AT_RIM_RUNNING = _repertoire("""
40|41|Running Layup Shot|Running Layup
25|50|Running Dunk Shot|Running Dunk
20|76|Running Finger Roll Layup Shot|Running Finger Roll Layup
15|6|Driving Layup Shot|Driving Layup
""")
_PUT_BACK = _repertoire("""
50|97|Tip Layup Shot
35|72|Putback Layup Shot|Putback Layup
15|87|Putback Dunk Shot|Putback Dunk
""")
_IN_THE_MIDDLE = _repertoire("""
36|101|Driving Floating Jump Shot
26|79|Pullup Jump shot|Pullup Jump Shot
14|78|Floating Jump shot|Floating Jump Shot
12|1|Jump Shot
12|47|Turnaround Jump Shot
12|63|Fadeaway Jump Shot|Fadeaway Jumper
10|86|Turnaround Fadeaway shot|Turnaround Fadeaway
9|80|Step Back Jump shot|Step Back Jump Shot
8|3|Hook Shot
7|102|Driving Floating Bank Jump Shot
5|58|Turnaround Hook Shot
""")
_FROM_FAR = _repertoire("""
110|1|Jump Shot
30|79|Pullup Jump shot|Pullup Jump Shot
18|2|Running Jump Shot
16|80|Step Back Jump shot|Step Back Jump Shot
5|103|Running Pull-Up Jump Shot
3|66|Jump Bank Shot
2|63|Fadeaway Jump Shot|Fadeaway Jumper
""")


def all_kinds() -> dict[str, ShotKind]:
    """Every kind by its sub type."""
    rows = (_AT_RIM, _AT_RIM_RUNNING, _PUT_BACK, _IN_THE_MIDDLE, _FROM_FAR)
    return {kind.sub_type: kind for row in rows for kind in row.kinds}


_DUNKS_SPARED = 830


def choose_kind(
    zone: Zone, chance: Chance, *, is_made: bool, is_put_back: bool, is_fast_break: bool
) -> ShotKind:
    """Most of the dunks that would miss are layups."""
    if is_put_back:
        row = _PUT_BACK
    elif zone is RIM:
        row = _AT_RIM_RUNNING if is_fast_break else _AT_RIM
    else:
        row = _FROM_FAR if zone is THREE else _IN_THE_MIDDLE
    kind = row.kinds[chance.weighted(row.weights)]
    if "Dunk" in kind.sub_type and not is_made and chance.happens(_DUNKS_SPARED):
        return row.kinds[0]
    return kind


_CORNER_PER_MILLE = 230
_ARC = 238
"""The line is 23.75 feet from the basket, 22 in the corners."""


def choose_place(zone: Zone, chance: Chance) -> tuple[int, int]:
    """Where a shot is taken, in tenths of a foot from the basket: x to the side, y up the floor."""
    if zone is RIM:
        return chance.around(-32, 32), chance.around(-8, 42)
    if zone is MIDDLE:
        return _in_the_middle(chance)
    side = -1 if chance.happens(500) else 1
    if chance.happens(_CORNER_PER_MILLE):
        return side * chance.between(221, 238), chance.between(-10, 85)
    x = chance.between(0, 215)
    radius = _ARC + chance.between(1, 40) if chance.happens(940) else chance.between(280, 340)
    return side * x, int(sqrt(radius * radius - x * x)) + 1


def _in_the_middle(chance: Chance) -> tuple[int, int]:
    """Between the restricted area and the line, more often near than far."""
    while True:
        x, y = chance.around(-190, 190), chance.between(-20, 215)
        if 45 * 45 < x * x + y * y < 225 * 225 and (y < 130 or chance.happens(400)):
            return x, y


def distance_ft(x: int, y: int) -> int:
    return round(sqrt(x * x + y * y) / 10)
