"""What a capture did, and what it could not do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from capture.books.progress import State
from capture.planning.owed import Failure
from capture.planning.plan import SeasonPlan
from capture.planning.players import PlayerPlan
from lake.documents import Document
from lake.errors import (
    AnswerRefused,
    GameNotFinal,
    HoopstatError,
    NoSuchDocument,
    SilentEndpoint,
    TransientError,
)
from lake.seasons import GameId


@dataclass
class CaptureSummary:
    """What a capture did.

    `waiting` are games that are not final and so owe nothing yet; `stopped_by` is why the capture
    ended early, because the API blocks or the lake is not to be had; it is None too where a person
    stopped it. `players` is None if none were planned. `outcomes` counts the requests that were
    sent, `retries` those of them that were not the first for their document.
    """

    plans: list[SeasonPlan] = field(default_factory=list)
    players: PlayerPlan | None = None
    archived: Counter[str] = field(default_factory=Counter)
    bytes_archived: int = 0
    failures: list[Failure] = field(default_factory=list)
    waiting: list[GameId] = field(default_factory=list)
    stopped_by: HoopstatError | None = None
    state: State = State.RUNNING
    outcomes: Counter[str] = field(default_factory=Counter)
    retries: int = 0

    @property
    def held(self) -> int:
        """Documents that were archived already when the capture began."""
        plans = [(plan.owed, plan.missing) for plan in self.plans]
        if self.players:
            plans.append((self.players.owed, self.players.missing))
        return sum(len(owed) - len(missing) for owed, missing in plans)

    def take_worth_asking_again(self, documents: Sequence[Document]) -> tuple[Document, ...]:
        """Strike the failures of these that another request may mend; name them in their order."""
        asked = set(documents)
        worth = {
            failure.document
            for failure in self.failures
            if failure.document in asked and _may_come(failure.error)
        }
        self.failures = [each for each in self.failures if each.document not in worth]
        return tuple(document for document in documents if document in worth)


def _may_come(error: HoopstatError) -> bool:
    """Everything but what was told definitely, or was not asked for."""
    is_refusal = isinstance(error, AnswerRefused | TransientError)
    return is_refusal and not isinstance(error, NoSuchDocument | SilentEndpoint | GameNotFinal)
