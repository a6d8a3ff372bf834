"""What the newest lists of the seasons' games say, as relations that checks can read.

game_lists(season, captured_at, raw_key, is_over)
    one row for each season whose list is there and can be read; is_over if it was captured after
    the season, or has the win that decides the last series: then it has every game
listed_team_games, listed_games, listed_teams, listed_series, expected_games, finished_seasons
    as the headers in sql/inventory say; expected_games only of the seasons that are looked at
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from lake.archive import RawArchive
from lake.discovery import DiscoveredGame, discovered_games
from lake.endpoints import finder_document
from lake.errors import AnswerRefused, RawObjectDamaged
from lake.instants import format_instant
from lake.keys import raw_key
from lake.raw_object import RawObject
from lake.seasons import Season, last_day_of
from lake.sql_files import load_folder
from validate.given_rows import give_rows
from validate.read_objects import Kind, ReadObject, note_read

GAME_LISTS = {
    "season": "varchar",
    "captured_at": "timestamp with time zone",
    "raw_key": "varchar",
    "is_over": "boolean",
}

ListedGames = Mapping[Season, Sequence[DiscoveredGame]]


def add_game_lists(
    connection: duckdb.DuckDBPyConnection,
    archive: RawArchive,
    seasons: Sequence[Season],
) -> ListedGames:
    """Make the relations; return the games of each season that has a list that can be read.

    Every list that is there is noted.
    Raises: LakeUnavailable.
    """
    files = load_folder("inventory")
    lists: dict[Season, RawObject] = {}
    games: dict[Season, Sequence[DiscoveredGame]] = {}
    read: list[ReadObject] = []
    for season in seasons:
        version = archive.newest(finder_document(season))
        if version is None:
            continue
        reason = None
        try:
            finder = archive.read(version)
            games[season] = discovered_games(finder.body)
            lists[season] = finder
        except (AnswerRefused, RawObjectDamaged) as error:
            reason = error.message
        read.append(ReadObject(raw_key(version), reason, season))
    note_read(connection, Kind.LIST, read)
    give_rows(
        connection, "game_lists", GAME_LISTS, [_row(season, raw) for season, raw in lists.items()]
    )
    _give_answers(connection, lists)
    for name in ("listed_team_games", "listed_games"):
        connection.execute(f"create or replace table {name} as {files[name].statement}")
    for name in ("listed_teams", "listed_series"):
        connection.execute(f"create or replace view {name} as {files[name].statement}")
    connection.execute("drop table game_list_answers")
    _add_expected_games(connection, files["expected_games"].statement, seasons)
    connection.execute(
        f"create or replace view finished_seasons as {files['finished_seasons'].statement}"
    )
    connection.execute(
        "update game_lists set is_over = true where season in (select season from finished_seasons)"
    )
    return games


def _row(season: Season, finder: RawObject) -> dict[str, object]:
    captured_at = finder.capture.captured_at
    return {
        "season": str(season),
        "captured_at": format_instant(captured_at),
        "raw_key": raw_key(finder.version),
        "is_over": captured_at.date() > last_day_of(season),
    }


def _give_answers(connection: duckdb.DuckDBPyConnection, lists: Mapping[Season, RawObject]) -> None:
    """One row at a time: a list of such long texts as a parameter is slow."""
    connection.execute(
        "create or replace temp table game_list_answers (season varchar, body varchar)"
    )
    for season, finder in lists.items():
        connection.execute(
            "insert into game_list_answers values ($season, $body)",
            {"season": str(season), "body": finder.body.decode()},
        )


def _add_expected_games(
    connection: duckdb.DuckDBPyConnection, statement: str, seasons: Sequence[Season]
) -> None:
    connection.execute(f"create or replace table expected_games as {statement}")
    connection.execute(
        "delete from expected_games where not list_contains($seasons, season)",
        {"seasons": [str(season) for season in seasons]},
    )
