"""What no check can judge, since a published file that it reads can't be read.

Rows that are missing there would else be told as a hundred findings of other checks; the file
itself is told by a check of its own.
"""

from __future__ import annotations

import duckdb

from lake.duck import quote
from lake.sql_files import load_folder
from validate.checks import Check
from validate.read_objects import Kind

_TABLES = "tables/"


def out_of_sight(
    connection: duckdb.DuckDBPyConnection, check: Check, season: str, month: str
) -> str:
    """Write the condition under which a unit of a check can't be judged, as SQL.

    `season` and `month` name the columns that have those of the unit; a unit of no month, or of 0,
    is in each of its season.
    """
    places = [
        f"({season} = {quote(label)}"
        + ("" if number is None else f" and coalesce({month}, 0) in (0, {number})")
        + ")"
        for label, number, _ in _unreadable(connection, check)
    ]
    return " or ".join(places) if places else "false"


def why_out_of_sight(connection: duckdb.DuckDBPyConnection, check: Check) -> str:
    """Name the files that a check reads and that can't be read; "" where there are none."""
    return "; ".join(f"{key} can't be read" for *_, key in _unreadable(connection, check))


def _unreadable(
    connection: duckdb.DuckDBPyConnection, check: Check
) -> list[tuple[str, int | None, str]]:
    """List season, month and key of each; [] too where it is not known what was read."""
    try:
        found = connection.execute(
            "select season, month, object_key, table_name from read_objects "
            "where kind = $kind and reason is not null order by object_key",
            {"kind": Kind.PUBLISHED.value},
        ).fetchall()
    except duckdb.CatalogException:
        return []
    behind = _tables_behind(check) if found else set()
    return [(season, month, key) for season, month, key, table in found if table in behind]


def _tables_behind(check: Check) -> set[str]:
    """Name the tables that a check reads, be it by a relation that is made of them."""
    relations = {check.over, *check.needs, *check.uses}
    made_of = load_folder("inventory")
    return relations | {
        name.removeprefix(_TABLES)
        for relation in relations & made_of.keys()
        for name in made_of[relation].names("needs")
        if name.startswith(_TABLES)
    }
