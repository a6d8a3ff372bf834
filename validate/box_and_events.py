"""What box scores and events tell of the same players, worked out once for all who read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import duckdb

from lake.duck import empty_table
from lake.sql_files import SqlFile, load_folder
from validate.checks import Check
from validate.schema import unlike_their_headers

RELATION = "box_and_events"
TABLES = ("play_by_play", "player_box_traditional")


def add_box_and_events(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `box_and_events` of the tables as they are now.

    It is empty where published files lack a column, or have it as another type: what reads it is
    then not run, and says so.
    Raises: duckdb.Error.
    """
    try:
        connection.execute(f"create or replace table {RELATION} as {_file().statement}")
    except (duckdb.BinderException, duckdb.ConversionException):
        if not unlike_their_headers(connection, TABLES):
            raise
        empty_table(connection, _file())


def is_made_of(tables: Collection[str]) -> bool:
    """Tell whether nothing but these tables is needed."""
    return set(TABLES) <= set(tables)


def statements_behind(checks: Iterable[Check]) -> tuple[str, ...]:
    """Give the SQL that checks are judged by beside their own."""
    return (_file().statement,) if any(map(reads_box_and_events, checks)) else ()


def reads_box_and_events(check: Check) -> bool:
    return RELATION in {check.over, *check.needs, *check.uses}


def _file() -> SqlFile:
    return load_folder("inventory")[RELATION]
