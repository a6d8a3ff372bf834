"""Asks for planned documents one after the other, and notices when the API seems to block."""

from __future__ import annotations

from collections.abc import Sequence

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
from lake.telemetry import Job, Observer

MOST_BLOCK_SIGNALS = 5
"""After so many requests in a row that are not answered, or denied, the API is taken to block."""


def fetch_all(
    documents: Sequence[Document],
    request: CaptureRequest,
    client: StatsClient,
    summary: CaptureSummary,
    observer: Observer,
    running: Job,
) -> None:
    block_signals = 0
    unplayed: set[str] = set()
    for document in documents:
        if document.entity not in unplayed:
            try:
                answer = client.fetch(document, refresh=request.refresh)
                count_archived(summary, document, answer.body)
                block_signals = 0
            except (PermanentError, TransientError) as error:
                if isinstance(error, GameNotFinal):
                    unplayed.add(document.entity)
                if isinstance(error, GameNotFinal) and request.games:
                    summary.waiting.append(GameId(document.entity))
                    note(observer, document, error)
                else:
                    note_failure(summary, document, error, observer)
                block_signals = block_signals + signals if (signals := _signals(error)) else 0
                if block_signals >= MOST_BLOCK_SIGNALS:
                    raise _blocked(error) from error
        running.advance(str(document))


def _signals(error: HoopstatError) -> int:
    """Count the requests behind an error that look like being blocked."""
    if isinstance(error, TransientError):
        return MOST_ATTEMPTS
    return 1 if isinstance(error, AccessDenied) else 0


def _blocked(error: HoopstatError) -> TransientError:
    return NoAnswer(
        f"the API did not answer {MOST_BLOCK_SIGNALS} requests in a row or more: {error.message}",
        hint="wait an hour or more, then the same command again: it goes on where it stopped",
    )
