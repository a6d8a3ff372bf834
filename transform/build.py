"""Building: staged documents into relations, in DuckDB."""

from __future__ import annotations

import json
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
from transform.drift import (
    Drift,
    DriftKind,
    differences,
    known_form,
    missing_paths,
    summarize,
    suspects,
)
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
) -> tuple[Drift, ...]:
    """Make each relation once those it needs are there; rows are in no order yet.

    Several are made at once, since DuckDB reads documents and unnests lists in one thread.
    A document that the staging SQL can't read is moved to `staged.set_aside`, with the reason.
    Returns what the documents and the staging SQL do not agree on.
    """
    connection.execute("create schema if not exists staging")
    by_name = dict(files)

    def build(name: str) -> tuple[str, tuple[Drift, ...]]:
        with beside(connection) as own:
            if "reads" in by_name[name].fields:
                return name, _stage_documents(own, by_name[name], staged)
            _create_relation(own, name, by_name[name], season)
            return name, ()

    graph = TopologicalSorter(
        {name: by_name.keys() & set(file.names("needs")) for name, file in by_name.items()}
    )
    graph.prepare()
    drift: list[Drift] = []
    with ThreadPoolExecutor(at_once) as pool:
        under_way = {pool.submit(build, name) for name in graph.get_ready()}
        while under_way:
            done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                built, found = future.result()
                drift += found
                graph.done(built)
                under_way |= {pool.submit(build, name) for name in graph.get_ready()}
                if running:
                    running.advance(built)
    return tuple(drift)


def _create_relation(
    connection: duckdb.DuckDBPyConnection, name: str, file: SqlFile, season: Season
) -> None:
    wanted = connection.extract_statements(file.statement)[0].named_parameters
    parameters = {"season": str(season)} if wanted else {}
    connection.execute(f"create table {relation(name)} as {file.statement}", parameters)


def give_games(connection: duckdb.DuckDBPyConnection, games: Iterable[str]) -> None:
    """Make `staging.documented_games`, one row for each game the archive has anything of."""
    rows = [{"game_id": game} for game in sorted(games)]
    _give_rows(connection, "documented_games", {"game_id": "varchar"}, rows)


def give_game_dates(connection: duckdb.DuckDBPyConnection, dates: GameDates) -> None:
    """Make `staging.game_dates` of dates that were worked out before."""
    columns = {"game_id": "varchar", "game_date": "date", "month": "integer"}
    rows = [
        {"game_id": game, "game_date": when.day and str(when.day), "month": when.month}
        for game, when in dates.items()
    ]
    _give_rows(connection, "game_dates", columns, rows)


def give_players_in_boxes(
    connection: duckdb.DuckDBPyConnection, players: Mapping[int, str]
) -> None:
    """Make `staging.players_in_boxes`, one row for each player of the published box scores."""
    columns = {"player_id": "bigint", "player_name": "varchar"}
    rows = [{"player_id": player, "player_name": name} for player, name in players.items()]
    _give_rows(connection, "players_in_boxes", columns, rows)


def _give_rows(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, object]],
) -> None:
    """Make a staging table of rows that Python has, in one JSON text; `columns` have types."""
    connection.execute("create schema if not exists staging")
    connection.execute(
        f"create table staging.{name} as "
        "select unnest(from_json_strict($rows, $structure), recursive := true)",
        {"rows": json.dumps(rows), "structure": json.dumps([columns])},
    )


def told_game_dates(connection: duckdb.DuckDBPyConnection) -> dict[str, GameDate]:
    """Read `staging.game_dates`."""
    rows = connection.execute("select game_id, month, game_date from staging.game_dates")
    return {game_id: GameDate(month, day) for game_id, month, day in rows.fetchall()}


def _stage_documents(
    connection: duckdb.DuckDBPyConnection, file: SqlFile, staged: Staged
) -> tuple[Drift, ...]:
    """Read the documents of an endpoint, some at a time: parsed JSON takes much memory.

    What can't be read is set aside. Returns the paths that documents and SQL do not agree on.
    """
    documents = staged.documents.get(file.name, [])
    known = known_form(file)
    readable: list[StagedDocument] = []
    unknown: list[tuple[str, str]] = []
    missing: list[tuple[str, str]] = []
    _give_documents(connection, ())
    connection.execute(f"create table staging.{file.name} as {file.statement}")
    for start in range(0, len(documents), DOCUMENTS_AT_ONCE):
        batch = documents[start : start + DOCUMENTS_AT_ONCE]
        _give_documents(connection, batch)
        rows = connection.execute(
            f"insert into staging.{file.name} {file.statement} "
            f"returning raw_key, {known.keys or 'null'}, {_game_of(file)}"
        ).fetchall()
        keys = {raw_key: count for raw_key, count, _ in rows}
        about = {raw_key: game for raw_key, _, game in rows if game}
        _give_documents(connection, suspects(known, batch, keys))
        for kind, raw_key, path in differences(connection, known):
            (unknown if kind is DriftKind.UNKNOWN else missing).append((raw_key, path))
        for document in batch:
            game = about.get(document.raw_key)
            if document.raw_key not in keys:
                staged.set_aside.append(_explain(connection, file, document))
                missing += missing_paths(known, document)
            elif game and game != document.version.document.entity:
                staged.set_aside.append(_reject(connection, file, document, game))
            else:
                readable.append(document)
    staged.documents[file.name] = readable
    return (
        *summarize(file.name, DriftKind.UNKNOWN, unknown),
        *summarize(file.name, DriftKind.MISSING, missing),
    )


def _game_of(file: SqlFile) -> str:
    """Where a staging row is of one document of one game, it says which game."""
    return "game_id" if file.names("grain") == ("game_id",) else "null"


def _reject(
    connection: duckdb.DuckDBPyConnection, file: SqlFile, document: StagedDocument, game: str
) -> RawObjectDamaged:
    """Take a row back that is about another game than the key it stands under."""
    connection.execute(
        f"delete from staging.{file.name} where raw_key = $key", {"key": document.raw_key}
    )
    return damaged(f"it is about game {game}", document.version)


def _give_documents(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[StagedDocument]
) -> None:
    """Make `raw_documents(raw_key, content)`, which staging files read, for this connection."""
    connection.execute("create or replace temp table raw_documents (raw_key text, content text)")
    if documents:
        # A list as one parameter is copied several times, which takes longer than all else here.
        rows = ", ".join(["(?, ?)"] * len(documents))
        cells = [cell for document in documents for cell in (document.raw_key, document.text)]
        connection.execute(f"insert into raw_documents values {rows}", cells)


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
