"""Building: staged documents into the tables of one season, in DuckDB."""

from __future__ import annotations

from pathlib import Path

import duckdb

from lake.documents import RawVersion
from lake.errors import RawObjectDamaged
from lake.raw_object import damaged
from lake.seasons import Season
from lake.sql_files import SqlFile
from lake.telemetry import Observer, job
from transform.catalog import Catalog, relation
from transform.staging import Staged

DOCUMENTS_AT_ONCE = 64
"""Bounds memory; play-by-play of 64 games takes about 150 MB while it is parsed."""

_TRY = "try(from_json_strict("


def build_tables(
    connection: duckdb.DuckDBPyConnection,
    catalog: Catalog,
    staged: Staged,
    season: Season,
    scratch: Path,
    observer: Observer,
) -> None:
    """Make each staging relation and each table; rows are in no order yet.

    A document that the staging SQL can't read is moved to `staged.set_aside`, with the reason.
    """
    nothing = scratch / "nothing.json"
    nothing.touch()
    connection.execute("create schema staging")
    ordered = catalog.in_order()
    with job(observer, "build", len(ordered), f"relations of {season}") as running:
        for name, file in ordered:
            if "reads" in file.fields:
                _stage_documents(connection, file, staged, nothing)
                _reconcile(connection, file, staged)
            else:
                wanted = connection.extract_statements(file.statement)[0].named_parameters
                parameters = {"season": str(season)} if wanted else {}
                connection.execute(f"create table {relation(name)} as {file.statement}", parameters)
            running.advance(name)


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
    documents = staged.documents[file.name]
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
