from __future__ import annotations

from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.local_store import LocalStore
from replay.sources import ArchiveSource
from tests.invented import add_answer, archive_game, invented_finder, invented_game

GAMES = ("0022400001", "0022400002")


@pytest.fixture
def league(tmp_path: Path) -> ArchiveSource:
    """A source that holds a list of two games, and the four documents of each."""
    archive = RawArchive(LocalStore(tmp_path / "league"))
    games = [(game, "2024-10-22") for game in GAMES]
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", games))
    for game in GAMES:
        archive_game(archive.store, invented_game(game))
    return ArchiveSource(archive)


@pytest.fixture
def archive(tmp_path: Path) -> RawArchive:
    """The empty archive a capture fills."""
    return RawArchive(LocalStore(tmp_path / "lake"))
