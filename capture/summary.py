"""What a capture did, and what it could not do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from capture.owed import Failure
from capture.plan import SeasonPlan
from capture.players import PlayerPlan
from lake.documents import Document
from lake.errors import HoopstatError, TransientError
from lake.seasons import GameId
from lake.telemetry import Event, Level, Observer


@dataclass
class CaptureSummary:
    """What a capture did.

    `waiting` are games that are not final and so owe nothing yet; `stopped_by` is None unless the
    capture ended early, because the API seems to block; `players` is None if none were planned;
    `retries` counts the requests that were sent again, by the error before.
    """

    plans: list[SeasonPlan] = field(default_factory=list)
    players: PlayerPlan | None = None
    archived: Counter[str] = field(default_factory=Counter)
    bytes_archived: int = 0
    failures: list[Failure] = field(default_factory=list)
    waiting: list[GameId] = field(default_factory=list)
    stopped_by: TransientError | None = None
    retries: Counter[str] = field(default_factory=Counter)

    @property
    def held(self) -> int:
        """Documents that were archived already when the capture began."""
        plans = [(plan.owed, plan.missing) for plan in self.plans]
        if self.players:
            plans.append((self.players.owed, self.players.missing))
        return sum(len(owed) - len(missing) for owed, missing in plans)


def count_archived(summary: CaptureSummary, document: Document, body: bytes) -> None:
    summary.archived[document.endpoint] += 1
    summary.bytes_archived += len(body)


def note_failure(
    summary: CaptureSummary, document: Document, error: HoopstatError, observer: Observer
) -> None:
    summary.failures.append(Failure(document, error))
    note(observer, document, error)


def note(observer: Observer, document: Document, error: HoopstatError) -> None:
    observer.noted(
        Event(
            "capture",
            "not_archived",
            f"{document}: {error.message}",
            Level.WARNING,
            {
                "endpoint": document.endpoint,
                "entity": document.entity,
                "kind": error.kind.value,
                "error": type(error).__name__,
            },
        )
    )
