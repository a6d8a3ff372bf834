"""Patience with a lake that does not answer for a while.

A capture that runs for days outlives a router that restarts and an S3 that has a bad minute. What
is denied or full does not get better by waiting, and is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import tenacity

from lake.errors import LakeBusy
from lake.store import Remote, Store, StoredObject

LONGEST_S = 600
"""After ten minutes an accepted answer is given up with the run."""

_FIRST_WAIT_S = 1
_LONGEST_WAIT_S = 30


def patience(sleep: Callable[[float], None]) -> tenacity.Retrying:
    """Make a caller that repeats what fails with LakeBusy, and raises that in the end."""
    return tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(LakeBusy),
        wait=tenacity.wait_exponential(multiplier=_FIRST_WAIT_S, max=_LONGEST_WAIT_S),
        stop=tenacity.stop_before_delay(LONGEST_S),
        sleep=sleep,
        reraise=True,
    )


class PatientStore:
    """A store whose every operation is repeated while the lake does not answer.

    A write may have been done and told as failed, so `put_new` may find its own object, and
    `replace` its own change; whoever writes so must know what is its own.
    """

    def __init__(self, store: Store, sleep: Callable[[float], None]) -> None:
        self._store = store
        self._sleep = sleep

    @property
    def location(self) -> str:
        return self._store.location

    @property
    def remote(self) -> Remote | None:
        return self._store.remote

    def prepare(self) -> tuple[str, ...]:
        return patience(self._sleep)(self._store.prepare)

    def get(self, key: str) -> StoredObject:
        return patience(self._sleep)(self._store.get, key)

    def put(self, key: str, body: bytes) -> str:
        return patience(self._sleep)(self._store.put, key, body)

    def put_new(self, key: str, body: bytes) -> str:
        return patience(self._sleep)(self._store.put_new, key, body)

    def replace(self, key: str, body: bytes, etag: str) -> str:
        return patience(self._sleep)(self._store.replace, key, body, etag)

    def list(self, prefix: str) -> Iterator[str]:
        """Lists whole before the first key is given: half a listing can't be repeated."""
        yield from patience(self._sleep)(lambda: [*self._store.list(prefix)])

    def exists(self, key: str) -> bool:
        return patience(self._sleep)(self._store.exists, key)

    def delete(self, key: str) -> None:
        patience(self._sleep)(self._store.delete, key)

    def as_file(self, key: str, scratch: Path) -> Path:
        return patience(self._sleep)(self._store.as_file, key, scratch)
