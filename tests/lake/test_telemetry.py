from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime

import pytest

from lake.telemetry import Event, JsonLines, Level, Observer, job, new_run_id


def at_noon() -> datetime:
    return datetime(2025, 1, 16, 12, 0, 0, 7000, tzinfo=UTC)


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def log(stream: io.StringIO) -> JsonLines:
    return JsonLines("0123456789ab", stream, at_noon)


class Hearing(Observer):
    """Keeps what it is told but for how long a job took."""

    def __init__(self) -> None:
        self.heard: list[tuple[object, ...]] = []

    def job_started(self, job_name: str, total: int, unit: str) -> None:
        self.heard.append(("started", job_name, total, unit))

    def advanced(self, job_name: str, detail: str) -> None:
        self.heard.append(("advanced", job_name, detail))

    def job_finished(self, job_name: str, duration_s: float, records_processed: int) -> None:
        assert duration_s >= 0
        self.heard.append(("finished", job_name, records_processed))


# JSON lines


def test_an_event_is_one_json_line(log: JsonLines, stream: io.StringIO) -> None:
    log.noted(
        Event(
            "capture",
            "answer_refused",
            "refused: it is {}",
            Level.WARNING,
            {"entity": "0022400007", "elapsed_ms": 412, "share": 0.5, "again": True, "etag": None},
        )
    )

    assert stream.getvalue() == (
        '{"timestamp": "2025-01-16T12:00:00.007Z", "correlation_id": "0123456789ab", '
        '"component": "capture", "event_type": "answer_refused", "entity": "0022400007", '
        '"elapsed_ms": 412, "share": 0.5, "again": true, "etag": null, "level": "warning", '
        '"message": "refused: it is {}"}\n'
    )


@pytest.mark.parametrize("level", Level)
def test_an_event_keeps_its_level(log: JsonLines, stream: io.StringIO, level: Level) -> None:
    log.noted(Event("capture", "noted", "something", level))

    assert json.loads(stream.getvalue())["level"] == level


def test_a_message_of_several_lines_stays_one_line(log: JsonLines, stream: io.StringIO) -> None:
    log.noted(Event("capture", "noted", 'first\n"second" Páleš %f'))

    assert stream.getvalue().count("\n") == 1
    assert "Páleš" in stream.getvalue()
    assert json.loads(stream.getvalue())["message"] == 'first\n"second" Páleš %f'


def test_the_start_of_a_job_is_one_line(log: JsonLines, stream: io.StringIO) -> None:
    log.job_started("transform", 12, "partitions")

    assert json.loads(stream.getvalue()) == {
        "timestamp": "2025-01-16T12:00:00.007Z",
        "level": "info",
        "component": "transform",
        "event_type": "job_started",
        "correlation_id": "0123456789ab",
        "message": "transform: 12 partitions",
        "job_name": "transform",
        "total": 12,
        "unit": "partitions",
    }


def test_the_end_of_a_job_is_one_line(log: JsonLines, stream: io.StringIO) -> None:
    log.job_finished("transform", 61.23456, 12)

    assert json.loads(stream.getvalue()) == {
        "timestamp": "2025-01-16T12:00:00.007Z",
        "level": "info",
        "component": "transform",
        "event_type": "job_finished",
        "correlation_id": "0123456789ab",
        "message": "transform: 12 in 61.2 s",
        "job_name": "transform",
        "duration_in_seconds": 61.235,
        "records_processed": 12,
    }


def test_a_unit_done_is_no_line(log: JsonLines, stream: io.StringIO) -> None:
    log.advanced("transform", "games 2024-25")

    assert stream.getvalue() == ""


def test_the_log_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    JsonLines("0123456789ab").noted(Event("capture", "noted", "something"))

    written = capsys.readouterr()
    assert written.out == ""
    assert json.loads(written.err)["message"] == "something"


# Jobs


def test_a_job_is_told_from_its_start_to_its_end() -> None:
    observer = Hearing()

    with job(observer, "transform", 3, "partitions") as running:
        running.advance("games")
        running.advance("officials")

    assert observer.heard == [
        ("started", "transform", 3, "partitions"),
        ("advanced", "transform", "games"),
        ("advanced", "transform", "officials"),
        ("finished", "transform", 2),
    ]


def test_a_job_that_fails_is_told_to_its_end() -> None:
    observer = Hearing()

    def fail() -> None:
        with job(observer, "transform", 3, "partitions") as running:
            running.advance("games")
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        fail()
    assert observer.heard == [
        ("started", "transform", 3, "partitions"),
        ("advanced", "transform", "games"),
        ("finished", "transform", 1),
    ]


def test_an_observer_does_nothing_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    with job(Observer(), "transform", 1, "partitions") as running:
        running.advance("games")
    Observer().noted(Event("transform", "noted", "something"))

    assert capsys.readouterr() == ("", "")


# Runs


def test_a_run_has_a_name_of_its_own() -> None:
    names = {new_run_id() for _ in range(100)}

    assert len(names) == 100
    assert all(re.fullmatch("[0-9a-f]{12}", name) for name in names)
