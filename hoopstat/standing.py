"""Where the backfill of a lake stands, from its checkpoint and its lease alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from capture.books.checkpoint import Checkpoint, read_checkpoint
from capture.books.lease import Lease, read_lease
from capture.books.progress import CaptureProgress, State
from lake.archive import RawArchive
from lake.errors import ApiBlocks, Incomplete
from lake.instants import Clock, now
from lake.store import Store


class Standing(StrEnum):
    """`starting` and `running` have a process, the others none.

    `killed` is a capture that could not say how it ended. `none` is a lake where nothing was
    captured, `archive only` one whose answers came without a checkpoint: they were imported, or
    copied.
    """

    NONE = "none"
    ARCHIVE_ONLY = "archive only"
    STARTING = "starting"
    RUNNING = "running"
    FINISHED = "finished"
    INCOMPLETE = "incomplete"
    INTERRUPTED = "interrupted"
    BLOCKED = "blocked"
    FAILED = "failed"
    KILLED = "killed"

    @property
    def is_running(self) -> bool:
        return self in (Standing.STARTING, Standing.RUNNING)

    @property
    def exit_code(self) -> int:
        """What is owed and is not worked on is incomplete; that nothing is known is no fault."""
        if self is Standing.BLOCKED:
            return ApiBlocks.exit_code
        return Incomplete.exit_code if self in _STOPPED else 0


_STOPPED = (Standing.INCOMPLETE, Standing.INTERRUPTED, Standing.FAILED, Standing.KILLED)


@dataclass(frozen=True)
class Backfill:
    """A lake's backfill at the instant `at`; `lease` is None if none is written, over or not."""

    lake: str
    at: datetime
    standing: Standing
    checkpoint: Checkpoint | None
    lease: Lease | None

    @property
    def progress(self) -> CaptureProgress | None:
        return self.checkpoint.progress if self.checkpoint else None

    @property
    def is_of_earlier_run(self) -> bool:
        """Whether the run of the lease has written no checkpoint yet, so this is the one before."""
        return bool(self.lease and self.progress and self.lease.run_id != self.progress.run_id)

    @property
    def is_progressing(self) -> bool:
        """Whether the picture is of the run that is at work."""
        return self.standing is Standing.RUNNING and not self.is_of_earlier_run


def read_backfill(store: Store, clock: Clock = now) -> Backfill:
    """Read where a lake's backfill stands.

    Raises: StateDamaged; LakeUnavailable.
    """
    # In this order: a capture writes its last checkpoint before it gives the lease back, so one
    # that ends in between is never taken for killed.
    lease = read_lease(store)
    checkpoint = read_checkpoint(store)
    at = clock()
    standing = _standing(store, checkpoint, lease, at)
    return Backfill(store.location, at, standing, checkpoint, lease)


def _standing(
    store: Store, checkpoint: Checkpoint | None, lease: Lease | None, at: datetime
) -> Standing:
    if checkpoint is None:
        return _without_checkpoint(store, lease, at)
    progress = checkpoint.progress
    is_told = progress.state is not State.RUNNING and not (
        lease and lease.run_id != progress.run_id
    )
    if is_told:
        return Standing(progress.state.value)
    return Standing.RUNNING if lease and not lease.is_over(at) else Standing.KILLED


def _without_checkpoint(store: Store, lease: Lease | None, at: datetime) -> Standing:
    if lease:
        return Standing.KILLED if lease.is_over(at) else Standing.STARTING
    return Standing.NONE if RawArchive(store).is_empty() else Standing.ARCHIVE_ONLY
