"""A DuckDB file with one view for each published table.

A view names its files by a pattern, and DuckDB looks for them when the view is queried: months that
are published later are in it, and a lake on S3 needs no network to be written down.
"""

from __future__ import annotations

import glob
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lake.commands import at_lake
from lake.duck import DuckSettings, connect, identifier, published_partitions, quote, typed_nulls
from lake.errors import CriticalError, Incomplete, UsageError
from lake.keys import published_pattern
from lake.open_lake import S3_SCHEME
from lake.sql_files import SqlFile, load_folder
from lake.store import Store

_READER = "published_files"
"""The macro that every view reads through."""

_MARK = "Reads the published files of a table; written by hoopstat sql --write-views."
"""The macro's comment, by which a file of ours is known."""

_STORAGE_VERSION = "v1.0.0"
"""The oldest DuckDB that can open the file; DuckDB 2 would else write for itself alone."""

_ANOTHER = "another FILE, such as nba.duckdb"


@dataclass(frozen=True)
class WrittenViews:
    """The names of the views, and of those among them that have no file to read yet."""

    names: tuple[str, ...]
    without_files: tuple[str, ...]


def write_views(store: Store, file: Path) -> WrittenViews:
    """Write the file as a whole, over one that was written like this before.

    Raises: UsageError if it may not stand there; CriticalError if it can't be written; Incomplete
    if nothing is published; LakeUnavailable.
    """
    published = {partition.table for partition in published_partitions(store)}
    if not published:
        raise Incomplete(
            f"there are no published tables in {store.location}",
            hint=at_lake("hoopstat transform", store.location),
        )
    tables = load_folder("tables")
    with _writing(file):
        target = file.resolve()
        _check_place(target, store)
        _check_replaceable(target)
        _write(store, tables, target)
    return WrittenViews(tuple(tables), tuple(name for name in tables if name not in published))


def _check_place(target: Path, store: Store) -> None:
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {target.parent}", hint=f"make it, or {_ANOTHER}")
    is_on_s3 = store.location.startswith(S3_SCHEME)
    if not is_on_s3 and target.is_relative_to(Path(store.location).resolve()):
        raise UsageError(
            f"{target} is inside the lake, which holds nothing but its objects",
            hint="a FILE beside it",
        )


def _check_replaceable(target: Path) -> None:
    """Raises: UsageError if something is there that these views are not a newer version of."""
    if not target.exists():
        return
    if not target.is_file():
        raise UsageError(f"{target} is no file", hint=_ANOTHER)
    if Path(f"{target}.wal").exists():
        raise UsageError(
            f"{target} is open in another program, or was when that was killed",
            hint=f"close it, or open it once more so that it is mended; or {_ANOTHER}",
        )
    with connect(DuckSettings()) as connection:
        try:
            connection.execute(f"attach {quote(str(target))} as existing (read_only)")
        except duckdb.Error as error:
            raise UsageError(
                f"{target} can't be replaced: {str(error).splitlines()[0]}", hint=_ANOTHER
            ) from error
        if not connection.execute(_IS_OURS, [_READER, _MARK]).fetchall():
            raise UsageError(f"{target} was not written by --write-views", hint=_ANOTHER)
        foreign = connection.execute(_FOREIGN, {"reader": _READER}).fetchall()
    if foreign:
        names = ", ".join(sorted(name for (name,) in foreign))
        raise UsageError(f"{target} also holds {names}, which would be lost", hint=_ANOTHER)


_IS_OURS = """
    select 1 from duckdb_functions()
    where database_name = 'existing' and function_name = ? and comment = ?
"""
_FOREIGN = """
    select table_name from duckdb_tables() where database_name = 'existing'
    union all
    select sequence_name from duckdb_sequences() where database_name = 'existing'
    union all
    select type_name from duckdb_types() where database_name = 'existing' and not internal
    union all
    select function_name from duckdb_functions()
    where database_name = 'existing' and not internal and function_name <> $reader
    union all
    select view_name from duckdb_views()
    where database_name = 'existing' and not internal and not contains(sql, $reader)
"""


def _write(store: Store, tables: Mapping[str, SqlFile], target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".hoopstat-") as beside:
        unfinished = Path(beside) / "views.duckdb"
        with connect(DuckSettings()) as connection:
            connection.execute(
                f"attach {quote(str(unfinished))} as written "
                f"(storage_version {quote(_STORAGE_VERSION)})"
            )
            connection.execute("use written")
            for table in tables.values():
                _write_view(connection, table, _pattern(store, table))
            _write_reader(connection)
        unfinished.replace(target)


def _write_view(connection: duckdb.DuckDBPyConnection, table: SqlFile, pattern: str) -> None:
    """DuckDB opens what a new view reads, but here that is a stand-in with the table's columns."""
    name = identifier(table.name)
    columns = ", ".join(identifier(column) for column, _ in table.columns)
    connection.execute(
        f"create or replace macro {_READER}(pattern) as table select {typed_nulls(table)}"
    )
    connection.execute(f"create view {name} as select {columns} from {_READER}({quote(pattern)})")
    connection.execute(f"comment on view {name} is {quote(table.field(table.name))}")
    for column, description in table.descriptions.items():
        connection.execute(f"comment on column {name}.{identifier(column)} is {quote(description)}")


def _write_reader(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        f"create or replace macro {_READER}(pattern) as table select * from "
        "read_parquet(pattern, hive_partitioning = false, union_by_name = true)"
    )
    connection.execute(f"comment on macro table {_READER} is {quote(_MARK)}")


def _pattern(store: Store, table: SqlFile) -> str:
    """Name the published files of a table, whatever characters the lake's own name has."""
    location = store.location
    root = location if location.startswith(S3_SCHEME) else str(Path(location).absolute())
    return f"{glob.escape(root)}/{published_pattern(table.field('dataset'), table.name)}"


@contextmanager
def _writing(file: Path) -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise CriticalError(
            f"{file} can't be written: {str(error).splitlines()[0]}",
            hint="a FILE in a folder you may write to",
        ) from error
