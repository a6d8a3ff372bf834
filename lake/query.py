"""Queries over the published tables."""

from __future__ import annotations

import difflib
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from lake.commands import at_lake
from lake.duck import (
    DuckSettings,
    add_published,
    confine,
    connect,
    empty_table,
    identifier,
    published_partitions,
    quote,
    typed_nulls,
    why_unreadable,
)
from lake.errors import Incomplete, UsageError
from lake.keys import Partition, published_key
from lake.sql_files import SqlFile, load_folder
from lake.store import Store

_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
_LISTING = "hoopstat sql 'show tables' lists the tables"
_UNKNOWN_TABLE = re.compile("Table with name (?P<name>.+) does not exist")
_COLUMNS = "Candidate bindings: "
"""How DuckDB begins the line that names the columns near a wrong one."""


@dataclass(frozen=True)
class QueryResult:
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def run_query(store: Store, statement: str) -> QueryResult:
    """Run one SELECT over the published tables, each under its own name.

    The query can read nothing but the published files and write nothing at all. Only files of the
    tables it names are brought here.
    Raises: UsageError if it is no single SELECT or DuckDB refuses it; Incomplete if nothing is
    published, or a file that the query reads can't be read; LakeUnavailable.
    """
    partitions = published_partitions(store)
    if not partitions:
        raise Incomplete(
            f"there are no published tables in {store.location}",
            hint=at_lake("hoopstat transform", store.location),
        )
    tables = load_folder("tables")
    _check(statement, tables)
    named = {name for name in tables if _is_named(name, statement)}
    wanted = [partition for partition in partitions if partition.table in named]
    with (
        tempfile.TemporaryDirectory(prefix="hoopstat-") as scratch,
        connect(DuckSettings()) as connection,
    ):
        files = add_published(connection, store, wanted, Path(scratch))
        for name in (tables.keys() & {part.table for part in partitions}) - named:
            _close_table(connection, tables[name])
        confine(connection, tuple(files.values()))
        with _explained(tables), _readable(connection, files, store.location):
            cursor = connection.execute(statement)
            columns = tuple(str(column[0]) for column in cursor.description or ())
            return QueryResult(columns, cursor.fetchall())


def _check(statement: str, tables: Mapping[str, SqlFile]) -> None:
    """Refuse what is no query before anything is brought here.

    Raises: UsageError if it is no single SELECT, or names what is no table.
    """
    with connect(DuckSettings()) as connection:
        for table in tables.values():
            empty_table(connection, table)
        confine(connection, ())
        with _explained(tables):
            statements = connection.extract_statements(statement)
            if len(statements) != 1 or statements[0].type not in _READING:
                raise UsageError("hoopstat sql runs one SELECT", hint="select * from games limit 5")
            is_select = statements[0].type == duckdb.StatementType.SELECT
            # A column may be missing here and not in files that an older hoopstat published.
            with suppress(duckdb.BinderException):
                connection.execute(f"explain {statement}" if is_select else statement)


def _is_named(table: str, statement: str) -> bool:
    """Tell whether a query may read a table: its name stands in it, if only in a comment.

    DuckDB's own get_table_names refuses a `join ... using`, seen in 1.5.6.
    """
    return re.search(rf"\b{table}\b", statement, re.IGNORECASE) is not None


def _close_table(connection: duckdb.DuckDBPyConnection, table: SqlFile) -> None:
    """Keep the columns of a table that was not brought here; reading it must not find nothing."""
    name = identifier(table.name)
    reason = quote(f"{table.name} has to be named in the query itself")
    connection.execute(f"drop table {name}")
    connection.execute(f"create view {name} as select {typed_nulls(table)} where error({reason})")


@contextmanager
def _readable(
    connection: duckdb.DuckDBPyConnection, files: Mapping[Partition, Path], location: str
) -> Iterator[None]:
    """Tell a query that fails from a file that is damaged under a sound footer.

    Raises: Incomplete with the file.
    """
    try:
        yield
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.OutOfMemoryException):
        raise  # They say nothing of the files.
    except duckdb.Error as error:
        for partition, path in files.items():
            if reason := why_unreadable(connection, path):
                raise Incomplete(
                    f"a published file can't be read: {reason}",
                    hint=f"{at_lake('hoopstat transform', location)} --force, which writes it anew",
                    key=published_key(partition),
                ) from error
        raise


@contextmanager
def _explained(tables: Iterable[str]) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        message, *further = str(error).splitlines()
        columns = [line.removeprefix(_COLUMNS) for line in further if line.startswith(_COLUMNS)]
        hint = columns[0] if columns else _near_tables(message, tables)
        raise UsageError(f"DuckDB: {message}", hint=hint) from error


def _near_tables(message: str, tables: Iterable[str]) -> str:
    unknown = _UNKNOWN_TABLE.search(message)
    near = _near(unknown["name"].lower(), tables) if unknown else []
    return f"{', '.join(near)}; {_LISTING}" if near else _LISTING


def _near(name: str, tables: Iterable[str]) -> list[str]:
    """List the tables that have a name in theirs, or else those with a similar one."""
    return [table for table in tables if name in table] or difflib.get_close_matches(name, tables)
