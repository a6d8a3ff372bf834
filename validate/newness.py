"""How new the published tables are: the newest answers that their files say they were made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import duckdb

from lake.documents import Document, RawVersion
from lake.duck import identifier
from lake.sql_files import load_folder
from validate.schema import MONTH_NUMBER

_Place = tuple[str, int | None]
"""A season and a month; no month where a table has none."""


@dataclass(frozen=True)
class Newness:
    """`places` are where the tables have a game; `files` tell, by place and endpoint, the instant
    of the newest answer that every file of it was made of.
    """

    places: Mapping[str, frozenset[int]]
    files: Mapping[tuple[_Place, str], datetime]

    def told_until(self, document: Document) -> datetime | None:
        """Tell of the files that a document's rows would be in: each has what is not newer.

        None where no file of it is published, or none says it.
        """
        months: frozenset[int | None] = frozenset({None})
        if document.is_of_game:
            months = self.places.get(document.entity, frozenset())
        told = [
            self.files[where]
            for month in months
            if (where := ((str(document.season), month), document.endpoint)) in self.files
        ]
        return min(told, default=None)

    def is_behind(self, version: RawVersion) -> bool:
        """Tell whether an answer is newer than the files that its rows would be in."""
        until = self.told_until(version.document)
        return until is not None and version.captured_at > until


def newness(connection: duckdb.DuckDBPyConnection) -> Newness:
    """Read it from the tables and `published_files`, which must be there."""
    tables = load_folder("tables")
    of_games = [
        f"select game_id, {MONTH_NUMBER} as month from {identifier(table.name)}"
        for table in tables.values()
        if "month" in table.names("partition")
    ]
    places: dict[str, frozenset[int]] = {
        game: frozenset(months)
        for game, months in connection.execute(
            "select game_id, list(distinct month) "
            f"from ({' union all '.join(of_games)}) where month is not null group by game_id"
        ).fetchall()
    }
    files: dict[tuple[_Place, str], datetime] = {}
    for season, month, table, until in connection.execute(
        "select season, month, table_name, told_until from published_files "
        "where told_until is not null"
    ).fetchall():
        for endpoint in tables[table].names("source"):
            where = (season, month), endpoint
            files[where] = min(files.get(where, until), until)
    return Newness(places, files)
