"""The conformance suite of the Store contract; an implementation joins by one entry in STORES."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import lake
from lake.cached_store import read_through
from lake.errors import ObjectChanged, ObjectExists, ObjectMissing, UsageError
from lake.local_store import LocalStore
from lake.open_lake import open_lake
from lake.raw_cache import CacheSettings
from lake.store import Store, StoredObject
from lake.telemetry import Observer

KEY = "raw/playbyplayv3/season=2024-25/0022400561/20250116T051502.123Z.json.gz"


def local(request: pytest.FixtureRequest) -> Store:
    folder: Path = request.getfixturevalue("tmp_path")
    return LocalStore(folder / "lake")


def s3(request: pytest.FixtureRequest) -> Store:
    bucket: str = request.getfixturevalue("s3_lake")
    return open_lake(f"{bucket}/a lake", must_exist=False)


def s3_through_a_cache(request: pytest.FixtureRequest) -> Store:
    folder: Path = request.getfixturevalue("tmp_path")
    return read_through(s3(request), CacheSettings(folder / "cache", 10**9), Observer())


STORES: tuple[Callable[[pytest.FixtureRequest], Store], ...] = (local, s3, s3_through_a_cache)


@pytest.fixture(params=STORES, ids=lambda make: make.__name__)
def store(request: pytest.FixtureRequest) -> Store:
    made: Store = request.param(request)
    return made


# Preparing


def test_preparing_makes_an_empty_lake(store: Store) -> None:
    assert store.prepare() == ()

    assert list(store.list("")) == []
    assert list(open_lake(store.location, must_exist=True).list("")) == []


def test_preparing_again_changes_nothing(store: Store) -> None:
    etag = store.put(KEY, b"body")
    store.prepare()

    assert store.get(KEY) == StoredObject(b"body", etag)
    assert list(store.list("")) == [KEY]


# Reading and writing


@pytest.mark.parametrize("body", [b"", b"{}", b"\x00\xff\r\n", bytes(range(256)) * 8192], ids=len)
def test_an_object_is_read_as_it_was_put(store: Store, body: bytes) -> None:
    etag = store.put(KEY, body)

    assert store.get(KEY) == StoredObject(body, etag)


def test_a_put_writes_over_what_is_there(store: Store) -> None:
    store.put(KEY, b"a longer old body")
    etag = store.put(KEY, b"new")

    assert store.get(KEY) == StoredObject(b"new", etag)


def test_different_contents_have_different_etags(store: Store) -> None:
    assert store.put("a", b"one") != store.put("b", b"two")


def test_reading_a_missing_object_names_its_key(store: Store) -> None:
    with pytest.raises(ObjectMissing) as missing:
        store.get(KEY)

    assert missing.value.key == KEY


def test_the_folder_of_an_object_is_no_object(store: Store) -> None:
    store.put("a/b", b"")

    assert not store.exists("a")
    with pytest.raises(ObjectMissing):
        store.get("a")


def test_a_key_may_be_of_any_script(store: Store) -> None:
    store.put("raw/Jokić 東 = 15", b"body")

    assert store.get("raw/Jokić 東 = 15").body == b"body"
    assert list(store.list("raw/Jokić")) == ["raw/Jokić 東 = 15"]


def test_the_location_opens_the_same_lake(store: Store) -> None:
    etag = store.put(KEY, b"body")

    assert open_lake(store.location, must_exist=True).get(KEY) == StoredObject(b"body", etag)


# put_new


def test_put_new_writes_an_object_that_is_not_there(store: Store) -> None:
    etag = store.put_new(KEY, b"first")

    assert store.get(KEY) == StoredObject(b"first", etag)


def test_put_new_leaves_an_object_that_is_there(store: Store) -> None:
    etag = store.put(KEY, b"first")

    with pytest.raises(ObjectExists) as refused:
        store.put_new(KEY, b"second")
    assert refused.value.key == KEY
    assert store.get(KEY) == StoredObject(b"first", etag)


def test_put_new_refuses_even_the_same_content(store: Store) -> None:
    store.put_new(KEY, b"same")

    with pytest.raises(ObjectExists):
        store.put_new(KEY, b"same")


def test_put_new_writes_where_an_object_was_deleted(store: Store) -> None:
    store.put_new(KEY, b"first")
    store.delete(KEY)
    store.put_new(KEY, b"second")

    assert store.get(KEY).body == b"second"


# replace


@pytest.mark.parametrize("write", ["put", "put_new", "replace", "get"])
def test_replace_takes_the_etag_any_operation_gave(store: Store, write: str) -> None:
    etag = {
        "put": lambda: store.put(KEY, b"old"),
        "put_new": lambda: store.put_new(KEY, b"old"),
        "replace": lambda: store.replace(KEY, b"old", store.put(KEY, b"older")),
        "get": lambda: store.get(KEY).etag if store.put(KEY, b"old") else "",
    }[write]()

    replaced = store.replace(KEY, b"new", etag)

    assert store.get(KEY) == StoredObject(b"new", replaced)


def test_replace_leaves_an_object_that_was_changed(store: Store) -> None:
    read = store.put(KEY, b"read")
    changed = store.put(KEY, b"changed")

    with pytest.raises(ObjectChanged) as refused:
        store.replace(KEY, b"mine", read)
    assert refused.value.key == KEY
    assert store.get(KEY) == StoredObject(b"changed", changed)


def test_replace_does_not_bring_a_deleted_object_back(store: Store) -> None:
    etag = store.put(KEY, b"read")
    store.delete(KEY)

    with pytest.raises(ObjectMissing) as missing:
        store.replace(KEY, b"mine", etag)
    assert missing.value.key == KEY
    assert not store.exists(KEY)


def test_replace_of_an_object_that_never_was_writes_nothing(store: Store) -> None:
    with pytest.raises(ObjectMissing):
        store.replace(KEY, b"mine", "no etag")

    assert list(store.list("")) == []


# exists and delete


def test_exists_means_exactly_this_key(store: Store) -> None:
    store.put("a/bc", b"")

    found = [key for key in ("a", "a/b", "a/bc", "a/bcd", "a/bc/d") if store.exists(key)]
    assert found == ["a/bc"]


def test_delete_removes_exactly_this_key(store: Store) -> None:
    for key in ("a/b", "a/bc", "ab"):
        store.put(key, b"")
    store.delete("a/b")

    assert list(store.list("")) == ["a/bc", "ab"]


def test_deleting_twice_is_no_error(store: Store) -> None:
    store.put(KEY, b"")
    store.delete(KEY)
    store.delete(KEY)

    assert not store.exists(KEY)


def test_deleting_from_an_empty_lake_is_no_error(store: Store) -> None:
    store.delete(KEY)

    assert list(store.list("")) == []


# list


def test_an_empty_lake_lists_nothing(store: Store) -> None:
    assert list(store.list("")) == []


def test_keys_come_in_the_order_of_their_utf8_bytes(store: Store) -> None:
    in_order = ["B", "a-b/x", "a.b", "a/b", "a0", "ab", "é", "\uff21", "\U0001f3c0"]
    for key in reversed(in_order):
        store.put(key, b"")

    assert list(store.list("")) == in_order


@pytest.mark.parametrize(
    ("prefix", "listed"),
    [
        ("", ["raw/pbp/1", "raw/pbp/10", "raw/pbpv2/1", "rawer"]),
        ("raw", ["raw/pbp/1", "raw/pbp/10", "raw/pbpv2/1", "rawer"]),
        ("raw/", ["raw/pbp/1", "raw/pbp/10", "raw/pbpv2/1"]),
        ("raw/pbp", ["raw/pbp/1", "raw/pbp/10", "raw/pbpv2/1"]),
        ("raw/pbp/", ["raw/pbp/1", "raw/pbp/10"]),
        ("raw/pbp/1", ["raw/pbp/1", "raw/pbp/10"]),
        ("raw/pbp/10", ["raw/pbp/10"]),
        ("raw/pbp/100", []),
        ("raw/none/", []),
        ("none", []),
    ],
)
def test_a_prefix_need_not_be_a_folder(store: Store, prefix: str, listed: list[str]) -> None:
    for key in ("rawer", "raw/pbpv2/1", "raw/pbp/10", "raw/pbp/1"):
        store.put(key, b"")

    assert list(store.list(prefix)) == listed


def test_more_keys_than_a_page_of_s3_are_all_listed(store: Store) -> None:
    keys = [f"many/{number:04}" for number in range(1001)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: store.put(key, b""), reversed(keys)))

    assert list(store.list("many/")) == keys


NAMES = st.text("a-é0=", min_size=1, max_size=3)
KEYS = st.builds(
    lambda folders, name: "/".join([*folders, f"{name}.json"]),
    st.lists(NAMES, max_size=3),
    NAMES,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(keys=st.sets(KEYS, max_size=6), prefix=st.text("a-é0=/.", max_size=4))
@example(keys={"0.json"}, prefix="./")
@example(keys={"0.json"}, prefix="../x/")
@example(keys={"a/0.json"}, prefix="a//")
@example(keys={"a/0.json"}, prefix="..")
def test_a_listing_is_the_sorted_keys_that_start_with_the_prefix(
    store: Store, keys: set[str], prefix: str
) -> None:
    for key in list(store.list("")):
        store.delete(key)
    for key in keys:
        store.put(f"x/{key}", b"")

    expected = sorted((f"x/{key}" for key in keys if key.startswith(prefix)), key=str.encode)
    assert list(store.list(f"x/{prefix}")) == expected


# as_file


def test_as_file_gives_the_bytes(store: Store, tmp_path: Path) -> None:
    store.put(KEY, b"\x00body\xff")

    assert store.as_file(KEY, tmp_path).read_bytes() == b"\x00body\xff"


def test_as_file_gives_the_bytes_of_now(store: Store, tmp_path: Path) -> None:
    store.put(KEY, b"old")
    store.as_file(KEY, tmp_path)
    store.put(KEY, b"new")

    assert store.as_file(KEY, tmp_path).read_bytes() == b"new"


@pytest.mark.parametrize("key", ["a", "a/b/c", "a/bc"])
def test_as_file_of_a_missing_object_names_its_key(store: Store, tmp_path: Path, key: str) -> None:
    store.put("a/b.json", b"")

    with pytest.raises(ObjectMissing) as missing:
        store.as_file(key, tmp_path)
    assert missing.value.key == key


# Keys

OPERATIONS: tuple[Callable[[Store, str], object], ...] = (
    lambda store, key: store.get(key),
    lambda store, key: store.put(key, b""),
    lambda store, key: store.put_new(key, b""),
    lambda store, key: store.replace(key, b"", "etag"),
    lambda store, key: store.exists(key),
    lambda store, key: store.delete(key),
    lambda store, key: store.as_file(key, Path("unused")),
)
BAD_KEYS = (
    "",
    "/a",
    "//a",
    "a/",
    "a//b",
    ".",
    "./a",
    "a/.",
    "a/./b",
    "..",
    "../a",
    "a/..",
    "a/../b",
    "a\\b",
    "..\\a",
    "a\0b",
    ".hoopstat/lock",
)


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_bad_key_is_refused_by_every_operation(store: Store, key: str) -> None:
    for operation in OPERATIONS:
        with pytest.raises(UsageError):
            operation(store, key)


# Whole or not at all


def test_a_reader_sees_one_whole_object(store: Store) -> None:
    bodies = {letter * 300_000 for letter in (b"a", b"b")}
    store.put(KEY, b"a" * 300_000)

    def write() -> None:
        for _ in range(10):
            for body in sorted(bodies):
                store.put(KEY, body)

    with ThreadPoolExecutor() as pool:
        writer = pool.submit(write)
        seen = {store.get(KEY).body}
        while not writer.done():
            seen.add(store.get(KEY).body)
        writer.result()
    assert seen <= bodies


def test_an_unfinished_object_is_not_listed(store: Store) -> None:
    with ThreadPoolExecutor() as pool:
        writer = pool.submit(lambda: [store.put(KEY, b"a" * 300_000) for _ in range(20)])
        seen = {tuple(store.list(""))}
        while not writer.done():
            seen.add(tuple(store.list("")))
        writer.result()
    assert seen <= {(), (KEY,)}
    assert tuple(store.list("")) == (KEY,)


WRITE_FOR_EVER = """
while True:
    for letter in (b"a", b"b"):
        print("writing", flush=True)
        store.put(key, letter * 3_000_000)
