"""The lease: one capture a lake, so that two machines can't double the rate."""

from __future__ import annotations

import os
import platform
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from capture.books.state_json import from_json, to_json
from lake import keys
from lake.errors import (
    HoopstatError,
    LakeUnavailable,
    LeaseHeld,
    LeaseLost,
    ObjectChanged,
    ObjectExists,
    ObjectMissing,
    StateDamaged,
)
from lake.instants import Clock, format_instant, now
from lake.store import Store

LASTS = timedelta(seconds=90)
"""Without a renewal a lease ends after this; who lost it stops asking by itself before."""

RENEW_EVERY_S = 20.0

WATCHED_FOR_S = RENEW_EVERY_S + 5


@dataclass(frozen=True)
class Lease:
    """Who captures into a lake.

    `host` is for people; `process_space` names where `pid` counts, "" where the system can't.
    """

    run_id: str
    host: str
    process_space: str
    pid: int
    acquired_at: datetime
    expires_at: datetime

    def is_over(self, at: datetime) -> bool:
        """Tell whether it has expired, or its process on this very machine is gone."""
        return at >= self.expires_at or self.is_of_a_dead_process

    @property
    def is_of_a_dead_process(self) -> bool:
        """Only this machine, since it was started, can tell."""
        here = _process_space()
        if not here or self.process_space != here:
            return False
        # This process holds no lease yet, so its own number is that of an earlier one.
        return self.pid == os.getpid() or not _is_running(self.pid)


def read_lease(store: Store) -> Lease | None:
    """Read who holds a lake; None if nobody does. Raises: StateDamaged; LakeUnavailable."""
    try:
        body = store.get(keys.LEASE).body
    except ObjectMissing:
        return None
    return from_json(body, Lease, keys.LEASE)


class HeldLease:
    """A lease while this run holds it, from `with` to its end; renewed by a thread.

    `on_lost` hears, from that thread, that somebody else has it.
    """

    def __init__(
        self,
        store: Store,
        run_id: str,
        on_lost: Callable[[HoopstatError], None],
        clock: Clock = now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._store = store
        self._run_id = run_id
        self._on_lost = on_lost
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._keep_renewing, name="lease", daemon=True)

    def __enter__(self) -> HeldLease:
        """Raises: LeaseHeld; StateDamaged; LakeUnavailable."""
        self._lease, self._etag = self._acquire()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        with self._lock, suppress(LakeUnavailable, ObjectChanged, ObjectMissing):
            # Whoever has taken it over keeps it, and what can't be given back expires.
            self._replace(replace(self._lease, expires_at=self._clock()))
            self._store.delete(keys.LEASE)

    def confirm(self) -> None:
        """Make sure, before a request is sent, that the lease is still this run's.

        A machine that slept wakes up with one that has expired.
        Raises: LeaseLost; LakeUnavailable if that can't be known.
        """
        if self._clock() >= self._lease.expires_at:
            self._renew()

    def _acquire(self) -> tuple[Lease, str]:
        at = self._clock()
        mine = Lease(self._run_id, platform.node(), _process_space(), os.getpid(), at, at + LASTS)
        try:
            return mine, self._store.put_new(keys.LEASE, to_json(mine))
        except ObjectExists:
            return self._take_over(mine)

    def _take_over(self, mine: Lease) -> tuple[Lease, str]:
        """Raises: LeaseHeld unless the lease that is there is over.

        Clocks differ and are set, so one that looks expired is watched for longer than a living
        capture leaves it alone.
        """
        try:
            stored = self._store.get(keys.LEASE)
            other = from_json(stored.body, Lease, keys.LEASE)
            if not other.is_over(mine.acquired_at):
                raise _held(other)
            if not other.is_of_a_dead_process:
                self._sleep(WATCHED_FOR_S)
            at = self._clock()
            mine = replace(mine, acquired_at=at, expires_at=at + LASTS)
            return mine, self._store.replace(keys.LEASE, to_json(mine), stored.etag)
        except (ObjectChanged, ObjectMissing) as error:
            raise LeaseHeld(
                "another capture works on this lake, or begins at this moment",
                hint="one capture a lake; once that one has ended, the same command again",
                key=keys.LEASE,
            ) from error

    def _keep_renewing(self) -> None:
        while not self._over.wait(RENEW_EVERY_S):
            try:
                self._renew()
            except LeaseLost as error:
                self._on_lost(error)
                return
            except LakeUnavailable:
                continue  # `confirm` lets nothing be sent once it has expired.

    def _renew(self) -> None:
        """Raises: LeaseLost; LakeUnavailable."""
        with self._lock:
            renewed = replace(self._lease, expires_at=self._clock() + LASTS)
            try:
                self._replace(renewed)
            except (ObjectChanged, ObjectMissing) as error:
                raise LeaseLost(
                    "another capture has taken this lake over",
                    hint="one capture a lake: stop one of them; nothing that was archived is lost",
                    key=keys.LEASE,
                ) from error
            self._lease = renewed

    def _replace(self, renewed: Lease) -> None:
        """Raises: ObjectChanged, ObjectMissing; LakeUnavailable."""
        body = to_json(renewed)
        try:
            self._etag = self._store.replace(keys.LEASE, body, self._etag)
        except ObjectChanged:
            # A renewal that was written and yet told as failed is this run's own change.
            stored = self._store.get(keys.LEASE)
            if not self._is_own(stored.body):
                raise
            self._etag = self._store.replace(keys.LEASE, body, stored.etag)

    def _is_own(self, body: bytes) -> bool:
        try:
            return from_json(body, Lease, keys.LEASE).run_id == self._run_id
        except StateDamaged:
            return False


def _held(other: Lease) -> LeaseHeld:
    since, until = format_instant(other.acquired_at), format_instant(other.expires_at)
    return LeaseHeld(
        f"another capture works on this lake: run {other.run_id} on {other.host}, "
        f"process {other.pid}, since {since}",
        hint=f"`hoopstat status` shows it; if it is gone, the same command again after {until}",
        key=keys.LEASE,
    )


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _process_space() -> str:
    """Name the start of this machine and the namespace of its processes.

    Machines and containers may share a host's name, and all of them number from 1.
    """
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""
