"""Watches a backfill: shows where it stands again and again while a process works on it."""

from __future__ import annotations

import time
from collections.abc import Callable

from rich.console import Console
from rich.live import Live

from hoopstat.console import print_data
from hoopstat.standing import Backfill
from hoopstat.standing_view import BackfillView, line
from lake.instants import format_instant

EVERY_S = 3.0

Show = Callable[[Backfill], None]
Sleep = Callable[[float], None]


def watch(read: Callable[[], Backfill], show: Show, sleep: Sleep = time.sleep) -> Backfill:
    """Show it until nobody works on it, or until Ctrl-C; return where it stood then.

    Raises: StateDamaged; LakeUnavailable.
    """
    backfill = read()
    show(backfill)
    try:
        while backfill.standing.is_running:
            sleep(EVERY_S)
            backfill = read()
            show(backfill)
    except KeyboardInterrupt:
        # Ctrl-C is how one stops looking; nothing was interrupted.
        return backfill
    return backfill


def watch_drawn(
    read: Callable[[], Backfill], console: Console, sleep: Sleep = time.sleep
) -> Backfill:
    """Draw it in one place of a terminal."""
    with Live(console=console, auto_refresh=False) as live:
        return watch(read, lambda found: live.update(BackfillView(found), refresh=True), sleep)


class Changes:
    """Writes one line to stdout each time the state or the checkpoint is another."""

    def __init__(self, write: Callable[[Backfill], str]) -> None:
        self._write = write
        self._last: tuple[object, object] | None = None

    def __call__(self, backfill: Backfill) -> None:
        told = (backfill.standing, backfill.checkpoint)
        if told != self._last:
            print_data(self._write(backfill))
        self._last = told


def dated_line(backfill: Backfill) -> str:
    return f"{format_instant(backfill.at)} {line(backfill)}"