"""


def test_a_killed_writer_leaves_one_whole_object(store: Store) -> None:
    store.put(KEY, b"old")

    with in_another_process(store, WRITE_FOR_EVER) as writer:
        assert writer.stdout
        for _ in range(4):
            assert writer.stdout.readline() == b"writing\n"
        writer.kill()

    assert store.get(KEY).body in (b"a" * 3_000_000, b"b" * 3_000_000)
    assert list(store.list("")) == [KEY]


def test_a_lake_whose_writer_was_killed_can_be_written(store: Store) -> None:
    with in_another_process(store, WRITE_FOR_EVER) as writer:
        assert writer.stdout
        writer.stdout.readline()
        writer.kill()
    store.put(KEY, b"new")

    assert store.get(KEY).body == b"new"
    assert list(store.list("")) == [KEY]


# Races

THREADS = 8
PROCESSES = 3


def test_one_of_many_threads_wins_put_new(store: Store) -> None:
    start = threading.Barrier(THREADS)

    def race(number: int) -> bytes | None:
        body = b"%d" % number
        start.wait()
        try:
            store.put_new(KEY, body)
        except ObjectExists:
            return None
        return body

    with ThreadPoolExecutor(THREADS) as pool:
        winners = [body for body in pool.map(race, range(THREADS)) if body]
    assert winners == [store.get(KEY).body]


def test_no_thread_loses_an_update(store: Store) -> None:
    store.put(KEY, b"0")
    start = threading.Barrier(THREADS)

    def count(_: int) -> None:
        start.wait()
        for _ in range(5):
            increment(store)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(count, range(THREADS)))
    assert store.get(KEY).body == b"%d" % (5 * THREADS)


WRITE_ONE_NEW = """
try:
    store.put_new(key, name.encode())
    print(name)
