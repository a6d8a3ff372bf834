"""What a lake in a folder does beside the contract."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import lake
from lake.errors import LakeUnavailable, ObjectMissing
from lake.local_store import LocalStore

DENIED = Path("/sys/hoopstat-lake")
"""sysfs lets nobody make a folder, not even root."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "new" / "lake"


@pytest.fixture
def store(root: Path) -> LocalStore:
    return LocalStore(root)


@pytest.fixture(params=[0o022, 0o027, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    mask: int = request.param
    before = os.umask(mask)
    yield mask
    os.umask(before)


WRITES: dict[str, Callable[[LocalStore, str], object]] = {
    "put": lambda store, key: store.put(key, b"body"),
    "put_new": lambda store, key: store.put_new(key, b"body"),
}


def test_the_location_is_the_folder(store: LocalStore, root: Path) -> None:
    assert store.location == str(root)


def test_an_object_is_the_file_its_key_says(store: LocalStore, root: Path) -> None:
    store.put("a/b.json", b"body")

    assert (root / "a" / "b.json").read_bytes() == b"body"


def test_a_file_put_there_by_hand_is_an_object(store: LocalStore, root: Path) -> None:
    (root / "a").mkdir(parents=True)
    (root / "a" / "b.json").write_bytes(b"body")

    assert store.get("a/b.json").body == b"body"
    assert list(store.list("")) == ["a/b.json"]


def test_as_file_is_the_stored_file_itself(store: LocalStore, root: Path, tmp_path: Path) -> None:
    store.put("a/b.json", b"body")

    assert store.as_file("a/b.json", tmp_path / "scratch") == root / "a" / "b.json"
    assert not (tmp_path / "scratch").exists()


def test_preparing_makes_the_folder_and_leaves_nothing_in_it(store: LocalStore, root: Path) -> None:
    store.prepare()

    assert [path.name for path in root.rglob("*")] == [".hoopstat"]


def test_reading_makes_no_folder(store: LocalStore, root: Path) -> None:
    store.exists("a")
    list(store.list(""))
    store.delete("a")

    assert not root.exists()


# Unfinished files


def test_writing_leaves_nothing_unfinished(store: LocalStore, root: Path) -> None:
    store.replace("a", b"2", store.put_new("a", b"1"))
    store.put("a", b"3")

    assert sorted(path.name for path in root.rglob("*")) == [".hoopstat", "a", "lock"]


def test_a_refused_write_leaves_nothing_unfinished(store: LocalStore, root: Path) -> None:
    store.put("a", b"file")

    with pytest.raises(LakeUnavailable):
        store.put("a/b", b"below a file")
    assert sorted(path.name for path in root.rglob("*")) == [".hoopstat", "a", "lock"]


def test_what_a_killed_writer_left_is_not_listed(store: LocalStore, root: Path) -> None:
    store.put("a", b"")
    (root / ".hoopstat" / "0123456789abcdef").write_bytes(b"half of a bo")

    assert list(store.list("")) == ["a"]
    assert list(store.list(".")) == []


@pytest.mark.parametrize("write", WRITES)
def test_an_object_below_another_one_is_refused(store: LocalStore, write: str) -> None:
    etag = store.put("a", b"file")

    with pytest.raises(LakeUnavailable) as refused:
        WRITES[write](store, "a/b")
    assert refused.value.key == "a/b"
    assert (store.get("a").body, store.get("a").etag) == (b"file", etag)


PUT_BEYOND_THE_LIMIT = """
import resource, sys
from pathlib import Path
from lake.errors import LakeUnavailable, ObjectMissing
from lake.local_store import LocalStore
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    LocalStore(Path(sys.argv[1])).put("a/b", b"n" * 100_000)
except LakeUnavailable as error:
    print(error)
"""


def test_a_write_that_breaks_off_leaves_the_old_object(store: LocalStore, root: Path) -> None:
    store.put("a/b", b"old")

    ended = subprocess.run(
        [sys.executable, "-c", PUT_BEYOND_THE_LIMIT, str(root)],
        env={**os.environ, "PYTHONPATH": str(Path(lake.__file__).parents[1])},
        check=True,
        capture_output=True,
        text=True,
    )

    assert ended.stdout == f"can't write: {root}: File too large [a/b]\n"
    assert store.get("a/b").body == b"old"
    assert sorted(path.name for path in root.rglob("*")) == [".hoopstat", "a", "b", "lock"]


PUT_ON_A_FULL_DISK = """
import sys
from pathlib import Path
from lake.errors import LakeUnavailable, ObjectMissing
from lake.local_store import LocalStore
root = Path(sys.argv[1])
store = LocalStore(root)
store.put("a/b", b"old")
try:
    store.put("a/b", b"n" * 1_000_000)
except LakeUnavailable as error:
    print(error)
    print(error.hint)
print(store.get("a/b").body)
print(sorted(path.name for path in root.rglob("*")))
"""

ON_A_SMALL_DISK = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-ec")
"""Mounts are seen by the command alone and gone with it."""


def test_a_full_disk_is_told_and_leaves_the_old_object(tmp_path: Path) -> None:
    if (
        not shutil.which("unshare")
        or subprocess.run([*ON_A_SMALL_DISK, ":"], check=False).returncode
    ):
        pytest.skip("no small disk can be mounted here")
    mount_and_run = 'mount -t tmpfs -o size=256k none "$0"; exec "$@"'

    ended = subprocess.run(
        [
            *(*ON_A_SMALL_DISK, mount_and_run, str(tmp_path)),
            *(sys.executable, "-c", PUT_ON_A_FULL_DISK, str(tmp_path)),
        ],
        env={**os.environ, "PYTHONPATH": str(Path(lake.__file__).parents[1])},
        check=True,
        capture_output=True,
        text=True,
    )

    assert ended.stdout.splitlines() == [
        f"can't write: the disk of {tmp_path} is full [a/b]",
        "free some space, then the same command again",
        "b'old'",
        "['.hoopstat', 'a', 'b', 'lock']",
    ]


# A lake that can't be had


@pytest.mark.skipif(not DENIED.parent.is_dir(), reason="there is no /sys")
def test_preparing_without_permission_names_the_folder_and_the_way_out() -> None:
    with pytest.raises(LakeUnavailable) as denied:
        LocalStore(DENIED).prepare()
    assert str(denied.value) == f"can't write: no permission in {DENIED}"
    assert denied.value.hint == "a folder you may write to: --lake DIR"


@pytest.mark.skipif(not DENIED.parent.is_dir(), reason="there is no /sys")
@pytest.mark.parametrize("write", WRITES)
def test_no_permission_names_the_folder_and_the_way_out(write: str) -> None:
    with pytest.raises(LakeUnavailable) as denied:
        WRITES[write](LocalStore(DENIED), "a/b")
    assert str(denied.value) == f"can't write: no permission in {DENIED} [a/b]"
    assert denied.value.hint == "a folder you may write to: --lake DIR"


@pytest.mark.parametrize(
    ("verb", "operation"),
    [
        ("read", lambda store: store.get("a")),
        ("write", lambda store: store.put("a", b"")),
        ("write", lambda store: store.put_new("a", b"")),
        ("write", lambda store: store.replace("a", b"", "etag")),
        ("delete", lambda store: store.delete("a")),
        ("list", lambda store: list(store.list("a"))),
    ],
    ids=["get", "put", "put_new", "replace", "delete", "list"],
)
def test_a_root_that_is_a_file_holds_no_object(
    tmp_path: Path, verb: str, operation: Callable[[LocalStore], object]
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")

    with pytest.raises(LakeUnavailable) as refused:
        operation(LocalStore(file))
    assert str(refused.value) == f"can't {verb}: {file} is not a folder [a]"
    assert refused.value.hint == "a folder: --lake DIR"
    assert file.read_bytes() == b"mine"


def test_a_file_can_not_be_prepared_as_a_lake(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")

    with pytest.raises(LakeUnavailable) as refused:
        LocalStore(file).prepare()
    assert str(refused.value) == f"can't write: {file} is not a folder"
    assert file.read_bytes() == b"mine"


# Permission bits


def test_the_bits_of_a_file_follow_the_umask(store: LocalStore, root: Path, umask: int) -> None:
    store.put("a/b", b"")

    assert (root / "a" / "b").stat().st_mode & 0o777 == 0o666 & ~umask


def test_the_bits_of_a_folder_follow_the_umask(store: LocalStore, root: Path, umask: int) -> None:
    store.put("a/b", b"")

    assert (root / "a").stat().st_mode & 0o777 == 0o777 & ~umask


def test_a_key_that_is_also_a_folder_is_no_object(store: LocalStore) -> None:
    store.put("a/b", b"below")

    store.delete("a")

    assert not store.exists("a")
    assert list(store.list("")) == ["a/b"]


def test_below_an_object_there_is_nothing(store: LocalStore) -> None:
    store.put("f", b"")

    store.delete("f/x")

    assert list(store.list("f/")) == []
    with pytest.raises(ObjectMissing):
        store.get("f/x")


@pytest.mark.parametrize("prefix", ["../", "/etc/", ".hoopstat/", "a/../../"])
def test_a_listing_never_leaves_the_lake(store: LocalStore, prefix: str) -> None:
    store.put("a/b", b"")

    assert list(store.list(prefix)) == []


def test_a_file_name_that_is_no_text_does_not_stop_a_listing(store: LocalStore, root: Path) -> None:
    store.put("a", b"")
    (root / os.fsdecode(b"b\xff")).touch()

    assert [os.fsencode(key) for key in store.list("")] == [b"a", b"b\xff"]
