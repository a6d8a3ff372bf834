"""A store that tells of its writes while it makes them, and of what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lake.keys import PUBLISHED, QUARANTINE
from lake.store import Remote, Store, StoredObject

_KINDS = {PUBLISHED: "published", QUARANTINE: "quarantine"}


@dataclass(frozen=True)
class Write:
    """`operation` is put or delete; nothing else is done to what a transform makes."""

    operation: str
    key: str

    @property
    def name(self) -> str:
        root = self.key.split("/")[0] + "/"
        return f"{self.operation} {_KINDS.get(root, root)}"


class PointedStore:
    """`before` and `after` are called around each write; what they raise stops the transform."""

    def __init__(
        self,
        store: Store,
        before: Callable[[Write], None] = lambda _: None,
        after: Callable[[Write], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._before = before
        self._after = after
        self.got: list[str] = []
        self.written: list[Write] = []

    @property
    def location(self) -> str:
        return self._store.location

    @property
    def remote(self) -> Remote | None:
        return self._store.remote

    def prepare(self) -> tuple[str, ...]:
        return self._store.prepare()

    def get(self, key: str) -> StoredObject:
        self.got.append(key)
        return self._store.get(key)

    def put(self, key: str, body: bytes) -> str:
        write = self._begin("put", key)
        etag = self._store.put(key, body)
        self._after(write)
        return etag

    def put_new(self, key: str, body: bytes) -> str:
        raise AssertionError(f"a transform writes {key} as if the archive were its own")

    def replace(self, key: str, body: bytes, etag: str) -> str:
        raise AssertionError(f"a transform replaces {key}")

    def list(self, prefix: str) -> Iterator[str]:
        return self._store.list(prefix)

    def exists(self, key: str) -> bool:
        return self._store.exists(key)

    def delete(self, key: str) -> None:
        write = self._begin("delete", key)
        self._store.delete(key)
        self._after(write)

    def as_file(self, key: str, scratch: Path) -> Path:
        return self._store.as_file(key, scratch)

    def _begin(self, operation: str, key: str) -> Write:
        write = Write(operation, key)
        self._before(write)
        self.written.append(write)
        return write
