"""The gate that every request passes before it is sent.

It spaces the starts, lets several requests be under way at once while the API answers, and only
one while it does not, until the next answer. After five block signals in a row nothing but one
control request passes, which decides whether to go on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from capture.asking.attempt import Sent
from capture.asking.pacer import Pacer, Slot
from capture.asking.stop import Stop

MOST_BLOCK_SIGNALS = 5
"""After so many in a row the API is suspected to block."""

_LOOK_EVERY_S = 0.1
"""How often a waiting request looks whether it was told to stop."""


class Gate:
    """Shared by threads. `before_start` is called just before each start and may raise.

    Raises, in `enter`: StopRequested, and what `before_start` raises.
    """

    def __init__(
        self, pacer: Pacer, stop: Stop, before_start: Callable[[], None] = lambda: None
    ) -> None:
        self.pacer = pacer
        self._stop = stop
        self._before_start = before_start
        self._entrance = threading.Lock()
        self._changed = threading.Condition()
        self._starts = 0
        self._in_flight = 0
        self._signals = 0
        self._is_suspected = False
        self._of_thread = threading.local()

    @property
    def in_flight(self) -> int:
        with self._changed:
            return self._in_flight

    def enter(self) -> Sent:
        """Return when this request may start."""
        if getattr(self._of_thread, "is_control", False):
            return self._count(self.pacer.wait(self._check))
        with self._entrance:
            return self._enter()

    def leave(self, *, is_block_signal: bool) -> bool:
        """Hear how a request ended; True tells this caller alone to send the control request."""
        with self._changed:
            self._in_flight -= 1
            self._signals = self._signals + 1 if is_block_signal else 0
            is_suspicion_new = self._signals >= MOST_BLOCK_SIGNALS and not self._is_suspected
            self._is_suspected = self._is_suspected or is_suspicion_new
            self._changed.notify_all()
            return is_suspicion_new

    @contextmanager
    def control(self) -> Iterator[None]:
        """Within, this thread's request passes however many signals there were."""
        self._of_thread.is_control = True
        try:
            yield
        finally:
            self._of_thread.is_control = False

    def reopen(self) -> None:
        """The control request was answered: the signals meant something else."""
        with self._changed:
            self._signals = 0
            self._is_suspected = False
            self._changed.notify_all()

    def _enter(self) -> Sent:
        while True:
            self._wait_for_answers()
            slot = self.pacer.wait(self._check)
            with self._changed:
                # A signal that came during the wait for the slot counts too.
                if self._is_open():
                    return self._count(slot)

    def _wait_for_answers(self) -> None:
        with self._changed:
            while not self._is_open():
                self._stop.check()
                self._changed.wait(_LOOK_EVERY_S)

    def _is_open(self) -> bool:
        return not (self._is_suspected or (self._signals and self._in_flight))

    def _check(self) -> None:
        self._stop.check()
        self._before_start()

    def _count(self, slot: Slot) -> Sent:
        with self._changed:
            self._starts += 1
            self._in_flight += 1
            return Sent(self._starts, slot.started_at, slot.delay_s)
