"""Time as a capture feels it: tests bring their own."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from lake.instants import Clock, now


@dataclass(frozen=True)
class PassingTime:
    """`monotonic` counts seconds; `sleep` None is a wait that a request to stop ends early."""

    monotonic: Callable[[], float] = time.monotonic
    clock: Clock = now
    sleep: Callable[[float], None] | None = None
