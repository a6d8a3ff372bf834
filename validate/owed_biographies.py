"""The players of a season, and whether their biographies are archived."""

from __future__ import annotations

import duckdb

from lake.archive import RawArchive
from lake.endpoints import PLAYER_INFO
from lake.instants import format_instant
from lake.sql_files import load_folder
from validate.given_rows import give_rows


def add_owed_biographies(connection: duckdb.DuckDBPyConnection, archive: RawArchive) -> None:
    """Make `owed_biographies`; the tables must be there.

    What stands under no player's id is no biography.
    Raises: LakeUnavailable.
    """
    archived = archive.newest_versions(PLAYER_INFO.name, None)
    give_rows(
        connection,
        "archived_biographies",
        {"player_id": "bigint", "captured_at": "timestamp with time zone"},
        [
            {"player_id": doc.number, "captured_at": format_instant(version.captured_at)}
            for doc, version in archived.items()
            if doc.number is not None
        ],
    )
    statement = load_folder("inventory")["owed_biographies"].statement
    connection.execute(f"create or replace table owed_biographies as {statement}")
    connection.execute("drop table archived_biographies")
