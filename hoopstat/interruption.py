"""Ctrl-C and SIGTERM.

A signal that comes while DuckDB works can end as an error of its own or be lost, so it is
remembered besides being raised, and looked for whenever a job advances.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130
"""What a shell says of a program that SIGINT has ended, and Typer of a KeyboardInterrupt."""

_SHOW_CURSOR = "\x1b[?25h"

_REQUESTED = threading.Event()
_ON_FIRST: list[Callable[[], None]] = []
"""What a signal calls instead of interrupting; empty where it interrupts."""


def listen() -> None:
    """Take SIGINT and SIGTERM as a request to stop."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)


def is_requested() -> bool:
    return _REQUESTED.is_set()


def check() -> None:
    """Raises: KeyboardInterrupt if a signal came and is not left to somebody else."""
    if _REQUESTED.is_set() and not _ON_FIRST:
        raise KeyboardInterrupt


@contextmanager
def deferred(on_first: Callable[[], None]) -> Iterator[None]:
    """Within, a signal interrupts nothing: the first one calls `on_first`.

    The second one ends the process at once.
    """
    _ON_FIRST.append(on_first)
    try:
        yield
    finally:
        _ON_FIRST.pop()


def _interrupt(_: int, __: FrameType | None) -> None:
    if not _ON_FIRST:
        _REQUESTED.set()
        raise KeyboardInterrupt
    if _REQUESTED.is_set():
        _leave_at_once()
    _REQUESTED.set()
    _ON_FIRST[-1]()


def _leave_at_once() -> None:
    """Wait for nothing, not for threads that wait for the API either."""
    cursor = _SHOW_CURSOR if sys.stderr.isatty() else ""
    message = (
        f"{cursor}Error: interrupted twice, so requests under way were dropped\n"
        "Try: the same command again: it goes on where it stopped\n"
    )
    os.write(sys.stderr.fileno(), message.encode())
    os._exit(INTERRUPTED)
