"""What is kept of a lake on this machine: bounded, shared, and not believed where damaged."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import lake
from lake.raw_cache import CacheSettings, RawCache
from lake.store import StoredObject
from lake.telemetry import Event, Level, Observer

LAKE = "https://s3.example s3://nba"
KEY = "raw/playbyplayv3/season=2024-25/0022400561/20250116T051502.123Z.json.gz"
FOUND = StoredObject(b"\x1f\x8b\n\x00body\n", '"etag"')
KILOBYTE = 1000
FILE_BYTES = 32 + len('"e"\n') + KILOBYTE
"""What a kilobyte takes in the folder: a digest and its etag stand before it."""


class Listener(Observer):
    def __init__(self) -> None:
        self.heard: list[Event] = []

    def noted(self, event: Event) -> None:
        self.heard.append(event)


def make_cache(
    folder: Path, limit_bytes: int = 10**6, *, address: str = LAKE, observer: Observer | None = None
) -> RawCache:
    return RawCache(CacheSettings(folder, limit_bytes), address, observer or Observer())


def kilobyte(number: int) -> StoredObject:
    return StoredObject(b"%03d " % number * (KILOBYTE // 4), '"e"')


def key(number: int) -> str:
    return f"raw/a/all/{number}"


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def size_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in files(folder))


def put_long_ago(cache: RawCache, folder: Path, number: int) -> Path:
    """Put an object as if in second `number` of the epoch; return its file."""
    before = files(folder)
    cache.put(key(number), kilobyte(number))
    (file,) = files(folder) - before
    os.utime(file, (number, number))
    return file


def kept(cache: RawCache, numbers: range) -> list[int]:
    return [number for number in numbers if cache.get(key(number)) == kilobyte(number)]


def test_an_object_is_given_as_it_was_put(tmp_path: Path) -> None:
    make_cache(tmp_path).put(KEY, FOUND)

    assert make_cache(tmp_path).get(KEY) == FOUND


def test_nothing_is_given_for_another_key(tmp_path: Path) -> None:
    cache = make_cache(tmp_path)
    cache.put(KEY, FOUND)

    assert cache.get(KEY + "x") is None


def test_two_lakes_with_the_same_key_are_kept_apart(tmp_path: Path) -> None:
    make_cache(tmp_path).put(KEY, FOUND)

    assert make_cache(tmp_path, address="http://127.0.0.1:9000 s3://nba").get(KEY) is None


def test_no_name_in_the_folder_tells_the_lake(tmp_path: Path) -> None:
    make_cache(tmp_path).put(KEY, FOUND)

    (file,) = files(tmp_path)
    assert "nba" not in str(file.relative_to(tmp_path))


def test_a_dropped_object_is_gone(tmp_path: Path) -> None:
    cache = make_cache(tmp_path)
    cache.put(KEY, FOUND)
    cache.drop(KEY)
    cache.drop(KEY)

    assert cache.get(KEY) is None


@pytest.mark.parametrize("at", [0, 31, 32, 40, -1], ids=str)
def test_a_changed_byte_anywhere_makes_a_file_worth_nothing(tmp_path: Path, at: int) -> None:
    cache = make_cache(tmp_path)
    cache.put(KEY, FOUND)
    (file,) = files(tmp_path)
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)

    assert cache.get(KEY) is None
    assert files(tmp_path) == set()


@pytest.mark.parametrize("length", [0, 20, 32, 40])
def test_half_a_file_is_worth_nothing(tmp_path: Path, length: int) -> None:
    cache = make_cache(tmp_path)
    cache.put(KEY, FOUND)
    (file,) = files(tmp_path)
    file.write_bytes(file.read_bytes()[:length])

    assert cache.get(KEY) is None


def test_a_file_in_the_place_of_another_is_worth_nothing(tmp_path: Path) -> None:
    cache = make_cache(tmp_path)
    first, second = (put_long_ago(cache, tmp_path, number) for number in (1, 2))
    first.write_bytes(second.read_bytes())

    assert kept(cache, range(3)) == [2]


# The bound


def test_the_bound_holds_after_every_put(tmp_path: Path) -> None:
    cache = make_cache(tmp_path, 10 * FILE_BYTES)
    sizes = []
    for number in range(40):
        put_long_ago(cache, tmp_path, number)
        sizes.append(size_bytes(tmp_path))

    assert max(sizes) == 10 * FILE_BYTES
    assert kept(cache, range(40)) == list(range(30, 40))


def test_what_was_used_least_recently_goes_first(tmp_path: Path) -> None:
    cache = make_cache(tmp_path, 4 * FILE_BYTES)
    for number in range(4):
        put_long_ago(cache, tmp_path, number)
    cache.get(key(0))
    cache.get(key(2))
    cache.put(key(4), kilobyte(4))
    cache.put(key(5), kilobyte(5))

    assert kept(cache, range(6)) == [0, 2, 4, 5]


def test_an_object_larger_than_the_bound_is_not_kept_and_drives_none_out(tmp_path: Path) -> None:
    cache = make_cache(tmp_path, 2 * FILE_BYTES)
    cache.put(key(1), kilobyte(1))
    cache.put(key(2), StoredObject(bytes(3 * KILOBYTE), '"e"'))

    assert (kept(cache, range(3)), len(files(tmp_path))) == ([1], 1)


def test_all_lakes_together_keep_the_bound(tmp_path: Path) -> None:
    other = make_cache(tmp_path, 3 * FILE_BYTES, address="another lake")
    for number in range(3):
        put_long_ago(other, tmp_path, number)
    cache = make_cache(tmp_path, 3 * FILE_BYTES)
    cache.put(key(7), kilobyte(7))

    assert (kept(other, range(3)), kept(cache, range(8))) == ([1, 2], [7])


def test_a_lower_bound_removes_what_is_too_much_at_the_next_put(tmp_path: Path) -> None:
    cache = make_cache(tmp_path)
    for number in range(8):
        put_long_ago(cache, tmp_path, number)
    make_cache(tmp_path, 2 * FILE_BYTES).put(key(8), kilobyte(8))

    assert kept(cache, range(9)) == [7, 8]


def test_what_somebody_else_keeps_in_the_folder_is_let_alone(tmp_path: Path) -> None:
    name = "ab" * 32
    strangers = {
        tmp_path / "thesis.tex",
        tmp_path / "lake-photos" / "ab" / name,
        tmp_path / f"lake-{'0' * 16}" / "ab" / "notes.txt",
        tmp_path / f"lake-{'0' * 16}" / "notes" / name,
    }
    for path in strangers:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(5 * FILE_BYTES))
    cache = make_cache(tmp_path, FILE_BYTES)
    for number in range(3):
        put_long_ago(cache, tmp_path, number)

    assert kept(cache, range(3)) == [2]
    assert files(tmp_path) >= strangers


def test_what_a_killed_process_left_half_written_goes_too(tmp_path: Path) -> None:
    file = put_long_ago(make_cache(tmp_path, 2 * FILE_BYTES), tmp_path, 1)
    left = file.with_name(f"{file.name}.{'0' * 32}")
    left.write_bytes(bytes(KILOBYTE))
    os.utime(left, (0, 0))
    cache = make_cache(tmp_path, 2 * FILE_BYTES)
    cache.put(key(2), kilobyte(2))

    assert (left.exists(), kept(cache, range(3))) == (False, [1, 2])


# Several at once


def test_threads_see_an_object_whole_or_not_at_all(tmp_path: Path) -> None:
    cache = make_cache(tmp_path, 5 * FILE_BYTES)

    def work(number: int) -> StoredObject | None:
        cache.put(key(number % 10), kilobyte(number % 10))
        return cache.get(key(number % 7))

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(work, range(400)))

    whole = {number: kilobyte(number) for number in range(7)}
    assert [found for n, found in enumerate(seen) if found not in (None, whole[n % 7])] == []


WORK = """
import sys
from pathlib import Path
from lake.raw_cache import CacheSettings, RawCache
from lake.store import StoredObject
from lake.telemetry import Event, Observer

