"""The shrink gate: what is published is not replaced by less.

A game that has fewer rows in the built table than in its published file would lose them, so the
file is held back. A game that moved to another month has lost nothing; but when one of its two
months is held back the other is too, or the game would be published twice, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from lake.duck import identifier, plain_path
from lake.keys import Partition
from lake.sql_files import SqlFile

RowsByGame = Mapping[str, int]


def published_rows(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, int]:
    """Count the rows of each game in a published file; a file that can't be read has none left."""
    try:
        rows = connection.execute(
            "select game_id, count(*) from read_parquet($path, hive_partitioning = false) "
            "group by game_id",
            {"path": plain_path(path)},
        ).fetchall()
    except duckdb.Error:
        return {}
    return dict(rows)


def built_rows(connection: duckdb.DuckDBPyConnection, table: SqlFile) -> dict[str, tuple[int, int]]:
    """Tell each game's month and number of rows in a built table."""
    rows = connection.execute(
        f"select game_id, month, count(*) from {identifier(table.name)} group by game_id, month"
    ).fetchall()
    return {game_id: (month, count) for game_id, month, count in rows}


def held_back(
    published: Mapping[Partition, RowsByGame], built: Mapping[str, tuple[int, int]]
) -> dict[int | None, tuple[str, ...]]:
    """Name the months whose files must stay as they are, each with the games that are why."""
    held: dict[int | None, set[str]] = {}
    moves: list[tuple[int | None, int]] = []
    for partition, rows in published.items():
        for game_id, count in rows.items():
            month, built_count = built.get(game_id, (partition.month, 0))
            if built_count < count:
                held.setdefault(partition.month, set()).add(game_id)
            if month != partition.month and month is not None:
                moves.append((partition.month, month))
    spreading = True
    while spreading:
        spreading = False
        for ends in moves:
            why = set().union(*(held.get(month, set()) for month in ends))
            for month in ends:
                if why - held.get(month, set()):
                    held[month] = held.get(month, set()) | why
                    spreading = True
    return {month: tuple(sorted(games)) for month, games in held.items()}
