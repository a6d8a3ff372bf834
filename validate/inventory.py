"""What the archive holds and what it owes, as relations that checks can read.

A game is owed kinds of document (summary, traditional, advanced, events), and either version of
the API tells each of them. `endpoint` of what is owed is V3's, that of what is archived its own.
`month` is that of the list of games, else that of the tables, 0 if nothing tells it.

owed_documents(season, game_id, endpoint, is_archived, kind, month)
    one row for each kind of document that a known final game is owed; known are the games that
    discovery lists as final and those the archive has anything of, cancelled ones left out, and
    those that discovery dates outside the range if one is given
archived_documents(season, game_id, endpoint, empty_reason, kind, raw_key, captured_at, refusal,
    told_until, month)
    one row for the newest version of each archived document of a game; empty_reason is null unless
    it is rightly empty, and a game that discovery has a result of is never rightly cancelled;
    refusal says why a document without rows, or one that is newer than those it has, could not
    have any, and is null if it could; told_until is the instant of the newest answer that every
    published file of it was made of, null where there is none or none says it
published_documents, owed_biographies, owed_team_answers, box_and_events
    as their headers in sql/inventory say
owed_files(season, month, table_name, file, is_published)
    one row for each published file whose documents are archived and have something for it; file is
    its key, month is null where a table has no months; games that nothing dates are left out

The relations of `validate.game_lists` and `validate.season_documents` are made with them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from lake.answers import CANCELLED
from lake.archive import RawArchive
from lake.documents import Document, RawVersion
from lake.endpoints import owed_documents
from lake.errors import UsageError
from lake.instants import format_instant
from lake.keys import raw_key
from lake.seasons import GameId, Season
from lake.sql_files import load_folder
from validate.box_and_events import add_box_and_events
from validate.document_kinds import KIND_OF
from validate.emptiness import NOTHING_KNOWN, Emptiness, emptiness
from validate.game_lists import add_game_lists
from validate.given_rows import give_rows
from validate.newness import Newness, newness
from validate.owed_biographies import add_owed_biographies
from validate.owed_files import add_owed_files
from validate.owed_team_answers import add_owed_team_answers
from validate.schema import MONTH_NUMBER
from validate.scope import EVERYTHING, Scope
from validate.season_documents import add_season_documents

OWED_DOCUMENTS = {
    "season": "varchar",
    "game_id": "varchar",
    "endpoint": "varchar",
    "is_archived": "boolean",
    "kind": "varchar",
    "month": "integer",
}
ARCHIVED_DOCUMENTS = {
    "season": "varchar",
    "game_id": "varchar",
    "endpoint": "varchar",
    "empty_reason": "varchar",
    "kind": "varchar",
    "raw_key": "varchar",
    "captured_at": "timestamp with time zone",
    "refusal": "varchar",
    "told_until": "timestamp with time zone",
    "month": "integer",
}

_Row = Mapping[str, object]


def add_inventory(
    connection: duckdb.DuckDBPyConnection,
    archive: RawArchive,
    seasons: Sequence[Season],
    scope: Scope = EVERYTHING,
) -> tuple[Season, ...]:
    """Make the relations; return the seasons without a readable discovery.

    The tables of the seasons and `published_files` must be there already: only objects that have
    no rows in them, or are newer than these, are read, to learn whether they could have any.
    Raises: LakeUnavailable.
    """
    connection.execute(
        "create or replace view published_documents as "
        + load_folder("inventory")["published_documents"].statement
    )
    listed = add_game_lists(connection, archive, seasons)
    known = newness(connection)
    look = _Look(archive, _published(connection), known)
    owed: list[_Row] = []
    held: list[_Row] = []
    for season in seasons:
        games = listed.get(season, ())
        final = {game.game_id for game in games if game.is_final}
        holding = look.into(season, final)
        owed_games = scope.owed(season, games, holding.games) - holding.cancelled
        owed += _owed_rows(holding, owed_games)
        held += _archived_rows(holding, known)
    _add_with_months(connection, "owed_documents", OWED_DOCUMENTS, owed)
    _add_with_months(connection, "archived_documents", ARCHIVED_DOCUMENTS, held)
    add_season_documents(connection, archive, seasons, known)
    add_owed_files(connection, archive, seasons)
    add_owed_biographies(connection, archive)
    add_owed_team_answers(connection, archive, seasons, scope)
    add_box_and_events(connection)
    return tuple(season for season in seasons if season not in listed)


@dataclass(frozen=True)
class _Holding:
    """What the archive has of the games of a season; `empty` are documents without rows."""

    season: Season
    archived: Mapping[Document, RawVersion]
    empty: Mapping[Document, Emptiness]

    @property
    def games(self) -> set[GameId]:
        return {GameId(document.entity) for document in self.archived} - self.cancelled

    @property
    def cancelled(self) -> set[GameId]:
        told = (document for document, empty in self.empty.items() if empty.reason == CANCELLED)
        return {GameId(document.entity) for document in told}


@dataclass(frozen=True)
class _Look:
    """A look at what is archived; `published` are the kinds of each game that have their rows."""

    archive: RawArchive
    published: Collection[tuple[str, str]]
    known: Newness

    def into(self, season: Season, final: Collection[GameId]) -> _Holding:
        archived = {
            document: version
            for endpoint in KIND_OF
            for document, version in self.archive.newest_versions(endpoint, season).items()
            if _is_of_a_game(document)
        }
        empty = {
            document: _believed(document, found, final)
            for document, version in archived.items()
            if (found := self._emptiness(version))
        }
        return _Holding(season, archived, empty)

    def _emptiness(self, version: RawVersion) -> Emptiness | None:
        """What rows contradict is not rightly empty: the tables are older than it."""
        if _kind(version.document) not in self.published:
            return emptiness(self.archive, version)
        if self.known.is_behind(version):
            return Emptiness(refusal=emptiness(self.archive, version).refusal)
        return None


def _is_of_a_game(document: Document) -> bool:
    """What stands under no game's id is nothing that tables are made of; verify tells it."""
    try:
        return bool(GameId(document.entity))
    except UsageError:
        return False


