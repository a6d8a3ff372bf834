"""Watching a backfill; the sleep between two looks is where the test's capture goes on."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from capture.books.progress import State
from hoopstat.standing import Backfill, Standing, read_backfill
from hoopstat.standing_json import to_json
from hoopstat.watching import EVERY_S, Changes, dated_line, watch, watch_drawn
from lake.local_store import LocalStore
from tests.conftest import Hoopstat
from tests.hoopstat.holding import another_process
from tests.hoopstat.pictures import CHECKPOINT, PICTURE, write_checkpoint

Step = Callable[[], object]


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "lake")


class Sleep:
    """Instead of sleeping, does the next of the steps; after the last one comes Ctrl-C."""

    def __init__(self, *steps: Step) -> None:
        self._steps = list(steps)

    def __call__(self, seconds: float) -> None:
        assert seconds == EVERY_S
        if not self._steps:
            raise KeyboardInterrupt
        self._steps.pop(0)()


def go_on(store: LocalStore, sent: int) -> Step:
    picture = replace(PICTURE, requests_sent=sent)
    return lambda: write_checkpoint(store, State.RUNNING, replace(CHECKPOINT, progress=picture))


def nothing() -> None:
    """Nothing happens in the lake."""


def test_it_ends_when_the_capture_does_with_how_it_stands_then(store: LocalStore) -> None:
    shown: list[Backfill] = []
    with another_process(store, PICTURE.run_id):
        finish = Sleep(
            lambda: write_checkpoint(store, State.RUNNING),
            lambda: write_checkpoint(store, State.FINISHED),
        )
        ended = watch(lambda: read_backfill(store), shown.append, finish)

    assert ended.standing is Standing.FINISHED
    assert [found.standing for found in shown] == [
        Standing.STARTING,
        Standing.RUNNING,
        Standing.FINISHED,
    ]


def test_ctrl_c_ends_it_and_is_no_error(store: LocalStore) -> None:
    write_checkpoint(store, State.RUNNING)
    with another_process(store, PICTURE.run_id):
        ended = watch(lambda: read_backfill(store), lambda _: None, Sleep(nothing))

    assert ended.standing is Standing.RUNNING


def test_a_killed_capture_is_noticed(store: LocalStore) -> None:
    write_checkpoint(store, State.RUNNING)
    with another_process(store, PICTURE.run_id) as process:
        kill = Sleep(process.kill, process.wait)
        ended = watch(lambda: read_backfill(store), lambda _: None, kill)

    assert ended.standing is Standing.KILLED


def test_without_a_terminal_each_change_is_one_line(
    store: LocalStore, capsys: pytest.CaptureFixture[str]
) -> None:
    write_checkpoint(store, State.RUNNING)
    with another_process(store, PICTURE.run_id):
        sleep = Sleep(nothing, go_on(store, 2440), nothing, go_on(store, 2450))
        watch(lambda: read_backfill(store), Changes(dated_line), sleep)

    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" ")[2].partition("complete; ")[2][:18] for line in lines] == [
        "2,430 requests sen",
        "2,440 requests sen",
        "2,450 requests sen",
    ]
    assert all(" running: documents of 2024-25: 605 of 1,321 games complete" in it for it in lines)


def test_with_json_each_change_is_one_object(
    store: LocalStore, capsys: pytest.CaptureFixture[str]
) -> None:
    write_checkpoint(store, State.RUNNING)
    with another_process(store, PICTURE.run_id):
        sleep = Sleep(nothing, lambda: write_checkpoint(store, State.INTERRUPTED))
        watch(lambda: read_backfill(store), Changes(to_json), sleep)

    states = [json.loads(line)["state"] for line in capsys.readouterr().out.splitlines()]
    assert states == ["running", "interrupted"]


def test_on_a_terminal_the_last_view_stays(store: LocalStore) -> None:
    write_checkpoint(store, State.RUNNING)
    stream = io.StringIO()
    terminal = Console(file=stream, width=80, height=24, force_terminal=True, color_system=None)
    with another_process(store, PICTURE.run_id):
        finish = Sleep(lambda: write_checkpoint(store, State.FINISHED))
        watch_drawn(lambda: read_backfill(store), terminal, finish)

    last = stream.getvalue().rpartition("backfill ")[2]
    assert "finished: everything that was asked for is archived" in last
    assert "Next: hoopstat transform --lake" in last.replace("\n", "")


def test_watching_what_nobody_works_on_shows_it_once(hoopstat: Hoopstat, store: LocalStore) -> None:
    write_checkpoint(store, State.INTERRUPTED)

    ended = hoopstat("status", "--watch", "--lake", store.location)

    assert ended.code == 3
    (line,) = ended.out.splitlines()
    assert " interrupted, and nobody works on it: documents of 2024-25: " in line
