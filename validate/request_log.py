"""The log of requests as a relation that checks can read.

request_log(season, run_id, request_number, sent_at, endpoint, entity, attempt, outcome, status,
    elapsed_ms, bytes, delay_s, error)
    one row for each network attempt, named by run_id and request_number; sent_at is when it
    started, cut to the millisecond; delay_s is the delay in force then, which must have passed
    since the request before started, whichever run that was of; season is null for what outlives
    seasons, status and bytes where nothing came back, error where nothing went wrong
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Any

import duckdb

from lake.instants import format_instant
from lake.keys import REQUEST_LOG, parse_request_log_key
from lake.seasons import Season
from lake.store import Store
from validate.read_objects import Kind, ReadObject, note_read

_COLUMNS = {
    "season": ("varchar", str | None),
    "run_id": ("varchar", str),
    "request_number": ("integer", int),
    "sent_at": ("timestamp with time zone", str),
    "endpoint": ("varchar", str),
    "entity": ("varchar", str),
    "attempt": ("integer", int),
    "outcome": ("varchar", str),
    "status": ("integer", int | None),
    "elapsed_ms": ("integer", int),
    "bytes": ("bigint", int | None),
    "delay_s": ("double", int | float),
    "error": ("varchar", str | None),
}
"""The type of each column, and that of its field in a line of the log."""

_READERS = 8

_Line = dict[str, Any]


def add_request_log(
    connection: duckdb.DuckDBPyConnection, store: Store, seasons: Sequence[Season] = ()
) -> tuple[ReadObject, ...]:
    """Make the relation, of the requests for some seasons and for none; `seasons` () is every one.

    Returns, and notes, every part of the log. Of a run with a part that can't be read, or that has
    a request which another one has too, no request is there: the rest could look blocked.
    Raises: LakeUnavailable.
    """
    add_empty_request_log(connection)
    keys = list(store.list(REQUEST_LOG))
    with ThreadPoolExecutor(_READERS) as pool:
        parts = tuple(
            ReadObject(key, _inserted(connection, lines))
            for key, lines in zip(keys, pool.map(partial(_read, store), keys), strict=True)
        )
    damaged = [parse_request_log_key(part.key) for part in parts if part.reason]
    connection.execute(
        "delete from request_log where run_id in (select unnest($runs))", {"runs": damaged}
    )
    if seasons:
        connection.execute(
            "delete from request_log where season not in (select unnest($seasons))",
            {"seasons": [str(season) for season in seasons]},
        )
    note_read(connection, Kind.LOG, parts)
    return parts


def add_empty_request_log(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the relation without a row, where requests are not judged."""
    columns = ", ".join(f"{name} {kind}" for name, (kind, _) in _COLUMNS.items())
    connection.execute(
        f"create or replace table request_log ({columns}, primary key (run_id, request_number))"
    )


def _read(store: Store, key: str) -> list[_Line] | str:
    """Read a part; return the reason why it can't be read."""
    archived = store.get(key).body
    if not archived:
        return "it is empty"  # gzip takes no byte at all for a whole file.
    try:
        return [_parse(line) for line in gzip.decompress(archived).splitlines()]
    except (EOFError, OSError, RecursionError, TypeError, ValueError, zlib.error) as error:
        return str(error)


def _parse(text: bytes) -> _Line:
    """Read one line; fields that are no columns are left out. Raises: TypeError, ValueError."""
    line = json.loads(text)
    if not isinstance(line, dict):
        raise TypeError(f"a line is no JSON object: {text[:40]!r}")
    for name, (_, kind) in _COLUMNS.items():
        if name not in line:
            raise ValueError(f"a line has no {name}")
        if not isinstance(line[name], kind):
            raise TypeError(f"a line has the {name} {line[name]!r}")
    if format_instant(datetime.fromisoformat(line["sent_at"])) != line["sent_at"]:
        raise ValueError(f"a line has the sent_at {line['sent_at']!r}")
    return {name: line[name] for name in _COLUMNS}


def _inserted(connection: duckdb.DuckDBPyConnection, lines: Sequence[_Line] | str) -> str | None:
    """Insert the lines of a part; return the reason why it can't be read, None if it can."""
    if isinstance(lines, str):
        return lines
    columns = ", ".join(
        f"unnest(cast(${name} as {kind}[]))" for name, (kind, _) in _COLUMNS.items()
    )
    try:
        connection.execute(
            f"insert into request_log select {columns}",
            {name: [line[name] for line in lines] for name in _COLUMNS},
        )
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        return str(error).splitlines()[0]
    return None
