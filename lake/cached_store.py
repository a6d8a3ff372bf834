"""A store that hands raw objects out of a cache, and is otherwise the store behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lake import raw_object
from lake.documents import RawVersion
from lake.errors import RawObjectDamaged, UsageError
from lake.keys import parse_raw_key
from lake.raw_cache import CacheSettings, RawCache
from lake.store import Remote, Store, StoredObject
from lake.telemetry import Observer


def read_through(store: Store, settings: CacheSettings | None, observer: Observer) -> Store:
    """Put a cache before a store on a network; without settings there is none."""
    if settings is None or store.remote is None:
        return store
    return CachedStore(store, RawCache(settings, store.remote.address, observer))


class CachedStore:
    """The store contract, with a cache for what never changes.

    Only sound raw objects are kept: one that is damaged in the lake is read again once it is
    mended there. Writing goes to the store alone.
    """

    def __init__(self, store: Store, cache: RawCache) -> None:
        self._store = store
        self._cache = cache

    @property
    def location(self) -> str:
        return self._store.location

    @property
    def remote(self) -> Remote | None:
        return self._store.remote

    def prepare(self) -> tuple[str, ...]:
        return self._store.prepare()

    def get(self, key: str) -> StoredObject:
        version = parse_raw_key(key)
        if version is None:
            return self._store.get(key)
        if kept := self._cache.get(key):
            return kept
        found = self._store.get(key)
        if _is_sound(found, version):
            self._cache.put(key, found)
        return found

    def put(self, key: str, body: bytes) -> str:
        with self._dropped(key):
            return self._store.put(key, body)

    def put_new(self, key: str, body: bytes) -> str:
        with self._dropped(key):
            return self._store.put_new(key, body)

    def replace(self, key: str, body: bytes, etag: str) -> str:
        with self._dropped(key):
            return self._store.replace(key, body, etag)

    def list(self, prefix: str) -> Iterator[str]:
        return self._store.list(prefix)

    def exists(self, key: str) -> bool:
        return self._store.exists(key)

    def delete(self, key: str) -> None:
        with self._dropped(key):
            self._store.delete(key)

    def as_file(self, key: str, scratch: Path) -> Path:
        return self._store.as_file(key, scratch)

    @contextmanager
    def _dropped(self, key: str) -> Iterator[None]:
        try:
            yield
        finally:
            if parse_raw_key(key):
                self._cache.drop(key)


def _is_sound(found: StoredObject, version: RawVersion) -> bool:
    """An endpoint that nobody knows is a UsageError."""
    try:
        raw_object.decode(found.body, version)
    except (RawObjectDamaged, UsageError):
        return False
    return True
