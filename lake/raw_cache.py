"""Raw objects kept on this machine, so that a lake on a network hands each of them over once.

A raw object never changes, so what is kept never goes stale. Each file holds what was read from
the lake, and before it a digest of that and of its key: a file that fails it is as good as none.
Several processes may share the folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lake.store import StoredObject
from lake.telemetry import Event, Level, Observer

_STEPS = 16
"""Room is made for a sixteenth of the bound at a time: to make it, every file is looked at."""

_LAKE = re.compile(r"lake-[0-9a-f]{16}")
_SHELF = re.compile(r"[0-9a-f]{2}")
_FILE = re.compile(r"[0-9a-f]{64}(\.[0-9a-f]{32})?")
"""With a dot in its name it is half written, perhaps by a process that was killed."""

_DIGEST_BYTES = hashlib.sha256().digest_size


@dataclass(frozen=True)
class CacheSettings:
    """`folder` may hold objects of several lakes; all together they take `limit_bytes` at most."""

    folder: Path
    limit_bytes: int


@dataclass(frozen=True, order=True)
class _Kept:
    used_ns: int
    path: str
    size_bytes: int


class RawCache:
    """The kept objects of one lake, which `address` tells from all others.

    What was used least recently goes first. A folder that can't be used is no error: it is told to
    the observer once, and nothing more is kept.
    """

    def __init__(self, settings: CacheSettings, address: str, observer: Observer) -> None:
        self._settings = settings
        self._lake = settings.folder / f"lake-{_hex(address)[:16]}"
        self._observer = observer
        self._lock = threading.Lock()
        self._room_bytes = 0
        self._is_given_up = False

    def get(self, key: str) -> StoredObject | None:
        """Return what is kept under a key; None if nothing is, or not what was put."""
        path, found = self._path(key), None
        with self._forgiven():
            found = _read(key, path.read_bytes())
            if found:
                os.utime(path)
            else:
                path.unlink()
        return found

    def put(self, key: str, found: StoredObject) -> None:
        """Keep an object as it was read, if the bound allows."""
        content = _written(key, found)
        with self._forgiven():
            if self._is_given_up or not self._takes_room(len(content)):
                return
            path = self._path(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
            try:
                temporary.write_bytes(content)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)

    def drop(self, key: str) -> None:
        """Keep nothing under a key."""
        with self._forgiven():
            self._path(key).unlink()

    def _path(self, key: str) -> Path:
        name = _hex(key)
        return self._lake / name[:2] / name

    def _takes_room(self, size_bytes: int) -> bool:
        if size_bytes > self._settings.limit_bytes:
            return False
        with self._lock:
            if size_bytes > self._room_bytes:
                self._room_bytes = self._make_room(size_bytes)
            self._room_bytes -= size_bytes
        return True

    def _make_room(self, size_bytes: int) -> int:
        """Remove what was used least recently, of whatever lake; return the room there is."""
        room = max(size_bytes, self._settings.limit_bytes // _STEPS)
        kept = sorted(_kept_in(self._settings.folder))
        over = sum(file.size_bytes for file in kept) + room - self._settings.limit_bytes
        for file in kept:
            if over <= 0:
                break
            Path(file.path).unlink(missing_ok=True)
            over -= file.size_bytes
        return room

    @contextmanager
    def _forgiven(self) -> Iterator[None]:
        """A file that isn't there was never kept, or another process has removed it."""
        try:
            yield
        except FileNotFoundError:
            return
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        with self._lock:
            is_told, self._is_given_up = self._is_given_up, True
        if not is_told:
            folder = str(self._settings.folder)
            message = (
                f"raw objects are not kept for the next time: {folder}: {error.strerror or error}; "
                "--cache-dir names another folder, --cache-size 0 does without"
            )
            self._observer.noted(
                Event("cache", "not_kept", message, Level.WARNING, {"folder": folder})
            )


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _digest(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + content).digest()


def _written(key: str, found: StoredObject) -> bytes:
    content = found.etag.encode() + b"\n" + found.body
    return _digest(key, content) + content


def _read(key: str, file: bytes) -> StoredObject | None:
    digest, content = file[:_DIGEST_BYTES], file[_DIGEST_BYTES:]
    if _digest(key, content) != digest:
        return None
    etag, _, body = content.partition(b"\n")
    return StoredObject(body, etag.decode())


def _kept_in(folder: Path) -> Iterator[_Kept]:
    """Yield the files of every lake, and nothing that somebody else has put there."""
    for lake in _entries(folder, _LAKE):
        for shelf in _entries(lake.path, _SHELF):
            for file in _entries(shelf.path, _FILE):
                try:
                    status = file.stat()
                except FileNotFoundError:
                    continue
                yield _Kept(status.st_mtime_ns, file.path, status.st_size)


def _entries(folder: str | Path, names: re.Pattern[str]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if names.fullmatch(entry.name)]
    except FileNotFoundError:
        return []
