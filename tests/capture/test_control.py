"""Control requests for an API that seems to block, and the patience it asks for, over real HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from capture.asking.connection import Link, connect
from capture.asking.gate import MOST_BLOCK_SIGNALS
from capture.books.progress import State
from capture.planning.request import CaptureRequest
from lake.archive import RawArchive
from lake.endpoints import GAME_DOCUMENTS, PLAY_BY_PLAY, SUMMARY, TRADITIONAL
from lake.errors import ApiBlocks, HoopstatError, TimedOut
from lake.instants import to_milliseconds
from lake.seasons import GameId, Season
from lake.settings import CaptureSettings
from tests.capture.fake_time import START, FakeTime
from tests.capture.runs import Told, answering, asked, checkpoint_of, run_capture
from tests.invented import add_answer, body, cancelled, invented_game
from tests.scripted_server import answer, hang, reset, scripted

SEASON = Season(2024)
FIRST, SECOND = GameId("0022400001"), GameId("0022400002")
TWO_GAMES = CaptureRequest((SEASON,), games=(FIRST, SECOND))
FINDER = "leaguegamefinder 2024-25 all"
OF_FIRST = [f"{row.name} {FIRST}" for row in GAME_DOCUMENTS]
OF_SECOND = [f"{row.name} {SECOND}" for row in GAME_DOCUMENTS]


def test_after_five_timeouts_a_list_of_games_is_asked_for_and_if_that_hangs_too_it_ends(
    archive: RawArchive,
) -> None:
    with scripted(hang) as server:
        summary = run_capture(archive, server.url, TWO_GAMES, START)

        assert asked(server) == [*[OF_FIRST[0]] * 4, OF_FIRST[1], FINDER]
    error = summary.stopped_by
    assert isinstance(error, ApiBlocks)
    assert (error.exit_code, summary.state) == (4, State.BLOCKED)
    checkpoint = checkpoint_of(archive.store)
    assert checkpoint.progress.state is State.BLOCKED
    assert checkpoint.progress.outcomes == {"timed_out": 6}
    assert checkpoint.progress.resume_at == to_milliseconds(error.resume_at)
    assert checkpoint.progress.resume_at == checkpoint.last_checkpoint + timedelta(hours=1)
    assert error.hint == (
        f"the same command after {error.resume_at:%Y-%m-%d %H:%M} UTC: it goes on where it stopped"
    )


def test_a_control_request_that_is_answered_lets_it_go_on(archive: RawArchive) -> None:
    told = Told()
    with scripted(*[hang] * 5, answering([(str(FIRST), "2024-10-22")])) as server:
        summary = run_capture(archive, server.url, TWO_GAMES, told=told)

        assert asked(server) == [
            *[OF_FIRST[0]] * 4,
            OF_FIRST[1],
            FINDER,
            *OF_FIRST[1:],
            *OF_SECOND,
            OF_FIRST[0],
        ]
    assert (summary.failures, summary.state) == ([], State.FINISHED)
    assert told.of_type("control_answered") == [f"{FINDER} was answered, so the API does not block"]


def test_a_control_request_that_was_answered_begins_the_count_anew(archive: RawArchive) -> None:
    with scripted(*[hang] * 5, answering([(str(FIRST), "2024-10-22")]), hang) as server:
        summary = run_capture(archive, server.url, TWO_GAMES)

        control = asked(server)[5]
        assert (len(server.paths), control, asked(server)[11]) == (12, FINDER, FINDER)
    assert isinstance(summary.stopped_by, ApiBlocks)


def test_the_control_request_is_for_what_was_answered_last(archive: RawArchive) -> None:
    with scripted(answering(), answering(), hang) as server:
        run_capture(archive, server.url, TWO_GAMES)

        assert asked(server) == [*OF_FIRST[:2], *[OF_FIRST[2]] * 4, OF_FIRST[3], OF_FIRST[1]]


@pytest.mark.parametrize("in_flight", [2, 8])
def test_with_several_under_way_hardly_more_is_sent(archive: RawArchive, in_flight: int) -> None:
    games = tuple(GameId(f"00224{number:05}") for number in range(1, 21))
    request = CaptureRequest((SEASON,), games=games)

    with scripted(hang) as server:
        summary = run_capture(archive, server.url, request, in_flight=in_flight)

        assert 6 <= len(server.paths) <= max(in_flight, MOST_BLOCK_SIGNALS) + 2
    assert isinstance(summary.stopped_by, ApiBlocks)


def test_a_control_answer_that_asks_for_hours_of_patience_ends_it(archive: RawArchive) -> None:
    patience = answer(b"", status=429, Retry_After="7200")
    with scripted(*[hang] * 5, patience) as server:
        summary = run_capture(archive, server.url, TWO_GAMES)

        assert len(server.paths) == 6
    assert isinstance(summary.stopped_by, ApiBlocks)


def test_a_control_answer_that_a_damaged_box_score_keeps_from_being_judged_is_an_answer(
    archive: RawArchive,
) -> None:
    key = add_answer(archive, TRADITIONAL.name, invented_game(str(FIRST))[TRADITIONAL.name])
    archive.store.put(key, b"junk")
    no_events = answer(body(cancelled(str(FIRST))[PLAY_BY_PLAY.name]))
    script = [answering(), *[hang] * 4, reset, no_events, answering()]
    with scripted(*script) as server:
        settings = CaptureSettings(server.url, rate_limit_s=0, read_timeout_s=0.2)
        client, gate = connect(archive, settings, Link("run-1", time=FakeTime().passing))
        client.fetch(PLAY_BY_PLAY.document(str(FIRST), None))
        with pytest.raises(TimedOut):
            client.fetch(PLAY_BY_PLAY.document(str(SECOND), None))
        client.fetch(SUMMARY.document(str(SECOND), None))

        assert asked(server)[5:] == [OF_SECOND[0], OF_FIRST[3], OF_SECOND[0]]
    assert gate.in_flight == 0


# Retry-After


def blocked(archive: RawArchive, retry_after: str, status: int = 429) -> HoopstatError | None:
    """What ends a capture whose first answer asks for patience, at START."""
    with scripted(answer(b"", status=status, Retry_After=retry_after), answering()) as server:
        summary = run_capture(archive, server.url, TWO_GAMES, START)

        assert len(server.paths) == (1 if summary.stopped_by else 9)
    return summary.stopped_by


@pytest.mark.parametrize("status", [429, 503, 403])
def test_more_than_an_hour_of_patience_ends_it_with_that_time(
    archive: RawArchive, status: int
) -> None:
    error = blocked(archive, "3601", status)

    assert isinstance(error, ApiBlocks)
    assert (error.exit_code, error.resume_at) == (4, START + timedelta(seconds=3601))
    assert error.message == "the API asks to be left alone for 3601 s"
    assert checkpoint_of(archive.store).progress.state is State.BLOCKED


@pytest.mark.parametrize("retry_after", ["3600", "1", "0"])
def test_an_hour_of_patience_is_waited_for(archive: RawArchive, retry_after: str) -> None:
    assert blocked(archive, retry_after) is None
    assert checkpoint_of(archive.store).last_checkpoint >= START + timedelta(
        seconds=int(retry_after)
    )


def test_patience_until_a_date_is_understood(archive: RawArchive) -> None:
    until = datetime(2025, 7, 4, 5, 0, tzinfo=UTC)

    error = blocked(archive, format_datetime(until, usegmt=True))

    assert isinstance(error, ApiBlocks)
    assert error.resume_at == until


@pytest.mark.parametrize(
    "retry_after",
    [
        *("soon", "-5", "1.5", "", "7200 s", "Fri, 04 Jul 2025", "04 Jul 99999999999 05:00:00 GMT"),
        "Fri, 04 Jul 2025 05:00:00 -0000",  # Of no time zone.
        "Thu, 03 Jul 2025 05:00:00 GMT",  # It is over.
    ],
)
def test_patience_that_makes_no_sense_is_nothing_to_wait_for(
    archive: RawArchive, retry_after: str
) -> None:
    assert blocked(archive, retry_after) is None


@pytest.mark.parametrize("retry_after", ["99999999999999", "9" * 400])
def test_patience_without_an_end_is_kept_to_a_month(archive: RawArchive, retry_after: str) -> None:
    error = blocked(archive, retry_after)

    assert isinstance(error, ApiBlocks)
    assert error.resume_at == START + timedelta(days=30)
