"""The checkpoint as an object: its fields, its bytes, who may write it, and when it is written."""

from __future__ import annotations

import json
import threading
from dataclasses import fields, replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import given

from capture.books.checkpoint import (
    Checkpoint,
    CheckpointFile,
    read_checkpoint,
)
from capture.books.progress import State
from capture.books.state_json import from_json, to_json
from capture.planning.request import CaptureRequest
from lake import keys
from lake.archive import RawArchive
from lake.endpoints import FINDER
from lake.errors import LeaseLost, StateDamaged, UsageError
from lake.local_store import LocalStore
from lake.seasons import Season
from lake.store import StoredObject
from tests.capture.checkpoints import CHECKPOINTS
from tests.capture.fake_time import START
from tests.capture.runs import Told, answering, checkpoint_of, run_capture
from tests.request_log import check_request_log
from tests.scripted_server import answer, scripted

REQUEST = CaptureRequest((Season(2024),))


def some_games(number: int) -> list[tuple[str, str]]:
    return [(f"00224{game:05}", "2024-10-22") for game in range(1, number + 1)]


@given(checkpoint=CHECKPOINTS)
def test_a_checkpoint_is_read_as_it_was_written(checkpoint: Checkpoint) -> None:
    assert from_json(to_json(checkpoint), Checkpoint, keys.CHECKPOINT) == checkpoint


def test_a_checkpoint_has_the_fields_that_others_read(archive: RawArchive) -> None:
    with scripted(answering(some_games(2)), *[answering()] * 7, answer(b"", status=404)) as server:
        run_capture(archive, server.url, REQUEST, START)

    written = json.loads(archive.store.get(keys.CHECKPOINT).body)
    assert written["start_time"] == "2025-07-04T02:00:00.000Z"
    assert written["last_checkpoint"] == "2025-07-04T02:00:00.000Z"
    assert (written["current_season"], written["current_date"]) == ("2024-25", "2024-10-22")
    assert written["completed_seasons"] == []
    assert written["completed_games"] == {"2024-25": ["0022400001"]}
    assert written["failed_games"] == {
        "0022400002": {
            "error": "playbyplayv3: status 404: there is no such thing",
            "retry_count": 1,
            "last_attempt": "2025-07-04T02:00:00.000Z",
        }
    }
    statistics = written["statistics"]
    assert (statistics["total_games_processed"], statistics["total_api_calls"]) == (1, 9)
    assert statistics["total_bytes_stored"] > 0
    assert "average_processing_rate" in statistics
    assert len(written["backfill_id"]) == 12
    assert list(written) == [field.name for field in fields(Checkpoint)]


# Who may write it


def a_checkpoint(store: LocalStore, folder: Path) -> Checkpoint:
    """One that a capture of nothing wrote."""
    with scripted(answering(some_games(1))) as server:
        request = replace(REQUEST, endpoints=(FINDER,))
        run_capture(RawArchive(LocalStore(folder)), server.url, request)
    checkpoint = checkpoint_of(LocalStore(folder))
    store.put(keys.CHECKPOINT, to_json(checkpoint))
    return checkpoint


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "lake")


def test_a_checkpoint_is_written_after_the_one_that_was_read_alone(
    store: LocalStore, tmp_path: Path
) -> None:
    checkpoint = a_checkpoint(store, tmp_path / "other")
    other = replace(checkpoint, progress=replace(checkpoint.progress, run_id="another run"))
    one, two = CheckpointFile(store), CheckpointFile(store)
    one.read()
    two.read()
    one.write(replace(checkpoint, backfill_id="one"))
    one.write(replace(checkpoint, backfill_id="one again"))

    with pytest.raises(LeaseLost) as refused:
        two.write(other)
    with pytest.raises(LeaseLost):
        CheckpointFile(store).write(other)

    assert refused.value.key == keys.CHECKPOINT
    assert checkpoint_of(store).backfill_id == "one again"


def test_a_write_that_was_done_and_told_as_failed_is_the_runs_own(
    store: LocalStore, tmp_path: Path
) -> None:
    checkpoint = a_checkpoint(store, tmp_path / "other")
    file = CheckpointFile(store)
    file.read()
    store.put(keys.CHECKPOINT, to_json(replace(checkpoint, backfill_id="done")))

    file.write(replace(checkpoint, backfill_id="next"))

    assert checkpoint_of(store).backfill_id == "next"


