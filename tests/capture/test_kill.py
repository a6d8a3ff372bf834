"""The command, killed thirty times without warning, and finished."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL

import pytest

from lake.errors import LakeUnavailable
from lake.open_lake import open_lake
from replay.chance import Chance
from replay.invented.source import InventedSource
from replay.server import ReplayServer, serving
from tests.capture.archived import Named, bodies, documents
from tests.capture.asked import Requests
from tests.capture.conftest import Lake
from tests.request_log import check_request_log
from validate.results import Outcome

KILLS = 30
MOST_ANSWERS = 6
"""A kill comes while the command starts, or up to so many requests after that: the archive is not
whole before the last of them, however fast the machine."""

START_S, SPACING_S = 0.6, 0.03
PATIENCE_S = 60

pytestmark = pytest.mark.slow


@pytest.fixture
def server(invented_source: InventedSource, requests: Requests) -> Iterator[ReplayServer]:
    with serving(invented_source, requests) as running:
        yield running


HOOPSTAT = """
from datetime import timedelta
from capture.books import books
from hoopstat.main import main

books.FLUSH_EVERY = timedelta(0)  # A process that lives a second leaves its request log too.
main()
"""


def capture_command(location: str, server: ReplayServer) -> list[str]:
    return [
        *(sys.executable, "-c", HOOPSTAT, "capture", "--season", "2024-25", "--lake", location),
        *("--from", "2025-01-13", "--to", "2025-01-19", "--api-url", server.url),
        *("--rate-limit-seconds", str(SPACING_S)),
    ]


def kill_and_finish(lake: Lake, server: ReplayServer, requests: Requests) -> int:
    """Kill a capture again and again, then let it end; what was archived is never asked for.

    Return how many requests reached the server.
    """
    chance = Chance("kills")
    command = capture_command(lake.location, server)
    sent = 0
    for _ in range(KILLS):
        before = _archived(lake.location)
        with subprocess.Popen(
            command, env=lake.environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as process:
            _wait(process, requests, chance)
            process.kill()
            _, told = process.communicate()
        assert process.returncode == -SIGKILL, told
        asked = requests.take()
        assert before.isdisjoint(asked)
        sent += len(asked)
    before = _archived(lake.location)
    ended = subprocess.run(
        command, env=lake.environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert ended.returncode == 0, ended.stderr
    asked = requests.take()
    assert before.isdisjoint(asked)
    return sent + len(asked)


def _wait(process: subprocess.Popen[bytes], requests: Requests, chance: Chance) -> None:
    """Wait for some requests to arrive, and part of the time to the next one."""
    awaited = chance.between(0, MOST_ANSWERS)
    latest = time.monotonic() + PATIENCE_S
    while len(requests.asked) < awaited and process.poll() is None:
        assert time.monotonic() < latest
        time.sleep(0.001)
    time.sleep(chance.random() * (SPACING_S if awaited else START_S))


def _archived(location: str) -> set[Named]:
    """Nothing while there is no lake yet."""
    with suppress(LakeUnavailable):
        return documents(open_lake(location, must_exist=True))
    return set()


def test_thirty_kills_lose_nothing_and_ask_nothing_twice(
    lake: Lake, tmp_path: Path, server: ReplayServer, requests: Requests
) -> None:
    sent = kill_and_finish(lake, server, requests)

    undisturbed = str(tmp_path / "undisturbed")
    command = capture_command(undisturbed, server)
    subprocess.run(command, env=lake.environment, check=True, capture_output=True)
    store = open_lake(lake.location, must_exist=True)
    assert bodies(store) == bodies(open_lake(undisturbed, must_exist=True))
    spaced = check_request_log(store)
    assert spaced.outcome is Outcome.PASSED
    # A kill costs the lines of the requests under way, one or two, and no others.
    assert spaced.units > sent - 2 * KILLS
