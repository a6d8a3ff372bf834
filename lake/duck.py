"""DuckDB as hoopstat uses it: offline, in UTC, with its own few functions."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import duckdb

from lake.commands import at_lake
from lake.errors import Incomplete, UsageError
from lake.keys import PUBLISHED, Partition, parse_published_key, published_key
from lake.sql_files import SqlFile, load_folder
from lake.store import Store

DOWNLOADS_AT_ONCE = 8

_EVERY_VALUE = "select max(hash(told)) from read_parquet($path, hive_partitioning = false) as told"


Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class DuckSettings:
    """`threads` None is every core, `memory_limit` None is DuckDB's own choice.

    Spill goes to `scratch`.
    """

    threads: int | None = None
    memory_limit: str | None = None

    @property
    def workers(self) -> int:
        """How many threads that makes."""
        return self.threads or os.cpu_count() or 1

    def for_each_worker(self) -> DuckSettings:
        """Return the settings of a database that many threads use, each for queries of its own.

        Documents and lists are read by one thread of DuckDB each, and its other threads would only
        look for work that is not there.
        """
        return replace(self, threads=1)


def connect(settings: DuckSettings, scratch: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Open a database in memory that never reaches for the network, with sql/functions in it.

    Raises: UsageError if DuckDB refuses the settings.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
    }
    if settings.threads is not None:
        config["threads"] = settings.threads
    if settings.memory_limit is not None:
        config["memory_limit"] = settings.memory_limit
    if scratch is not None:
        config["temp_directory"] = str(scratch)
    try:
        connection = duckdb.connect(config=config)
    except duckdb.Error as error:
        raise UsageError(
            f"DuckDB refuses its settings: {str(error).splitlines()[0]}",
            hint="--memory-limit 2GB, --threads 2",
        ) from error
    connection.execute("set global TimeZone = 'UTC'")
    _keep_quiet(connection)
    for function in load_folder("functions").values():
        connection.execute(function.statement)
    return connection


def each_beside(
    connection: duckdb.DuckDBPyConnection,
    work: Callable[[duckdb.DuckDBPyConnection, Item], Result],
    items: Iterable[Item],
    at_once: int,
) -> Iterator[Result]:
    """Do some work for each item, several at once, each with a connection of its own.

    The results come in the order of the items.
    """

    def do(item: Item) -> Result:
        with beside(connection) as own:
            return work(own, item)

    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(do, items)


@contextmanager
def beside(connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lend another connection to the same database, for another thread."""
    with connection.cursor() as another:
        _keep_quiet(another)
        yield another


def _keep_quiet(connection: duckdb.DuckDBPyConnection) -> None:
    """Stdout is for data; where Python looks interactive DuckDB draws its bar there."""
    connection.execute("set enable_progress_bar = false")


def published_partitions(store: Store) -> tuple[Partition, ...]:
    """List every published file of a lake; what no transform publishes is not among them."""
    tables = load_folder("tables")
    found = (parse_published_key(key) for key in store.list(PUBLISHED))
    return tuple(part for part in found if part and is_of_a_table(part, tables))


def is_of_a_table(partition: Partition, tables: Mapping[str, SqlFile]) -> bool:
    """Tell whether there is such a table, of that dataset, with months or without."""
    table = tables.get(partition.table)
    if table is None or table.field("dataset") != partition.dataset:
        return False
    return ("month" in table.names("partition")) == (partition.month is not None)


def add_published(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    partitions: Sequence[Partition],
    scratch: Path,
) -> dict[Partition, Path]:
    """Make each published table a relation of its name; one without files is there, empty.

    Returns the files that are read.
    Raises: Incomplete if a published file can't be read; LakeUnavailable.
    """
    return add_files(connection, bring_here(store, partitions, scratch), store.location)


def add_files(
    connection: duckdb.DuckDBPyConnection, files: Mapping[Partition, Path], location: str
) -> dict[Partition, Path]:
    """Do the same with published files that are here, of the lake at `location`."""
    read: dict[Partition, Path] = {}
    for name, table in load_folder("tables").items():
        of_table = {part: file for part, file in files.items() if part.table == name}
        if of_table:
            _read_parquet_view(connection, name, of_table, location)
            read |= of_table
        else:
            empty_table(connection, table)
    return read


def bring_here(
    store: Store, partitions: Sequence[Partition], scratch: Path
) -> dict[Partition, Path]:
    """Give published files as files of this machine, several at a time from where they are not.

    Raises: LakeUnavailable.
    """
    with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        paths = pool.map(lambda part: store.as_file(published_key(part), scratch), partitions)
        return dict(zip(partitions, paths, strict=True))


def why_unreadable(connection: duckdb.DuckDBPyConnection, path: Path) -> str | None:
    """Read every value of a Parquet file; return why that can't be done, None if it can."""
    try:
        connection.execute(_EVERY_VALUE, {"path": plain_path(path)}).fetchall()
    except duckdb.OutOfMemoryException:
        raise  # It says nothing of the file.
    except duckdb.Error as error:
        return str(error).splitlines()[0].replace(str(path), path.name)
    return None


def empty_table(connection: duckdb.DuckDBPyConnection, table: SqlFile) -> None:
    """Make a table of the columns its SQL file promises, without rows."""
    columns = ", ".join(f"{identifier(name)} {kind}" for name, kind in table.columns)
    connection.execute(f"create or replace table {identifier(table.name)} ({columns})")


def typed_nulls(table: SqlFile) -> str:
    """Write what a SELECT needs for the columns of a table, without a table."""
    return ", ".join(f"cast(null as {kind}) as {identifier(name)}" for name, kind in table.columns)


def confine(connection: duckdb.DuckDBPyConnection, files: Sequence[Path]) -> None:
    """Close every file and address but some files, for good."""
    # Views name files as patterns, and DuckDB compares both the pattern and what it finds.
    listed = ", ".join(quote(path) for file in files for path in (str(file), plain_path(file)))
    connection.execute(f"set allowed_paths = [{listed}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def _read_parquet_view(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    files: Mapping[Partition, Path],
    location: str,
) -> None:
    """`season` and `month` are read from inside the files, where they have their types."""
    for partition, path in files.items():
        try:
            connection.execute(
                "select count(*) from parquet_file_metadata($path)", {"path": plain_path(path)}
            )
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            raise Incomplete(
                f"a published file can't be read: {str(error).splitlines()[0]}",
                hint=f"{at_lake('hoopstat transform', location)}, which writes it anew",
                key=published_key(partition),
            ) from error
    listed = ", ".join(quote(plain_path(path)) for path in files.values())
    connection.execute(
        f"create or replace view {identifier(name)} as "
        f"select * from read_parquet([{listed}], hive_partitioning = false, union_by_name = true)"
    )


def plain_path(path: Path) -> str:
    """Write a path so that DuckDB takes none of its characters for a pattern."""
    return glob.escape(str(path))


def quote(text: str) -> str:
    """Write a text as an SQL literal, for the few places that take no parameter."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Write a name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
