from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta

from rich.console import Console

from hoopstat.console import PlainConsole, StoppableJsonLines
from hoopstat.heartbeat import Heartbeat
from tests.hoopstat.pictures import AT, PICTURE

SENTENCE = (
    "documents of 2024-25: 605 of 1,321 games complete; 2,430 requests sent, 2,864 left; "
    "10.9 a minute; about 8 h 45 min left; 3 failed; delay 11.0 s: 429 at 14:03:22"
)


def beats(seconds: list[float]) -> list[float]:
    """Which of the pictures that are so many seconds after the first get a line."""
    heartbeat = Heartbeat()
    pictures = [replace(PICTURE, at=AT + timedelta(seconds=after)) for after in seconds]
    return [
        after
        for after, picture in zip(seconds, pictures, strict=True)
        if heartbeat.beat(picture) is not None
    ]


def test_the_first_picture_and_then_one_a_minute_is_told() -> None:
    assert beats([half / 2 for half in range(400)]) == [0, 60, 120, 180]


def test_a_picture_after_a_long_silence_is_told() -> None:
    assert beats([0, 400, 401, 459, 461]) == [0, 400, 461]


def test_a_clock_that_was_set_back_does_not_silence_it() -> None:
    assert beats([0, -3600, -3599, -3540]) == [0, -3600, -3540]


def test_a_heartbeat_is_a_sentence_and_flat_fields() -> None:
    stream = io.StringIO()
    log = StoppableJsonLines("0123456789ab", stream)

    log.progressed(PICTURE)
    log.progressed(replace(PICTURE, at=AT + timedelta(seconds=59)))

    (line,) = map(json.loads, stream.getvalue().splitlines())
    del line["timestamp"]
    assert line == {
        "correlation_id": "0123456789ab",
        "component": "capture",
        "event_type": "heartbeat",
        "level": "info",
        "message": SENTENCE,
        "run_id": "3f9a0c71d2e8",
        "state": "running",
        "stage": "documents of 2024-25",
        "started_at": "2025-01-16T11:51:12.000Z",
        "at": "2025-01-16T14:05:12.000Z",
        "seasons": "2024-25",
        "games_owed": 1321,
        "games_complete": 605,
        "season_documents_owed": 5285,
        "season_documents_archived": 2421,
        "players_owed": 0,
        "players_archived": 0,
        "requests_sent": 2430,
        "requests_left": 2864,
        "requests_per_minute": 10.86,
        "time_left_s": 31504.0,
        "in_flight": 1,
        "delay_s": 11.0,
        "delay_reason": "429 at 14:03:22",
        "documents_archived": 2421,
        "documents_failed": 3,
        "bytes_archived": 312_400_000,
        "resume_at": None,
        "outcome_accepted": 2421,
        "outcome_busy": 3,
        "outcome_timed_out": 2,
    }


def test_a_redirected_console_gets_the_sentence_in_one_line_and_is_not_redrawn() -> None:
    stream = io.StringIO()
    console = PlainConsole(Console(file=stream, width=80))

    for second in range(61):
        console.progressed(replace(PICTURE, at=AT + timedelta(seconds=second)))

    assert stream.getvalue().splitlines() == [
        f"2025-01-16T14:05:12.000Z {SENTENCE}",
        f"2025-01-16T14:06:12.000Z {SENTENCE}",
    ]
