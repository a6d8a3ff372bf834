"""What a validation reads beside the answers about games, as a relation that checks can read.

read_objects(kind, season, month, table_name, object_key, reason)
    one row for each object that was read; kind is one of `Kind`, reason says why it can't be read
    and is null if it can; season is null where an object is of none, month and table_name where
    it is no file of a table, or of one without months
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import duckdb

from lake.keys import Partition
from lake.seasons import Season

READ_OBJECTS = {
    "kind": "varchar",
    "season": "varchar",
    "month": "integer",
    "table_name": "varchar",
    "object_key": "varchar",
    "reason": "varchar",
}


class Kind(StrEnum):
    LIST = "list of games"
    LOG = "part of the request log"
    PUBLISHED = "published file"
    QUARANTINED = "quarantined file"


@dataclass(frozen=True)
class ReadObject:
    """`reason` is None for one that can be read."""

    key: str
    reason: str | None = None
    season: Season | None = None
    month: int | None = None
    table: str | None = None

    @classmethod
    def of(cls, partition: Partition, key: str, reason: str | None) -> ReadObject:
        """Tell of a file of a table."""
        return cls(key, reason, partition.season, partition.month, partition.table)


def note_read(
    connection: duckdb.DuckDBPyConnection, kind: Kind, objects: Sequence[ReadObject]
) -> None:
    """Put the objects of a kind into the relation, in place of those that were there of it."""
    columns = ", ".join(f"{name} {told}" for name, told in READ_OBJECTS.items())
    connection.execute(f"create table if not exists read_objects ({columns})")
    connection.execute("delete from read_objects where kind = $kind", {"kind": kind.value})
    connection.execute(
        "insert into read_objects select $kind, unnest(cast($seasons as varchar[])), "
        "unnest(cast($months as integer[])), unnest(cast($tables as varchar[])), "
        "unnest(cast($keys as varchar[])), unnest(cast($reasons as varchar[]))",
        {
            "kind": kind.value,
            "seasons": [str(one.season) if one.season else None for one in objects],
            "months": [one.month for one in objects],
            "tables": [one.table for one in objects],
            "keys": [one.key for one in objects],
            "reasons": [one.reason for one in objects],
        },
    )


def unreadable_files(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Name the published files that can't be read, by their keys."""
    rows = connection.execute(
        "select object_key from read_objects where kind = $kind and reason is not null",
        {"kind": Kind.PUBLISHED.value},
    ).fetchall()
    return frozenset(key for (key,) in rows)
