"""An API that hangs for everybody: the command leaves it alone, and goes on another time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from capture.books.checkpoint import read_checkpoint
from capture.books.progress import State
from lake.archive import RawArchive
from lake.local_store import LocalStore
from lake.seasons import Season
from replay.server import serving
from replay.sources import ArchiveSource
from tests.conftest import Hoopstat
from tests.invented import add_answer, archive_game, invented_finder, invented_game
from tests.scripted_server import ScriptedServer, answer, hang, scripted

SEASON = Season(2024)
GAMES = [(f"00224{number:05d}", "2024-10-22") for number in range(1, 6)]
TIMEOUT_S = 0.5


@pytest.fixture
def league(tmp_path: Path) -> RawArchive:
    archive = RawArchive(LocalStore(tmp_path / "league"))
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", GAMES))
    for game, day in GAMES:
        archive_game(archive.store, invented_game(game, game_date=day))
    return archive


@pytest.fixture
def hung(league: RawArchive) -> Iterator[ScriptedServer]:
    """It lists the games, and then never answers again."""
    finder = league.read_newest(next(iter(league.newest_versions("leaguegamefinder", SEASON))))
    assert finder is not None
    with scripted(answer(finder.body), hang) as server:
        yield server


def test_five_timeouts_and_a_control_request_end_with_4_and_the_time_to_resume(
    hoopstat: Hoopstat, league: RawArchive, hung: ScriptedServer
) -> None:
    options = ("--season", "2024-25", "--rate-limit-seconds", "0.05")
    slow = ("--read-timeout-seconds", TIMEOUT_S, "--in-flight", "5")

    ended = hoopstat("capture", *options, *slow, "--api-url", hung.url)

    # Five hang at once, then the control request hangs as long; nothing else was sent.
    assert len(hung.paths) == 1 + 5 + 1
    error, hint = ended.error_lines
    assert ended.code == 4
    assert error.startswith("Error: the API does not answer: 5 requests in a row, and the control ")
    checkpoint = read_checkpoint(LocalStore(Path("hoopstat-lake")))
    assert checkpoint is not None
    resume_at = checkpoint.progress.resume_at
    assert checkpoint.progress.state is State.BLOCKED
    assert resume_at is not None
    assert hint == (
        f"Try: the same command after {resume_at:%Y-%m-%d %H:%M} UTC: it goes on where it stopped"
    )
    assert hoopstat("status").code == 4

    with serving(ArchiveSource(league)) as server:
        resumed = hoopstat("capture", *options, "--api-url", server.url)

    assert (resumed.code, resumed.error_lines) == (0, [])
    assert hoopstat("status").code == 0
    assert hoopstat("verify").code == 0
