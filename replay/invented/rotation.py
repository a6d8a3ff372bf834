"""Who is on the floor: five of a side, changed when the ball is dead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from replay.chance import Weights, weights
from replay.invented.events import PERIOD
from replay.invented.people import Player

FIVE = 5
MOST_FOULS = 6
_FULL_GAME = 48
_WORTH_A_CHANGE = 1900
"""Tenths of a second that two players together are off their usual share of the game."""
_MOST_CHANGES = 3
_CLOSING = 3300
"""Tenths left in a last period when the best come back for the end, or nobody important stays."""
_DECIDED = 21
_REST = 2600
"""Tenths that a foul too many weighs."""

_SHARED = (
    "shots",
    "offensive_rebounds",
    "defensive_rebounds",
    "assists",
    "steals",
    "blocks",
    "turnovers",
    "fouls",
)
"""What one of five does: the skills that are shares."""


@dataclass(frozen=True)
class Lineup:
    """Five on the floor, and how likely each of them is to do what."""

    places: tuple[int, ...]
    weights: Mapping[str, Weights]

    @classmethod
    def of(cls, places: tuple[int, ...], players: Sequence[Player]) -> Lineup:
        skills = [players[place].skills for place in places]
        return cls(
            places, {name: weights([getattr(row, name) for row in skills]) for name in _SHARED}
        )


class Rotation:
    """One side's five, and the time each player has had; the first five players start."""

    def __init__(self, players: Sequence[Player]) -> None:
        self.players = players
        self.tenths = [0] * len(players)
        self.lineup = Lineup.of(tuple(range(FIVE)), players)
        self.on_floor = set(range(FIVE))
        self._shares = [player.skills.minutes for player in players]

    def swap(self, goes: int, comes: int) -> None:
        places = tuple(comes if place == goes else place for place in self.lineup.places)
        self.lineup = Lineup.of(places, self.players)
        self.on_floor = set(places)

    def changes(
        self,
        elapsed: int,
        fouls: Sequence[int],
        tenths_left: int | None,
        margin: int,
        stays: int,
    ) -> list[tuple[int, int]]:
        """Who should go and who come for him, now that the ball is dead.

        `tenths_left` is None before the last period; `margin` is how far apart the teams are;
        `stays` is somebody who can't go now.
        """
        out = {place for place, count in enumerate(fouls) if count >= MOST_FOULS}
        scores = self._scores(elapsed, fouls, tenths_left, margin)
        can_go = self.on_floor - {stays}
        going = sorted(can_go, key=lambda place: (place not in out, scores[place], place))
        coming = sorted(
            (place for place in range(len(self.players)) if place not in self.on_floor | out),
            key=lambda place: (-scores[place], place),
        )
        pairs = list(zip(going, coming, strict=False))[:_MOST_CHANGES]
        return [
            (goes, comes)
            for goes, comes in pairs
            if goes in out or scores[comes] - scores[goes] > _WORTH_A_CHANGE
        ]

    def _scores(
        self, elapsed: int, fouls: Sequence[int], tenths_left: int | None, margin: int
    ) -> list[int]:
        """How much each player should be on the floor: the time he lacks to his usual share, less
        what his fouls make him rest.
        """
        if tenths_left is None or tenths_left > _CLOSING:
            return [
                (share * elapsed // _FULL_GAME - played if share > FIVE else -elapsed)
                - _rest(count, elapsed)
                for share, played, count in zip(self._shares, self.tenths, fouls, strict=True)
            ]
        sign = -1 if margin >= _DECIDED else 1
        return [sign * share * _WORTH_A_CHANGE // FIVE for share in self._shares]


def _rest(fouls: int, elapsed: int) -> int:
    """Who has two fouls in the first period, three in the second and so on sits for a while."""
    too_many = fouls - 1 - elapsed // PERIOD
    return _REST * too_many if too_many > 0 else 0