@pytest.mark.parametrize("body", [b"", b"junk", b"[]", b"{}", b'{"backfill_id": 1}', b"\xff"])
def test_a_damaged_checkpoint_is_never_taken_for_none(store: LocalStore, body: bytes) -> None:
    store.put(keys.CHECKPOINT, body)

    with pytest.raises(StateDamaged) as refused:
        read_checkpoint(store)

    assert refused.value.key == keys.CHECKPOINT


def test_a_capture_tells_of_a_damaged_checkpoint_and_writes_a_new_one(archive: RawArchive) -> None:
    told = Told()
    archive.store.put(keys.CHECKPOINT, b'{"backfill_id": ')
    with scripted(answering(some_games(1))) as server:
        run_capture(archive, server.url, REQUEST, told=told)

    (message,) = told.of_type("checkpoint_damaged")
    assert message.startswith("it is no checkpoint: ")
    assert message.endswith("[backfill-state/checkpoint.json]; a new one is made")
    assert checkpoint_of(archive.store).progress.state is State.FINISHED


# When it is written


class Writes(LocalStore):
    """Remembers how many games each checkpoint called complete."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.games: list[int] = []

    def put_new(self, key: str, body: bytes) -> str:
        return self._noted(key, body, super().put_new(key, body))

    def replace(self, key: str, body: bytes, etag: str) -> str:
        return self._noted(key, body, super().replace(key, body, etag))

    def _noted(self, key: str, body: bytes, etag: str) -> str:
        if key == keys.CHECKPOINT:
            games = json.loads(body)["completed_games"].values()
            self.games.append(sum(map(len, games)))
        return etag


def test_it_is_written_at_the_beginning_every_ten_games_and_at_the_end(tmp_path: Path) -> None:
    store = Writes(tmp_path / "lake")
    with scripted(answering(some_games(25))) as server:
        run_capture(RawArchive(store), server.url, REQUEST)

    assert store.games == [0, 0, 10, 20, 25]


def test_it_is_written_every_five_minutes(tmp_path: Path) -> None:
    store = Writes(tmp_path / "lake")
    with scripted(answering(some_games(2))) as server:
        run_capture(RawArchive(store), server.url, REQUEST, rate_limit_s=300)

    assert store.games[-1] == 2
    assert len(store.games) >= 6


# A copy beside the lake


def test_a_copy_has_the_same_bytes(archive: RawArchive, tmp_path: Path) -> None:
    copy = tmp_path / "new folder" / "state.json"
    with scripted(answering(some_games(1))) as server:
        run_capture(archive, server.url, REQUEST, state_file=copy)

    assert copy.read_bytes() == archive.store.get(keys.CHECKPOINT).body
    assert [path.name for path in copy.parent.iterdir()] == ["state.json"]


def test_a_copy_that_can_not_be_written_ends_it_before_the_first_request(
    archive: RawArchive, tmp_path: Path
) -> None:
    with scripted(answering(some_games(1))) as server:
        summary = run_capture(archive, server.url, REQUEST, state_file=tmp_path)

        assert server.paths == []
    error = summary.stopped_by
    assert isinstance(error, UsageError)
    assert error.message.startswith(f"can't write the copy of the checkpoint to {tmp_path}: ")
    assert error.hint == "another --state-file-path, or none"
    assert isinstance(archive.store.get(keys.CHECKPOINT), StoredObject)


def test_a_copy_that_can_not_be_written_any_more_ends_it_with_every_request_in_the_log(
    archive: RawArchive, tmp_path: Path
) -> None:
    copy = tmp_path / "state.json"

    def replace_by_a_folder(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
        copy.unlink()
        copy.mkdir()
        answering(some_games(1))(handler, over)

    with scripted(replace_by_a_folder, answering()) as server:
        summary = run_capture(archive, server.url, REQUEST, state_file=copy)

        assert checkpoint_of(archive.store).statistics.total_api_calls == len(server.paths)
    assert (type(summary.stopped_by), summary.state) == (UsageError, State.FAILED)
    assert check_request_log(archive.store).units == 1
