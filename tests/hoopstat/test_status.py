"""`hoopstat status` on lakes whose checkpoint and lease a capture's own hands wrote."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from capture.books.checkpoint import Checkpoint
from capture.books.lease import HeldLease
from capture.books.progress import CaptureProgress, State
from capture.books.state_json import from_json
from hoopstat.standing import Backfill, Standing, read_backfill
from hoopstat.standing_json import to_json
from hoopstat.standing_view import BackfillView
from lake import keys
from lake.archive import RawArchive
from lake.local_store import LocalStore
from lake.seasons import Season
from tests.conftest import Hoopstat
from tests.hoopstat.holding import another_process
from tests.hoopstat.pictures import (
    AT,
    CHECKPOINT,
    FAILED,
    PICTURE,
    drawn,
    write_checkpoint,
)
from tests.invented import add_answer, invented_finder

PAGE = (Path(__file__).parents[2] / "docs/status.md").read_text("utf-8")


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    root = tmp_path / "lake"
    root.mkdir()
    return LocalStore(root)


def read_at(store: LocalStore, after: timedelta = timedelta(minutes=2)) -> Backfill:
    """Where the backfill stands so long after its picture was taken."""
    return read_backfill(store, lambda: AT + after)


def standing(store: LocalStore) -> Standing:
    return read_backfill(store).standing


# The state


@pytest.mark.parametrize("state", [state for state in State if state is not State.RUNNING])
def test_a_capture_that_ended_says_how(store: LocalStore, state: State) -> None:
    write_checkpoint(store, state)

    assert standing(store) == Standing(state.value)


def test_a_capture_runs_while_its_process_does_and_is_killed_once_that_is(
    store: LocalStore,
) -> None:
    write_checkpoint(store, State.RUNNING)
    with another_process(store, PICTURE.run_id) as process:
        assert standing(store) is Standing.RUNNING

        process.kill()
        process.wait()

        assert standing(store) is Standing.KILLED


def test_a_capture_whose_lease_ended_unrenewed_is_killed_on_whatever_machine(
    store: LocalStore,
) -> None:
    write_checkpoint(store, State.RUNNING)
    with another_process(store, PICTURE.run_id):
        tomorrow = datetime.now(UTC) + timedelta(days=1)

        assert read_backfill(store, lambda: tomorrow).standing is Standing.KILLED


def test_a_checkpoint_that_says_running_without_any_lease_is_of_a_killed_capture(
    store: LocalStore,
) -> None:
    write_checkpoint(store, State.RUNNING)

    assert standing(store) is Standing.KILLED


def test_a_capture_that_has_said_how_it_ended_and_still_holds_its_lease_has_ended(
    store: LocalStore,
) -> None:
    write_checkpoint(store, State.FINISHED)
    with another_process(store, PICTURE.run_id):
        assert standing(store) is Standing.FINISHED


def test_a_new_run_over_the_checkpoint_of_the_one_before_runs(store: LocalStore) -> None:
    write_checkpoint(store, State.INTERRUPTED)
    with another_process(store, "other") as process:
        found = read_backfill(store)

        assert (found.standing, found.is_of_earlier_run) == (Standing.RUNNING, True)
        assert drawn(BackfillView(found))[:2] == [
            "backfill    running; without a checkpoint yet, so this is of the run before",
            "capture     interrupted after 2 h 14 min: documents of 2024-25",
        ]
        process.kill()
        process.wait()
        assert standing(store) is Standing.KILLED


def test_before_its_first_checkpoint_a_capture_starts_or_was_killed(store: LocalStore) -> None:
    with another_process(store, "first") as process:
        assert standing(store) is Standing.STARTING
        process.kill()
        process.wait()
        assert drawn(BackfillView(read_backfill(store)))[0] == (
            "backfill    killed before its first checkpoint; the same command again goes on"
        )


# What a person sees


def test_an_incomplete_backfill_as_a_whole(store: LocalStore) -> None:
    failed = {f"002240000{number}": FAILED for number in range(1, 6)}
    write_checkpoint(
        store,
        State.INCOMPLETE,
        replace(CHECKPOINT, failed_games=failed, failed_documents={"teaminfocommon": FAILED}),
    )

    lines = drawn(BackfillView(read_at(store)), 500)

    bar = next(number for number, line in enumerate(lines) if line.startswith("2024-25"))
    del lines[bar]
    assert lines == [
        "backfill    incomplete: something is still owed, and nobody works on it",
        "capture     incomplete after 2 h 14 min: documents of 2024-25",
        "",
        "",
        "requests    2,430 sent · 2,864 left",
        "time left   8 h 45 min, once it goes on",
        "archived    2,421 documents, 312.4 MB, by this run · 3 failed",
        "outcomes    accepted 2,421 · busy 3 · timed_out 2",
        "",
        "14:05:12    playbyplayv3 0022400561: the API answered 429",
        "",
        "failed      5 games, 1 document; the first 2:",
        "            0022400001: status 404: there is no such thing (2 runs)",
        "            0022400002: status 404: there is no such thing (2 runs)",
        "checkpoint  2025-01-16 14:05 UTC, 2 min 0 s ago; run 3f9a0c71d2e8",
        f"Next: hoopstat capture --season 2024-25 --lake {store.location}",
    ]


def test_who_holds_the_lease_is_told(store: LocalStore) -> None:
    write_checkpoint(store, State.RUNNING)
    with another_process(store, PICTURE.run_id) as process:
        found = read_backfill(store)
        lease = next(line for line in drawn(BackfillView(found), 500) if line.startswith("lease"))

    assert re.fullmatch(
        rf"lease       process {process.pid} on .+, since [-\d]{{10}} [:\d]{{5}} UTC, "
        rf"until [:\d]{{8}}; run {PICTURE.run_id}",
        lease,
    )


def test_a_lease_that_is_over_says_so(store: LocalStore) -> None:
    write_checkpoint(store, State.RUNNING)
    with HeldLease(store, PICTURE.run_id, print, lambda: AT):
        lines = drawn(BackfillView(read_at(store)), 500)

    assert lines[0] == "backfill    killed: it did not say how it ended, and nobody works on it"
    lease = next(line for line in lines if line.startswith("lease"))
    assert lease.endswith(f"since 2025-01-16 14:05 UTC, over; run {PICTURE.run_id}")


def test_a_blocked_backfill_says_when_to_go_on(store: LocalStore) -> None:
    resume_at = AT + timedelta(hours=1)
    blocked = replace(CHECKPOINT, progress=replace(PICTURE, resume_at=resume_at))
    write_checkpoint(store, State.BLOCKED, blocked)

    assert drawn(BackfillView(read_at(store)))[0] == (
        "backfill    blocked by the API; worth another try from 2025-01-16 15:05 UTC"
    )


@pytest.mark.parametrize("state", Standing)
def test_what_stands_first_is_never_cut_off(store: LocalStore, state: Standing) -> None:
    found = replace(read_at(store), standing=state)

    assert "…" not in drawn(BackfillView(found))[0]


def test_what_failed_once_and_about_no_game_is_named_too(store: LocalStore) -> None:
    documents = {"teaminfocommon 2024-25 1610612747": replace(FAILED, retry_count=1)}
    write_checkpoint(store, State.INCOMPLETE, replace(CHECKPOINT, failed_documents=documents))

    lines = drawn(BackfillView(read_at(store)), 500)

    start = next(number for number, line in enumerate(lines) if line.startswith("failed"))
    assert lines[start : start + 2] == [
        "failed      1 document",
        "            teaminfocommon 2024-25 1610612747: status 404: there is no such thing (1 run)",
    ]


def test_the_fullest_view_fits_a_small_terminal(store: LocalStore) -> None:
    seasons = tuple(replace(PICTURE.seasons[0], season=Season(year)) for year in range(2022, 2025))
    event = replace(PICTURE.recent[0], message="[bold]x[/bold] " * 30)
    failed = {f"002240000{number}": replace(FAILED, error="[/] " * 40) for number in range(9)}
    picture = replace(PICTURE, seasons=seasons, recent=(event,) * 9)
    write_checkpoint(
        store, State.RUNNING, replace(CHECKPOINT, progress=picture, failed_games=failed)
    )
    with another_process(store, PICTURE.run_id):
        lines = drawn(BackfillView(replace(read_backfill(store), lake="my-lake")))

    assert len(lines) == 24
    assert max(map(len, lines)) <= 80


# The command


def test_a_lake_where_nothing_was_captured_says_so_in_two_lines(
    hoopstat: Hoopstat, store: LocalStore
) -> None:
    ended = hoopstat("status", "--lake", store.location)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "backfill    no checkpoint: nothing was captured here yet; a capture writes it",
        f"Next: hoopstat capture --season 2024-25 --lake {store.location}",
    ]


def test_an_archive_without_a_checkpoint_says_so_in_two_lines(
    hoopstat: Hoopstat, store: LocalStore
) -> None:
    add_answer(RawArchive(store), "leaguegamefinder", invented_finder("2024-25", []))

    ended = hoopstat("status", "--lake", store.location)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "backfill    no checkpoint, only an archive, as of an import; a capture writes it",
        f"Next: hoopstat capture --season 2024-25 --lake {store.location} --dry-run",
    ]


@pytest.mark.parametrize(
    ("state", "code", "command"),
    [
        (State.FINISHED, 0, "transform"),
        (State.INCOMPLETE, 3, "capture --season 2024-25"),
        (State.INTERRUPTED, 3, "capture --season 2024-25"),
        (State.FAILED, 3, "capture --season 2024-25"),
        (State.RUNNING, 3, "capture --season 2024-25"),
        (State.BLOCKED, 4, "capture --season 2024-25"),
    ],
)
def test_the_exit_code_and_the_next_command_follow_from_how_it_ended(
    hoopstat: Hoopstat, store: LocalStore, state: State, code: int, command: str
) -> None:
    write_checkpoint(store, state)

    ended = hoopstat("status", "--lake", store.location)

    assert (ended.code, ended.err) == (code, "")
    assert ended.out.splitlines()[-1] == f"Next: hoopstat {command} --lake {store.location}"


def test_a_running_capture_is_exit_code_0_and_can_be_watched(
    hoopstat: Hoopstat, store: LocalStore
) -> None:
    write_checkpoint(store, State.RUNNING)
    with another_process(store, PICTURE.run_id):
        ended = hoopstat("status", "--lake", store.location)

    assert ended.code == 0
    assert ended.out.splitlines()[-1] == f"Next: hoopstat status --watch --lake {store.location}"


def test_no_lake_is_exit_code_5(hoopstat: Hoopstat) -> None:
    ended = hoopstat("status", "--lake", "nowhere")

    assert (ended.code, ended.error_lines[0]) == (5, "Error: there is no lake at nowhere")


@pytest.mark.parametrize("key", [keys.CHECKPOINT, keys.LEASE])
def test_a_damaged_state_is_an_error_and_never_no_state(
    hoopstat: Hoopstat, store: LocalStore, key: str
) -> None:
    store.put(key, b'{"run_id": ')

    ended = hoopstat("status", "--lake", store.location)

    assert (ended.code, ended.out) == (3, "")
    assert ended.error_lines[0].endswith(f"[{key}]")


# JSON


def test_the_json_gives_back_the_picture_and_the_failures(
    hoopstat: Hoopstat, store: LocalStore
) -> None:
    blocked = replace(PICTURE, state=State.BLOCKED, resume_at=AT + timedelta(hours=1))
    checkpoint = replace(CHECKPOINT, progress=blocked, failed_games={"0022400001": FAILED})
    write_checkpoint(store, State.BLOCKED, checkpoint)

    ended = hoopstat("status", "--json", "--lake", store.location)

    (line,) = ended.out.splitlines()
    told = json.loads(line)
    assert ended.code == told["exit_code"] == 4
    assert (told["state"], told["lake"], told["lease"]) == ("blocked", store.location, None)
    assert told["checkpoint"]["completed_games"] == {"2024-25": 2}
    assert told["checkpoint"]["progress"].pop("time_left_s") == 31504.0
    progress = from_json(json.dumps(told["checkpoint"]["progress"]).encode(), CaptureProgress, "")
    assert progress == blocked
    told["checkpoint"]["completed_games"] = {"2024-25": ["0022400001", "0022400002"]}
    assert from_json(json.dumps(told["checkpoint"]).encode(), Checkpoint, "") == checkpoint


def test_the_json_of_a_lake_without_a_checkpoint_has_the_same_fields(
    hoopstat: Hoopstat, store: LocalStore
) -> None:
    told = json.loads(hoopstat("status", "--json", "--lake", store.location).out)

    assert told.pop("at")
    assert told == {
        "schema_version": 1,
        "lake": store.location,
        "state": "none",
        "exit_code": 0,
        "next": f"hoopstat capture --season 2024-25 --lake {store.location}",
        "lease": None,
        "checkpoint": None,
    }


def test_the_page_of_the_status_names_every_field_and_every_state_and_no_other_field(
    store: LocalStore,
) -> None:
    failed = {"0022400001": FAILED}
    write_checkpoint(
        store, State.BLOCKED, replace(CHECKPOINT, failed_games=failed, failed_documents=failed)
    )
    with HeldLease(store, PICTURE.run_id, print):
        told = json.loads(to_json(read_backfill(store)))
    keyed_by_data = {"0022400001", "2024-25", *PICTURE.outcomes}
    states = {state.value: state.exit_code for state in Standing}

    named = re.findall(r"^\| ([a-z_, ]+) \|", PAGE, re.MULTILINE)
    fields = {name for cell in named for name in cell.split(", ")} - {"field", "state"}
    rows = re.findall(r"^\| `([a-z ]+)` \| (\d) \|", PAGE, re.MULTILINE)

    assert {name for name in names(told) - keyed_by_data if name not in PAGE} == set()
    assert fields <= names(told)
    assert {state: int(code) for state, code in rows} == states


def names(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(names, value.values()))
    return set().union(*map(names, value)) if isinstance(value, list) else set()
