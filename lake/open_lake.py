"""From what a person types after --lake to a store."""

from __future__ import annotations

from pathlib import Path

from lake.errors import LakeUnavailable, UsageError
from lake.local_store import LocalStore
from lake.store import Store


def open_lake(location: str, *, must_exist: bool) -> Store:
    """Open the lake at a folder; `Store.prepare` creates one that isn't there.

    Raises: LakeUnavailable if it isn't there and must be, or is no folder; UsageError if the
    location is an address of a kind this version doesn't speak.
    """
    if not location.strip():
        raise UsageError("the lake has no name", hint="a folder: --lake DIR")
    if "://" in location:
        raise UsageError(
            f"{location}: this version keeps lakes in folders only", hint="a folder: --lake DIR"
        )
    try:
        root = Path(location).expanduser()
        is_there, is_folder = root.exists(), root.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        raise LakeUnavailable(
            f"can't look at {location!r}: {error}", hint="another folder: --lake DIR"
        ) from error
    if is_there and not is_folder:
        raise LakeUnavailable(f"{location} is not a folder", hint="a folder: --lake DIR")
    if must_exist and not is_there:
        raise LakeUnavailable(
            f"there is no lake at {location}",
            hint="the lake that `hoopstat capture` or `hoopstat import` filled: --lake DIR",
        )
    return LocalStore(root)


def open_lake_to_write(location: str, *, must_exist: bool) -> Store:
    """Open a lake and make sure at once that it can be written to.

    Raises: LakeUnavailable; UsageError.
    """
    store = open_lake(location, must_exist=must_exist)
    store.prepare()
    return store
