"""Asks for planned documents one after the other, and notices when the API seems to block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from capture.client import MOST_ATTEMPTS, StatsClient
from capture.request import CaptureRequest
from capture.summary import CaptureSummary, count_archived, note, note_failure
from lake.documents import Document
from lake.errors import (
    AccessDenied,
    GameNotFinal,
    HoopstatError,
    NoAnswer,
    PermanentError,
    TransientError,
)
from lake.seasons import GameId
from lake.telemetry import Observer, job

MOST_BLOCK_SIGNALS = 5
"""After so many requests in a row that are not answered, or denied, the API is taken to block."""


@dataclass(frozen=True)
class Fetching:
    """Who asks, who is told, and the summary that is written."""

    request: CaptureRequest
    client: StatsClient
    observer: Observer
    summary: CaptureSummary


def fetch_all(documents: Sequence[Document], unit: str, fetching: Fetching) -> None:
    """Ask for each document, whether an older answer is archived or not.

    What is refused or does not come is noted, and nothing more is asked of a game that turns out
    not to be final.
    Raises: NoAnswer if the API seems to block; LakeUnavailable.
    """
    block_signals = 0
    unplayed: set[str] = set()
    with job(fetching.observer, "capture", len(documents), unit) as running:
        for document in documents:
            if document.entity not in unplayed:
                error = _fetch(document, fetching)
                if isinstance(error, GameNotFinal):
                    unplayed.add(document.entity)
                block_signals = block_signals + signals if (signals := _signals(error)) else 0
                if error and block_signals >= MOST_BLOCK_SIGNALS:
                    raise _blocked(error) from error
            running.advance(str(document))


def _fetch(document: Document, fetching: Fetching) -> HoopstatError | None:
    """Return why there is no answer, None if it is archived now."""
    summary, observer = fetching.summary, fetching.observer
    try:
        answer = fetching.client.fetch(document, refresh=True)
    except (PermanentError, TransientError) as error:
        if isinstance(error, GameNotFinal) and fetching.request.games:
            summary.waiting.append(GameId(document.entity))
            note(observer, document, error)
        else:
            note_failure(summary, document, error, observer)
        return error
    count_archived(summary, document, answer.body)
    return None


def _signals(error: HoopstatError | None) -> int:
    """Count the requests behind an error that look like being blocked."""
    if isinstance(error, TransientError):
        return MOST_ATTEMPTS
    return 1 if isinstance(error, AccessDenied) else 0


def _blocked(error: HoopstatError) -> TransientError:
    return NoAnswer(
        f"the API did not answer {MOST_BLOCK_SIGNALS} requests in a row or more: {error.message}",
        hint="wait an hour or more, then the same command again: it goes on where it stopped",
    )
