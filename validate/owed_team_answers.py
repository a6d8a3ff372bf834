"""What a season's teams are owed of rosters and facts, and whether it is archived."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from lake.archive import RawArchive
from lake.endpoints import ENDPOINTS, Per
from lake.seasons import Season
from lake.sql_files import load_folder
from validate.given_rows import give_rows
from validate.scope import Scope


def add_owed_team_answers(
    connection: duckdb.DuckDBPyConnection,
    archive: RawArchive,
    seasons: Sequence[Season],
    scope: Scope,
) -> None:
    """Make `owed_team_answers`; the tables and `listed_teams` must be there.

    Where games are named nothing is owed of a season: then only what is published is there. What
    stands under no team's id is no answer.
    Raises: LakeUnavailable.
    """
    archived = [
        {"season": str(season), "team_id": document.number, "endpoint": name}
        for name in (name for name, endpoint in ENDPOINTS.items() if endpoint.per is Per.TEAM)
        for season in seasons
        for document in archive.newest_versions(name, season)
        if document.number is not None
    ]
    columns = {"season": "varchar", "team_id": "bigint", "endpoint": "varchar"}
    give_rows(connection, "archived_team_answers", columns, archived)
    statement = load_folder("inventory")["owed_team_answers"].statement
    connection.execute(f"create or replace table owed_team_answers as {statement}")
    connection.execute("drop table archived_team_answers")
    if scope.games:
        connection.execute("delete from owed_team_answers where not is_published")
