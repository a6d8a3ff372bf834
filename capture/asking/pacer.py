"""The pacer: request starts stay spaced, and more so while the API has trouble.

One at a time, no bursts. Only an answer with status 200 ever makes it faster again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from lake.instants import LEAGUE_ZONE, Clock, now
from lake.settings import SERVER_ERROR_PAUSE_S

TIMEOUTS_IN_A_ROW = 3
AFTER_TIMEOUTS = 1.5
"""Three timeouts in a row are one step: the delay is half as long again."""

AFTER_429 = 2.0

FAST_ANSWER_S = 1.0
AFTER_A_FAST_ANSWER = 0.95
"""An API that answers within a second has room; the delay shrinks towards the base."""

LONGEST_DELAY_S = 600.0
"""However often it is doubled. A request every ten minutes still finds out when it is over."""

PEAK_HOURS = range(9, 18)
"""When people in the league's offices, and most of its readers, use the site themselves."""


@dataclass(frozen=True)
class Pace:
    """`interval_s` is the base delay, never undercut; at peak hours the delay is multiplied."""

    interval_s: float
    peak_factor: float = 1.0
    server_error_pause_s: float = SERVER_ERROR_PAUSE_S


@dataclass(frozen=True)
class Delay:
    """The spacing in force; `reason` is "" while nothing but the base is.

    `off_peak_s` is what it would be at other hours. Nothing is sent before `not_before`; None where
    nothing pauses.
    """

    seconds: float
    reason: str
    off_peak_s: float
    not_before: datetime | None = None


@dataclass(frozen=True)
class Slot:
    """When a request may start, which is now, and the delay that was kept before it."""

    started_at: datetime
    delay_s: float


class Pacer:
    """Lets one request start, then none until the delay is over.

    The first one waits a full interval too: the process may be a restart of one that has
    just asked. The delay counts from when a request really started, so a sleep that lasts too
    long never brings two closer, and it is looked at anew after each sleep. Shared by threads.
    `sleep` may raise to end the wait.
    """

    def __init__(
        self,
        pace: Pace,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        clock: Clock = now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._pace = pace
        self._monotonic = monotonic
        self._clock = clock
        self._sleep = sleep
        self._turn = threading.Lock()
        self._state = threading.Lock()
        self._delay_s = pace.interval_s
        self._reason = ""
        self._timeouts = 0
        self._last_start = monotonic()
        self._not_before = 0.0
        self._pause_reason = ""

    @property
    def delay(self) -> Delay:
        """The delay in force now."""
        is_peak = self._is_peak()
        with self._state:
            factor = self._pace.peak_factor if is_peak else 1.0
            reasons = [self._reason, "peak hours in New York" if factor != 1.0 else ""]
            pause_s = self._not_before - self._monotonic()
            if pause_s > 0:
                reasons.append(self._pause_reason)
            return Delay(
                self._delay_s * factor,
                "; ".join(filter(None, reasons)),
                self._delay_s,
                self._clock() + timedelta(seconds=pause_s) if pause_s > 0 else None,
            )

    def wait(self, before_start: Callable[[], None] = lambda: None) -> Slot:
        """Return when this request may start; the next may the delay after that.

        `before_start` is called once it may, and its own time counts before the start; it may raise
        to leave the slot to another one.
        """
        with self._turn:
            self._wait_for_turn()
            before_start()
            # What was heard meanwhile counts too.
            delay = self._wait_for_turn()
            # In this order, so that no hiccup between the two lines brings two instants closer.
            started_at = self._clock()
            self._last_start = self._monotonic()
        return Slot(started_at, delay.seconds)

    def go_on_at(self, delay_s: float, not_before: datetime | None, reason: str) -> None:
        """Begin with the delay and the pause that an earlier process had reason to keep."""
        with self._state:
            self._delay_s = max(min(delay_s, LONGEST_DELAY_S), self._pace.interval_s)
            self._reason = reason if self._delay_s > self._pace.interval_s else ""
            if not_before:
                self._pause((not_before - self._clock()).total_seconds(), f"paused, {reason}")

    def heard(self, status: int, elapsed_s: float, retry_after_s: float | None = None) -> None:
        """Learn from an answer, whatever its status."""
        with self._state:
            self._timeouts = 0
            if status == HTTPStatus.TOO_MANY_REQUESTS:
                self._grow(AFTER_429, "429")
                if retry_after_s is not None:
                    self._pause(retry_after_s, f"Retry-After {retry_after_s:g} s")
            elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                pause_s = max(self._pace.server_error_pause_s, retry_after_s or 0.0)
                self._pause(pause_s, f"{status}, paused for {pause_s:g} s")
            elif status == HTTPStatus.OK and elapsed_s < FAST_ANSWER_S:
                self._shrink()

    def timed_out(self) -> None:
        """Learn that a request got no answer in time."""
        with self._state:
            self._timeouts += 1
            if self._timeouts == TIMEOUTS_IN_A_ROW:
                self._timeouts = 0
                self._grow(AFTER_TIMEOUTS, f"{TIMEOUTS_IN_A_ROW} timeouts in a row")

    def _wait_for_turn(self) -> Delay:
        while True:
            delay = self.delay
            left = self._next_start(delay.seconds) - self._monotonic()
            if left <= 0:
                return delay
            self._sleep(left)

    def _next_start(self, delay_s: float) -> float:
        with self._state:
            return max(self._last_start + delay_s, self._not_before)

    def _grow(self, factor: float, why: str) -> None:
        longest = max(LONGEST_DELAY_S, self._pace.interval_s)
        self._delay_s = min(self._delay_s * factor, longest)
        self._reason = self._at(why)

    def _shrink(self) -> None:
        self._delay_s = max(self._delay_s * AFTER_A_FAST_ANSWER, self._pace.interval_s)
        if self._delay_s == self._pace.interval_s:
            self._reason = ""

    def _pause(self, seconds: float, why: str) -> None:
        not_before = self._monotonic() + seconds
        if not_before > self._not_before:
            self._not_before = not_before
            self._pause_reason = self._at(why)

    def _at(self, why: str) -> str:
        return f"{why} at {self._clock():%H:%M:%S} UTC"

    def _is_peak(self) -> bool:
        return self._clock().astimezone(LEAGUE_ZONE).hour in PEAK_HOURS
