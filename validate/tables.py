"""The published tables as a validation reads them, and what is said where they can't be read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from lake.documents import at_lake
from lake.duck import DuckSettings, add_published, connect, plain_path
from lake.errors import CriticalError, Incomplete, UsageError
from lake.keys import Partition, published_key
from lake.store import Store
from validate.schema import add_schema, empty_without_games

_EVERY_VALUE = "select max(hash(told)) from read_parquet($path, hive_partitioning = false) as told"


@contextmanager
def open_tables(
    store: Store, partitions: Sequence[Partition], settings: DuckSettings
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """Lend a database of the published tables and their schema, and a folder for other files.

    Raises: Incomplete with the file if one can't be read, be it later, when its rows are asked
    for; CriticalError if disk or memory do not suffice; LakeUnavailable.
    """
    with (
        tempfile.TemporaryDirectory(prefix="hoopstat-") as folder,
        _enough_room(),
        connect(settings.for_each_worker(), Path(folder)) as connection,
    ):
        files = add_published(connection, store, partitions, Path(folder))
        with _readable(files, store.location):
            add_schema(connection, files)
            empty_without_games(connection)
            yield connection, Path(folder)


@contextmanager
def _enough_room() -> Iterator[None]:
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException, OSError) as error:
        raise CriticalError(
            f"disk or memory do not suffice: {str(error).splitlines()[0]}",
            hint=f"--memory-limit 2GB, or more room in {tempfile.gettempdir()}",
        ) from error


@contextmanager
def _readable(files: Mapping[Partition, Path], location: str) -> Iterator[None]:
    """What stands under a sound footer is read only when a query asks for it, or a check does."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise  # It says nothing of the files.
    except duckdb.Error:
        _require_readable(files, location)
        raise
    except UsageError as error:
        if isinstance(error.__cause__, duckdb.Error):
            _require_readable(files, location)
        raise


def _require_readable(files: Mapping[Partition, Path], location: str) -> None:
    """Read every value of every file. Raises: Incomplete if one can't be read."""
    with connect(DuckSettings(threads=1)) as connection:
        for partition, path in files.items():
            try:
                connection.execute(_EVERY_VALUE, {"path": plain_path(path)}).fetchall()
            except duckdb.Error as error:
                raise Incomplete(
                    f"a published file can't be read: {str(error).splitlines()[0]}",
                    hint=f"{at_lake('hoopstat transform', location)} --force, which writes it anew",
                    key=published_key(partition),
                ) from error
