"""Where a capture stands: one picture of it, for the console, the log and `hoopstat status`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from lake.seasons import Season
from lake.telemetry import Level, Observer


class State(StrEnum):
    """`running` in a picture that is no longer renewed is of a run that was killed."""

    RUNNING = "running"
    FINISHED = "finished"
    INCOMPLETE = "incomplete"
    INTERRUPTED = "interrupted"
    BLOCKED = "blocked"
    FAILED = "failed"


@dataclass(frozen=True)
class SeasonProgress:
    """Games and documents of a season that this capture is about, whenever they were archived."""

    season: Season
    games_owed: int
    games_complete: int
    documents_owed: int
    documents_archived: int


@dataclass(frozen=True)
class Recent:
    """One of the last things that happened."""

    at: datetime
    level: Level
    message: str


@dataclass(frozen=True)
class CaptureProgress:
    """A capture at the instant `at`.

    `stage` says in words what is being asked for. `players_owed` are documents of players, 0 until
    they are planned. `requests_left` are those that are planned by
    now; the players of games without a box score are not. `requests_per_minute` is of the last
    requests, 0 before the second one. `delay_reason` is "" while the delay is the one that was
    asked for. `outcomes` counts the requests sent by how they ended. `bytes_archived` are of this
    run. `resume_at` is None unless the API blocks; `not_before` is when a pause ends that the API
    asked for, None without one.
    """

    run_id: str
    state: State
    stage: str
    started_at: datetime
    at: datetime
    seasons: tuple[SeasonProgress, ...] = ()
    players_owed: int = 0
    players_archived: int = 0
    requests_sent: int = 0
    requests_left: int = 0
    requests_per_minute: float = 0.0
    in_flight: int = 0
    delay_s: float = 0.0
    delay_reason: str = ""
    off_peak_delay_s: float = 0.0
    not_before: datetime | None = None
    outcomes: Mapping[str, int] = field(default_factory=dict)
    documents_archived: int = 0
    documents_failed: int = 0
    bytes_archived: int = 0
    recent: tuple[Recent, ...] = ()
    resume_at: datetime | None = None

    @property
    def time_left(self) -> timedelta:
        """How long what is planned takes at the delay of now; trouble would make it longer."""
        return timedelta(seconds=self.requests_left * self.delay_s)

    @property
    def games_owed(self) -> int:
        return sum(season.games_owed for season in self.seasons)

    @property
    def games_complete(self) -> int:
        return sum(season.games_complete for season in self.seasons)


class CaptureObserver(Observer):
    """Hears besides where the capture stands, once or twice a second. This one does nothing."""

    def progressed(self, progress: CaptureProgress) -> None:
        """The picture of now; each one stands for itself."""
