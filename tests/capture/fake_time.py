"""Time that passes only by sleeping."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from capture.asking.passing_time import PassingTime

START = datetime(2025, 7, 4, 2, 0, tzinfo=UTC)
"""22:00 in New York: not a peak hour."""


class FakeTime:
    """A clock that a sleep moves on at once, shared by threads; `wakes_late_by` may be negative."""

    def __init__(self, start: datetime = START, wakes_late_by: float = 0.0) -> None:
        self._start = start
        self._late = wakes_late_by
        self._lock = threading.Lock()
        self.seconds = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.seconds

    def clock(self) -> datetime:
        return self._start + timedelta(seconds=self.seconds - 1000.0)

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self.seconds += max(seconds + self._late, 0.001)

    @property
    def passing(self) -> PassingTime:
        return PassingTime(self.monotonic, self.clock, self.sleep)