class Loud(Observer):
    def noted(self, event: Event) -> None:
        print(event.message)

cache = RawCache(CacheSettings(Path(sys.argv[1]), int(sys.argv[2])), "lake", Loud())
print("ready", flush=True)
sys.stdin.readline()
for number in range(300):
    name = f"raw/a/all/{number % 30}"
    body = b"%03d " % (number % 30) * 250
    found = cache.get(name)
    if found is None:
        cache.put(name, StoredObject(body, '"e"'))
    elif found.body != body:
        print(name)
"""


def test_processes_share_the_folder_in_peace(tmp_path: Path) -> None:
    limit = 20 * FILE_BYTES
    workers = [in_another_process(WORK, tmp_path, limit) for _ in range(3)]
    for worker in workers:
        assert worker.stdout
        assert worker.stdout.readline() == "ready\n"
    printed = [worker.communicate("go\n")[0] for worker in workers]

    assert (printed, [worker.returncode for worker in workers]) == ([""] * 3, [0] * 3)
    # Between two looks at the folder each process may write a sixteenth of the bound.
    assert size_bytes(tmp_path) <= limit + 2 * max(FILE_BYTES, limit // 16)


# A folder that can't be used


def test_a_folder_that_is_none_is_told_once_and_is_no_error(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.touch()
    listener = Listener()
    cache = make_cache(folder, observer=listener)
    for number in range(3):
        cache.put(key(number), kilobyte(number))

    assert cache.get(key(1)) is None
    assert listener.heard == [
        Event(
            "cache",
            "not_kept",
            f"raw objects are not kept for the next time: {folder}: Not a directory; "
            "--cache-dir names another folder, --cache-size 0 does without",
            Level.WARNING,
            {"folder": str(folder)},
        )
    ]


FILL_THE_DISK = """
import resource, signal, sys
from pathlib import Path
from lake.raw_cache import CacheSettings, RawCache
from lake.store import StoredObject
from lake.telemetry import Event, Observer

class Loud(Observer):
    def noted(self, event: Event) -> None:
        print(event.message)

cache = RawCache(CacheSettings(Path(sys.argv[1]), int(sys.argv[2])), "lake", Loud())
cache.put("raw/small", StoredObject(b"small", '"e"'))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
for name in ("raw/1", "raw/2"):
    cache.put(name, StoredObject(bytes(3000), '"e"'))
print([cache.get(name) for name in ("raw/1", "raw/2")], cache.get("raw/small").body)
"""


def test_what_is_kept_is_still_given_when_no_more_can_be_written(tmp_path: Path) -> None:
    with in_another_process(FILL_THE_DISK, tmp_path, 10**6) as writer:
        told, given = writer.communicate()[0].splitlines()

    assert "File too large" in told
    assert given == "[None, None] b'small'"
    assert len(files(tmp_path)) == 1


def in_another_process(code: str, folder: Path, limit_bytes: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder), str(limit_bytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(lake.__file__).parents[1])},
    )
