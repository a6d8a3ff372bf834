"""Where a backfill stands, as a person sees it: a view, or one line of a log."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from capture.books.checkpoint import Checkpoint
from capture.books.lease import Lease
from hoopstat.capture_command import capture_command, of_lake
from hoopstat.capture_view import CaptureView, facts
from hoopstat.heartbeat import sentence
from hoopstat.standing import Backfill, Standing
from hoopstat.wording import count, duration, instant, one_line

MOST_FAILED = 2
"""So many failures are named, which leaves room for all else; --json has them all."""

_STYLES = {
    Standing.NONE: "bold",
    Standing.ARCHIVE_ONLY: "bold",
    Standing.STARTING: "bold green",
    Standing.RUNNING: "bold green",
    Standing.FINISHED: "bold green",
}
_TROUBLE = "bold yellow"
_SENTENCES = {
    Standing.NONE: "no checkpoint: nothing was captured here yet; a capture writes it",
    Standing.ARCHIVE_ONLY: "no checkpoint, only an archive, as of an import; a capture writes it",
    Standing.STARTING: "starting: its first checkpoint comes within 5 minutes",
    Standing.RUNNING: "running",
    Standing.FINISHED: "finished: everything that was asked for is archived",
    Standing.INCOMPLETE: "incomplete: something is still owed, and nobody works on it",
    Standing.INTERRUPTED: "interrupted, and nobody works on it",
    Standing.BLOCKED: "blocked by the API",
    Standing.FAILED: "failed, and nobody works on it",
    Standing.KILLED: "killed: it did not say how it ended, and nobody works on it",
}

_ANY_SEASON = ("hoopstat", "capture", "--season", "2024-25")


@dataclass(frozen=True)
class BackfillView:
    """The view of the running capture, between what a person asks first and what to type."""

    backfill: Backfill

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        backfill = self.backfill
        style = _STYLES.get(backfill.standing, _TROUBLE)
        yield facts([("backfill", Text(headline(backfill), style=style))])
        if backfill.progress:
            yield CaptureView(backfill.progress, backfill.is_progressing)
            yield ""
        if rows := list(_rows(backfill)):
            yield facts(rows)
        # It may be longer than a line, and is there to be copied.
        yield Text(f"Next: {what_next(backfill)}", overflow="fold")


def headline(backfill: Backfill) -> str:
    """Say the state in a sentence."""
    standing, progress = backfill.standing, backfill.progress
    if backfill.is_of_earlier_run:
        return f"{standing}; without a checkpoint yet, so this is of the run before"
    if standing is Standing.KILLED and not progress:
        return "killed before its first checkpoint; the same command again goes on"
    if standing is Standing.BLOCKED and progress and progress.resume_at:
        return f"blocked by the API; worth another try from {instant(progress.resume_at)}"
    return _SENTENCES[standing]


def line(backfill: Backfill) -> str:
    """Say all of it in one line, as a log keeps it."""
    progress = backfill.progress
    told = headline(backfill)
    return one_line(f"{told}: {sentence(progress)}" if progress else told)


def what_next(backfill: Backfill) -> str:
    """Give the command that a person types next."""
    lake, standing, checkpoint = backfill.lake, backfill.standing, backfill.checkpoint
    if standing.is_running:
        return shlex.join(["hoopstat", "status", "--watch", *of_lake(lake)])
    if standing is Standing.FINISHED:
        return shlex.join(["hoopstat", "transform", *of_lake(lake)])
    if checkpoint:
        return capture_command(checkpoint.request, lake)
    dry_run = ["--dry-run"] if standing is Standing.ARCHIVE_ONLY else []
    return shlex.join([*_ANY_SEASON, *of_lake(lake), *dry_run])


def _rows(backfill: Backfill) -> Iterator[tuple[str, Text]]:
    checkpoint, lease = backfill.checkpoint, backfill.lease
    if checkpoint:
        yield from _failures(checkpoint)
        yield "checkpoint", Text(_age(checkpoint, backfill))
    if lease:
        yield "lease", Text(_holder(lease, backfill))


def _failures(checkpoint: Checkpoint) -> Iterator[tuple[str, Text]]:
    """Count all, and name the first few of them: games before the others."""
    of_games, of_none = checkpoint.failed_games, checkpoint.failed_documents
    counts = [
        count(len(failed), noun)
        for noun, failed in (("game", of_games), ("document", of_none))
        if failed
    ]
    named = [*of_games.items(), *of_none.items()]
    more = len(named) - MOST_FAILED
    if named:
        told = f"{', '.join(counts)}; the first {MOST_FAILED}:" if more > 0 else ", ".join(counts)
        yield "failed", Text(told, style="yellow")
    for name, failed in named[:MOST_FAILED]:
        runs = count(failed.retry_count, "run")
        yield "", Text(one_line(f"{name}: {failed.error} ({runs})"))


def _age(checkpoint: Checkpoint, backfill: Backfill) -> str:
    age = duration(backfill.at - checkpoint.last_checkpoint)
    return f"{instant(checkpoint.last_checkpoint)}, {age} ago; run {checkpoint.progress.run_id}"


def _holder(lease: Lease, backfill: Backfill) -> str:
    expires_at = lease.expires_at.astimezone(UTC)
    over = "over" if lease.is_over(backfill.at) else f"until {expires_at:%H:%M:%S}"
    process = f"process {lease.pid} on {lease.host}"
    return one_line(f"{process}, since {instant(lease.acquired_at)}, {over}; run {lease.run_id}")
