"""Captures that die at any of their writes, or at any time at all, and the ones that go on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lake import keys
from lake.archive import RawArchive
from lake.endpoints import PLAY_BY_PLAY
from lake.local_store import LocalStore
from lake.open_lake import open_lake
from replay.server import ReplayServer, serving
from replay.sources import ArchiveSource
from tests.capture.archived import bodies, documents
from tests.capture.asked import Requests
from tests.capture.conftest import Lake
from tests.invented import add_answer, archive_game, invented_finder, invented_game
from tests.request_log import check_request_log
from validate.results import Outcome

GAMES = ("0022400001", "0022400002", "0022400003")
MISSING = ("playbyplayv3", "0022400002")
"""The league lacks it, so that there is an error to be logged."""

POINTS = tuple(
    f"{side} {write}"
    for write in (
        "put_new lease",
        "replace lease",
        "delete lease",
        "put_new checkpoint",
        "replace checkpoint",
        "put_new raw",
        "put request-log",
        "put error-logs",
        "put daily-progress",
    )
    for side in ("before", "after")
)

pytestmark = pytest.mark.slow


@pytest.fixture
def league(tmp_path: Path) -> RawArchive:
    archive = RawArchive(LocalStore(tmp_path / "league"))
    finder = invented_finder("2024-25", [(game, "2024-10-22") for game in GAMES])
    add_answer(archive, "leaguegamefinder", finder)
    for game in GAMES:
        archive_game(archive.store, invented_game(game))
    lost = archive.newest(PLAY_BY_PLAY.document(MISSING[1], None))
    assert lost
    archive.store.delete(keys.raw_key(lost))
    return archive


@pytest.fixture
def server(league: RawArchive, requests: Requests) -> Iterator[ReplayServer]:
    with serving(ArchiveSource(league), requests) as running:
        yield running


def crash(lake: Lake, server: ReplayServer, point: str, occurrence: int = 1) -> str:
    """Run a capture that dies at a point, or not at all; return what it printed."""
    command = [sys.executable, "-m", "tests.capture.crashing", lake.location, server.url]
    ended = subprocess.run(
        [*command, point, str(occurrence)],
        env=lake.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == (0 if point == "none" else -9), ended.stderr
    return ended.stdout


def test_these_are_all_points_a_capture_passes(lake: Lake, server: ReplayServer) -> None:
    passed = crash(lake, server, "none").splitlines()

    assert passed == sorted(POINTS)


@pytest.mark.parametrize(
    ("point", "occurrence"),
    [
        *((point, 1) for point in POINTS),
        *((point, 7) for point in POINTS if point.endswith("raw")),
        *((point, 2) for point in POINTS if point.endswith(("replace lease", "request-log"))),
    ],
)
def test_a_capture_that_died_at_a_write_is_finished_by_another_one(
    point: str,
    occurrence: int,
    lake: Lake,
    league: RawArchive,
    server: ReplayServer,
    requests: Requests,
) -> None:
    crash(lake, server, point, occurrence)
    store = open_lake(lake.location, must_exist=True)
    archived = documents(store)
    requests.take()

    crash(lake, server, "none")

    assert bodies(store) == bodies(league.store)
    assert archived.isdisjoint(requests.take())
    assert store.exists(keys.CHECKPOINT)
    assert not store.exists(keys.LEASE)
    assert check_request_log(store).outcome is Outcome.PASSED
