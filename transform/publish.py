"""Publishing: each partition as one sorted Parquet file at a stable key.

A partition is written in a scratch folder first and then put as a whole, so a reader sees the old
file or the new one. The store tries again by itself where that helps, so nothing here does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import duckdb

from lake.duck import identifier, quote
from lake.keys import Partition, published_key
from lake.sql_files import SqlFile
from lake.store import Store
from transform.footer import Footer
from transform.published import PublishedSeason

FILES_AT_ONCE = 3
"""So many files are written and put at once; it bounds the scratch space."""


class Change(StrEnum):
    """What became of a partition."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    REMOVED = "removed"


@dataclass(frozen=True)
class PublishedPartition:
    """`shrinks` names the games that would lose rows by a refused partition, `failing` those whose
    failed checks it was refused for; () where none.
    """

    partition: Partition
    change: Change
    row_count: int
    size_bytes: int
    shrinks: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()


def count_rows(connection: duckdb.DuckDBPyConnection, relation: str, month: int | None) -> int:
    row = connection.execute(f"select count(*) from {relation} where {_of_month(month)}").fetchone()
    return int(row[0]) if row else 0


def write_parquet(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    table: SqlFile,
    month: int | None,
    footer: Footer,
    path: Path,
    further_columns: tuple[str, ...] = (),
) -> None:
    """Write one partition by one ordered COPY, whose bytes do not depend on the threads."""
    grain = table.names("grain")
    columns = [*(name for name, _ in table.columns), *further_columns]
    # Should the grain ever not be unique, the other columns keep the order the same every time.
    order = [*grain, *(name for name in columns if name not in grain)]
    metadata = ", ".join(f"{name}: {quote(value)}" for name, value in footer.items())
    connection.execute(
        f"copy (select {', '.join(map(identifier, columns))} from {relation} "
        f"where {_of_month(month)} order by {', '.join(map(identifier, order))}) "
        f"to {quote(str(path))} "
        f"(format parquet, compression snappy, kv_metadata {{{metadata}}})"
    )


def _of_month(month: int | None) -> str:
    return "true" if month is None else f"month = {month}"


def publish(
    store: Store, partition: Partition, path: Path, row_count: int, published: PublishedSeason
) -> PublishedPartition:
    """Put one written file, if it says anything new, and take it away from the scratch folder.

    Raises: LakeUnavailable.
    """
    body = path.read_bytes()
    path.unlink()
    old = published.files.get(partition)
    if old and old.path.read_bytes() == body:
        change = Change.UNCHANGED
    else:
        store.put(published_key(partition), body)
        change = Change.WRITTEN
    return PublishedPartition(partition, change, row_count, len(body))


def retire(store: Store, partition: Partition) -> PublishedPartition:
    """Delete a published file that nothing in the archive stands behind any more."""
    store.delete(published_key(partition))
    return PublishedPartition(partition, Change.REMOVED, 0, 0)


def left_alone(published: PublishedSeason, partition: Partition) -> PublishedPartition:
    """Tell of a published file that is as it is to be."""
    file = published.files[partition]
    return PublishedPartition(partition, Change.UNCHANGED, file.row_count, file.path.stat().st_size)
