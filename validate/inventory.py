"""What the archive holds and what it owes, as relations that checks can read.

owed_documents(season, game_id, endpoint, is_archived)
    one row for each document that a known final game is owed; known are the games that discovery
    lists as final and those the archive has anything of, cancelled ones left out, and those that
    discovery dates outside the range if one is given
archived_documents(season, game_id, endpoint, empty_reason)
    one row for each archived document of a game; empty_reason is null unless it is rightly empty,
    and a game that discovery has a result of is never rightly cancelled
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import duckdb

from lake.answers import CANCELLED
from lake.archive import RawArchive
from lake.date_range import EVERY_DATE, DateRange
from lake.discovery import DiscoveredGame, discovered_games, of_types
from lake.documents import Document, RawVersion
from lake.endpoints import GAME_DOCUMENTS, finder_document, owed_documents
from lake.errors import AnswerRefused, RawObjectDamaged
from lake.seasons import DEFAULT_SEASON_TYPES, GameId, Season, SeasonType

_TABLE_BY_ENDPOINT = {
    "boxscoresummaryv3": "games",
    "boxscoretraditionalv3": "team_box_traditional",
    "boxscoreadvancedv3": "team_box_advanced",
    "playbyplayv3": "play_by_play",
}


def add_inventory(
    connection: duckdb.DuckDBPyConnection,
    archive: RawArchive,
    seasons: Sequence[Season],
    season_types: Sequence[SeasonType] = DEFAULT_SEASON_TYPES,
    dates: DateRange = EVERY_DATE,
    as_of: datetime | None = None,
) -> tuple[Season, ...]:
    """Make the two relations; return the seasons without a readable discovery.

    With `as_of` the archive counts as it was then.

    The tables of the seasons must be there already: only objects that have no rows in them are
    read, to learn whether they are rightly empty.
    """
    connection.execute(
        "create or replace table owed_documents "
        "(season varchar, game_id varchar, endpoint varchar, is_archived boolean)"
    )
    connection.execute(
        "create or replace table archived_documents "
        "(season varchar, game_id varchar, endpoint varchar, empty_reason varchar)"
    )
    undiscovered = []
    for season in seasons:
        listed = _listed_games(archive, season, as_of)
        if listed is None:
            undiscovered.append(season)
        of_type = of_types(listed or (), season_types)
        final = {game.game_id for game in of_type if game.is_final}
        archived = {
            document: version
            for endpoint in GAME_DOCUMENTS
            for document, version in archive.newest_versions(endpoint.name, season, as_of).items()
        }
        reasons = _empty_reasons(connection, archive, archived)
        reasons = {doc: why for doc, why in reasons.items() if not _is_false(doc, why, final)}
        cancelled = {doc.entity for doc, why in reasons.items() if why == CANCELLED}
        known = {GameId(doc.entity) for doc in archived if doc.entity not in cancelled}
        outside = {game.game_id for game in listed or () if game.game_date not in dates}
        owed = owed_documents(sorted((known | final) - outside))
        _insert_owed(connection, season, owed, archived.keys())
        _insert_archived(connection, season, list(archived), reasons)
    return tuple(undiscovered)


def _is_false(document: Document, reason: str, final: Collection[GameId]) -> bool:
    """A game that discovery has a result of was not cancelled, whatever its box score says."""
    return reason == CANCELLED and GameId(document.entity) in final


def _listed_games(
    archive: RawArchive, season: Season, as_of: datetime | None
) -> Sequence[DiscoveredGame] | None:
    try:
        finder = archive.read_newest(finder_document(season), as_of)
        return discovered_games(finder.body) if finder else None
    except (AnswerRefused, RawObjectDamaged):
        return None


def _insert_owed(
    connection: duckdb.DuckDBPyConnection,
    season: Season,
    owed: Sequence[Document],
    held: Collection[Document],
) -> None:
    connection.execute(
        "insert into owed_documents select $season, unnest($games), unnest($endpoints), "
        "unnest($held)",
        {
            "season": str(season),
            "games": [document.entity for document in owed],
            "endpoints": [document.endpoint for document in owed],
            "held": [document in held for document in owed],
        },
    )


def _empty_reasons(
    connection: duckdb.DuckDBPyConnection,
    archive: RawArchive,
    archived: Mapping[Document, RawVersion],
) -> dict[Document, str]:
    """Why documents without rows are rightly empty; the others are not in the answer."""
    published = {
        endpoint: _published_games(connection, table)
        for endpoint, table in _TABLE_BY_ENDPOINT.items()
    }
    reasons = {
        document: _empty_reason(archive, version)
        for document, version in archived.items()
        if document.entity not in published[document.endpoint]
    }
    return {document: reason for document, reason in reasons.items() if reason}


def _published_games(connection: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    """A table that lacks the ids of its games has none; a check of its columns tells that."""
    try:
        rows = connection.execute(f"select distinct game_id from {table}").fetchall()
    except duckdb.BinderException:
        return set()
    return {row[0] for row in rows}


def _empty_reason(archive: RawArchive, version: RawVersion) -> str | None:
    try:
        return archive.read(version).capture.empty_reason
    except RawObjectDamaged:
        return None


def _insert_archived(
    connection: duckdb.DuckDBPyConnection,
    season: Season,
    documents: Sequence[Document],
    reasons: Mapping[Document, str],
) -> None:
    connection.execute(
        "insert into archived_documents select $season, unnest($games), unnest($endpoints), "
        "unnest($reasons)",
        {
            "season": str(season),
            "games": [document.entity for document in documents],
            "endpoints": [document.endpoint for document in documents],
            "reasons": [reasons.get(document) for document in documents],
        },
    )
