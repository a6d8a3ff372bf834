"""The shrink gate: what is published is not replaced by less.

A game that has fewer rows in the built table than in its published file would lose them, so the
file is held back. A game that moved to another month has lost nothing; but when one of its two
months is held back the other is too, or the game would be published twice, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from lake.duck import identifier
from lake.keys import Partition
from lake.sql_files import SqlFile

RowsByGame = Mapping[str, int]
Held = dict[int | None, tuple[str, ...]]


def built_rows(connection: duckdb.DuckDBPyConnection, table: SqlFile) -> dict[str, tuple[int, int]]:
    """Tell each game's month and number of rows in a built table."""
    rows = connection.execute(
        f"select game_id, month, count(*) from {identifier(table.name)} group by game_id, month"
    ).fetchall()
    return {game_id: (month, count) for game_id, month, count in rows}


def shrinking(
    published: Mapping[Partition, RowsByGame], built: Mapping[str, tuple[int, int]]
) -> Held:
    """Name the months whose files would lose rows, each with the games that would."""
    held: dict[int | None, set[str]] = {}
    for partition, rows in published.items():
        for game_id, count in rows.items():
            _, built_count = built.get(game_id, (partition.month, 0))
            if built_count < count:
                held.setdefault(partition.month, set()).add(game_id)
    return {month: tuple(sorted(games)) for month, games in held.items()}


def spread(
    held: Held,
    published: Mapping[Partition, RowsByGame],
    built: Mapping[str, tuple[int, int]],
) -> Held:
    """Hold back every month that a game moved to or from together with one that is held back."""
    whole = {month: set(games) for month, games in held.items()}
    moves = {
        (partition.month, built[game_id][0])
        for partition, rows in published.items()
        for game_id in rows
        if game_id in built and built[game_id][0] != partition.month
    }
    spreading = True
    while spreading:
        spreading = False
        for ends in moves:
            why = set().union(*(whole.get(month, set()) for month in ends))
            for month in ends:
                if why - whole.get(month, set()):
                    whole[month] = whole.get(month, set()) | why
                    spreading = True
    return {month: tuple(sorted(games)) for month, games in whole.items()}
