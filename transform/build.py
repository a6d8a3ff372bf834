"""Building: staged documents into relations, in DuckDB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from lake.documents import RawVersion
from lake.errors import RawObjectDamaged
from lake.raw_object import damaged
from lake.seasons import Season
from lake.sql_files import SqlFile
from lake.telemetry import Job
from transform.catalog import relation
from transform.staging import Staged

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
    scratch: Path,
    running: Job | None = None,
) -> None:
    """Make each relation in turn; rows are in no order yet.

    A document that the staging SQL can't read is moved to `staged.set_aside`, with the reason.
    """
    nothing = scratch / "nothing.json"
    nothing.touch()
    connection.execute("create schema if not exists staging")
    for name, file in files:
        if "reads" in file.fields:
            _stage_documents(connection, file, staged, nothing)
            _reconcile(connection, file, staged)
        else:
            wanted = connection.extract_statements(file.statement)[0].named_parameters
            parameters = {"season": str(season)} if wanted else {}
            connection.execute(f"create table {relation(name)} as {file.statement}", parameters)
        if running:
            running.advance(name)


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


def told_game_dates(connection: duckdb.DuckDBPyConnection) -> dict[str, GameDate]:
    """Read `staging.game_dates`."""
    rows = connection.execute("select game_id, month, game_date from staging.game_dates")
    return {game_id: GameDate(month, day) for game_id, month, day in rows.fetchall()}


def _stage_documents(
    connection: duckdb.DuckDBPyConnection, file: SqlFile, staged: Staged, nothing: Path
) -> None:
    """Read the documents of an endpoint, some at a time: parsed JSON takes much memory."""
    paths = [str(document.path) for document in staged.of([file.name])]
    table = f"staging.{file.name}"
    # read_text refuses an empty list, and an empty file gives no document, but the columns.
    connection.execute(f"create table {table} as {file.statement}", {"files": [str(nothing)]})
    for start in range(0, len(paths), DOCUMENTS_AT_ONCE):
        connection.execute(
            f"insert into {table} {file.statement}",
            {"files": paths[start : start + DOCUMENTS_AT_ONCE]},
        )


def _reconcile(connection: duckdb.DuckDBPyConnection, file: SqlFile, staged: Staged) -> None:
    """Files in = files out: what is not among the rows could not be read."""
    rows = connection.execute(f"select distinct filename from staging.{file.name}").fetchall()
    read = {row[0] for row in rows}
    documents = staged.documents.get(file.name, [])
    staged.documents[file.name] = [doc for doc in documents if str(doc.path) in read]
    staged.set_aside += [
        _explain(connection, file, doc.path, doc.version)
        for doc in documents
        if str(doc.path) not in read
    ]


def _explain(
    connection: duckdb.DuckDBPyConnection, file: SqlFile, path: Path, version: RawVersion
) -> RawObjectDamaged:
    """Read the one document again without the `try` that isolated it, to hear the reason."""
    reason = "it gives no row"
    try:
        connection.execute(
            file.statement.replace(_TRY, "(from_json_strict("), {"files": [str(path)]}
        ).fetchall()
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
    return damaged(f"staging can't read it: {reason}", version)
