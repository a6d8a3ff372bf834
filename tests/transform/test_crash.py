"""Transforms that die at any of their writes, those who read meanwhile, and the next transform."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from signal import SIGKILL, SIGXFSZ

import duckdb
import pytest

from lake.errors import LakeUnavailable, ObjectMissing
from lake.local_store import LocalStore
from lake.open_lake import open_lake
from lake.store import Store
from tests.capture.conftest import Lake
from tests.transform.changes import (
    ARRIVALS,
    Change,
    Contents,
    contents,
    fill,
    made_of,
    make_changes,
)
from tests.transform.pointed_store import PointedStore, Write
from tests.transform.published import transform_one

WRITES = {
    "first": {"put published": 27},
    "newer": {"put published": 3},
    "moved": {"put published": 9, "delete published": 5},
    "held": {"put quarantine": 9, "put published": 9},
    "released": {"put published": 9, "delete quarantine": 9},
}
"""Every write of a transform, and how often each change asks for it."""

EVERY_WRITE = [
    (change, write, number)
    for change, writes in WRITES.items()
    for write, count in writes.items()
    for number in range(1, count + 1)
]
BETWEEN_WRITES = [
    (change, write, number)
    for change, write, number in EVERY_WRITE
    if number == 1 or (number == WRITES[change][write] and write != list(WRITES[change])[-1])
]
MIDDLES = {
    ("first", "put published"): 14,
    ("newer", "put published"): 1,
    ("moved", "delete published"): 3,
    ("held", "put quarantine"): 4,
    ("released", "delete quarantine"): 2,
}
KILLS = [
    (change, side, write, number)
    for (change, write), number in MIDDLES.items()
    for side in ("before", "within", "after")
    if (side, write.split()[0]) != ("within", "delete")
]


class Reader:
    """Reads all files again and again, each at one go."""

    def __init__(self, store: Store, keys: list[str]) -> None:
        self._store = store
        self._keys = keys
        self.has_read_all = threading.Event()
        self.is_done = threading.Event()
        self.rounds = 0

    def read_on(self) -> dict[str, set[bytes | None]]:
        """Return by key all bodies that were seen, None where there was no file."""
        seen: defaultdict[str, set[bytes | None]] = defaultdict(set)
        while not (self.is_done.is_set() and self.has_read_all.is_set()):
            for key in self._keys:
                seen[key].add(self._read(key))
            self.has_read_all.set()
            self.rounds += 1
        return seen

    def _read(self, key: str) -> bytes | None:
        try:
            return self._store.get(key).body
        except ObjectMissing:
            return None


class Died(LakeUnavailable):
    pass


class Death:
    """Strikes before a write, or after it; who is dead writes nothing any more."""

    def __init__(self, write: str, number: int, *, is_after: bool = False) -> None:
        self._point = (write, number)
        self._is_after = is_after
        self._begun: Counter[str] = Counter()
        self._ended: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._has_struck = False

    def before(self, write: Write) -> None:
        with self._lock:
            self._begun[write.name] += 1
            if self._has_struck or (not self._is_after and self._is_due(write, self._begun)):
                self._strike()

    def after(self, write: Write) -> None:
        with self._lock:
            self._ended[write.name] += 1
            if self._is_after and self._is_due(write, self._ended):
                self._strike()

    def _is_due(self, write: Write, passed: Counter[str]) -> bool:
        return (write.name, passed[write.name]) == self._point

    def _strike(self) -> None:
        self._has_struck = True
        raise Died("this process is dead", hint="another one")


@pytest.fixture(scope="session")
def changes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Change]:
    return make_changes(LocalStore(tmp_path_factory.mktemp("changes") / "lake"))


@pytest.fixture(params=["folder", "s3"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Lake:
    """An empty lake and the environment of a process that works on it."""
    source = {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"}
    if request.param == "s3":
        s3 = request.getfixturevalue("s3")
        return Lake(s3.new_bucket(), s3.process_environment() | source)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HOOPSTAT_")}
    return Lake(str(tmp_path / "lake"), environment | source)


def assert_each_file_is_old_or_new(store: Store, change: Change) -> None:
    found = made_of(store)
    old, new = only_made(change.old), only_made(change.new)
    mixed = [key for key, body in found.items() if body not in (old.get(key), new.get(key))]
    missing = [key for key in old.keys() & new.keys() if key not in found]
    assert (mixed, missing) == ([], [])


def only_made(objects: Contents) -> Contents:
    return {key: body for key, body in objects.items() if not key.startswith("raw/")}


def assert_every_parquet_of_the_folder_is_a_readable_file_of_the_lake(store: LocalStore) -> None:
    pattern = f"{store.location}/**/*.parquet"
    found = [path for (path,) in duckdb.execute("from glob($1)", [pattern]).fetchall()]
    assert sorted(found) == sorted(f"{store.location}/{key}" for key in made_of(store))
    for path in found:
        duckdb.execute("select * from read_parquet($1)", [path]).fetchall()


def die_and_go_on(store: LocalStore, change: Change, death: Death) -> None:
    fill(store, change.old)
    with pytest.raises(Died):
        transform_one(PointedStore(store, death.before, death.after))
    assert_each_file_is_old_or_new(store, change)
    assert_every_parquet_of_the_folder_is_a_readable_file_of_the_lake(store)

    transform_one(store)

    assert contents(store) == change.new


def test_these_are_all_writes_of_a_transform(changes: dict[str, Change], tmp_path: Path) -> None:
    counted = {}
    for name, change in changes.items():
        store = PointedStore(LocalStore(tmp_path / name))
        fill(LocalStore(tmp_path / name), change.old)
        transform_one(store)
        counted[name] = dict(Counter(write.name for write in store.written))
    assert counted == WRITES
    assert list(WRITES) == list(ARRIVALS)
    assert {write for _, write in MIDDLES} == {name for names in WRITES.values() for name in names}


@pytest.mark.parametrize(("name", "write", "number"), BETWEEN_WRITES)
def test_a_transform_that_died_after_a_write_is_finished_by_the_next_one(
    name: str, write: str, number: int, changes: dict[str, Change], lake: LocalStore
) -> None:
    die_and_go_on(lake, changes[name], Death(write, number, is_after=True))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "write", "number"), EVERY_WRITE)
def test_a_transform_that_died_before_a_write_is_finished_by_the_next_one(
    name: str, write: str, number: int, changes: dict[str, Change], lake: LocalStore
) -> None:
    die_and_go_on(lake, changes[name], Death(write, number))


def kill_and_go_on(lake: Lake, change: Change, *point: str, ends_by: int = SIGKILL) -> Store:
    """Return the lake as the next transform left it."""
    store = open_lake(lake.location, must_exist=False)
    fill(store, change.old)
    ended = subprocess.run(
        [sys.executable, "-m", "tests.transform.crashing", lake.location, *point],
        env=lake.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == -ends_by, ended.stderr
    assert_each_file_is_old_or_new(store, change)
    transform_one(store)
    return store


@pytest.mark.slow
@pytest.mark.parametrize(("name", "side", "write", "number"), KILLS)
def test_a_transform_that_was_killed_is_finished_by_the_next_one(
    name: str, side: str, write: str, number: int, changes: dict[str, Change], anywhere: Lake
) -> None:
    store = kill_and_go_on(anywhere, changes[name], side, write, str(number))
    assert contents(store) == changes[name].new


@pytest.mark.slow
def test_a_transform_that_was_killed_within_a_copy_is_finished_by_the_next_one(
    changes: dict[str, Change], anywhere: Lake, tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    anywhere.environment["TMPDIR"] = str(scratch)
    change = changes["first"]
    others = [len(body) for key, body in only_made(change.new).items() if "play_by_play" not in key]
    limit = max(others) + 1  # Files of events are the only ones that are longer.

    store = kill_and_go_on(anywhere, change, "copy", "", str(limit), ends_by=SIGXFSZ)

    assert contents(store) == change.new
    sizes = [file.stat().st_size for file in scratch.rglob("*.parquet")]
    assert max(sizes) == limit


def test_who_reads_during_a_transform_sees_each_file_old_or_new(
    changes: dict[str, Change], anywhere: Lake
) -> None:
    change = changes["moved"]
    store = open_lake(anywhere.location, must_exist=False)
    fill(store, change.old)
    old, new = only_made(change.old), only_made(change.new)
    allowed = {key: {old.get(key), new.get(key)} for key in old | new}
    reader = Reader(store, sorted(allowed))

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(reader.read_on)
        reader.has_read_all.wait(timeout=60)
        rounds_before = reader.rounds
        try:
            transform_one(store)
            rounds_meanwhile = reader.rounds - rounds_before
        finally:
            reader.is_done.set()
        seen = reading.result()

    assert [key for key in allowed if not seen[key] <= allowed[key]] == []
    assert rounds_meanwhile > 0
    assert made_of(store) == new
