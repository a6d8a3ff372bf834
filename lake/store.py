"""The store: where a lake keeps its objects.

A few operations, the same on a folder and on S3, held to one conformance suite
(tests/lake/test_store.py). Keys are relative, slash-separated, without `.` and `..` parts.
An object is written whole or not at all, and a reader sees one whole object or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from lake.errors import UsageError


@dataclass(frozen=True)
class StoredObject:
    """An object as it was read; `etag` names this very content and is compared, never parsed."""

    body: bytes
    etag: str


@dataclass(frozen=True)
class Remote:
    """How objects come over a network.

    `address` tells the lake from all others and holds no credential; `reads_at_once` is how many
    objects are worth reading at the same time, since each is mostly waited for.
    """

    address: str
    reads_at_once: int


class Store(Protocol):
    """Raises, beside what each operation says: LakeUnavailable."""

    @property
    def location(self) -> str:
        """What a person calls this lake: a folder or an s3:// address."""

    @property
    def remote(self) -> Remote | None:
        """How the objects come over a network; None if they are on this machine."""

    def prepare(self) -> tuple[str, ...]:
        """Make sure that this lake can be written to; create it if it isn't there.

        Returns a sentence for each thing this store can't promise, () where it promises all.
        """

    def get(self, key: str) -> StoredObject:
        """Read an object. Raises: ObjectMissing."""

    def put(self, key: str, body: bytes) -> str:
        """Write an object, over one that may be there; return its etag."""

    def put_new(self, key: str, body: bytes) -> str:
        """Write an object that must not be there yet. Raises: ObjectExists."""

    def replace(self, key: str, body: bytes, etag: str) -> str:
        """Write over the object that was read with `etag`. Raises: ObjectChanged, ObjectMissing."""

    def list(self, prefix: str) -> Iterator[str]:
        """Yield the keys that start with prefix, in the order of their UTF-8 bytes."""

    def exists(self, key: str) -> bool:
        """Tell whether there is an object of exactly this key."""

    def delete(self, key: str) -> None:
        """Remove an object; one that isn't there is no error."""

    def as_file(self, key: str, scratch: Path) -> Path:
        """Give a file with the object's bytes, to be read only.

        It is the stored file itself where there is one, else a copy under scratch.
        Raises: ObjectMissing.
        """


def check_key(key: str) -> str:
    """Return the key if it is one.

    Raises: UsageError if it is absolute, empty, or has `.`, `..`, empty or backslash parts.
    """
    if (
        not key.isprintable()
        or not key
        or "\\" in key
        or "\0" in key
        or str(PurePosixPath("/", key)) != f"/{key}"
    ):
        raise UsageError(f"{key!r} is not a key of a lake", hint="a relative, normal path")
    if ".." in key.split("/"):
        raise UsageError(f"{key!r} leaves the lake", hint="a key without ..")
    if key.startswith("."):
        raise UsageError(f"{key!r} starts with a dot", hint="a key that doesn't")
    return key
