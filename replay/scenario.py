"""A scenario: what goes wrong with which requests, how often, and how slow all of them are.

docs/trouble.md tells every kind, and what capture makes of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lake.documents import Document
from lake.endpoints import Endpoint, Per, find_endpoint
from lake.seasons import GameId, Season
from replay.conditions import Condition
from replay.latency import Latency
from replay.stat_correction import CORRECTED_BOXES

ALWAYS = math.inf


class Kind(StrEnum):
    """What can go wrong on the way."""

    STATUS_429 = "429"
    STATUS_500 = "500"
    STATUS_502 = "502"
    STATUS_503 = "503"
    STATUS_504 = "504"
    BLOCKED = "blocked"
    HANG = "hang"
    TRICKLE = "trickle"
    RESET = "reset"
    TRUNCATED = "truncated"
    WRONG_LENGTH = "wrong-length"
    HTML = "html"
    EMPTY_OBJECT = "empty-object"
    ANOTHER_GAME = "another-game"
    INVALID_PARAMETERS = "invalid-parameters"
    STAT_CORRECTION = "stat-correction"
    MISSING = "missing"

    @property
    def lasts(self) -> bool:
        """Tell whether it is a lasting trait of a document, not of one asking for it."""
        return self in (Kind.STAT_CORRECTION, Kind.MISSING)

    def can_strike(self, endpoint: Endpoint) -> bool:
        if self is Kind.STAT_CORRECTION:
            return endpoint.name in CORRECTED_BOXES
        return self is not Kind.ANOTHER_GAME or endpoint.per is Per.GAME


@dataclass(frozen=True)
class Rule:
    """One kind of trouble and the requests it strikes.

    `endpoint`, `entity` and `season` None stand for every one. `times` counts askings of each
    document by itself; with a probability it means nothing. `retry_after_s` None sends no
    Retry-After; `pause_s` is between the pieces of a trickle.
    """

    kind: Kind
    endpoint: str | None = None
    entity: str | None = None
    season: Season | None = None
    times: float = 1
    probability: float | None = None
    retry_after_s: int | None = None
    pause_s: float = 1.0

    def concerns(self, document: Document) -> bool:
        return (
            self.endpoint in (None, document.endpoint)
            and self.entity in (None, document.entity)
            and self.season in (None, document.season)
            and self.kind.can_strike(find_endpoint(document.endpoint))
        )

    def strikes(self, asking: int, share: float) -> bool:
        """Tell whether it strikes the n-th asking that no rule before it struck.

        `share` is what chance drew, of [0, 1).
        """
        if self.probability is not None and share >= self.probability:
            return False
        if self.kind is Kind.STAT_CORRECTION:
            return asking > 1
        return self.probability is not None or self.kind.lasts or asking <= self.times


@dataclass(frozen=True)
class Scenario:
    """`rules` are tried in their order; `conditions` need a source that invents its games."""

    rules: tuple[Rule, ...] = ()
    conditions: Mapping[GameId, Condition] = field(default_factory=dict)
    latency: Latency = field(default_factory=Latency)
    seed: int = 0
