"""Publishing: each partition as one sorted Parquet file at a stable key.

A partition is written in a scratch folder first and then put as a whole, so a reader sees the old
file or the new one. One that the shrink gate holds back is refused unless that is accepted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import duckdb

from lake.duck import identifier, quote
from lake.keys import Partition, parse_published_key, published_key, published_prefix
from lake.seasons import Season
from lake.sql_files import SqlFile
from lake.store import Store
from transform.footer import Footer


class Change(StrEnum):
    """What became of a partition."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    REMOVED = "removed"


@dataclass(frozen=True)
class PublishedPartition:
    """`shrinks` names the games that would lose rows by a refused partition; () where none."""

    partition: Partition
    change: Change
    row_count: int
    size_bytes: int
    shrinks: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableOfSeason:
    """A built table of one season, about to be published."""

    table: SqlFile
    season: Season

    @property
    def dataset(self) -> str:
        return self.table.field("dataset")

    def partition(self, month: int | None) -> Partition:
        return Partition(self.dataset, self.table.name, self.season, month)


def months(connection: duckdb.DuckDBPyConnection, table: SqlFile) -> tuple[int, ...]:
    """List the months a built table has rows of."""
    rows = connection.execute(
        f"select distinct month from {identifier(table.name)} order by month"
    ).fetchall()
    return tuple(row[0] for row in rows)


def row_count(connection: duckdb.DuckDBPyConnection, table: SqlFile, month: int) -> int:
    row = connection.execute(
        f"select count(*) from {identifier(table.name)} where month = $month", {"month": month}
    ).fetchone()
    return int(row[0]) if row else 0


def write_parquet(
    connection: duckdb.DuckDBPyConnection,
    built: TableOfSeason,
    month: int,
    footer: Footer,
    scratch: Path,
) -> Path:
    """Write one partition by one ordered COPY, whose bytes do not depend on the threads."""
    path = scratch / f"{built.table.name}-{month:02d}.parquet"
    grain = built.table.names("grain")
    columns = [name for name, _ in built.table.columns]
    # Should the grain ever not be unique, the other columns keep the order the same every time.
    order = [*grain, *(name for name in columns if name not in grain)]
    metadata = ", ".join(f"{name}: {quote(value)}" for name, value in footer.items())
    connection.execute(
        f"copy (select {', '.join(map(identifier, columns))} from {identifier(built.table.name)} "
        f"where month = {month} order by {', '.join(map(identifier, order))}) "
        f"to {quote(str(path))} "
        f"(format parquet, compression snappy, kv_metadata {{{metadata}}})"
    )
    return path


def publish(
    store: Store, partition: Partition, path: Path, rows: int, shrinks: Sequence[str]
) -> PublishedPartition:
    """Put one written partition; leave one that would not change, or that is held back."""
    key = published_key(partition)
    body = path.read_bytes()
    if shrinks:
        change = Change.REFUSED
    elif store.exists(key) and store.get(key).body == body:
        change = Change.UNCHANGED
    else:
        store.put(key, body)
        change = Change.WRITTEN
    return PublishedPartition(partition, change, rows, len(body), tuple(shrinks))


def retire(store: Store, partition: Partition, shrinks: Sequence[str]) -> PublishedPartition:
    """Delete a published file whose games have all moved to other months, if they have."""
    if not shrinks:
        store.delete(published_key(partition))
    change = Change.REFUSED if shrinks else Change.REMOVED
    return PublishedPartition(partition, change, 0, 0, tuple(shrinks))


def published_files(store: Store, built: TableOfSeason) -> tuple[Partition, ...]:
    """List the published files of a table and season."""
    prefix = published_prefix(built.dataset, built.table.name, built.season)
    found = (parse_published_key(key) for key in store.list(prefix))
    return tuple(partition for partition in found if partition)
