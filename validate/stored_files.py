"""What stands among the published files, as a relation that checks can read.

stored_files(season, month, table_name, stored_key, stray)
    one row for each object that a reader of the published folders takes for rows: Parquet files,
    and whatever else stands in a table's folder; stray says why it is none that a transform
    publishes, and is null for one that is; season is null where the key has none
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import duckdb

from lake.duck import is_of_a_table
from lake.errors import UsageError
from lake.keys import PUBLISHED, parse_published_key, published_prefix
from lake.seasons import Season
from lake.sql_files import SqlFile, load_folder
from lake.store import Store
from validate.given_rows import give_rows

STORED_FILES = {
    "season": "varchar",
    "month": "integer",
    "table_name": "varchar",
    "stored_key": "varchar",
    "stray": "varchar",
}

_TABLE_FOLDERS = 2
"""The dataset and the table."""

_SEASON = re.compile(r"/season=(?P<label>[^/]+)/")
_UNREAD = ("_", ".")
"""Spark and Athena pass over names that start so; `*.parquet` matches them all the same."""


def add_stored_files(
    connection: duckdb.DuckDBPyConnection, store: Store, seasons: Sequence[Season] = ()
) -> None:
    """Make the relation, of some seasons and of none; `seasons` () is every one.

    Raises: LakeUnavailable.
    """
    tables = load_folder("tables")
    labels = [str(season) for season in seasons]
    rows = [_row(key, tables) for key in store.list(PUBLISHED) if _is_read(key)]
    told = [row for row in rows if not labels or row["season"] in (None, *labels)]
    give_rows(connection, "stored_files", STORED_FILES, told)


def _is_read(key: str) -> bool:
    if key.endswith(".parquet"):
        return True
    *folders, name = key.removeprefix(PUBLISHED).split("/")
    is_passed_over = any(part.startswith(_UNREAD) for part in (*folders, name))
    return len(folders) >= _TABLE_FOLDERS and not is_passed_over


def _row(key: str, tables: Mapping[str, SqlFile]) -> Mapping[str, object]:
    partition = parse_published_key(key)
    if partition and is_of_a_table(partition, tables):
        return {
            "season": str(partition.season),
            "month": partition.month,
            "table_name": partition.table,
            "stored_key": key,
            "stray": None,
        }
    is_beside = any(
        key.startswith(published_prefix(table.field("dataset"), table.name))
        for table in tables.values()
    )
    return {
        "season": _season(key),
        "month": None,
        "table_name": None,
        "stored_key": key,
        "stray": "a file that no transform wrote" if is_beside else "a table that there is not",
    }


def _season(key: str) -> str | None:
    found = _SEASON.search(key)
    try:
        return str(Season.parse(found["label"])) if found else None
    except UsageError:
        return None
