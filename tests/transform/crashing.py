"""A transform that is killed at a named point, as a process of its own.

    python -m tests.transform.crashing LOCATION SIDE WRITE NUMBER

SIDE is before, within or after: "within" a put is with half of the object sent, or all of it in a
file that is not yet renamed. "copy" as SIDE kills it while DuckDB writes a file of more than NUMBER
bytes.
"""

from __future__ import annotations

import http.client
import os
import resource
import signal
import sys
import threading
from collections import Counter
from typing import Any

from lake.open_lake import open_lake
from tests.transform.pointed_store import PointedStore, Write
from tests.transform.published import transform_one


class Killer:
    """Kills this process before, within or after one write, counted from 1."""

    def __init__(self, side: str, write: str, number: int) -> None:
        self._side = side
        self._point = (write, number)
        self._passed: Counter[tuple[str, str]] = Counter()
        self._within = threading.local()
        self._lock = threading.Lock()

    def before(self, write: Write) -> None:
        self._pass("before", write)
        self._within.is_due = self._pass("within", write)

    def after(self, write: Write) -> None:
        self._within.is_due = False
        self._pass("after", write)

    def _pass(self, side: str, write: Write) -> bool:
        with self._lock:
            self._passed[side, write.name] += 1
            number = self._passed[side, write.name]
        is_due = (side, write.name, number) == (self._side, *self._point)
        if is_due and side != "within":
            kill()
        return is_due

    def strike_within(self) -> None:
        """Make a file's sync and a request's sending the middle of a write."""
        sync, send = os.fsync, http.client.HTTPConnection.send

        def sync_or_die(fd: Any) -> None:
            if getattr(self._within, "is_due", False):
                kill()
            sync(fd)

        def send_half_and_die(connection: Any, data: Any) -> None:
            if getattr(self._within, "is_due", False):
                send(connection, data[: len(data) // 2])
                kill()
            send(connection, data)

        os.fsync = sync_or_die
        http.client.HTTPConnection.send = send_half_and_die  # type: ignore[assignment,method-assign]


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def be_killed_beyond(size_bytes: int) -> None:
    """Have the system kill this process while it writes a longer file; Python would hear of it."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, size_bytes))


def main(location: str, side: str, write: str, number: str) -> None:
    killer = Killer(side, write, int(number))
    killer.strike_within()
    if side == "copy":
        be_killed_beyond(int(number))
    transform_one(PointedStore(open_lake(location, must_exist=True), killer.before, killer.after))


if __name__ == "__main__":
    main(*sys.argv[1:])
