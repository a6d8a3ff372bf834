"""What the archive holds of seasons and their teams, as a relation that checks can read.

season_documents(season, endpoint, entity, raw_key, captured_at, told_until, refusal)
    one row for the newest version of each archived document about a season or a team of it that
    tables are made of; entity is the team, or `all`; told_until is the instant of the newest answer
    that the published files of it were made of, null where there is none or none says it; refusal
    says why one that is newer could not have any rows, and is null if it could
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from lake.archive import RawArchive
from lake.documents import RawVersion
from lake.endpoints import ENDPOINTS, Per
from lake.instants import format_instant
from lake.keys import raw_key
from lake.seasons import Season
from lake.sql_files import load_folder
from validate.emptiness import emptiness
from validate.given_rows import give_rows
from validate.newness import Newness

SEASON_DOCUMENTS = {
    "season": "varchar",
    "endpoint": "varchar",
    "entity": "varchar",
    "raw_key": "varchar",
    "captured_at": "timestamp with time zone",
    "told_until": "timestamp with time zone",
    "refusal": "varchar",
}


def add_season_documents(
    connection: duckdb.DuckDBPyConnection,
    archive: RawArchive,
    seasons: Sequence[Season],
    known: Newness,
) -> None:
    """Make the relation. Raises: LakeUnavailable."""
    rows = [
        _row(archive, version, known)
        for season in seasons
        for endpoint in season_endpoints()
        for version in archive.newest_versions(endpoint, season).values()
    ]
    give_rows(connection, "season_documents", SEASON_DOCUMENTS, rows)


def season_endpoints() -> Iterator[str]:
    """Name the endpoints about seasons and teams that tables are made of."""
    named = {name for table in load_folder("tables").values() for name in table.names("source")}
    for name in sorted(named):
        if ENDPOINTS[name].per in (Per.SEASON, Per.TEAM):
            yield name


def _row(archive: RawArchive, version: RawVersion, known: Newness) -> dict[str, object]:
    document = version.document
    until = known.told_until(document)
    refusal = None
    if until is None or known.is_behind(version):
        refusal = emptiness(archive, version).refusal
    return {
        "season": str(document.season),
        "endpoint": document.endpoint,
        "entity": document.entity,
        "raw_key": raw_key(version),
        "captured_at": format_instant(version.captured_at),
        "told_until": format_instant(until) if until else None,
        "refusal": refusal,
    }
