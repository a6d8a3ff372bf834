"""Chance that falls the same way on every machine, in every run and whatever the threads do.

`random()` is the one method of `random.Random` whose sequence Python promises to keep.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of chance, decided by what it is for and nothing else: a seed, a season, a game."""

    def __init__(self, *purpose: object) -> None:
        # Nothing is kept secret by it.
        self.random = Random("/".join(map(str, purpose))).random  # noqa: S311

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def around(self, low: int, high: int) -> int:
        """A whole number from low to high, the middle ones more often."""
        return low + int((self.random() + self.random()) / 2 * (high - low + 1))

    def happens(self, per_mille: float) -> bool:
        return self.random() * 1000 < per_mille

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self.random() * len(choices))]

    def sample(self, choices: Sequence[T], count: int) -> list[T]:
        """Take different ones, in the order drawn."""
        return self.shuffled(choices)[:count]

    def shuffled(self, choices: Sequence[T]) -> list[T]:
        keyed = [(self.random(), place) for place in range(len(choices))]
        return [choices[place] for _, place in sorted(keyed)]

    def weighted(self, weights: Weights) -> int:
        """The place of one, each as likely as its weight says."""
        return bisect_right(weights, int(self.random() * weights[-1]))


Weights = Sequence[int]
"""Running totals of whole weights; at least one is above zero."""


def weights(shares: Sequence[int]) -> Weights:
    return tuple(accumulate(shares))
