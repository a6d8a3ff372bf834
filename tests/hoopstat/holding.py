"""A process of its own that holds the lease of a lake, as a capture does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from lake.local_store import LocalStore

HOLD = """
import sys
from pathlib import Path
from capture.books.lease import HeldLease
from lake.local_store import LocalStore
with HeldLease(LocalStore(Path(sys.argv[1])), sys.argv[2], print):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(store: LocalStore, run_id: str) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lease until the end, unless it is killed before."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, store.location, run_id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
