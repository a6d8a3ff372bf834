"""The rows of a box score, before a version of the API spells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lake.seasons import Season
from replay.invented.advanced import NO_ADVANCED, Advanced, Share, advanced_of
from replay.invented.events import AWAY, HOME, NO_STATS, Stat
from replay.invented.franchises import Franchise
from replay.invented.outcome import minutes_in_seconds
from replay.invented.people import Player
from replay.invented.rotation import FIVE
from replay.invented.selection import STARTING_POSITIONS
from replay.invented.told import Told

DID_NOT_PLAY = "DNP - Coach's Decision"
FIRST_WITH_EVENTS = Season(1996)
"""Before it minutes are whole, and nobody knows who started or what a player's plus-minus was."""


class BoxRow(NamedTuple):
    """A player of a game; `comment` tells why he did not play, "" of those who did."""

    player: Player
    position: str
    comment: str
    seconds: int
    stat: Stat
    plus_minus: int
    advanced: Advanced

    @property
    def did_play(self) -> bool:
        return not self.comment


class TeamBox(NamedTuple):
    franchise: Franchise
    rows: tuple[BoxRow, ...]
    total: Stat
    seconds: int
    plus_minus: int
    advanced: Advanced


def boxes_of(told: Told) -> tuple[TeamBox, TeamBox]:
    """The home team's first."""
    return _box(told, HOME), _box(told, AWAY)


def minutes_of(row: BoxRow, *, is_old: bool) -> str:
    """Minutes and seconds as 43:27, whole minutes of old games, "" of those who did not play."""
    if not row.did_play:
        return ""
    return str((row.seconds + 30) // 60) if is_old else minutes_words(row.seconds)


def minutes_words(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def starters(box: TeamBox) -> tuple[BoxRow, ...]:
    return box.rows[:FIVE]


def bench(box: TeamBox) -> tuple[BoxRow, ...]:
    return box.rows[FIVE:]


def added_up(rows: Iterable[BoxRow]) -> tuple[Stat, int]:
    """The counts and the seconds of several players."""
    counts, seconds = NO_STATS, 0
    for row in rows:
        counts = Stat(*(a + b for a, b in zip(counts, row.stat, strict=True)))
        seconds += row.seconds
    return counts, seconds


def _box(told: Told, side: int) -> TeamBox:
    own, other = told.played.sides[side], told.played.sides[1 - side]
    seconds = (sum(own.tenths) + 5) // 10
    share = Share(own.total, own.total, other.total, seconds, True, own.team_turnovers)
    return TeamBox(
        franchise=told.game.franchises[side],
        rows=(*_played(told, side), *_sitting(told, side)),
        total=own.total,
        seconds=seconds,
        plus_minus=own.total.pts - other.total.pts,
        advanced=advanced_of(share),
    )


def _played(told: Told, side: int) -> Iterator[BoxRow]:
    score = told.played.sides[side]
    for place, (player, seconds) in enumerate(
        zip(score.players, minutes_in_seconds(score), strict=True)
    ):
        position = STARTING_POSITIONS[place] if place < FIVE else ""
        if not score.appeared[place]:
            yield _absent(player, DID_NOT_PLAY)
            continue
        share = Share(score.lines[place], *score.floor[place], seconds, is_team=False)
        yield BoxRow(
            player, position, "", seconds, score.lines[place], score.plus_minus(place),
            advanced_of(share),
        )  # fmt: skip


def _sitting(told: Told, side: int) -> Iterator[BoxRow]:
    for player, comment in told.selections[side].sitting:
        yield _absent(player, comment)


def _absent(player: Player, comment: str) -> BoxRow:
    return BoxRow(player, "", comment, 0, NO_STATS, 0, NO_ADVANCED)
