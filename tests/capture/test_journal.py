"""What a run leaves in the lake by the day: requests, errors, progress."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from capture.asking.attempt import Attempt, Sent
from capture.books.journal import DailyProgress, ErrorLog, RequestLog
from capture.planning.request import CaptureRequest
from lake import keys
from lake.archive import RawArchive
from lake.documents import Document
from lake.errors import LakeUnavailable, NoSuchDocument, TimedOut
from lake.local_store import LocalStore
from lake.seasons import GameId, Season
from lake.store import Store
from tests.capture.runs import answering, run_capture
from tests.request_log import check_request_log
from tests.scripted_server import answer, scripted
from validate.results import Outcome

GAME = "0022400001"
EVENTS = Document("playbyplayv3", Season(2024), GAME)
PLAYER = Document("commonplayerinfo", None, "203999")
OTHER_PLAYER = Document("commonplayerinfo", None, "203998")
EVENING = datetime(2025, 1, 16, 23, 59, 50, 123000, tzinfo=UTC)
MORNING = EVENING + timedelta(seconds=20)
FIRST_DAY, SECOND_DAY = "2025-01-16", "2025-01-17"


class BadDisk(LocalStore):
    """Writes until it is told to fail at a key that holds `bad`."""

    bad = "nothing"

    def put(self, key: str, body: bytes) -> str:
        if self.bad in key:
            raise LakeUnavailable("the disk is bad", hint="")
        return super().put(key, body)


@pytest.fixture
def store(tmp_path: Path) -> BadDisk:
    return BadDisk(tmp_path / "lake")


def attempt(number: int, at: datetime, document: Document = EVENTS) -> Attempt:
    return Attempt(Sent(number, at, 5.5), document, 1, "accepted", 200, 812, 70213, None)


def lines(store: Store, prefix: str) -> dict[str, list[dict[str, Any]]]:
    """Every line under a prefix, by the rest of its key."""
    return {
        key.removeprefix(prefix): [
            json.loads(line) for line in gzip.decompress(store.get(key).body).splitlines()
        ]
        for key in store.list(prefix)
    }


def numbers(store: Store) -> dict[str, list[int]]:
    """The requests of each segment."""
    log = lines(store, keys.REQUEST_LOG)
    return {key: [line["request_number"] for line in segment] for key, segment in log.items()}


# The request log


def test_a_request_is_one_line_with_these_fields(store: BadDisk) -> None:
    log = RequestLog(store, "run-1")
    log.add(attempt(1, EVENING))
    sent = Sent(2, EVENING, 8.25)
    log.add(Attempt(sent, PLAYER, 3, "timed_out", None, 30000, None, "no answer"))
    log.flush()

    common = {"sent_at": "2025-01-16T23:59:50.123Z", "run_id": "run-1"}
    assert lines(store, keys.REQUEST_LOG) == {
        f"date={FIRST_DAY}/run-1-0001.jsonl.gz": [
            common
            | {"request_number": 1, "endpoint": "playbyplayv3", "season": "2024-25"}
            | {"entity": GAME, "attempt": 1, "outcome": "accepted", "status": 200}
            | {"elapsed_ms": 812, "bytes": 70213, "delay_s": 5.5, "error": None},
            common
            | {"request_number": 2, "endpoint": "commonplayerinfo", "season": None}
            | {"entity": "203999", "attempt": 3, "outcome": "timed_out", "status": None}
            | {"elapsed_ms": 30000, "bytes": None, "delay_s": 8.25, "error": "no answer"},
        ]
    }


def test_a_run_over_midnight_has_segments_of_both_days(store: BadDisk) -> None:
    log = RequestLog(store, "run-1")
    log.add(attempt(1, EVENING))
    log.flush()
    log.add(attempt(2, EVENING))
    log.add(attempt(3, MORNING))
    log.flush()
    log.flush()

    assert numbers(store) == {
        f"date={FIRST_DAY}/run-1-0001.jsonl.gz": [1],
        f"date={FIRST_DAY}/run-1-0002.jsonl.gz": [2],
        f"date={SECOND_DAY}/run-1-0003.jsonl.gz": [3],
    }


@pytest.mark.parametrize("bad", ["request-log", SECOND_DAY])
def test_what_could_not_be_written_is_written_later_and_once(store: BadDisk, bad: str) -> None:
    log = RequestLog(store, "run-1")
    log.add(attempt(1, EVENING))
    log.add(attempt(2, MORNING))
    store.bad = bad
    with pytest.raises(LakeUnavailable):
        log.flush()
    log.add(attempt(3, MORNING))
    store.bad = "nothing"

    log.flush()
    log.flush()

    assert numbers(store) == {
        f"date={FIRST_DAY}/run-1-0001.jsonl.gz": [1],
        f"date={SECOND_DAY}/run-1-0002.jsonl.gz": [2, 3],
    }


def test_the_log_of_a_capture_over_midnight_is_what_its_check_reads(archive: RawArchive) -> None:
    request = CaptureRequest((Season(2024),), games=(GameId(GAME),))
    script = [answer(b"", status=503), answer(b"{}"), answering()]
    with scripted(*script) as server:
        run_capture(archive, server.url, request, EVENING, rate_limit_s=5.5)

    log = lines(archive.store, keys.REQUEST_LOG)
    assert {key.partition("/")[0] for key in log} == {f"date={FIRST_DAY}", f"date={SECOND_DAY}"}
    told = [line for segment in log.values() for line in segment]
    assert [(line["outcome"], line["attempt"]) for line in told] == [
        ("busy", 1),
        ("refused", 2),
        *[("accepted", 1)] * 3,
        ("accepted", 3),
    ]
    assert all(line["sent_at"].startswith(key[5:15]) for key in log for line in log[key])
    assert check_request_log(archive.store).outcome is Outcome.PASSED


# The error log


def test_errors_are_told_by_the_day_with_what_they_are_about(store: BadDisk) -> None:
    log = ErrorLog(store, "run-1")
    log.add(EVENING, NoSuchDocument("status 404", hint="another day"), EVENTS)
    store.bad = FIRST_DAY
    with pytest.raises(LakeUnavailable):
        log.flush()
    store.bad = "nothing"
    log.add(EVENING, LakeUnavailable("full", hint="free some space", key="raw/x"))
    log.add(MORNING, TimedOut("no answer", hint="wait"), PLAYER)
    log.flush()

    at = {"at": "2025-01-16T23:59:50.123Z", "run_id": "run-1"}
    assert lines(store, keys.ERROR_LOGS) == {
        f"date={FIRST_DAY}/run-1.jsonl.gz": [
            at
            | {"endpoint": "playbyplayv3", "season": "2024-25", "entity": GAME}
            | {"kind": "permanent", "error": "NoSuchDocument"}
            | {"message": "status 404", "hint": "another day"},
            at
            | {"kind": "critical", "error": "LakeUnavailable"}
            | {"message": "full [raw/x]", "hint": "free some space"},
        ],
        f"date={SECOND_DAY}/run-1.jsonl.gz": [
            {"at": "2025-01-17T00:00:10.123Z", "run_id": "run-1"}
            | {"endpoint": "commonplayerinfo", "season": None, "entity": "203999"}
            | {"kind": "transient", "error": "TimedOut"}
            | {"message": "no answer", "hint": "wait"},
        ],
    }


# The progress of a day


def test_the_progress_of_each_day_is_one_object(store: BadDisk) -> None:
    daily = DailyProgress(store, "run-1")
    daily.attempted(attempt(1, EVENING))
    daily.attempted(Attempt(Sent(2, EVENING, 11), PLAYER, 1, "busy", 429, 20, 0, "429"))
    daily.archived(EVENING, EVENTS, 70213)
    daily.failed(EVENING, OTHER_PLAYER)
    daily.game_completed(MORNING)
    daily.archived(MORNING, PLAYER, 70213)
    daily.attempted(attempt(3, MORNING, PLAYER))
    store.bad = SECOND_DAY
    with pytest.raises(LakeUnavailable):
        daily.flush(MORNING)
    store.bad = "nothing"
    daily.flush(MORNING)

    common = {"run_id": "run-1", "updated_at": "2025-01-17T00:00:10.123Z", "bytes_archived": 70213}
    assert {
        key.removeprefix(keys.DAILY_PROGRESS): json.loads(store.get(key).body)
        for key in store.list(keys.DAILY_PROGRESS)
    } == {
        f"date={FIRST_DAY}/run-1.json": common
        | {"date": FIRST_DAY, "games_completed": 0, "documents_failed": 1}
        | {"documents_archived": {"playbyplayv3": 1}, "requests": {"accepted": 1, "busy": 1}}
        | {"longest_delay_s": 11.0},
        f"date={SECOND_DAY}/run-1.json": common
        | {"date": SECOND_DAY, "games_completed": 1, "documents_failed": 0}
        | {"documents_archived": {"commonplayerinfo": 1}, "requests": {"accepted": 1}}
        | {"longest_delay_s": 5.5},
    }


def test_a_document_that_failed_yesterday_and_came_today_is_no_failure_of_yesterday(
    store: BadDisk,
) -> None:
    daily = DailyProgress(store, "run-1")
    daily.failed(EVENING, EVENTS)
    daily.flush(EVENING)
    daily.archived(MORNING, EVENTS, 70213)
    daily.flush(MORNING)

    told = [json.loads(store.get(key).body) for key in store.list(keys.DAILY_PROGRESS)]
    assert [(each["date"], each["documents_failed"]) for each in told] == [
        (FIRST_DAY, 0),
        (SECOND_DAY, 0),
    ]
