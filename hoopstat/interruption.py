"""Ctrl-C and SIGTERM.

A signal that comes while DuckDB works can end as an error of its own or be lost, so it is
remembered besides being raised, and looked for whenever a job advances.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType

_REQUESTED = threading.Event()


def listen() -> None:
    """Take SIGINT and SIGTERM as a request to stop."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)


def is_requested() -> bool:
    return _REQUESTED.is_set()


def check() -> None:
    """Raises: KeyboardInterrupt if a signal came."""
    if _REQUESTED.is_set():
        raise KeyboardInterrupt


def _interrupt(_: int, __: FrameType | None) -> None:
    _REQUESTED.set()
    raise KeyboardInterrupt
