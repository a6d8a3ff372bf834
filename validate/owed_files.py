"""The published files that the archive has documents for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

import duckdb

from lake.archive import RawArchive
from lake.duck import published_partitions
from lake.keys import Partition, published_key
from lake.seasons import Season
from lake.sql_files import SqlFile, load_folder
from validate.given_rows import give_rows
from validate.schema import MONTH_NUMBER
from validate.season_documents import season_endpoints

OWED_FILES = {
    "season": "varchar",
    "month": "integer",
    "table_name": "varchar",
    "file": "varchar",
    "is_published": "boolean",
}


def add_owed_files(
    connection: duckdb.DuckDBPyConnection,
    archive: RawArchive,
    seasons: Sequence[Season],
) -> None:
    """Make `owed_files`; `archived_documents` must be there. Raises: LakeUnavailable."""
    published = set(published_partitions(archive.store)) if seasons else set()
    owed = [
        *_of_games(_documented_months(connection)),
        *(file for season in seasons for file in _of_seasons(archive, season)),
    ]
    give_rows(
        connection,
        "owed_files",
        OWED_FILES,
        [
            {
                "season": str(partition.season),
                "month": partition.month,
                "table_name": partition.table,
                "file": published_key(partition),
                "is_published": partition in published,
            }
            for partition in owed
        ],
    )


def _documented_months(
    connection: duckdb.DuckDBPyConnection,
) -> dict[tuple[Season, int], set[str]]:
    """Which endpoints have something of a month's games; the tables' own dates come first."""
    rows = connection.execute(
        f"""
        with dated as (
            select game_id, any_value({MONTH_NUMBER}) as month
            from games group by game_id
        )
        select distinct
            archived_documents.season,
            coalesce(dated.month, nullif(archived_documents.month, 0)) as month,
            archived_documents.endpoint
        from archived_documents
        left join dated using (game_id)
        where archived_documents.empty_reason is null
            and archived_documents.refusal is null
            and (dated.month is not null or archived_documents.month > 0)
        order by all
        """
    ).fetchall()
    months: dict[tuple[Season, int], set[str]] = {}
    for season, month, endpoint in rows:
        months.setdefault((Season.parse(season), month), set()).add(endpoint)
    return months


def _of_games(months: dict[tuple[Season, int], set[str]]) -> Iterator[Partition]:
    for (season, month), endpoints in months.items():
        yield from _partitions("month", season, month, endpoints)


def _of_seasons(archive: RawArchive, season: Season) -> Iterator[Partition]:
    """A biography alone makes no table: it is of no season."""
    endpoints = {name for name in season_endpoints() if archive.newest_versions(name, season)}
    yield from _partitions("season", season, None, endpoints)


def _partitions(
    by: str, season: Season, month: int | None, endpoints: AbstractSet[str]
) -> Iterator[Partition]:
    for table in load_folder("tables").values():
        if _finest(table) == by and endpoints & set(table.names("source")):
            yield Partition(table.field("dataset"), table.name, season, month)


def _finest(table: SqlFile) -> str:
    return table.names("partition")[-1]
