"""The lease of a lake: real folders, and real processes where it is about processes."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from capture.books import lease
from capture.books.lease import LASTS, WATCHED_FOR_S, HeldLease, Lease, read_lease
from capture.books.state_json import to_json
from capture.planning.request import CaptureRequest
from lake import keys
from lake.archive import RawArchive
from lake.errors import HoopstatError, LakeUnavailable, LeaseHeld, LeaseLost, StateDamaged
from lake.instants import now
from lake.local_store import LocalStore
from lake.seasons import GameId, Season
from tests.capture.fake_time import START, FakeTime
from tests.capture.runs import answering, run_capture
from tests.hoopstat.holding import another_process
from tests.scripted_server import scripted

OTHER = Lease("other", "elsewhere.example", "", 4711, START, START + LASTS)
"""A run on another machine."""

REQUEST = CaptureRequest((Season(2024),), games=(GameId("0022400001"),))


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "lake")


def put(store: LocalStore, held: Lease) -> None:
    store.put(keys.LEASE, to_json(held))


def ignore(_: HoopstatError) -> None:
    """Nobody is told."""


def held_at(store: LocalStore, time: FakeTime) -> HeldLease:
    return HeldLease(store, "mine", ignore, time.clock, time.sleep)


def expiry(store: LocalStore) -> datetime:
    found = read_lease(store)
    assert found is not None
    return found.expires_at


def test_a_lease_says_who_holds_it_until_it_is_given_back(store: LocalStore) -> None:
    with held_at(store, FakeTime()):
        found = read_lease(store)

        assert found is not None
        assert (found.run_id, found.pid) == ("mine", os.getpid())
        assert (found.acquired_at, found.expires_at) == (START, START + timedelta(seconds=90))
    assert read_lease(store) is None


def test_a_lease_that_lasts_refuses_another_capture_and_names_who_holds_it(
    archive: RawArchive,
) -> None:
    started_at = now()
    other = replace(OTHER, acquired_at=started_at, expires_at=started_at + timedelta(days=1))
    archive.store.put(keys.LEASE, to_json(other))
    before = list(archive.store.list(""))
    with scripted(answering()) as server:
        with pytest.raises(LeaseHeld) as refused:
            run_capture(archive, server.url, REQUEST)

        assert server.paths == []
    since = f"{started_at:%Y-%m-%dT%H:%M:%S}"
    assert str(refused.value).startswith(
        f"another capture works on this lake: run other on elsewhere.example, process 4711, "
        f"since {since}."
    )
    assert f"the same command again after {since[:8]}" in refused.value.hint
    assert (refused.value.exit_code, read_lease(archive.store)) == (5, other)
    assert list(archive.store.list("")) == before


@pytest.mark.parametrize(
    ("after", "is_taken"), [(LASTS - timedelta(milliseconds=1), False), (LASTS, True)]
)
def test_a_lease_is_taken_over_once_it_has_expired_and_not_before(
    store: LocalStore, after: timedelta, is_taken: bool
) -> None:
    put(store, OTHER)
    mine = held_at(store, FakeTime(start=START + after))

    if is_taken:
        with mine:
            found = read_lease(store)
            assert found is not None
            assert found.run_id == "mine"
    else:
        with pytest.raises(LeaseHeld):
            mine.__enter__()
        assert read_lease(store) == OTHER


def test_the_lease_of_a_process_that_was_killed_is_taken_over_at_once(store: LocalStore) -> None:
    Path(store.location).mkdir()
    with another_process(store, "killed") as process:
        with pytest.raises(LeaseHeld, match=f"run killed on .*, process {process.pid}, since"):
            HeldLease(store, "mine", ignore).__enter__()
        process.kill()
        process.wait()

        with HeldLease(store, "mine", ignore):
            found = read_lease(store)
            assert found is not None
            assert found.run_id == "mine"


def test_the_process_of_another_machine_is_not_looked_for_on_this_one(store: LocalStore) -> None:
    Path(store.location).mkdir()
    with another_process(store, "killed") as process:
        found = read_lease(store)
        assert found is not None
        process.kill()
        process.wait()
    for elsewhere in ("other", ""):
        put(store, replace(found, process_space=elsewhere))

        with pytest.raises(LeaseHeld):
            HeldLease(store, "mine", ignore).__enter__()


def test_a_lease_that_only_looks_expired_is_watched_and_left_to_who_renews_it(
    store: LocalStore,
) -> None:
    """The clock of the other machine is two hours behind."""
    put(store, OTHER)
    time = FakeTime(start=START + timedelta(hours=2))
    renewed = replace(OTHER, expires_at=OTHER.expires_at + timedelta(seconds=20))

    def sleep(seconds: float) -> None:
        time.sleep(seconds)
        put(store, renewed)

    with pytest.raises(LeaseHeld):
        HeldLease(store, "mine", ignore, time.clock, sleep).__enter__()

    assert read_lease(store) == renewed
    assert time.slept == [WATCHED_FOR_S]


@pytest.mark.parametrize("body", [b"", b"junk", b"[]", b"{}", b'{"run_id": "other"}'])
def test_a_damaged_lease_is_told_with_its_key_and_left_alone(
    store: LocalStore, body: bytes
) -> None:
    store.put(keys.LEASE, body)

    with pytest.raises(StateDamaged) as refused:
        held_at(store, FakeTime()).__enter__()

    assert (refused.value.key, store.get(keys.LEASE).body) == (keys.LEASE, body)
    assert refused.value.hint == (
        "look at it; if no capture runs, delete it: the archive knows what is owed"
    )


# Renewing


def test_a_lease_is_renewed_while_it_is_held(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "RENEW_EVERY_S", 0.001)
    time = FakeTime()
    with held_at(store, time):
        time.sleep(50)

        expected = time.clock() + LASTS
        while (found := read_lease(store)) and found.expires_at != expected:
            pass
        assert found is not None
        assert found.acquired_at == START


def test_before_a_start_an_expired_lease_is_renewed_if_nobody_took_it(store: LocalStore) -> None:
    time = FakeTime()
    with held_at(store, time) as mine:
        mine.confirm()
        assert expiry(store) == START + LASTS
        time.sleep(LASTS.total_seconds())

        mine.confirm()

        assert expiry(store) == time.clock() + LASTS


def test_before_a_start_a_lease_that_was_taken_is_lost_and_stays_the_others(
    store: LocalStore,
) -> None:
    time = FakeTime()
    with held_at(store, time) as mine:
        put(store, OTHER)
        time.sleep(LASTS.total_seconds())
        with pytest.raises(LeaseLost):
            mine.confirm()

    assert read_lease(store) == OTHER


def test_a_loss_is_told_once_a_renewal_finds_out(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "RENEW_EVERY_S", 0.001)
    is_told = threading.Event()
    lost: list[HoopstatError] = []

    def on_lost(error: HoopstatError) -> None:
        lost.append(error)
        is_told.set()

    with HeldLease(store, "mine", on_lost):
        put(store, OTHER)
        is_told.wait()

    assert [(type(error), error.key, error.exit_code) for error in lost] == [
        (LeaseLost, keys.LEASE, 5)
    ]
    assert read_lease(store) == OTHER


class BadDisk(LocalStore):
    """While `is_bad`, nothing can be written, or it is written and told as failed."""

    is_bad = False
    does_write = False

    def replace(self, key: str, body: bytes, etag: str) -> str:
        if self.is_bad and not self.does_write:
            raise LakeUnavailable("the disk is bad", hint="")
        written = super().replace(key, body, etag)
        if self.is_bad:
            raise LakeUnavailable("the disk is bad", hint="")
        return written


@pytest.mark.parametrize("does_write", [False, True])
def test_a_lake_that_can_not_be_written_for_a_while_does_not_lose_the_lease(
    tmp_path: Path, does_write: bool
) -> None:
    store, time = BadDisk(tmp_path / "lake"), FakeTime()
    store.does_write = does_write
    with held_at(store, time) as mine:
        store.is_bad = True
        mine.confirm()
        time.sleep(LASTS.total_seconds())
        with pytest.raises(LakeUnavailable):
            mine.confirm()

        store.is_bad = False
        mine.confirm()

        assert expiry(store) == time.clock() + LASTS
    assert read_lease(store) is None