except ObjectExists:
    print("lost")
"""


def test_one_of_many_processes_wins_put_new(store: Store) -> None:
    outcomes = race_processes(store, WRITE_ONE_NEW)

    winner = store.get(KEY).body.decode()
    assert sorted(outcomes) == ["lost"] * (PROCESSES - 1) + [winner]


COUNT = """
for _ in range(20):
    while True:
        read = store.get(key)
        try:
            store.replace(key, b"%d" % (int(read.body) + 1), read.etag)
            break
        except ObjectChanged:
            pass
"""


def test_no_process_loses_an_update(store: Store) -> None:
    store.put(KEY, b"0")

    race_processes(store, COUNT)

    assert store.get(KEY).body == b"%d" % (20 * PROCESSES)


def increment(store: Store) -> None:
    while True:
        read = store.get(KEY)
        try:
            store.replace(KEY, b"%d" % (int(read.body) + 1), read.etag)
        except ObjectChanged:
            continue
        return


def race_processes(store: Store, code: str) -> list[str]:
    """Run the code in several processes at once; return what each printed."""
    code = "print('ready', flush=True)\nsys.stdin.readline()\n" + code
    with ExitStack() as running:
        racers = [
            running.enter_context(in_another_process(store, code, f"racer {n}"))
            for n in range(PROCESSES)
        ]
        for racer in racers:
            assert racer.stdout
            assert racer.stdout.readline() == b"ready\n"
        for racer in racers:
            assert racer.stdin
            racer.stdin.write(b"go\n")
            racer.stdin.flush()
        printed = [racer.communicate()[0].decode().strip() for racer in racers]
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    return printed


def in_another_process(store: Store, code: str, name: str = "") -> subprocess.Popen[bytes]:
    """Run code that knows `store`, `key` and `name`."""
    preamble = (
        "import sys\n"
        "from lake.errors import ObjectChanged, ObjectExists\n"
        "from lake.open_lake import open_lake\n"
        "location, key, name = sys.argv[1:]\n"
        "store = open_lake(location, must_exist=False)\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", preamble + code, store.location, KEY, name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(lake.__file__).parents[1])},
    )
