"""What the published files are made of, as relations that checks can read.

published_files(published_key, season, month, table_name, row_count, told_season, told_month,
    told_row_count, first_season, last_season, first_month, last_month, column_count,
    told_column_count, told_fingerprint, told_until)
    one row for each published file, named by its key; season and month are those of its key, month
    null for a table without months; told_* are what its footer tells, null where it does not, or
    not readably, or twice; told_until is the instant of the newest answer it was made of; first_*
    and last_* are the least and the most of its rows, null without rows, where a row has none, or
    without statistics
published_columns(published_key, season, month, table_name, column_name, column_type)
    one row for each column of a published file, with the type that it has when it is read
expected_columns(table_name, column_name, column_type)
    one row for each column that a table's SQL file promises
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from lake.duck import empty_table, identifier, plain_path
from lake.keys import Partition, published_key
from lake.sql_files import load_folder

MONTH_NUMBER = "try_cast(cast(month as varchar) as integer)"
"""A published file may have its month as another type, which a check of its own tells."""

_OF_GAMES = {"game_id", "month"}

_FILES = """
create or replace table published_files as
with told as (
    select
        file_name,
        key,
        case when count(*) = 1 then cast(any_value(value) as varchar) end as told
    from parquet_kv_metadata($paths)
    group by file_name, key
),
footers as (
    select
        file_name,
        any_value(told) filter (where key = encode('season')) as season,
        any_value(told) filter (where key = encode('month')) as month,
        any_value(told) filter (where key = encode('row_count')) as row_count,
        any_value(told) filter (where key = encode('column_count')) as column_count,
        any_value(told) filter (where key = encode('raw_fingerprint')) as raw_fingerprint,
        any_value(told) filter (where key = encode('ingestion_timestamp')) as ingestion_timestamp
    from told
    group by file_name
),
chunks as (
    select
        file_name,
        path_in_schema as name,
        bool_and(stats_min_value is not null and coalesce(stats_null_count, 0) = 0) as is_told,
        min(stats_min_value) as first_text,
        max(stats_max_value) as last_text,
        min(try_cast(stats_min_value as integer)) as first_number,
        max(try_cast(stats_max_value as integer)) as last_number
    from parquet_metadata($paths)
    where path_in_schema in ('season', 'month')
    group by file_name, path_in_schema
),
ranges as (
    select
        file_name,
        any_value(first_text) filter (where name = 'season') as first_season,
        any_value(last_text) filter (where name = 'season') as last_season,
        any_value(first_number) filter (where name = 'month') as first_month,
        any_value(last_number) filter (where name = 'month') as last_month
    from chunks
    where is_told
    group by file_name
),
widths as (
    select file_name, count(*) filter (where num_children is null) as column_count
    from parquet_schema($paths)
    group by file_name
)
select
    published_key,
    files_here.season,
    files_here.month,
    table_name,
    num_rows as row_count,
    footers.season as told_season,
    footers.month as told_month,
    try_cast(footers.row_count as bigint) as told_row_count,
    first_season,
    last_season,
    first_month,
    last_month,
    widths.column_count,
    try_cast(footers.column_count as bigint) as told_column_count,
    footers.raw_fingerprint as told_fingerprint,
    try_cast(footers.ingestion_timestamp as timestamptz) as told_until
from files_here
inner join parquet_file_metadata($paths) using (file_name)
inner join widths using (file_name)
left join footers using (file_name)
left join ranges using (file_name)
"""

_COLUMNS = """
create or replace table published_columns as
select
    published_key,
    season,
    month,
    table_name,
    name as column_name,
    duckdb_type as column_type
from files_here
inner join parquet_schema($paths) using (file_name)
where num_children is null
"""

_UNLIKE = """
select
    table_name,
    column_name,
    any_value(expected_columns.column_type) as promised,
    min(published_columns.column_type) as published
from expected_columns
inner join published_files using (table_name)
left join published_columns using (published_key, table_name, column_name)
where table_name in (select unnest($relations))
    and expected_columns.column_type is distinct from published_columns.column_type
group by table_name, column_name
order by table_name, column_name
"""


def add_schema(connection: duckdb.DuckDBPyConnection, files: Mapping[Partition, Path]) -> None:
    """Make the three relations of published files that are here, as `add_published` gives them."""
    connection.execute(
        "create or replace table expected_columns "
        "(table_name varchar, column_name varchar, column_type varchar)"
    )
    connection.execute(
        "insert into expected_columns select unnest($tables), unnest($names), unnest($kinds)",
        _promised(),
    )
    connection.execute(
        "create or replace temp table files_here (file_name varchar, published_key varchar, "
        "season varchar, month integer, table_name varchar)"
    )
    connection.execute(
        "insert into files_here select unnest($files), unnest($keys), unnest($seasons), "
        "unnest(cast($months as integer[])), unnest($tables)",
        {
            "files": [str(path) for path in files.values()],
            "keys": [published_key(partition) for partition in files],
            "seasons": [str(partition.season) for partition in files],
            "months": [partition.month for partition in files],
            "tables": [partition.table for partition in files],
        },
    )
    if files:
        paths = {"paths": [plain_path(path) for path in files.values()]}
        connection.execute(_FILES, paths)
        connection.execute(_COLUMNS, paths)
    else:
        _add_no_files(connection)


def empty_without_games(connection: duckdb.DuckDBPyConnection) -> None:
    """Empty each table of games none of whose files tells of which games and months its rows are.

    Nothing can be asked of such a table; that its columns are missing is told by their check.
    """
    for table in load_folder("tables").values():
        promised = _OF_GAMES & {name for name, _ in table.columns}
        described = connection.execute(f"describe {identifier(table.name)}").fetchall()
        if promised - {row[0] for row in described}:
            connection.execute(f"drop view {identifier(table.name)}")
            empty_table(connection, table)


def unlike_their_headers(
    connection: duckdb.DuckDBPyConnection, relations: Sequence[str]
) -> tuple[str, ...]:
    """Say of each column that a published file lacks or has as another type what is wrong.

    () where the published files are not known, or an error has ended the transaction that would
    tell them.
    """
    try:
        rows = connection.execute(_UNLIKE, {"relations": list(relations)}).fetchall()
    except (duckdb.CatalogException, duckdb.TransactionException):
        return ()
    return tuple(
        f"{table} has {column} as {published}, not {promised}"
        if published
        else f"{table} has no column {column}"
        for table, column, promised, published in rows
    )


def _promised() -> dict[str, list[str]]:
    columns = [
        (table.name, column, kind)
        for table in load_folder("tables").values()
        for column, kind in table.columns
    ]
    tables, names, kinds = (list(values) for values in zip(*columns, strict=True))
    return {"tables": tables, "names": names, "kinds": kinds}


def _add_no_files(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "create or replace table published_files (published_key varchar, season varchar, "
        "month integer, table_name varchar, row_count bigint, told_season varchar, "
        "told_month varchar, told_row_count bigint, first_season varchar, last_season varchar, "
        "first_month integer, last_month integer, column_count bigint, told_column_count bigint, "
        "told_fingerprint varchar, told_until timestamptz)"
    )
    connection.execute(
        "create or replace table published_columns (published_key varchar, season varchar, "
        "month integer, table_name varchar, column_name varchar, column_type varchar)"
    )
