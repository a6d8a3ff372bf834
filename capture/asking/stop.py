"""A request to stop: made once, heard by everything that waits."""

from __future__ import annotations

import threading

from lake.errors import HoopstatError


class StopRequested(Exception):
    """Ends a wait early. No person ever sees it."""


class Stop:
    """`error` is why a capture must stop; None where a person asked for it."""

    def __init__(self) -> None:
        self._requested = threading.Event()
        self.error: HoopstatError | None = None

    def request(self, error: HoopstatError | None = None) -> None:
        """The first reason is the one that counts."""
        if not self.is_requested:
            self.error = error
        self._requested.set()

    @property
    def is_requested(self) -> bool:
        return self._requested.is_set()

    def check(self) -> None:
        """Raises: StopRequested."""
        if self.is_requested:
            raise StopRequested

    def sleep(self, seconds: float) -> None:
        """Wait, but not any longer once a stop is requested. Raises: StopRequested."""
        if self._requested.wait(seconds):
            raise StopRequested