def _kind(document: Document) -> tuple[str, str]:
    return document.entity, KIND_OF[document.endpoint]


def _owed_rows(holding: _Holding, games: Collection[GameId]) -> list[_Row]:
    held = {_kind(document) for document in holding.archived}
    return [
        {
            "season": str(holding.season),
            "game_id": document.entity,
            "endpoint": document.endpoint,
            "is_archived": _kind(document) in held,
            "kind": KIND_OF[document.endpoint],
        }
        for document in owed_documents(sorted(games))
    ]


def _archived_rows(holding: _Holding, known: Newness) -> list[_Row]:
    return [
        {
            "season": str(holding.season),
            "game_id": document.entity,
            "endpoint": document.endpoint,
            "empty_reason": holding.empty.get(document, NOTHING_KNOWN).reason,
            "kind": KIND_OF[document.endpoint],
            "raw_key": raw_key(version),
            "captured_at": format_instant(version.captured_at),
            "refusal": holding.empty.get(document, NOTHING_KNOWN).refusal,
            "told_until": format_instant(until) if (until := known.told_until(document)) else None,
        }
        for document, version in holding.archived.items()
    ]


def _believed(document: Document, empty: Emptiness, final: Collection[GameId]) -> Emptiness:
    """A game that discovery has a result of was not cancelled, whatever its box score says."""
    if empty.reason == CANCELLED and GameId(document.entity) in final:
        return Emptiness(refusal="it tells of a cancelled game, and discovery has its result")
    return empty


def _published(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    return set(connection.execute("select game_id, kind from published_documents").fetchall())


def _add_with_months(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Mapping[str, str],
    rows: Sequence[_Row],
) -> None:
    told = {column: kind for column, kind in columns.items() if column != "month"}
    give_rows(connection, "undated", told, rows)
    connection.execute(
        f"""
        create or replace table {name} as
        with dated as (
            select game_id, any_value({MONTH_NUMBER}) as month
            from games group by game_id
        )
        select undated.*, coalesce(listed_games.month, dated.month, 0) as month
        from undated
        left join listed_games using (game_id)
        left join dated using (game_id)
        """
    )
    connection.execute("drop table undated")
