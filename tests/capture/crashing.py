"""A capture that kills itself at a named point, as a process of its own.

    python -m tests.capture.crashing LOCATION URL POINT OCCURRENCE

A point is before or after one write to the lake: "before put_new raw". With POINT "none" it goes to
its end and prints every point it passed, one a line.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from capture.books import books, lease
from capture.planning.request import CaptureRequest
from capture.run import CaptureRun, capture
from lake.open_lake import open_lake_to_write
from lake.seasons import Season
from lake.settings import CaptureSettings
from lake.store import Store, StoredObject
from lake.telemetry import new_run_id


class CrashingStore:
    """A store that dies by SIGKILL before or after one of its writes."""

    def __init__(self, store: Store, point: str, occurrence: int) -> None:
        self._store = store
        self._point = point
        self._occurrence = occurrence
        self.passed: Counter[str] = Counter()

    def __getattr__(self, name: str) -> object:
        """Reading is the store's own."""
        return getattr(self._store, name)

    def get(self, key: str) -> StoredObject:
        return self._store.get(key)

    def put(self, key: str, body: bytes) -> str:
        return self._write("put", key, lambda: self._store.put(key, body))

    def put_new(self, key: str, body: bytes) -> str:
        return self._write("put_new", key, lambda: self._store.put_new(key, body))

    def replace(self, key: str, body: bytes, etag: str) -> str:
        return self._write("replace", key, lambda: self._store.replace(key, body, etag))

    def delete(self, key: str) -> None:
        self._write("delete", key, lambda: self._delete(key))

    def _delete(self, key: str) -> str:
        self._store.delete(key)
        return ""

    def _write(self, operation: str, key: str, write: Callable[[], str]) -> str:
        self._pass(f"before {operation} {kind(key)}")
        etag = write()
        self._pass(f"after {operation} {kind(key)}")
        return etag

    def _pass(self, point: str) -> None:
        self.passed[point] += 1
        if (point, self.passed[point]) == (self._point, self._occurrence):
            os.kill(os.getpid(), signal.SIGKILL)


def kind(key: str) -> str:
    """`raw`, or what of the backfill's state: checkpoint, lease, request-log, ..."""
    root, _, rest = key.partition("/")
    return root if root == "raw" else Path(rest.partition("/")[0]).stem


def main(location: str, url: str, point: str, occurrence: str) -> None:
    # Within seconds of capture, what is done now and then is done all the time.
    lease.RENEW_EVERY_S = 0.01
    books.FLUSH_EVERY = timedelta(0)
    store = CrashingStore(open_lake_to_write(location, must_exist=False), point, int(occurrence))
    settings = CaptureSettings(url, rate_limit_s=0.05, in_flight=3)
    request = CaptureRequest((Season(2024),))
    capture(request, settings, store, CaptureRun(new_run_id()))  # type: ignore[arg-type]
    sys.stdout.write("\n".join(sorted(store.passed)))


if __name__ == "__main__":
    main(*sys.argv[1:])
