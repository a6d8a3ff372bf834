"""An endpoint that answers with nothing, whatever it is asked, over real HTTP."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler

import pytest

from capture.asking.connection import Link, connect
from capture.asking.control import MOST_EMPTY_ANSWERS
from capture.asking.gate import MOST_BLOCK_SIGNALS
from capture.asking.stop import StopRequested
from capture.books.progress import State
from capture.planning.request import CaptureRequest
from lake.archive import RawArchive
from lake.endpoints import PLAY_BY_PLAY
from lake.errors import ApiBlocks, EmptyAnswer, SilentEndpoint
from lake.seasons import Season
from lake.settings import CaptureSettings
from lake.telemetry import Level
from tests.capture.fake_time import FakeTime
from tests.capture.runs import Told, answering, asked, run_capture
from tests.invented import add_answer, invented_game
from tests.scripted_server import answer, hang, reset, scripted

GAMES = [(f"00224{number:05}", "2024-10-22") for number in range(1, 9)]
EVENTS = [f"playbyplayv3 {game}" for game, _ in GAMES]
REQUEST = CaptureRequest((Season(2024),), endpoints=(PLAY_BY_PLAY,))
KNOWN = "playbyplayv3 0022400561"
"""What the API has had, where the lake has nothing of its own."""

EMPTY = {
    "{}": answer(b"{}"),
    "html": answer(b"<html></html>"),
    "404": answer(b"", status=404),
}


@pytest.mark.parametrize("kind", ["{}", "html", "404"])
def test_five_empty_answers_and_an_empty_control_answer_silence_an_endpoint(
    archive: RawArchive, kind: str
) -> None:
    told = Told()
    with scripted(answering(GAMES), EMPTY[kind]) as server:
        summary = run_capture(archive, server.url, REQUEST, told=told)

        assert asked(server)[1:] == [*EVENTS[:5], KNOWN]
    failed = sorted((str(each.document), type(each.error)) for each in summary.failures)
    assert [document for document, _ in failed] == EVENTS
    assert [error for _, error in failed[5:]] == [SilentEndpoint] * 3
    assert summary.state is State.INCOMPLETE
    assert told.of_type("endpoint_silent") == [
        "playbyplayv3 answers with nothing, for 0022400561 too, which it has had: it is not "
        "asked any more"
    ]
    unasked = [event for event in told.events if event.fields.get("error") == "SilentEndpoint"]
    assert {event.level for event in unasked} == {Level.INFO}


def test_an_endpoint_that_still_answers_goes_on_to_be_asked(archive: RawArchive) -> None:
    empty = [answer(b"", status=404)] * MOST_EMPTY_ANSWERS
    with scripted(answering(GAMES), *empty, answering()) as server:
        summary = run_capture(archive, server.url, REQUEST)

        assert asked(server)[1:] == [*EVENTS[:5], KNOWN, *EVENTS[5:]]
    assert sorted(str(each.document) for each in summary.failures) == EVENTS[:5]


def test_four_empty_answers_are_no_reason_for_a_control_request(archive: RawArchive) -> None:
    missing = [answer(b"", status=404)] * 4
    with scripted(answering(GAMES), *missing, answering(), *missing[:3]) as server:
        run_capture(archive, server.url, REQUEST)

        assert asked(server)[1:] == EVENTS


def test_the_control_request_is_for_what_the_endpoint_answered_last(archive: RawArchive) -> None:
    with scripted(answering(GAMES), answering(), answering(), answer(b"", status=404)) as server:
        run_capture(archive, server.url, REQUEST)

        assert asked(server)[1:] == [*EVENTS[:7], EVENTS[1]]


def test_the_control_request_is_for_what_an_earlier_capture_archived(archive: RawArchive) -> None:
    events = invented_game("0022400777")["playbyplayv3"]
    add_answer(archive, "playbyplayv3", events)
    with scripted(answering(GAMES), answer(b"{}")) as server:
        run_capture(archive, server.url, REQUEST)

        assert asked(server)[6] == "playbyplayv3 0022400777"


def test_an_archived_answer_that_is_rightly_empty_or_damaged_tells_nothing(
    archive: RawArchive,
) -> None:
    for game, reason in (("0022400775", "cancelled"), ("0022400776", None), ("0022400777", None)):
        events = invented_game(game)["playbyplayv3"]
        key = add_answer(archive, "playbyplayv3", events, empty_reason=reason)
        if game == "0022400776":
            archive.store.put(key, b"junk")
    with scripted(answering(GAMES), answer(b"{}")) as server:
        run_capture(archive, server.url, REQUEST)

        assert asked(server)[6] == "playbyplayv3 0022400777"


def test_a_control_request_that_tells_nothing_is_sent_again_after_the_next_empty_answer(
    archive: RawArchive,
) -> None:
    missing = answer(b"", status=404)
    with scripted(answering(GAMES), *[missing] * 5, reset, missing) as server:
        run_capture(archive, server.url, REQUEST)

        assert asked(server)[1:] == [*EVENTS[:5], KNOWN, EVENTS[5], KNOWN]


def test_a_control_request_that_is_the_fifth_block_signal_asks_whether_the_api_blocks(
    archive: RawArchive,
) -> None:
    link = Link("run-1", time=FakeTime().passing)
    under_way = range(MOST_BLOCK_SIGNALS - 1)

    def reset_after_the_others(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
        for _ in under_way:
            gate.leave(is_block_signal=True)
        reset(handler, over)

    missing = [answer(b"", status=404)] * MOST_EMPTY_ANSWERS
    with scripted(*missing, reset_after_the_others, hang) as server:
        settings = CaptureSettings(server.url, rate_limit_s=0, read_timeout_s=0.2)
        client, gate = connect(archive, settings, link)
        for _ in under_way:
            gate.enter()
        for game, _ in GAMES[:4]:
            with pytest.raises(EmptyAnswer):
                client.fetch(PLAY_BY_PLAY.document(game, None))
        with pytest.raises(StopRequested):
            client.fetch(PLAY_BY_PLAY.document(GAMES[4][0], None))

        assert asked(server)[5:] == [KNOWN, "leaguegamefinder 2024-25 all"]
    assert isinstance(link.stop.error, ApiBlocks)
