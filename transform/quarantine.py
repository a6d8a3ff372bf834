"""Quarantine: the rows of games that fail a check, beside the published tables, each with why.

quarantine/<dataset>/<table>/season=2024-25/month=01/<table>_2024-25_01.parquet has the columns of
the published table and `reason`. A game whose mend arrives leaves it by the next transform.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from lake.duck import identifier
from lake.keys import QUARANTINE, Partition, parse_quarantine_key, quarantine_key
from lake.seasons import Season
from lake.store import Store
from transform.footer import Footer
from transform.judging import HELD, REASON
from transform.planning import MonthTable
from transform.publish import write_parquet


class Quarantine:
    """What is held back of one season. Raises, in every operation: LakeUnavailable."""

    def __init__(self, store: Store, season: Season, scratch: Path) -> None:
        self._store = store
        self._scratch = scratch
        found = (parse_quarantine_key(key) for key in store.list(QUARANTINE))
        self._there = {part for part in found if part and part.season == season}

    @property
    def months(self) -> frozenset[int]:
        """The months that something is held back from."""
        return frozenset(part.month for part in self._there if part.month is not None)

    def keep(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: MonthTable,
        partition: Partition,
        footer: Footer,
    ) -> None:
        """Write the rows that are held back from a partition; each has a reason."""
        path = self._scratch / f"held-{partition.table}.parquet"
        relation = f"{HELD}.{identifier(partition.table)}"
        write_parquet(connection, relation, table.table, partition.month, footer, path, (REASON,))
        self._store.put(quarantine_key(partition), path.read_bytes())
        path.unlink()
        self._there.add(partition)

    def release(self, months: Sequence[int], held: Sequence[Partition]) -> None:
        """Delete what stands in quarantine for some months, but what is held now."""
        for partition in sorted(self._there - set(held), key=quarantine_key):
            if partition.month in months:
                self._store.delete(quarantine_key(partition))
                self._there.discard(partition)
