"""A lake in a folder."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lake.errors import LakeUnavailable, ObjectChanged, ObjectExists, ObjectMissing
from lake.store import StoredObject, check_key

_PRIVATE = ".hoopstat"
"""Where unfinished files and the lock stand: inside the lake, so that a rename stays on one
file system, and starting with a dot, which no key does, so that it is never listed."""


class LocalStore:
    """The store contract on a folder.

    Writing: a temporary file outside the listed tree, fsync, rename, fsync of the directory.
    Conditional writes hold a file lock, so they are safe among processes of one machine.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def location(self) -> str:
        return str(self._root)

    @property
    def remote(self) -> None:
        return None

    def prepare(self) -> tuple[str, ...]:
        with self._explained("write", ""):
            private = self._root / _PRIVATE
            private.mkdir(parents=True, exist_ok=True)
            probe = private / uuid.uuid4().hex
            probe.touch()
            probe.unlink()
        return ()

    def get(self, key: str) -> StoredObject:
        with self._explained("read", key):
            try:
                body = self._path(key).read_bytes()
            except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
                raise self._missing(key) from error
        return StoredObject(body, _etag(body))

    def put(self, key: str, body: bytes) -> str:
        return self._write(key, body, lambda: None)

    def put_new(self, key: str, body: bytes) -> str:
        def must_be_new() -> None:
            if self._path(key).is_file():
                raise ObjectExists("the object is there already", hint="another key", key=key)

        return self._write(key, body, must_be_new)

    def replace(self, key: str, body: bytes, etag: str) -> str:
        def must_be_unchanged() -> None:
            if self.get(key).etag != etag:
                raise ObjectChanged(
                    "the object was changed since it was read", hint="read it again", key=key
                )

        return self._write(key, body, must_be_unchanged)

    def list(self, prefix: str) -> Iterator[str]:
        with self._explained("list", prefix):
            keys = sorted(self._keys_under(prefix), key=os.fsencode)
        yield from keys

    def exists(self, key: str) -> bool:
        with self._explained("look for", key):
            return self._path(key).is_file()

    def delete(self, key: str) -> None:
        path = self._path(key)
        with self._explained("delete", key):
            if path.is_file():
                path.unlink(missing_ok=True)
                _sync_directory(path.parent)

    def as_file(self, key: str, scratch: Path) -> Path:
        if not self.exists(key):
            raise self._missing(key)
        return self._path(key)

    def _path(self, key: str) -> Path:
        return self._root / check_key(key)

    def _keys_under(self, prefix: str) -> Iterator[str]:
        *folders, _ = prefix.split("/")
        if prefix.startswith((".", "/")) or {"", ".", ".."} & set(folders):
            return  # No key does.
        root = str(self._root)
        folder = os.path.join(root, prefix.rpartition("/")[0])  # noqa: PTH118 thousands of folders
        for directory, subdirectories, files in os.walk(folder, onerror=_raise_unless_missing):
            below = directory[len(root) :].strip("/")
            if not below:
                subdirectories[:] = [name for name in subdirectories if not name.startswith(".")]
                files = [name for name in files if not name.startswith(".")]
            for name in files:
                key = f"{below}/{name}" if below else name
                if key.startswith(prefix):
                    yield key

    def _write(self, key: str, body: bytes, precondition: Callable[[], None]) -> str:
        target = self._path(key)
        with self._explained("write", key):
            private = self._root / _PRIVATE
            private.mkdir(parents=True, exist_ok=True)
            temporary = private / uuid.uuid4().hex
            try:
                with temporary.open("xb") as file:
                    file.write(body)
                    file.flush()
                    os.fsync(file.fileno())
                _make_directories(target.parent)
                with _locked(private / "lock"):
                    precondition()
                    temporary.rename(target)
                _sync_directory(target.parent)
            finally:
                temporary.unlink(missing_ok=True)
        return _etag(body)

    def _missing(self, key: str) -> ObjectMissing:
        return ObjectMissing(
            f"there is no such object in {self.location}", hint="look at the lake", key=key
        )

    @contextmanager
    def _explained(self, operation: str, key: str) -> Iterator[None]:
        try:
            if self._root.is_file():
                raise NotADirectoryError(errno.ENOTDIR, "not a folder")
            yield
        except OSError as error:
            message, hint = _explain(error, self.location)
            raise LakeUnavailable(f"can't {operation}: {message}", hint=hint, key=key) from error


def _explain(error: OSError, location: str) -> tuple[str, str]:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"no permission in {location}", "a folder you may write to: --lake DIR"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk of {location} is full", "free some space, then the same command again"
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{location} is not a folder", "a folder: --lake DIR"
    return f"{location}: {error.strerror or error}", "look at the disk, then the same command again"


def _etag(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make_directories(directory: Path) -> None:
    """Make a directory and its parents, each entry synced in the one above it."""
    if directory.is_dir():
        return
    _make_directories(directory.parent)
    directory.mkdir(exist_ok=True)
    _sync_directory(directory.parent)


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _raise_unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise error
