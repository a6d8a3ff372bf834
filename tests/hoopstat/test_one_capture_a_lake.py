"""Two `hoopstat capture` of one lake, as real processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from lake.keys import LEASE
from lake.local_store import LocalStore
from tests.capture.runs import answering, asked
from tests.conftest import Hoopstat
from tests.hoopstat.holding import another_process
from tests.request_log import check_request_log
from tests.scripted_server import scripted
from validate.results import Outcome

GAMES = "0022400001,0022400002"
SPACING_S = 0.1


@contextmanager
def capturing(lake: Path, url: str) -> Iterator[subprocess.Popen[str]]:
    command = [
        *(sys.executable, "-m", "hoopstat", "capture", "--games", GAMES, "--lake", str(lake)),
        *("--api-url", url, "--rate-limit-seconds", str(SPACING_S), "--log-format", "json"),
    ]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HOOPSTAT_")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        yield process


@pytest.mark.parametrize("_", range(3))
def test_of_two_started_at_the_same_moment_one_captures_and_the_other_is_refused(
    _: int, tmp_path: Path
) -> None:
    is_one_refused = threading.Event()

    def answer_then(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
        is_one_refused.wait()
        answering()(handler, over)

    with (
        scripted(answer_then) as server,
        capturing(tmp_path, server.url) as one,
        capturing(tmp_path, server.url) as other,
        ThreadPoolExecutor() as pool,
    ):
        ends = {pool.submit(process.communicate): process for process in (one, other)}
        ended, waiting = wait(ends, return_when=FIRST_COMPLETED)
        first, last = ended.pop(), waiting.pop()
        is_one_refused.set()
        err = first.result()[1]
        last.result()

        assert len(set(asked(server))) == len(server.paths) == 8
    assert (ends[first].returncode, ends[last].returncode) == (5, 0)
    told = [line for line in err.splitlines() if not line.startswith("{")]
    assert [line.partition(":")[0] for line in told] == ["Error", "Try"]
    checked = check_request_log(LocalStore(tmp_path))
    assert (checked.outcome, checked.units) == (Outcome.PASSED, 8)


def test_a_capture_of_a_lake_that_another_process_holds_asks_nothing_and_changes_nothing(
    hoopstat: Hoopstat, tmp_path: Path
) -> None:
    lake = tmp_path / "lake"
    lake.mkdir()
    store = LocalStore(lake)
    with scripted(answering()) as server, another_process(store, "run-a") as process:
        before = {key: store.get(key) for key in store.list("")}
        ended = hoopstat(
            *("capture", "--games", GAMES, "--lake", lake, "--log-format", "json"),
            *("--api-url", server.url, "--rate-limit-seconds", 0),
        )

        assert ({key: store.get(key) for key in store.list("")}, server.paths) == (before, [])
        assert list(before) == [LEASE]
    assert ended.code == 5
    error, try_ = ended.error_lines
    assert error.startswith("Error: another capture works on this lake: run run-a on ")
    assert f", process {process.pid}, since " in error
    assert try_.startswith("Try: `hoopstat status` shows it; if it is gone, the same command again")
