"""Building: staged documents into relations, in DuckDB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from graphlib import TopologicalSorter

import duckdb

from lake.duck import beside
from lake.errors import RawObjectDamaged
from lake.raw_object import damaged
from lake.seasons import Season
from lake.sql_files import SqlFile
from lake.telemetry import Job
from transform.catalog import relation
from transform.staging import Staged, StagedDocument

DOCUMENTS_AT_ONCE = 64
"""Bounds memory; play-by-play of 64 games takes about 150 MB while it is parsed."""

_TRY = "try(from_json_strict("


@dataclass(frozen=True)
class GameDate:
    """`month` is 0 and `day` None where nothing in the archive tells the date."""

    month: int
    day: date | None


GameDates = Mapping[str, GameDate]


def build_relations(
    connection: duckdb.DuckDBPyConnection,
    files: Iterable[tuple[str, SqlFile]],
    staged: Staged,
    season: Season,
    at_once: int,
    running: Job | None = None,
) -> None:
    """Make each relation once those it needs are there; rows are in no order yet.

    Several are made at once, since DuckDB reads documents and unnests lists in one thread.
    A document that the staging SQL can't read is moved to `staged.set_aside`, with the reason.
    """
    connection.execute("create schema if not exists staging")
    by_name = dict(files)

    def build(name: str) -> str:
        with beside(connection) as own:
            if "reads" in by_name[name].fields:
                _stage_documents(own, by_name[name], staged)
                _reconcile(own, by_name[name], staged)
            else:
                _create_relation(own, name, by_name[name], season)
        return name

    graph = TopologicalSorter(
        {name: by_name.keys() & set(file.names("needs")) for name, file in by_name.items()}
    )
    graph.prepare()
    with ThreadPoolExecutor(at_once) as pool:
        under_way = {pool.submit(build, name) for name in graph.get_ready()}
        while under_way:
            done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                graph.done(future.result())
                under_way |= {pool.submit(build, name) for name in graph.get_ready()}
                if running:
                    running.advance(future.result())


def _create_relation(
    connection: duckdb.DuckDBPyConnection, name: str, file: SqlFile, season: Season
) -> None:
    wanted = connection.extract_statements(file.statement)[0].named_parameters
    parameters = {"season": str(season)} if wanted else {}
    connection.execute(f"create table {relation(name)} as {file.statement}", parameters)


def give_games(connection: duckdb.DuckDBPyConnection, games: Iterable[str]) -> None:
    """Make `staging.documented_games`, one row for each game the archive has anything of."""
    connection.execute("create schema if not exists staging")
    connection.execute(
        "create table staging.documented_games as "
        "select cast(unnest($games) as varchar) as game_id",
        {"games": sorted(games)},
    )


def give_game_dates(connection: duckdb.DuckDBPyConnection, dates: GameDates) -> None:
    """Make `staging.game_dates` of dates that were worked out before."""
    connection.execute("create schema if not exists staging")
    connection.execute(
        "create table staging.game_dates as select "
        "cast(unnest($games) as varchar) as game_id, "
        "cast(unnest($days) as date) as game_date, "
        "cast(unnest($months) as integer) as month",
        {
            "games": list(dates),
            "days": [when.day for when in dates.values()],
            "months": [when.month for when in dates.values()],
        },
    )


def give_players_in_boxes(
    connection: duckdb.DuckDBPyConnection, players: Mapping[int, str]
) -> None:
    """Make `staging.players_in_boxes`, one row for each player of the published box scores."""
    connection.execute("create schema if not exists staging")
    connection.execute(
        "create table staging.players_in_boxes as select "
        "cast(unnest($players) as bigint) as player_id, "
        "cast(unnest($names) as varchar) as player_name",
        {"players": list(players), "names": list(players.values())},
    )


def told_game_dates(connection: duckdb.DuckDBPyConnection) -> dict[str, GameDate]:
    """Read `staging.game_dates`."""
    rows = connection.execute("select game_id, month, game_date from staging.game_dates")
    return {game_id: GameDate(month, day) for game_id, month, day in rows.fetchall()}


def _stage_documents(connection: duckdb.DuckDBPyConnection, file: SqlFile, staged: Staged) -> None:
    """Read the documents of an endpoint, some at a time: parsed JSON takes much memory."""
    documents = list(staged.of([file.name]))
    table = f"staging.{file.name}"
    _give_documents(connection, ())
    connection.execute(f"create table {table} as {file.statement}")
    for start in range(0, len(documents), DOCUMENTS_AT_ONCE):
        _give_documents(connection, documents[start : start + DOCUMENTS_AT_ONCE])
        connection.execute(f"insert into {table} {file.statement}")


def _give_documents(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[StagedDocument]
) -> None:
    """Make `raw_documents(raw_key, content)`, which staging files read, for this connection."""
    connection.execute(
        "create or replace temp table raw_documents as select "
        "cast(unnest($keys) as varchar) as raw_key, cast(unnest($texts) as varchar) as content",
        {"keys": [doc.raw_key for doc in documents], "texts": [doc.text for doc in documents]},
    )


def _reconcile(connection: duckdb.DuckDBPyConnection, file: SqlFile, staged: Staged) -> None:
    """Documents in = documents out: what is not among the rows could not be read."""
    rows = connection.execute(f"select distinct raw_key from staging.{file.name}").fetchall()
    read = {row[0] for row in rows}
    documents = staged.documents.get(file.name, [])
    staged.documents[file.name] = [doc for doc in documents if doc.raw_key in read]
    staged.set_aside += [
        _explain(connection, file, doc) for doc in documents if doc.raw_key not in read
    ]


def _explain(
    connection: duckdb.DuckDBPyConnection, file: SqlFile, document: StagedDocument
) -> RawObjectDamaged:
    """Read the one document again without the `try` that isolated it, to hear the reason."""
    reason = "it gives no row"
    _give_documents(connection, [document])
    try:
        connection.execute(file.statement.replace(_TRY, "(from_json_strict(")).fetchall()
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
    return damaged(f"staging can't read it: {reason}", document.version)
