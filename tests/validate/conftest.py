"""A sound archive, transformed, and a database of its tables to plant errors in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from lake.archive import RawArchive
from lake.duck import DuckSettings, add_published, connect, published_partitions
from lake.local_store import LocalStore
from lake.seasons import Season
from lake.telemetry import Observer
from tests.invented import add_answer, archive_game, invented_finder, invented_game
from tests.people import archive_people
from tests.request_log import log_requests, logged
from transform.run import TransformRequest, transform
from validate.inventory import add_inventory
from validate.quarantine import add_no_held_games
from validate.request_log import add_request_log
from validate.schema import add_schema

SOUND_GAMES = (("0022400001", "2024-10-22"), ("0022400002", "2024-11-03"))


@pytest.fixture
def lake(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "lake")


@pytest.fixture(scope="session")
def sound_lake(tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """A game of October, one of November after an overtime, their list and their people, and a log
    of three requests as closely spaced as may be. To be read only.
    """
    store = LocalStore(tmp_path_factory.mktemp("sound") / "lake")
    for overtimes, (game_id, game_date) in enumerate(SOUND_GAMES):
        archive_game(store, invented_game(game_id, overtimes=overtimes, game_date=game_date))
    archive_people(RawArchive(store), "2024-25")
    add_answer(RawArchive(store), "leaguegamefinder", invented_finder("2024-25", SOUND_GAMES))
    log_requests(store, [logged(1), logged(2, after_s=5.5), logged(3, after_s=11)])
    transform(store, TransformRequest(duck=DuckSettings(threads=1)), Observer())
    return store


@pytest.fixture(scope="session")
def sound_database(
    sound_lake: LocalStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published tables, the inventory and the request log of the sound lake."""
    with connect(DuckSettings(threads=1)) as connection:
        partitions = published_partitions(sound_lake)
        scratch = tmp_path_factory.mktemp("scratch")
        add_schema(connection, add_published(connection, sound_lake, partitions, scratch))
        views = connection.execute("select view_name from duckdb_views() where not internal")
        for (name,) in views.fetchall():
            connection.execute(f"create table changeable as from {name}")
            connection.execute(f"drop view {name}")
            connection.execute(f"alter table changeable rename to {name}")
        add_inventory(connection, RawArchive(sound_lake), [Season(2024)])
        add_request_log(connection, sound_lake)
        add_no_held_games(connection)
        yield connection


@pytest.fixture
def database(sound_database: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, to be changed: at the end of a test it is as it was."""
    sound_database.begin()
    yield sound_database
    sound_database.rollback()
