"""What is null in the published tables, as a relation that checks can read.

null_values(season, month, game_id, table_name, column_name, may_be_null, row_count, null_count)
    one row for each column that is null in a row of a game, or of a season where its table has no
    games; row_count are the rows of that game or season, may_be_null is how far the header of the
    table lets it be null
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import duckdb

from lake.duck import identifier
from lake.sql_files import SqlFile, load_folder
from validate.schema import MONTH_NUMBER, unlike_their_headers

NULL_VALUES = {
    "season": "varchar",
    "month": "integer",
    "game_id": "varchar",
    "table_name": "varchar",
    "column_name": "varchar",
    "may_be_null": "varchar",
    "row_count": "bigint",
    "null_count": "bigint",
}


class MayBeNull(StrEnum):
    """How far a column may be null: in no row, in some rows of a game, in all of them, everywhere.

    Where a table has no games, a season is what a game is elsewhere.
    """

    NEVER = "never"
    SOME_ROWS = "in some rows"
    A_GAME = "in a game"
    THROUGHOUT = "throughout"


_FIELDS = {
    "nullable": MayBeNull.SOME_ROWS,
    "nullable_in_a_game": MayBeNull.A_GAME,
    "nullable_throughout": MayBeNull.THROUGHOUT,
}
_FROM_V2 = "nullable_from_v2"


def add_null_values(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the relation; the published tables and `archived_documents` must be there.

    What a game is that V2 tells anything of may be null as its header says of V2.
    """
    columns = ", ".join(f"{name} {kind}" for name, kind in NULL_VALUES.items())
    connection.execute(f"create or replace table null_values ({columns})")
    for table in load_folder("tables").values():
        described = connection.execute(f"describe {identifier(table.name)}").fetchall()
        there = {row[0] for row in described}
        if "season" in there:
            _count(connection, table, there)


def _count(connection: duckdb.DuckDBPyConnection, table: SqlFile, there: set[str]) -> None:
    """Count the nulls of a table; what its files have as other types is told by another check."""
    try:
        names = [name for name, _ in table.columns if name in there]
        connection.execute(_counting(table, there), _told(table, names))
    except (duckdb.BinderException, duckdb.ConversionException):
        if not unlike_their_headers(connection, (table.name,)):
            raise


def may_be_null(table: SqlFile, *, from_v2: bool) -> dict[str, MayBeNull]:
    """Tell of each column of a table how far it may be null."""
    told = {name: MayBeNull.NEVER for name, _ in table.columns}
    for name, degree in _FIELDS.items():
        told |= dict.fromkeys(table.names(name), degree)
    if from_v2:
        told |= dict.fromkeys(table.names(_FROM_V2), MayBeNull.THROUGHOUT)
    return told


def _told(table: SqlFile, names: list[str]) -> dict[str, list[str]]:
    ours, of_v2 = (may_be_null(table, from_v2=from_v2) for from_v2 in (False, True))
    return {
        "names": names,
        "degrees": [ours[name] for name in names],
        "degrees_of_v2": [of_v2[name] for name in names],
        "sources_of_v2": [name for name in table.names("source") if name.endswith("v2")],
    }


def _counting(table: SqlFile, there: set[str]) -> str:
    counts = ", ".join(f"count(*) - count({column})" for column in _columns(table, there))
    month = MONTH_NUMBER if "month" in there else "null"
    game = "game_id" if "game_id" in there else "null"
    return f"""
        insert into null_values by name
        with counted as (
            select
                cast(season as varchar) as season,
                {month} as month,
                {game} as game_id,
                count(*) as row_count,
                [{counts}] as null_counts
            from {identifier(table.name)}
            group by 1, 2, 3
        ),
        told as (
            select
                * exclude (null_counts),
                unnest($names) as column_name,
                unnest(null_counts) as null_count,
                unnest(if(
                    game_id in (
                        select game_id from archived_documents
                        where list_contains($sources_of_v2, endpoint)
                    ),
                    $degrees_of_v2,
                    $degrees
                )) as may_be_null
            from counted
        )
        select *, '{table.name}' as table_name
        from told
        where null_count > 0
    """


def _columns(table: SqlFile, there: set[str]) -> Iterator[str]:
    return (identifier(name) for name, _ in table.columns if name in there)
