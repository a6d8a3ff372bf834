"""A sound archive, transformed, and a database of its tables to plant errors in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from lake.archive import RawArchive
from lake.duck import DuckSettings, add_published, connect, published_partitions
from lake.local_store import LocalStore
from lake.seasons import Season
from lake.sql_files import load_folder
from lake.telemetry import Observer
from tests.invented import add_answer, archive_game, invented_finder, invented_game
from tests.people import archive_people
from tests.request_log import log_requests, logged
from tests.validate.whole_season import end_season
from transform.request import TransformRequest
from transform.run import transform
from validate.inventory import add_inventory
from validate.looked_at import add_seasons_looked_at
from validate.null_values import add_null_values
from validate.quarantine import add_no_held_games
from validate.request_log import add_request_log
from validate.schema import add_schema
from validate.scope import EVERYTHING
from validate.stored_files import add_stored_files
from validate.tables import note_published

SOUND_GAMES = (("0022400001", "2024-10-22"), ("0022400002", "2024-11-03"))
NOW = datetime(2025, 7, 1, 12, 30, tzinfo=UTC)
OVERTIMES = {"0022400002": 1}


@pytest.fixture
def lake(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "lake")


@pytest.fixture(scope="session")
def sound_lake(tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """A game of October, one of November after an overtime, their list and their people, and a log
    of three requests as closely spaced as may be. To be read only.
    """
    store = LocalStore(tmp_path_factory.mktemp("sound") / "lake")
    for game_id, game_date in SOUND_GAMES:
        overtimes = OVERTIMES.get(game_id, 0)
        archive_game(store, invented_game(game_id, overtimes=overtimes, game_date=game_date))
    archive_people(RawArchive(store), "2024-25")
    listed = invented_finder("2024-25", SOUND_GAMES, overtimes=OVERTIMES)
    add_answer(RawArchive(store), "leaguegamefinder", listed)
    log_requests(store, [logged(1), logged(2, after_s=5.5), logged(3, after_s=11)])
    transform(store, TransformRequest(duck=DuckSettings(threads=1)), Observer())
    return store


@pytest.fixture(scope="session")
def sound_database(
    sound_lake: LocalStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published tables, the inventory and the request log of the sound lake.

    Its season is over, and had these two games and a final of four.
    """
    with connect(DuckSettings(threads=1)) as connection:
        partitions = published_partitions(sound_lake)
        scratch = tmp_path_factory.mktemp("scratch")
        files = add_published(connection, sound_lake, partitions, scratch)
        add_schema(connection, note_published(connection, files, at_once=1))
        views = connection.execute("select view_name from duckdb_views() where not internal")
        for (name,) in views.fetchall():
            connection.execute(f"create table changeable as from {name}")
            connection.execute(f"drop view {name}")
            connection.execute(f"alter table changeable rename to {name}")
        add_inventory(connection, RawArchive(sound_lake), [Season(2024)])
        _follow_the_tables(connection, "box_and_events")
        add_null_values(connection)
        end_season(connection)
        add_seasons_looked_at(connection, RawArchive(sound_lake), [Season(2024)], EVERYTHING, NOW)
        add_request_log(connection, sound_lake)
        add_no_held_games(connection)
        add_stored_files(connection, sound_lake)
        yield connection


def _follow_the_tables(connection: duckdb.DuckDBPyConnection, relation: str) -> None:
    """Let a relation that is made of the tables be a view, which tells what is planted in them."""
    connection.execute(f"drop table {relation}")
    statement = load_folder("inventory")[relation].statement
    connection.execute(f"create view {relation} as {statement}")


@pytest.fixture
def database(sound_database: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, to be changed: at the end of a test it is as it was."""
    sound_database.begin()
    yield sound_database
    sound_database.rollback()


@pytest.fixture
def season_database(database: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The same with what anomalies are told by: 100 games more, and 100 requests, none too far from
    the others. To be changed as well.
    """
    add_games(database, 100)
    add_requests(database, 100)
    return database


def add_games(connection: duckdb.DuckDBPyConnection, count: int) -> None:
    """Add games 0022400101 and up: numbers of a team and of events that spread as a season's do."""
    connection.execute(
        "create or replace temp table further as "
        "select format('00224{:05d}', 100 + n) as game_id, n from range(1, $count + 1) as r(n)",
        {"count": count},
    )
    connection.execute(
        "insert into team_box_traditional by name "
        "select further.game_id, team_id, season, month, minutes, 18 + n % 9 as pf, "
        "if(is_home, 55, 50) + n % 21 as pts "
        "from team_box_traditional as told cross join further where told.game_id = '0022400001'"
    )
    connection.execute(
        "insert into team_box_advanced by name "
        "select further.game_id, team_id, season, month, 48 + n % 11 as pace "
        "from team_box_advanced as told cross join further where told.game_id = '0022400001'"
    )
    connection.execute(
        "insert into play_by_play by name "
        "select further.game_id, event_index, season, month, period, clock "
        "from play_by_play as told cross join further "
        "where told.game_id = '0022400001' and event_index <= 210 + n % 21"
    )


def add_requests(connection: duckdb.DuckDBPyConnection, count: int) -> None:
    """Add requests 101 and up for play-by-plays of about the same size."""
    connection.execute(
        "insert into request_log by name "
        "select run_id, 100 + n as request_number, sent_at + n * interval 6 seconds as sent_at, "
        "season, endpoint, format('00224{:05d}', 100 + n) as entity, attempt, outcome, status, "
        "800 + 10 * (n % 21) as elapsed_ms, 70000 + 100 * (n % 21) as bytes, delay_s "
        "from request_log as told cross join range(1, $count + 1) as r(n) "
        "where told.request_number = 3",
        {"count": count},
    )
