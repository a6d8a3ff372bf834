from __future__ import annotations

from itertools import pairwise

import pytest

from capture.asking.attempt import Attempt
from capture.asking.client import StatsClient
from capture.asking.connection import Link, connect
from lake.archive import RawArchive
from lake.documents import Document
from lake.errors import AnswerRefused, ApiBusy, GameNotFinal, HoopstatError, NoAnswer, TimedOut
from lake.seasons import Season
from lake.settings import BROWSER_HEADERS, CaptureSettings
from lake.telemetry import Event, Observer
from tests.capture.fake_time import START, FakeTime
from tests.scripted_server import Behaviour, ScriptedServer, answer, hang, reset, scripted

GAME = "0022400001"
EVENTS = Document("playbyplayv3", Season(2024), GAME)
SUMMARY = Document("boxscoresummaryv3", Season(2024), GAME)
BODY = b'{"game": {"gameId": "0022400001", "actions": [{"actionId": 1}]}}'
RUNNING = b'{"boxScoreSummary": {"gameId": "0022400001", "gameStatus": 2}}'


class Waits(Observer):
    """Remembers every wait, of the pacer and of the retries, and what was told of them."""

    def __init__(self) -> None:
        self.time = FakeTime()
        self.events: list[Event] = []
        self.attempts: list[Attempt] = []

    def noted(self, event: Event) -> None:
        self.events.append(event)

    @property
    def starts(self) -> list[float]:
        """When requests started, in seconds after the beginning."""
        return [(attempt.sent.sent_at - START).total_seconds() for attempt in self.attempts]


def client_of(archive: RawArchive, server: ScriptedServer, waits: Waits) -> StatsClient:
    settings = CaptureSettings(
        server.url, rate_limit_s=5.5, read_timeout_s=0.2, server_error_pause_s=0
    )
    link = Link("run-1", time=waits.time.passing, observer=waits, attempted=waits.attempts.append)
    client, _ = connect(archive, settings, link)
    return client


def test_an_accepted_answer_is_in_the_archive(archive: RawArchive) -> None:
    with scripted(answer(BODY)) as server:
        fetched = client_of(archive, server, Waits()).fetch(EVENTS)

    raw = archive.read_newest(EVENTS)
    assert raw is not None
    assert (fetched.body, fetched.from_cache, raw.body) == (BODY, False, BODY)


def test_the_request_has_every_parameter_and_the_headers_of_a_browser(archive: RawArchive) -> None:
    with scripted(answer(BODY)) as server:
        client_of(archive, server, Waits()).fetch(EVENTS)

        assert server.paths == [f"/stats/playbyplayv3?EndPeriod=0&GameID={GAME}&StartPeriod=0"]
        assert {name: server.headers[0][name] for name in BROWSER_HEADERS} == BROWSER_HEADERS


def test_a_contact_goes_with_every_request(archive: RawArchive) -> None:
    with scripted(reset, answer(BODY)) as server:
        settings = CaptureSettings(server.url, rate_limit_s=0, contact="me@example.org")
        client, _ = connect(archive, settings, Link("run-1", time=Waits().time.passing))
        client.fetch(EVENTS)

        assert [headers["From"] for headers in server.headers] == ["me@example.org"] * 2


def test_what_is_archived_is_neither_asked_for_nor_paced(archive: RawArchive) -> None:
    waits = Waits()
    with scripted(answer(BODY)) as server:
        client = client_of(archive, server, waits)
        client.fetch(EVENTS)
        again = client.fetch(EVENTS)

        assert (len(server.paths), again.from_cache, again.body) == (1, True, BODY)
    assert waits.starts == [5.5]


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(answer(b"", status=429), id="429"),
        pytest.param(answer(b"", status=500), id="500"),
        pytest.param(answer(b"", status=502), id="502"),
        pytest.param(answer(b"", status=503), id="503"),
        pytest.param(answer(b"", status=504), id="504"),
        pytest.param(hang, id="hang"),
        pytest.param(reset, id="reset"),
        pytest.param(answer(BODY, Content_Length="9999"), id="broken off"),
    ],
)
def test_transient_trouble_is_tried_again_and_every_attempt_is_paced(
    archive: RawArchive, trouble: Behaviour
) -> None:
    waits = Waits()
    with scripted(trouble, trouble, answer(BODY)) as server:
        fetched = client_of(archive, server, waits).fetch(EVENTS)

        assert (fetched.body, len(server.paths)) == (BODY, 3)
    assert [attempt.attempt for attempt in waits.attempts] == [1, 2, 3]
    assert all(
        second - first >= attempt.sent.delay_s
        for (first, second), attempt in zip(pairwise(waits.starts), waits.attempts[1:], strict=True)
    )
    first, second = [float(event.fields["wait_s"] or 0) for event in waits.events]
    assert 4 <= first <= 5
    assert 8 <= second <= 9
    assert {event.event_type for event in waits.events} == {"retry"}


@pytest.mark.parametrize(
    ("trouble", "error"),
    [(answer(b"", status=503), ApiBusy), (hang, TimedOut), (reset, NoAnswer)],
)
def test_after_three_retries_the_trouble_is_raised(
    archive: RawArchive, trouble: Behaviour, error: type[HoopstatError]
) -> None:
    waits = Waits()
    with scripted(trouble) as server:
        with pytest.raises(error):
            client_of(archive, server, waits).fetch(EVENTS)

        assert len(server.paths) == 4
    assert all(4 <= float(event.fields["wait_s"] or 0) <= 60 for event in waits.events)
    assert list(archive.store.list("")) == []


@pytest.mark.parametrize(
    ("refused", "reason"),
    [
        (answer(b"", status=404), "status 404: there is no such thing"),
        (answer(b"", status=403), "status 403: it is blocked, or there is no such thing"),
        (answer(b"", status=302, Location="/elsewhere"), "status 302: not an answer"),
        (answer(b"{}"), "it is {}: a retired endpoint, or nothing there for this entity"),
        (answer(BODY.replace(b"00001", b"00002")), "it is about 0022400002, not 0022400001"),
    ],
)
def test_a_refused_answer_is_not_asked_for_again(
    archive: RawArchive, refused: Behaviour, reason: str
) -> None:
    waits = Waits()
    with scripted(refused) as server:
        with pytest.raises(AnswerRefused) as caught:
            client_of(archive, server, waits).fetch(EVENTS)

        assert len(server.paths) == 1
    assert caught.value.message == reason
    assert waits.events == []


def test_a_running_game_is_not_final(archive: RawArchive) -> None:
    with scripted(answer(RUNNING)) as server, pytest.raises(GameNotFinal):
        client_of(archive, server, Waits()).fetch(SUMMARY)

    assert list(archive.store.list("")) == []
