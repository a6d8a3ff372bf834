"""Rows that Python has, as a relation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import duckdb

from lake.duck import identifier


def give_rows(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, object]],
) -> None:
    """Make a table of rows, in one JSON text, which is much faster than a list for each column.

    `columns` have types; instants are texts.
    """
    connection.execute(
        f"create or replace table {identifier(name)} as "
        "select unnest(from_json_strict($rows, $structure), recursive := true)",
        {"rows": json.dumps(rows), "structure": json.dumps([dict(columns)])},
    )
