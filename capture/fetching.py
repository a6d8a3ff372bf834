"""Asks for planned documents, several at a time, while one thread keeps the books.

A worker takes one game after the other and asks for its documents in their order: the summary tells
whether the game is final, the box score whether it was cancelled. What comes of each is handed to
the books' thread.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from capture.asking.attempt import Attempt
from capture.asking.client import MOST_ATTEMPTS, StatsClient
from capture.asking.gate import Gate
from capture.asking.stop import Stop, StopRequested
from capture.books.books import Books
from capture.planning.owed import Failure
from capture.planning.request import CaptureRequest
from capture.summary import CaptureSummary
from lake.documents import Document
from lake.errors import GameNotFinal, HoopstatError, PermanentError, TransientError
from lake.seasons import GameId
from lake.telemetry import Job, job

_LOOK_EVERY_S = 0.2
"""How often the books look at the clock while nothing happens."""


@dataclass(frozen=True)
class Fetched:
    """What came of a planned document.

    `size_bytes` is None unless it is archived now; `error` is None besides if nothing was asked,
    because the game turned out not to be final.
    """

    document: Document
    size_bytes: int | None = None
    error: HoopstatError | None = None


Inbox = queue.SimpleQueue[Fetched | Attempt]


@dataclass(frozen=True)
class Fetching:
    """Who asks, how many at a time, who is told, and what is written."""

    request: CaptureRequest
    client: StatsClient
    gate: Gate
    stop: Stop
    inbox: Inbox
    in_flight: int
    books: Books
    summary: CaptureSummary

    def drain(self) -> None:
        """Take what came in after the books were closed in a hurry."""
        while not self.inbox.empty():
            _conclude(self.inbox.get(), self)

    def note_unplanned(self, finder: Document, error: PermanentError) -> None:
        """A season whose archived list of games can't be read is left out, and told once."""
        if all(failure.document != finder for failure in self.summary.failures):
            self.summary.failures.append(Failure(finder, error))
            self.books.failed(finder, error)


def fetch_all(
    documents: Sequence[Document],
    unit: str,
    fetching: Fetching,
    most_attempts: int = MOST_ATTEMPTS,
) -> None:
    """Ask for each document, whether an older answer is archived or not.

    What is refused or does not come is noted, and nothing more is asked of a game that turns out
    not to be final.
    Raises: StopRequested once every request under way has ended; LakeUnavailable, LeaseLost.
    """
    stop, books = fetching.stop, fetching.books
    books.tally.stage = unit
    work = _Work(documents, most_attempts)
    with (
        job(books.observer, "capture", len(documents), unit) as running,
        ThreadPoolExecutor(fetching.in_flight, "capture") as pool,
        _stopping_on_the_way_out(stop),
    ):
        workers = [pool.submit(_work, work, fetching) for _ in range(fetching.in_flight)]
        while any(not worker.done() for worker in workers) or not fetching.inbox.empty():
            _take(fetching, running)
            if stop.is_requested:
                # Written at the end, if the lake is this run's still.
                books.note_stop(fetching.gate.in_flight)
                books.show(fetching.gate)
            else:
                books.tick(fetching.gate)
        for worker in workers:
            worker.result()
    stop.check()


def _take(fetching: Fetching, running: Job) -> None:
    try:
        item = fetching.inbox.get(timeout=_LOOK_EVERY_S)
    except queue.Empty:
        return
    _conclude(item, fetching)
    if isinstance(item, Fetched):
        running.advance(str(item.document))


def _conclude(item: Fetched | Attempt, fetching: Fetching) -> None:
    if isinstance(item, Attempt):
        fetching.summary.outcomes[item.outcome] += 1
        fetching.summary.retries += item.attempt > 1
        fetching.books.attempted(item)
    else:
        _conclude_document(item, fetching)


def _conclude_document(fetched: Fetched, fetching: Fetching) -> None:
    document, error, summary = fetched.document, fetched.error, fetching.summary
    if fetched.size_bytes is not None:
        summary.archived[document.endpoint] += 1
        summary.bytes_archived += fetched.size_bytes
        fetching.books.archived(document, fetched.size_bytes)
        return
    fetching.books.passed()
    if isinstance(error, GameNotFinal) and fetching.request.games:
        summary.waiting.append(GameId(document.entity))
        fetching.books.note_not_archived(document, error)
    elif error:
        summary.failures.append(Failure(document, error))
        fetching.books.failed(document, error)


class _Work:
    """The documents by game, given out to workers one game at a time."""

    def __init__(self, documents: Sequence[Document], most_attempts: int) -> None:
        self.most_attempts = most_attempts
        self._games = iter([tuple(game) for _, game in groupby(documents, _subject)])
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[tuple[Document, ...]]:
        while game := self._next():
            yield game

    def _next(self) -> tuple[Document, ...]:
        with self._lock:
            return next(self._games, ())


def _subject(document: Document) -> str:
    return document.entity if document.is_of_game else str(document)


def _work(work: _Work, fetching: Fetching) -> None:
    """Be one worker, until there is no work or a stop is requested."""
    try:
        for game in work:
            _fetch_game(game, work.most_attempts, fetching)
    except StopRequested:
        return
    except HoopstatError as error:
        fetching.stop.request(error)
    except BaseException:
        fetching.stop.request()
        raise


def _fetch_game(documents: Sequence[Document], most_attempts: int, fetching: Fetching) -> None:
    """Raises: StopRequested, and errors after which no further request makes sense."""
    for number, document in enumerate(documents, start=1):
        fetched = _fetch(document, most_attempts, fetching)
        fetching.inbox.put(fetched)
        if isinstance(fetched.error, GameNotFinal):
            for unasked in documents[number:]:
                fetching.inbox.put(Fetched(unasked))
            return


def _fetch(document: Document, most_attempts: int, fetching: Fetching) -> Fetched:
    try:
        answer = fetching.client.fetch(document, refresh=True, most_attempts=most_attempts)
    except (PermanentError, TransientError) as error:
        return Fetched(document, error=error)
    return Fetched(document, len(answer.body))


@contextmanager
def _stopping_on_the_way_out(stop: Stop) -> Iterator[None]:
    """Workers must hear of it when the books can't be kept any more."""
    try:
        yield
    except HoopstatError as error:
        stop.request(error)
        raise
    except BaseException:
        stop.request()
        raise
