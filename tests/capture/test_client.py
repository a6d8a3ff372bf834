from __future__ import annotations

import pytest

from capture.archive_cache import archive_session
from capture.client import StatsClient
from capture.pacer import Pacer
from capture.transport import PacedAdapter
from lake.archive import RawArchive
from lake.documents import Document
from lake.errors import AnswerRefused, ApiBusy, GameNotFinal, HoopstatError, NoAnswer
from lake.seasons import Season
from lake.settings import BROWSER_HEADERS, CaptureSettings
from lake.telemetry import Event, Observer
from tests.scripted_server import Behaviour, ScriptedServer, answer, hang, reset, scripted

GAME = "0022400001"
EVENTS = Document("playbyplayv3", Season(2024), GAME)
SUMMARY = Document("boxscoresummaryv3", Season(2024), GAME)
BODY = b'{"game": {"gameId": "0022400001", "actions": [{"actionId": 1}]}}'
RUNNING = b'{"boxScoreSummary": {"gameId": "0022400001", "gameStatus": 2}}'


class Waits(Observer):
    """Remembers every wait: of the pacer, of the retries, and what was told of them."""

    def __init__(self) -> None:
        self.paced: list[float] = []
        self.slept: list[float] = []
        self.events: list[Event] = []

    def noted(self, event: Event) -> None:
        self.events.append(event)


def client_of(archive: RawArchive, server: ScriptedServer, waits: Waits) -> StatsClient:
    settings = CaptureSettings(server.url, rate_limit_s=0, read_timeout_s=0.2)
    session = archive_session(archive, "run-1")
    pacer = Pacer(5.5, monotonic=lambda: sum(waits.paced), sleep=waits.paced.append)
    session.mount("http://", PacedAdapter(pacer, settings.headers))
    return StatsClient(session, settings, archive.is_cancelled, waits, waits.slept.append)


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


def test_what_is_archived_is_neither_asked_for_nor_paced(archive: RawArchive) -> None:
    waits = Waits()
    with scripted(answer(BODY)) as server:
        client = client_of(archive, server, waits)
        client.fetch(EVENTS)
        again = client.fetch(EVENTS)

        assert (len(server.paths), again.from_cache, again.body) == (1, True, BODY)
    assert waits.paced == [5.5]


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
    assert waits.paced == [5.5, 5.5, 5.5]
    first, second = waits.slept
    assert 4 <= first <= 5
    assert 8 <= second <= 9
    assert [event.event_type for event in waits.events] == ["retry", "retry"]


@pytest.mark.parametrize(
    ("trouble", "error"),
    [(answer(b"", status=503), ApiBusy), (hang, NoAnswer), (reset, NoAnswer)],
)
def test_after_three_retries_the_trouble_is_raised(
    archive: RawArchive, trouble: Behaviour, error: type[HoopstatError]
) -> None:
    waits = Waits()
    with scripted(trouble) as server:
        with pytest.raises(error):
            client_of(archive, server, waits).fetch(EVENTS)

        assert len(server.paths) == 4
    assert all(4 <= wait <= 60 for wait in waits.slept)
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
    assert waits.slept == []


def test_a_running_game_is_not_final(archive: RawArchive) -> None:
    with scripted(answer(RUNNING)) as server, pytest.raises(GameNotFinal):
        client_of(archive, server, Waits()).fetch(SUMMARY)

    assert list(archive.store.list("")) == []
