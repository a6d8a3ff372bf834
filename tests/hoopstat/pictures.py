"""Pictures of a capture, checkpoints that hold them, and what a console makes of a view."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rich.console import Console, RenderableType

from capture.books.checkpoint import Checkpoint, CheckpointFile, FailedEntity
from capture.books.progress import CaptureProgress, Recent, SeasonProgress, State
from capture.planning.request import CaptureRequest
from lake.local_store import LocalStore
from lake.seasons import GameId, Season
from lake.telemetry import Level

AT = datetime(2025, 1, 16, 14, 5, 12, tzinfo=UTC)

CURRENT = SeasonProgress(Season(2024), 1321, 605, 5285, 2421)
"""The season that is being captured."""

PICTURE = CaptureProgress(
    run_id="3f9a0c71d2e8",
    state=State.RUNNING,
    stage="documents of 2024-25",
    started_at=AT - timedelta(hours=2, minutes=14),
    at=AT,
    seasons=(CURRENT,),
    requests_sent=2430,
    requests_left=2864,
    requests_per_minute=10.86,
    in_flight=1,
    delay_s=11.0,
    delay_reason="429 at 14:03:22",
    outcomes={"timed_out": 2, "accepted": 2421, "busy": 3},
    documents_archived=2421,
    documents_failed=3,
    bytes_archived=312_400_000,
    recent=(Recent(AT, Level.WARNING, "playbyplayv3 0022400561: the API answered 429"),),
)

FAILED = FailedEntity("status 404: there is no such thing", 2, AT)

CHECKPOINT = Checkpoint(
    backfill_id="b1",
    start_time=AT - timedelta(days=1),
    last_checkpoint=AT,
    request=CaptureRequest((Season(2024),)),
    progress=PICTURE,
    current_season=Season(2024),
    completed_games={Season(2024): (GameId("0022400001"), GameId("0022400002"))},
)


def whole_seasons(number: int) -> tuple[SeasonProgress, ...]:
    """So many seasons before 2024-25, all of them complete."""
    years = range(2024 - number, 2024)
    return tuple(SeasonProgress(Season(year), 1321, 1321, 5285, 5285) for year in years)


def drawn(view: RenderableType, width: int = 80) -> list[str]:
    """The lines a terminal of that width shows, without what is blank at their ends."""
    stream = io.StringIO()
    Console(file=stream, width=width, color_system=None).print(view, highlight=False)
    return [line.rstrip() for line in stream.getvalue().splitlines()]


def write_checkpoint(store: LocalStore, state: State, checkpoint: Checkpoint = CHECKPOINT) -> None:
    """Write it as a capture in that state does, over one that may be there."""
    file = CheckpointFile(store)
    file.read()
    file.write(replace(checkpoint, progress=replace(checkpoint.progress, state=state)))
