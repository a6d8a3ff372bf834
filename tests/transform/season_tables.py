"""The tables of a whole season, built from an archive by the SQL that makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from lake.archive import RawArchive
from lake.documents import RawVersion
from lake.duck import connect, identifier
from lake.endpoints import ENDPOINTS, Per
from lake.seasons import Season
from lake.sql_files import SqlFile
from tests.transform.published import ONE_THREAD, Row
from transform.build import build_relations
from transform.catalog import load_catalog, table_name
from transform.staging import Stager, staged

Boxed = Sequence[tuple[int, str]]
"""Ids and names of the players in the season's published box scores."""


@dataclass(frozen=True)
class SeasonTables:
    """Rows by table, in the order of their keys, and why answers were set aside, by key."""

    rows: dict[str, list[Row]]
    set_aside: dict[str | None, str]


def build_season(archive: RawArchive, label: str, boxed: Boxed = ()) -> SeasonTables:
    """Build the tables that are partitioned by season alone."""
    season, catalog = Season.parse(label), load_catalog()
    files = catalog.needed([table_name(table) for table in catalog.season_tables])
    endpoints = [file.name for _, file in files if "reads" in file.fields]
    with Stager(archive, threads=1) as stager, connect(ONE_THREAD) as connection:
        wanted = {name: _newest(archive, name, season) for name in endpoints}
        answers = staged(stager.begin(wanted))
        give_players(connection, boxed)
        build_relations(connection, files, answers, season, at_once=1)
        return SeasonTables(
            {table.name: _rows(connection, table) for table in catalog.season_tables},
            {error.key: error.message for error in answers.set_aside},
        )


def give_players(connection: duckdb.DuckDBPyConnection, boxed: Boxed) -> None:
    """Make `staging.players_in_boxes`."""
    connection.execute("create schema staging")
    connection.execute(
        "create table staging.players_in_boxes (player_id bigint, player_name varchar)"
    )
    for player in boxed:
        connection.execute("insert into staging.players_in_boxes values (?, ?)", player)


def _newest(archive: RawArchive, endpoint: str, season: Season) -> list[RawVersion]:
    """Answers about players are of no season."""
    scope = None if ENDPOINTS[endpoint].per is Per.PLAYER else season
    return list(archive.newest_versions(endpoint, scope).values())


def _rows(connection: duckdb.DuckDBPyConnection, table: SqlFile) -> list[Row]:
    order = ", ".join(map(identifier, table.names("grain")))
    found = connection.execute(f"from {identifier(table.name)} order by {order}")
    names = [name for name, _ in table.columns]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
