"""A sign of life once a minute, for logs: where a capture stands, in a sentence and in numbers."""

from __future__ import annotations

from datetime import datetime, timedelta

from capture.books.progress import CaptureProgress
from hoopstat.wording import count, delay, duration, one_line
from lake.instants import format_instant
from lake.telemetry import Event, Value

EVERY = timedelta(minutes=1)


class Heartbeat:
    """Picks the pictures that are worth a line, by their own instants: no timer, no thread."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def beat(self, progress: CaptureProgress) -> Event | None:
        """Give an event for the first picture and then for one a minute, else None."""
        at, last = progress.at, self._last
        # A clock that was set back must not silence it.
        if last and last <= at < last + EVERY:
            return None
        self._last = at
        return Event("capture", "heartbeat", sentence(progress), fields=_fields(progress))


def sentence(progress: CaptureProgress) -> str:
    """Say where a capture stands, in one line."""
    parts = [
        f"{progress.games_complete:,} of {count(progress.games_owed, 'game')} complete",
        f"{count(progress.requests_sent, 'request')} sent, {progress.requests_left:,} left",
        f"{progress.requests_per_minute:.1f} a minute",
    ]
    if progress.requests_left:
        parts.append(f"about {duration(progress.time_left)} left")
    if progress.documents_failed:
        parts.append(f"{progress.documents_failed:,} failed")
    if progress.delay_reason:
        parts.append(f"delay {delay(progress.delay_s)}: {progress.delay_reason}")
    return one_line(f"{progress.stage}: {'; '.join(parts)}")


def _fields(progress: CaptureProgress) -> dict[str, Value]:
    resume_at = progress.resume_at
    return {
        "run_id": progress.run_id,
        "state": progress.state.value,
        "stage": progress.stage,
        "started_at": format_instant(progress.started_at),
        "at": format_instant(progress.at),
        "seasons": ",".join(str(season.season) for season in progress.seasons),
        "games_owed": progress.games_owed,
        "games_complete": progress.games_complete,
        "season_documents_owed": sum(row.documents_owed for row in progress.seasons),
        "season_documents_archived": sum(row.documents_archived for row in progress.seasons),
        "players_owed": progress.players_owed,
        "players_archived": progress.players_archived,
        "requests_sent": progress.requests_sent,
        "requests_left": progress.requests_left,
        "requests_per_minute": round(progress.requests_per_minute, 3),
        "time_left_s": round(progress.time_left.total_seconds(), 3),
        "in_flight": progress.in_flight,
        "delay_s": round(progress.delay_s, 3),
        "delay_reason": progress.delay_reason,
        "documents_archived": progress.documents_archived,
        "documents_failed": progress.documents_failed,
        "bytes_archived": progress.bytes_archived,
        "resume_at": format_instant(resume_at) if resume_at else None,
        **{f"outcome_{name}": number for name, number in progress.outcomes.items()},
    }
