"""One request that was sent, and what became of it: a line of the request log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lake.documents import Document
from lake.errors import (
    AccessDenied,
    AnswerRefused,
    ApiBusy,
    GameNotFinal,
    HoopstatError,
    NoAnswer,
    TimedOut,
)

ACCEPTED = "accepted"
GIVEN_UP = "given_up"
"""It was sent, and something on this side kept its answer from being judged or archived."""

_OUTCOMES: dict[type[HoopstatError], str] = {
    TimedOut: "timed_out",
    NoAnswer: "no_answer",
    ApiBusy: "busy",
    AccessDenied: "denied",
    GameNotFinal: "not_final",
    AnswerRefused: "refused",
}
"""The first class that fits is the one."""

OUTCOMES = (ACCEPTED, *_OUTCOMES.values(), GIVEN_UP)

_BLOCK_SIGNALS = (NoAnswer, AccessDenied)
"""stats.nba.com blocks by hanging; the content network in front of it by 403."""


@dataclass(frozen=True)
class Sent:
    """A start: the n-th of its run, and the delay that was in force."""

    request_number: int
    sent_at: datetime
    delay_s: float


@dataclass(frozen=True)
class Attempt:
    """`attempt` counts the tries for this document in one run, from 1.

    Absent: `status` and `body_bytes` are None without an answer, `error` for an accepted one.
    """

    sent: Sent
    document: Document
    attempt: int
    outcome: str
    status: int | None
    elapsed_ms: int
    body_bytes: int | None
    error: str | None


def outcome_of(error: HoopstatError) -> str:
    """Name what became of a request that ended with an error."""
    return next((name for kind, name in _OUTCOMES.items() if isinstance(error, kind)), GIVEN_UP)


def is_block_signal(error: HoopstatError | None) -> bool:
    """Tell whether an end looks like being blocked."""
    return isinstance(error, _BLOCK_SIGNALS)
