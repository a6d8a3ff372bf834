"""The books of a run: what happens is written down, in the lake and for whoever looks on.

One thread keeps them. The archive stays the truth; what stands here can be lost.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from capture.asking.attempt import Attempt
from capture.asking.gate import Gate
from capture.asking.pacer import Delay
from capture.asking.patience import patience
from capture.books.checkpoint import Checkpoint, CheckpointFile
from capture.books.journal import DailyProgress, ErrorLog, RequestLog
from capture.books.progress import CaptureObserver, State
from capture.books.record import BackfillRecord
from capture.books.tally import Tally
from capture.planning.owed import lacking_documents
from capture.planning.plan import SeasonPlan
from capture.planning.request import CaptureRequest
from lake.archive import RawArchive
from lake.documents import Document
from lake.errors import ApiBlocks, HoopstatError, LakeBusy, SilentEndpoint, StateDamaged
from lake.instants import Clock
from lake.store import Store
from lake.telemetry import Event, Level

CHECKPOINT_GAMES = 10
CHECKPOINT_EVERY = timedelta(minutes=5)
FLUSH_EVERY = timedelta(minutes=1)
PICTURE_EVERY = timedelta(milliseconds=500)

_MOST_NAMED = 5


class Books:
    """Raises, wherever it writes: LakeUnavailable; LeaseLost if another run writes too; UsageError
    if the copy of the checkpoint can't be written.
    """

    def __init__(
        self,
        archive: RawArchive,
        store: Store,
        run_id: str,
        request: CaptureRequest,
        observer: CaptureObserver,
        clock: Clock,
        sleep: Callable[[float], None],
        state_file: Path | None = None,
    ) -> None:
        self._archive = archive
        self.observer = observer
        self._clock = clock
        self._sleep = sleep
        self._file = CheckpointFile(store, state_file)
        self._requests = RequestLog(store, run_id)
        self._errors = ErrorLog(store, run_id)
        self._daily = DailyProgress(store, run_id)
        started_at = clock()
        self._saved_at = self._flushed_at = started_at
        self._pictured_at: datetime | None = None
        self._games_saved = 0
        self._is_stop_told = False
        self._delay_reason = ""
        self._is_delay_unwritten = False
        self.tally = Tally(run_id, started_at)
        self.record = BackfillRecord(self._read(), request, started_at)

    def season_planned(self, plan: SeasonPlan) -> None:
        """Begin with a season; say so where the checkpoint claims what the archive lacks."""
        claimed = self.record.claimed(plan.season)
        lacking = lacking_documents({*plan.games, *claimed}, self._archive)
        gaps = [str(game) for game in claimed if lacking[game]]
        if gaps:
            named = ", ".join(gaps[:_MOST_NAMED]) + (", ..." if gaps[_MOST_NAMED:] else "")
            self.note(
                "checkpoint_gap",
                f"the checkpoint calls games of {plan.season} complete of which the archive lacks "
                f"something; owed again, {len(gaps)} in all: {named}",
                Level.WARNING,
            )
        self.tally.season_planned(plan, lacking)

    def attempted(self, attempt: Attempt) -> None:
        self._requests.add(attempt)
        self._daily.attempted(attempt)
        self.tally.attempted(attempt)

    def archived(self, document: Document, size_bytes: int) -> None:
        at = self._clock()
        game = self.tally.archived(document, size_bytes)
        self._daily.archived(at, document, size_bytes)
        if game:
            self._daily.game_completed(at)
            self.tally.note(at, Level.INFO, f"{game} is complete")
        self.record.archived(document, is_last=game is not None or not document.is_of_game)

    def passed(self) -> None:
        """A planned document was not to be had."""
        self.tally.passed()

    def note_not_archived(self, document: Document, error: HoopstatError) -> None:
        self._tell(
            Event(
                "capture",
                "not_archived",
                f"{document}: {error.message}",
                # What was not even asked for was told once, when its endpoint fell silent.
                Level.INFO if isinstance(error, SilentEndpoint) else Level.WARNING,
                {
                    "endpoint": document.endpoint,
                    "entity": document.entity,
                    "kind": error.kind.value,
                    "error": type(error).__name__,
                },
            )
        )

    def failed(self, document: Document, error: HoopstatError) -> None:
        """A document is still owed, for this reason."""
        at = self._clock()
        self.note_not_archived(document, error)
        self.record.failed(at, document, error)
        self._errors.add(at, error, document)
        self._daily.failed(at, document)
        self.tally.failed(document)

    def note(self, event_type: str, message: str, level: Level) -> None:
        self._tell(Event("capture", event_type, message, level))

    def note_stop(self, in_flight: int) -> None:
        """Tell once why the end takes a while."""
        if not self._is_stop_told and in_flight:
            self._is_stop_told = True
            requests = "request is" if in_flight == 1 else "requests are"
            self.note("stopping", f"stopping once {in_flight} {requests} answered", Level.WARNING)

    def tick(self, gate: Gate) -> None:
        """Write and show what is due by now; what the lake does not take is due again later."""
        at = self._clock()
        self._tell_of_delay(gate.pacer.delay)
        try:
            self._write_what_is_due(at, gate)
        except LakeBusy as error:
            self._saved_at = self._flushed_at = at
            self._games_saved = self.tally.games_completed
            self._is_delay_unwritten = False
            self.note("not_written", f"{error}; it is tried again later", Level.WARNING)
        self.show(gate)

    def show(self, gate: Gate) -> None:
        """Show where it stands, a few times a second at most."""
        at = self._clock()
        if self._pictured_at is None or at - self._pictured_at >= PICTURE_EVERY:
            self._pictured_at = at
            self.observer.progressed(
                self.tally.picture(State.RUNNING, at, gate.pacer.delay, gate.in_flight)
            )

    def _tell_of_delay(self, delay: Delay) -> None:
        """Tell each time that there is another reason for the delay, or none any more."""
        if delay.reason != self._delay_reason:
            self._delay_reason = delay.reason
            self._is_delay_unwritten = True
            why = delay.reason or "as asked for"
            self.note("delay", f"delay {delay.seconds:.1f} s: {why}", Level.INFO)

    def _write_what_is_due(self, at: datetime, gate: Gate) -> None:
        games = self.tally.games_completed - self._games_saved
        is_time = at - self._saved_at >= CHECKPOINT_EVERY
        # A restart must know how slowly to go on.
        if games >= CHECKPOINT_GAMES or is_time or self._is_delay_unwritten:
            self.save(State.RUNNING, gate)
        elif at - self._flushed_at >= FLUSH_EVERY:
            self._flush(at)

    def save_patiently(
        self, state: State, gate: Gate, stopped_by: HoopstatError | None = None
    ) -> None:
        """Save, at a time when the run can wait for the lake."""
        if stopped_by:
            self._errors.add(self._clock(), stopped_by)
        patience(self._sleep)(self.save, state, gate, stopped_by)

    def save(self, state: State, gate: Gate, stopped_by: HoopstatError | None = None) -> None:
        """Write everything: at the beginning, now and then, and at every end."""
        at = self._clock()
        resume_at = stopped_by.resume_at if isinstance(stopped_by, ApiBlocks) else None
        picture = self.tally.picture(state, at, gate.pacer.delay, gate.in_flight, resume_at)
        self._flush(at)
        self._file.write(self.record.checkpoint(at, picture, self.tally))
        self._saved_at = at
        self._games_saved = self.tally.games_completed
        self._is_delay_unwritten = False
        self.observer.progressed(picture)

    def _tell(self, event: Event) -> None:
        """Tell of something, and remember it among the last things that happened."""
        self.observer.noted(event)
        self.tally.note(self._clock(), event.level, event.message)

    def _flush(self, at: datetime) -> None:
        self._requests.flush()
        self._errors.flush()
        self._daily.flush(at)
        self._flushed_at = at

    def _read(self) -> Checkpoint | None:
        """A checkpoint that can't be read is told, and replaced by the next one."""
        try:
            return self._file.read()
        except StateDamaged as error:
            self.note("checkpoint_damaged", f"{error}; a new one is made", Level.WARNING)
            return None
