"""The checkpoint: what a backfill says of itself, for people and for `hoopstat status`.

The archive is the truth. A checkpoint that is lost, or that is wrong, loses nothing: what is owed
is worked out from the archive each time.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from capture.books.progress import CaptureProgress
from capture.books.state_json import from_json, to_json
from capture.planning.request import CaptureRequest
from lake import keys
from lake.errors import (
    LeaseLost,
    ObjectChanged,
    ObjectExists,
    ObjectMissing,
    StateDamaged,
    UsageError,
)
from lake.seasons import GameId, Season
from lake.store import Store


@dataclass(frozen=True)
class FailedEntity:
    """What could not be captured: `retry_count` is how many runs have failed at it."""

    error: str
    retry_count: int
    last_attempt: datetime


@dataclass(frozen=True)
class Statistics:
    """Of the whole backfill, all its runs; the rate is in games an hour of running."""

    total_games_processed: int = 0
    total_api_calls: int = 0
    total_bytes_stored: int = 0
    average_processing_rate: float = 0.0
    running_seconds: float = 0.0


@dataclass(frozen=True)
class Checkpoint:
    """`current_date` is the date of the game that was completed last.

    A game is complete when all documents it owes are archived. `failed_games` is by game id,
    `failed_documents` by endpoint, season and entity of what is about no game. `request` and
    `refresh_since` say what the last capture was about, `progress` where it stood.
    """

    backfill_id: str
    start_time: datetime
    last_checkpoint: datetime
    request: CaptureRequest
    progress: CaptureProgress
    current_season: Season | None = None
    current_date: date | None = None
    completed_seasons: tuple[Season, ...] = ()
    completed_games: Mapping[Season, tuple[GameId, ...]] = field(default_factory=dict)
    failed_games: Mapping[str, FailedEntity] = field(default_factory=dict)
    failed_documents: Mapping[str, FailedEntity] = field(default_factory=dict)
    statistics: Statistics = field(default_factory=Statistics)
    refresh_since: datetime | None = None
    schema_version: int = 1


def new_backfill_id() -> str:
    return uuid.uuid4().hex[:12]


def read_checkpoint(store: Store) -> Checkpoint | None:
    """Read a lake's checkpoint; None only where there is none.

    Raises: StateDamaged if it is there and can't be read; LakeUnavailable.
    """
    try:
        body = store.get(keys.CHECKPOINT).body
    except ObjectMissing:
        return None
    return from_json(body, Checkpoint, keys.CHECKPOINT)


class CheckpointFile:
    """One run's hold on the checkpoint: a write must follow the one this run knows.

    `copy` is a file beside the lake that gets the same bytes; None for no copy.
    """

    def __init__(self, store: Store, copy: Path | None = None) -> None:
        self._store = store
        self._copy = copy
        self._etag: str | None = None

    def read(self) -> Checkpoint | None:
        """Read it, to write after it; None if there is none.

        Raises: StateDamaged, after which writing replaces what is damaged; LakeUnavailable.
        """
        try:
            stored = self._store.get(keys.CHECKPOINT)
        except ObjectMissing:
            return None
        self._etag = stored.etag
        return from_json(stored.body, Checkpoint, keys.CHECKPOINT)

    def write(self, checkpoint: Checkpoint) -> None:
        """Raises: LeaseLost if another run has written it; UsageError for the copy."""
        body = to_json(checkpoint)
        try:
            self._etag = self._put(body, self._etag)
        except (ObjectChanged, ObjectExists) as error:
            etag = self._etag_of_own(checkpoint.progress.run_id)
            if etag is None:
                raise LeaseLost(
                    "another capture writes the checkpoint of this lake",
                    hint="one capture a lake: stop one of them; nothing that was archived is lost",
                    key=keys.CHECKPOINT,
                ) from error
            self._etag = self._put(body, etag)
        if self._copy:
            _write_copy(self._copy, body)

    def _put(self, body: bytes, etag: str | None) -> str:
        if etag is None:
            return self._store.put_new(keys.CHECKPOINT, body)
        try:
            return self._store.replace(keys.CHECKPOINT, body, etag)
        except ObjectMissing:
            return self._store.put_new(keys.CHECKPOINT, body)

    def _etag_of_own(self, run_id: str) -> str | None:
        """Find a write of this run that was done and yet told as failed."""
        try:
            stored = self._store.get(keys.CHECKPOINT)
            written = from_json(stored.body, Checkpoint, keys.CHECKPOINT)
        except (ObjectMissing, StateDamaged):
            return None
        return stored.etag if written.progress.run_id == run_id else None


def _write_copy(path: Path, body: bytes) -> None:
    """Raises: UsageError."""
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(body)
        unfinished.replace(path)
    except OSError as error:
        raise UsageError(
            f"can't write the copy of the checkpoint to {path}: {error.strerror}",
            hint="another --state-file-path, or none",
        ) from error
