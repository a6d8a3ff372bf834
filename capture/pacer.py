"""The pacer: request starts stay spaced, whatever asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Pacer:
    """Lets one request start every `interval_s`, without bursts.

    The first one waits a full interval too: the process may be a restart of one that has
    just asked. The interval counts from when a request really started, so a sleep that lasts too
    long never brings two closer. Shared by threads; `monotonic` and `sleep` are injected by tests.
    """

    def __init__(
        self,
        interval_s: float,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.interval_s = interval_s
        self._monotonic = monotonic
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next_start = monotonic() + interval_s

    def wait(self) -> None:
        """Return when this request may start; the next may an interval after that."""
        with self._lock:
            while (left := self._next_start - self._monotonic()) > 0:
                self._sleep(left)
            self._next_start = self._monotonic() + self.interval_s
