"""Real signals to real processes, while DuckDB works and while the API is asked."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from capture.books.checkpoint import read_checkpoint
from capture.books.lease import read_lease
from capture.books.progress import State
from lake.duck import DuckSettings
from lake.local_store import LocalStore
from lake.telemetry import Observer
from tests.invented import archive_game, body, invented_game
from tests.scripted_server import ScriptedServer, answer, hang, scripted
from transform.request import TransformRequest
from transform.run import transform

GAME = "0022400001"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("job", ["staging", "build"])
def test_an_interrupted_transform_ends_with_130_and_publishes_no_half(
    tmp_path: Path, number: signal.Signals, job: str
) -> None:
    lake = tmp_path / "lake"
    for game in range(1, 13):
        archive_game(LocalStore(lake), invented_game(f"00224{game:05d}"))
    command = [sys.executable, "-m", "hoopstat", "transform", "--lake", str(lake)]
    with subprocess.Popen(
        [*command, "--log-format", "json"], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            told = json.loads(line)
            if told["event_type"] == "job_started" and told["component"] == job:
                break
        process.send_signal(number)
        rest = process.stderr.read()

    assert process.returncode == 130
    assert [line for line in rest.splitlines() if not line.startswith("{")] == [
        "Error: interrupted",
        "Try: the same command again: it goes on where it stopped",
    ]
    assert list((lake / "historical-backfill").rglob("*.parquet")) == []


def test_an_interrupted_validation_does_not_say_that_it_goes_on(tmp_path: Path) -> None:
    lake = LocalStore(tmp_path / "lake")
    archive_game(lake, invented_game(GAME))
    transform(lake, TransformRequest(duck=DuckSettings(threads=1)), Observer())
    command = [sys.executable, "-m", "hoopstat", "validate", "--lake", lake.location]
    with subprocess.Popen(
        [*command, "--log-format", "json"], stderr=subprocess.PIPE, text=True
    ) as process:
        wait_for(process, "job_started")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()

    assert process.returncode == 130
    assert told(err) == ["Error: interrupted", "Try: the same command again"]
    assert list(lake.list("data-quality/")) == []


@contextmanager
def capturing(server: ScriptedServer, lake: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """A capture of one game whose first request has reached the server."""
    command = [
        *(sys.executable, "-m", "hoopstat", "capture", "--games", GAME, "--lake", str(lake)),
        *("--api-url", server.url, "--rate-limit-seconds", "0", "--log-format", "json", *options),
    ]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HOOPSTAT_")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        while not server.paths:
            assert process.poll() is None
        yield process


def wait_for(process: subprocess.Popen[str], event_type: str) -> None:
    """Read the log up to an event."""
    assert process.stderr is not None
    for line in process.stderr:
        if json.loads(line)["event_type"] == event_type:
            return
    raise AssertionError(f"it ended without {event_type}")


def told(err: str) -> list[str]:
    """What a person is told: stderr without the JSON lines of the log."""
    return [line for line in err.splitlines() if not line.startswith("{")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_capture_archives_what_is_under_way_and_writes_the_checkpoint(
    tmp_path: Path, number: signal.Signals
) -> None:
    asked = threading.Event()

    def answer_once_allowed(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
        asked.wait()
        answer(body(invented_game(GAME)["boxscoresummaryv3"]))(handler, over)

    lake = tmp_path / "lake"
    with scripted(answer_once_allowed) as server, capturing(server, lake) as process:
        process.send_signal(number)
        wait_for(process, "stopping")
        asked.set()
        _, err = process.communicate()

        assert len(server.paths) == 1
    assert process.returncode == 130
    assert told(err) == [
        "Error: interrupted",
        "Try: the same command again: it goes on where it stopped",
    ]
    store = LocalStore(lake)
    checkpoint = read_checkpoint(store)
    assert checkpoint is not None
    assert checkpoint.progress.state is State.INTERRUPTED
    assert [key.split("/")[1] for key in store.list("raw/")] == ["boxscoresummaryv3"]
    assert read_lease(store) is None


def test_a_second_signal_leaves_at_once(tmp_path: Path) -> None:
    with scripted(hang) as server, capturing(server, tmp_path / "lake") as process:
        process.send_signal(signal.SIGINT)
        wait_for(process, "stopping")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()

    assert process.returncode == 130
    assert told(err) == [
        "Error: interrupted twice, so requests under way were dropped",
        "Try: the same command again: it goes on where it stopped",
    ]
