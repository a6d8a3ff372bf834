"""What is held back in quarantine, as a relation that checks can read and as a list.

held_games(season, month, game_id, reason, tables)
    one row for each game whose rows a transform held back; tables is a list of their names
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from lake.commands import at_lake
from lake.duck import DOWNLOADS_AT_ONCE, DuckSettings, connect, plain_path
from lake.errors import Incomplete
from lake.keys import QUARANTINE, Partition, parse_quarantine_key, quarantine_key
from lake.seasons import Season
from lake.store import Store
from validate.read_objects import Kind, ReadObject, note_read
from validate.report import HeldGame


def held_games(store: Store, seasons: Sequence[Season], scratch: Path) -> tuple[HeldGame, ...]:
    """List the games in quarantine; `seasons` () is every one.

    Raises: Incomplete if a quarantined file can't be read; LakeUnavailable.
    """
    with connect(DuckSettings(threads=1), scratch) as connection:
        for read in add_held_games(connection, store, seasons, scratch):
            if read.reason:
                raise Incomplete(
                    f"a quarantined file can't be read: {read.reason}",
                    hint=f"{at_lake('hoopstat transform', store.location)} --force, "
                    "which writes it anew",
                    key=read.key,
                )
        return told_held_games(connection)


def add_held_games(
    connection: duckdb.DuckDBPyConnection, store: Store, seasons: Sequence[Season], scratch: Path
) -> tuple[ReadObject, ...]:
    """Make the relation; `seasons` () is every one.

    Returns, and notes, every file that was read. One that can't be read holds nothing.
    Raises: LakeUnavailable.
    """
    add_no_held_games(connection)
    found = (parse_quarantine_key(key) for key in store.list(QUARANTINE))
    held = [part for part in found if part and (part.season in seasons or not seasons)]
    with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        paths = pool.map(lambda part: store.as_file(quarantine_key(part), scratch), held)
        read = tuple(
            ReadObject.of(part, quarantine_key(part), _add_rows(connection, part, path))
            for part, path in zip(held, paths, strict=True)
        )
    note_read(connection, Kind.QUARANTINED, read)
    return read


def _add_rows(
    connection: duckdb.DuckDBPyConnection, partition: Partition, path: Path
) -> str | None:
    """Add what a file holds; return why it can't be read, None if it can."""
    try:
        connection.execute(
            "insert into held_rows select distinct season, month, game_id, reason, $table "
            "from read_parquet($path, hive_partitioning = false)",
            {"path": plain_path(path), "table": partition.table},
        )
    except duckdb.OutOfMemoryException:
        raise  # It says nothing of the file.
    except duckdb.Error as error:
        return str(error).splitlines()[0].replace(str(path), path.name)
    return None


def add_no_held_games(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the relation without a row."""
    connection.execute(
        "create or replace table held_rows "
        "(season varchar, month integer, game_id varchar, reason varchar, table_name varchar)"
    )
    connection.execute(
        """
        create or replace view held_games as
        select season, min(month) as month, game_id, min(reason) as reason,
            list(distinct table_name order by table_name) as tables
        from held_rows
        group by season, game_id
        """
    )


def told_held_games(connection: duckdb.DuckDBPyConnection) -> tuple[HeldGame, ...]:
    rows = connection.execute(
        "select season, month, game_id, reason, tables from held_games order by season, game_id"
    ).fetchall()
    return tuple(
        HeldGame(season, month, game, reason, tuple(tables))
        for season, month, game, reason, tables in rows
    )
