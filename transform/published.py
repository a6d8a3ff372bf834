"""What is published of a season: its files as they can be read here, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from lake.commands import at_lake
from lake.duck import bring_here, identifier, plain_path
from lake.errors import Incomplete
from lake.keys import Partition
from lake.store import Store


@dataclass(frozen=True)
class PublishedFile:
    """`footer` is the metadata hoopstat wrote; empty where the file can't be read."""

    path: Path
    footer: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        return self.footer.get("raw_fingerprint", "")

    @property
    def row_count(self) -> int:
        return int(self.footer.get("row_count", 0))


@dataclass
class PublishedSeason:
    """The published files of a season, and the rows they have of each game once that is asked.

    `location` is that of their lake.
    """

    files: Mapping[Partition, PublishedFile]
    location: str
    _connection: duckdb.DuckDBPyConnection
    _rows: dict[tuple[Partition, str], dict[str, int]] = field(default_factory=dict)

    def fingerprint(self, partition: Partition) -> str:
        """Return what a partition says it was made of; "" where there is none."""
        file = self.files.get(partition)
        return file.fingerprint if file else ""

    def rows_by(self, partition: Partition, unit: str) -> dict[str, int]:
        """Count the rows of each game (or other unit) in a published file.

        A file that can't be read has none left.
        """
        if (partition, unit) not in self._rows:
            self._rows[partition, unit] = _rows_by(
                self._connection, self.files[partition].path, identifier(unit)
            )
        return self._rows[partition, unit]

    def of_months(self, months: frozenset[int]) -> Iterator[Partition]:
        for partition in self.files:
            if partition.month in months:
                yield partition


def read_published(
    store: Store,
    partitions: Sequence[Partition],
    scratch: Path,
    connection: duckdb.DuckDBPyConnection,
) -> PublishedSeason:
    """Bring the published files of a season here, where they are not. Raises: LakeUnavailable."""
    return PublishedSeason(
        {
            partition: PublishedFile(path, read_footer(connection, path))
            for partition, path in bring_here(store, partitions, scratch).items()
        },
        store.location,
        connection,
    )


def read_footer(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    """Read the metadata of a Parquet file; a file that is none has nothing to tell."""
    try:
        rows = connection.execute(
            "select decode(key), decode(value) from parquet_kv_metadata($path)",
            {"path": plain_path(path)},
        ).fetchall()
    except duckdb.Error:
        return {}
    return dict(rows)


@contextmanager
def readable(location: str) -> Iterator[None]:
    """Explain what stands under a sound footer and can't be read; name its lake.

    Raises: Incomplete.
    """
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise  # It says nothing of the file.
    except duckdb.Error as error:
        raise Incomplete(
            f"a published file can't be read: {str(error).splitlines()[0]}",
            hint=f"{at_lake('hoopstat transform', location)} --force, which writes it anew",
        ) from error


def _rows_by(connection: duckdb.DuckDBPyConnection, path: Path, unit: str) -> dict[str, int]:
    try:
        rows = connection.execute(
            f"select cast({unit} as varchar), count(*) "
            "from read_parquet($path, hive_partitioning = false) group by all",
            {"path": plain_path(path)},
        ).fetchall()
    except duckdb.Error:
        return {}
    return dict(rows)
