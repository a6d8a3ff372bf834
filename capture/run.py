"""A capture: discover, plan, ask for what is missing, and say what is still owed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import sleep as blocking_sleep

from capture.asking.attempt import Attempt
from capture.asking.client import LONGEST_RETRY_AFTER_S, leave_alone
from capture.asking.connection import Link, connect
from capture.asking.passing_time import PassingTime
from capture.asking.patience import PatientStore
from capture.asking.stop import Stop, StopRequested
from capture.books.books import Books
from capture.books.lease import HeldLease
from capture.books.progress import CaptureObserver, State
from capture.fetching import Fetching, Inbox, fetch_all
from capture.planning.plan import SeasonPlan, plan_season
from capture.planning.players import plan_players
from capture.planning.request import CaptureRequest
from capture.summary import CaptureSummary
from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import finder_document
from lake.errors import (
    AnswerRefused,
    CriticalError,
    LeaseLost,
    RawObjectDamaged,
    TransientError,
    UsageError,
)
from lake.settings import CaptureSettings
from lake.store import Store

MORE_ROUNDS = 2
"""What was refused or did not come is asked for again, this often, after everything else."""

_REMEMBERED_FOR = timedelta(hours=1)
"""So long after a run another one still begins with its delay."""


@dataclass(frozen=True)
class CaptureRun:
    """One run of a capture: its name, who looks on, and how it is told to stop.

    `state_file` is a file for a copy of the checkpoint, None for none.
    """

    run_id: str
    observer: CaptureObserver = field(default_factory=CaptureObserver)
    stop: Stop = field(default_factory=Stop)
    state_file: Path | None = None
    time: PassingTime = field(default_factory=PassingTime)

    def link(self, attempted: Callable[[Attempt], None], before_start: Callable[[], None]) -> Link:
        """What ties a client to this run."""
        return Link(self.run_id, self.stop, self.time, self.observer, attempted, before_start)


def capture(
    request: CaptureRequest, settings: CaptureSettings, store: Store, run: CaptureRun
) -> CaptureSummary:
    """Ask for everything that is owed and not archived: lists of games, seasons, then players.

    A refused answer or a game that does not come is noted, and the capture goes on. An API that
    blocks, or does not even list the games, ends it early, and so does a lake or a copy of the
    checkpoint that can't be written, or a person.
    Raises: LeaseHeld; LakeUnavailable at the beginning; StateDamaged if the lease can't be read.
    """
    sleep = run.time.sleep or blocking_sleep
    with HeldLease(store, run.run_id, run.stop.request, run.time.clock, sleep) as lease:
        # An answer in hand is worth waiting for the lake, also when the run is to stop.
        archive = RawArchive(PatientStore(store, sleep))
        inbox = Inbox()
        client, gate = connect(archive, settings, run.link(inbox.put, lease.confirm))
        books = Books(
            archive,
            store,
            run.run_id,
            request,
            run.observer,
            run.time.clock,
            sleep,
            run.state_file,
        )
        summary = CaptureSummary()
        fetching = Fetching(
            request, client, gate, run.stop, inbox, settings.in_flight, books, summary
        )
        try:
            _go_on_as_slowly(fetching, run.time.clock())
            _capture_all(archive, fetching, run)
        except StopRequested:
            summary.stopped_by = run.stop.error
        except (CriticalError, TransientError, UsageError) as error:
            summary.stopped_by = error
        except BaseException:
            _close(fetching, State.FAILED)
            raise
        _close(fetching, _state(summary, run.stop))
    return summary


def _capture_all(archive: RawArchive, fetching: Fetching, run: CaptureRun) -> None:
    """Raises: StopRequested; TransientError if a list of games does not come; CriticalError."""
    fetching.books.save_patiently(State.RUNNING, fetching.gate)
    for plan in _discover(archive, fetching, run):
        fetching.summary.plans.append(plan)
        fetching.summary.waiting.extend(plan.waiting)
        fetching.books.season_planned(plan)
    fetching.books.save_patiently(State.RUNNING, fetching.gate)
    for plan in fetching.summary.plans:
        _fetch(plan.missing, f"documents of {plan.season}", fetching)
    if fetching.request.wants_players:
        _capture_players(archive, fetching, run)


def _discover(archive: RawArchive, fetching: Fetching, run: CaptureRun) -> list[SeasonPlan]:
    """Plan every season, once the lists of games that are not archived or stale are."""
    request, since = fetching.request, fetching.books.record.refresh_since

    def planned() -> list[SeasonPlan]:
        found = []
        for season in request.seasons:
            run.stop.check()
            try:
                found.append(plan_season(season, request, archive, run.time.clock, since))
            except (AnswerRefused, RawObjectDamaged) as error:
                fetching.note_unplanned(finder_document(season), error)
        return found

    plans = planned()
    lists = [plan.discovery for plan in plans if plan.discovery]
    if not lists:
        return plans
    fetching.books.tally.expect(len(lists))
    fetch_all(lists, "lists of games", fetching)
    _require_answers(fetching.summary)
    # Now or never: a season without its list owes nothing that could be asked for later.
    _fetch_again(lists, "lists of games", fetching)
    _require_answers(fetching.summary)
    return planned()


def _require_answers(summary: CaptureSummary) -> None:
    """Raises: TransientError if a list of games did not come."""
    for failure in summary.failures:
        if isinstance(failure.error, TransientError):
            raise failure.error


def _capture_players(archive: RawArchive, fetching: Fetching, run: CaptureRun) -> None:
    """Plan the players only now: the games and rosters of all seasons are there."""
    summary, books = fetching.summary, fetching.books
    games = [game for plan in summary.plans for game in plan.games if game not in summary.waiting]
    plan = plan_players(
        fetching.request, games, archive, run.time.clock, books.record.refresh_since
    )
    summary.players = plan
    failed = (failure.document for failure in summary.failures)
    told = {document.entity for document in failed if document.is_of_game}
    for failure in plan.unread:
        if failure.document.entity not in told:
            summary.failures.append(failure)
            books.failed(failure.document, failure.error)
    books.tally.players_planned(len(plan.owed), len(plan.missing))
    _fetch(plan.missing, "players", fetching)


def _fetch(documents: Sequence[Document], unit: str, fetching: Fetching) -> None:
    """Ask for planned documents, and at the end once more for those that may come after all."""
    fetch_all(documents, unit, fetching)
    _fetch_again(documents, unit, fetching)


def _fetch_again(documents: Sequence[Document], unit: str, fetching: Fetching) -> None:
    for _ in range(MORE_ROUNDS):
        again = fetching.summary.take_worth_asking_again(documents)
        if not again:
            return
        fetching.books.tally.expect(len(again))
        fetch_all(again, f"{unit}, once more", fetching, most_attempts=1)


def _go_on_as_slowly(fetching: Fetching, at: datetime) -> None:
    """Keep the delay and the pause that the run before had reason to keep.

    Raises: ApiBlocks if the API then asked to be left alone for long, and that is not over.
    """
    before = fetching.books.record.before
    if before is None:
        return
    picture = before.progress
    is_recent = at - before.last_checkpoint < _REMEMBERED_FOR
    fetching.gate.pacer.go_on_at(
        picture.off_peak_delay_s if is_recent else 0.0,
        picture.not_before,
        "as before the restart",
    )
    until = picture.not_before
    if until and until - at > timedelta(seconds=LONGEST_RETRY_AFTER_S):
        raise leave_alone("the API has asked to be left alone", until)


def _state(summary: CaptureSummary, stop: Stop) -> State:
    if isinstance(summary.stopped_by, TransientError):
        return State.BLOCKED
    if summary.stopped_by:
        return State.FAILED
    if stop.is_requested:
        return State.INTERRUPTED
    return State.INCOMPLETE if summary.failures else State.FINISHED


def _close(fetching: Fetching, state: State) -> None:
    """Write the books a last time, unless they are somebody else's by now."""
    summary = fetching.summary
    summary.state = state
    fetching.drain()
    if isinstance(summary.stopped_by, LeaseLost):
        return
    try:
        fetching.books.save_patiently(summary.state, fetching.gate, summary.stopped_by)
    except (CriticalError, UsageError) as error:
        summary.stopped_by = summary.stopped_by or error
        summary.state = State.FAILED
