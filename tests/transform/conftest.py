"""A lake to fill, one that is published already, and one that nobody changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.local_store import LocalStore
from tests.invented import archive_game, invented_game
from tests.transform.published import OCTOBER_AND_NOVEMBER, transform_one


@pytest.fixture
def lake(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "lake")


@pytest.fixture
def archive(lake: LocalStore) -> RawArchive:
    return RawArchive(lake)


@pytest.fixture(scope="session")
def three_games(tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """Two games of October and one of November, transformed. To be read only."""
    store = LocalStore(tmp_path_factory.mktemp("three_games") / "lake")
    for game_id, game_date in OCTOBER_AND_NOVEMBER:
        archive_game(store, invented_game(game_id, game_date=game_date))
    transform_one(store)
    return store


@pytest.fixture
def published_lake(three_games: LocalStore, tmp_path: Path) -> LocalStore:
    """A copy of the three games' lake, to go on with."""
    return LocalStore(shutil.copytree(three_games.location, tmp_path / "lake"))


@pytest.fixture(scope="session")
def golden_lake(tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """The invented game after one overtime, transformed. To be read only."""
    store = LocalStore(tmp_path_factory.mktemp("golden") / "lake")
    archive_game(store, invented_game(overtimes=1))
    transform_one(store)
    return store
