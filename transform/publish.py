"""Publishing: each partition as one sorted Parquet file at a stable key.

A partition is written in a scratch folder first and then put as a whole, so a reader sees the old
file or the new one. The store tries again by itself where that helps, so nothing here does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path

import duckdb

from lake.duck import identifier, quote
from lake.keys import Partition, published_key
from lake.sql_files import SqlFile
from lake.store import Store
from transform.footer import Footer
from transform.published import PublishedSeason

FILES_A_BATCH = 5
"""So many files are written before they are put; it bounds the scratch space."""

UPLOADS_AT_ONCE = 3


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


@dataclass(frozen=True)
class WrittenPartition:
    """A partition as a file in the scratch folder."""

    partition: Partition
    path: Path
    row_count: int


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
    store: Store, written: Iterable[WrittenPartition], published: PublishedSeason
) -> Iterator[PublishedPartition]:
    """Put written partitions, a batch at a time; leave those that would not change.

    Raises: LakeUnavailable.
    """
    rest = iter(written)
    with ThreadPoolExecutor(UPLOADS_AT_ONCE) as pool:
        while batch := list(islice(rest, FILES_A_BATCH)):
            yield from pool.map(partial(_put, store, published), batch)


def _put(store: Store, published: PublishedSeason, written: WrittenPartition) -> PublishedPartition:
    body = written.path.read_bytes()
    written.path.unlink()
    old = published.files.get(written.partition)
    if old and old.path.read_bytes() == body:
        change = Change.UNCHANGED
    else:
        store.put(published_key(written.partition), body)
        change = Change.WRITTEN
    return PublishedPartition(written.partition, change, written.row_count, len(body))


def retire(store: Store, partition: Partition) -> PublishedPartition:
    """Delete a published file that nothing in the archive stands behind any more."""
    store.delete(published_key(partition))
    return PublishedPartition(partition, Change.REMOVED, 0, 0)


def left_alone(published: PublishedSeason, partition: Partition) -> PublishedPartition:
    """Tell of a published file that is as it is to be."""
    file = published.files[partition]
    return PublishedPartition(partition, Change.UNCHANGED, file.row_count, file.path.stat().st_size)
