"""The published tables as a validation reads them, without the files that can't be read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from lake.duck import DuckSettings, add_files, bring_here, connect, each_beside, why_unreadable
from lake.errors import CriticalError
from lake.keys import Partition, published_key
from lake.store import Store
from validate.read_objects import Kind, ReadObject, note_read
from validate.schema import add_schema, empty_without_games


@contextmanager
def open_tables(
    store: Store, partitions: Sequence[Partition], settings: DuckSettings
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """Lend a database of the published tables and their schema, and a folder for other files.

    Files that can't be read are left out, and noted.
    Raises: CriticalError if disk or memory do not suffice; LakeUnavailable.
    """
    with (
        tempfile.TemporaryDirectory(prefix="hoopstat-") as folder,
        _enough_room(),
        connect(settings.for_each_worker(), Path(folder)) as connection,
    ):
        files = bring_here(store, partitions, Path(folder))
        whole = note_published(connection, files, settings.workers)
        add_files(connection, whole, store.location)
        add_schema(connection, whole)
        empty_without_games(connection)
        yield connection, Path(folder)


def note_published(
    connection: duckdb.DuckDBPyConnection, files: Mapping[Partition, Path], at_once: int
) -> dict[Partition, Path]:
    """Read every value of published files that are here; return those that can be read."""
    reasons = dict(
        zip(files, each_beside(connection, why_unreadable, files.values(), at_once), strict=True)
    )
    objects = [
        ReadObject.of(partition, published_key(partition), reason)
        for partition, reason in reasons.items()
    ]
    note_read(connection, Kind.PUBLISHED, objects)
    return {partition: path for partition, path in files.items() if reasons[partition] is None}


@contextmanager
def _enough_room() -> Iterator[None]:
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException, OSError) as error:
        raise CriticalError(
            f"disk or memory do not suffice: {str(error).splitlines()[0]}",
            hint=f"--memory-limit 2GB, or more room in {tempfile.gettempdir()}",
        ) from error
