"""What a transform published, as tests look at it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from lake.duck import DuckSettings, add_published, connect, published_partitions
from lake.keys import PUBLISHED
from lake.local_store import LocalStore
from lake.store import Store
from lake.telemetry import Observer
from transform.judging import OnFailure
from transform.publish import Change
from transform.request import TransformRequest
from transform.run import transform
from transform.season_run import SeasonTransform

ONE_THREAD = DuckSettings(threads=1)

FIRST, SECOND, THIRD = "0022400001", "0022400002", "0022400003"
OCTOBER_AND_NOVEMBER = ((FIRST, "2024-10-22"), (SECOND, "2024-10-22"), (THIRD, "2024-11-03"))

Row = dict[str, Any]


def transform_one(
    store: Store,
    *,
    as_of: datetime | None = None,
    force: bool = False,
    accept_shrink: bool = False,
    on_failure: OnFailure = OnFailure.QUARANTINE,
) -> SeasonTransform:
    """Transform an archive of one season."""
    request = TransformRequest(
        as_of=as_of,
        force=force,
        accept_shrink=accept_shrink,
        on_failure=on_failure,
        duck=ONE_THREAD,
    )
    (result,) = transform(store, request, Observer())
    return result


def rows(store: Store, table: str, where: str = "true") -> list[Row]:
    """Read whole published rows, in the order of their keys."""
    with TemporaryDirectory() as scratch, connect(ONE_THREAD) as connection:
        add_published(connection, store, published_partitions(store), Path(scratch))
        found = connection.execute(f'select * from "{table}" where {where} order by all')
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def games_by_month(store: Store, table: str = "games") -> list[tuple[int, str]]:
    return sorted({(row["month"], row["game_id"]) for row in rows(store, table)})


def files(store: Store) -> dict[str, bytes]:
    """Every published file, whole."""
    return {key: store.get(key).body for key in store.list(PUBLISHED)}


def changes(result: SeasonTransform) -> dict[tuple[str, int | None], Change]:
    """What became of each partition, by table and month."""
    return {(part.partition.table, part.partition.month): part.change for part in result.partitions}


def tables_with(result: SeasonTransform, change: Change) -> set[tuple[str, int | None]]:
    return {which for which, what in changes(result).items() if what is change}


def metadata(store: LocalStore, key: str) -> dict[str, str]:
    """Read the footer of one published file."""
    found = duckdb.execute(
        "select decode(key), decode(value) from parquet_kv_metadata($file)",
        {"file": str(Path(store.location) / key)},
    )
    return dict(found.fetchall())
