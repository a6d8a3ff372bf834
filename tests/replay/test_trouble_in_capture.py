"""What hoopstat's own capture makes of each kind of trouble, over real HTTP."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

import pytest

from capture.asking.client import StatsClient
from capture.asking.connection import Link, connect
from capture.asking.passing_time import PassingTime
from capture.planning.request import CaptureRequest
from lake.archive import RawArchive
from lake.documents import Document
from lake.errors import (
    AccessDenied,
    AnswerRefused,
    ApiBusy,
    EmptyAnswer,
    HoopstatError,
    NoAnswer,
    NoSuchDocument,
    TimedOut,
)
from lake.seasons import Season
from lake.settings import CaptureSettings
from lake.telemetry import Event, Observer
from replay.scenario import ALWAYS, Kind, Rule, Scenario
from replay.server import ReplayServer, serving
from replay.sources import ArchiveSource
from replay.trouble import TroubledSource
from tests.capture.runs import run_capture

BOX = Document("boxscoretraditionalv3", Season(2024), "0022400001")


class Outcome(NamedTuple):
    """What comes of an answer that is troubled every time; `error` None is an archived one."""

    error: type[HoopstatError] | None
    attempts: int
    message: str = ""


_BUSY = Outcome(ApiBusy, 4, "the API answered")
OUTCOMES: Mapping[Kind, Outcome] = {
    Kind.STATUS_429: _BUSY,
    Kind.STATUS_500: _BUSY,
    Kind.STATUS_502: _BUSY,
    Kind.STATUS_503: _BUSY,
    Kind.STATUS_504: _BUSY,
    Kind.BLOCKED: Outcome(AccessDenied, 1, "status 403: it is blocked, or there is no such thing"),
    Kind.HANG: Outcome(TimedOut, 4, "did not answer within "),
    Kind.TRICKLE: Outcome(None, 1),
    Kind.RESET: Outcome(NoAnswer, 4, "Connection reset by peer"),
    Kind.TRUNCATED: Outcome(NoAnswer, 4, "IncompleteRead"),
    Kind.WRONG_LENGTH: Outcome(AnswerRefused, 1, "it is not JSON, or only a part of it"),
    Kind.HTML: Outcome(EmptyAnswer, 1, "it is a page of HTML or XML, not JSON"),
    Kind.EMPTY_OBJECT: Outcome(EmptyAnswer, 1, "it is {}: a retired endpoint"),
    Kind.ANOTHER_GAME: Outcome(AnswerRefused, 1, "it is about 0022400002, not 0022400001"),
    Kind.INVALID_PARAMETERS: Outcome(
        AnswerRefused, 1, "the API did not accept the parameter GameID"
    ),
    Kind.STAT_CORRECTION: Outcome(None, 1),
    Kind.MISSING: Outcome(NoSuchDocument, 1, "status 404: there is no such thing"),
}


class Requests(Observer):
    def __init__(self) -> None:
        self.asked = 0

    def noted(self, event: Event) -> None:
        self.asked += 1


def client_of(archive: RawArchive, server: ReplayServer, read_timeout_s: float) -> StatsClient:
    settings = CaptureSettings(
        server.url, rate_limit_s=0, read_timeout_s=read_timeout_s, server_error_pause_s=0
    )
    client, _ = connect(archive, settings, Link("run-1", time=PassingTime(sleep=lambda _: None)))
    return client


def fetch(
    rule: Rule,
    league: ArchiveSource,
    archive: RawArchive,
    *,
    fetches: int = 1,
    read_timeout_s: float = 30,
) -> tuple[HoopstatError | None, int]:
    """Fetch the box score over a troubled wire; return the error, if any, and the attempts."""
    requests = Requests()
    source = TroubledSource(league, Scenario((rule,)))
    with serving(source, requests, sleep=lambda _: None) as server:
        client = client_of(archive, server, read_timeout_s)
        try:
            for _ in range(fetches):
                client.fetch(BOX, refresh=True)
        except HoopstatError as error:
            return error, requests.asked
    return None, requests.asked


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_ends_as_it_should_and_archives_only_good_answers(
    kind: Kind, league: ArchiveSource, archive: RawArchive
) -> None:
    outcome = OUTCOMES[kind]

    timeout_s = 0.05 if kind is Kind.HANG else 30

    error, attempts = fetch(Rule(kind, times=ALWAYS), league, archive, read_timeout_s=timeout_s)

    assert (type(error) if error else None, attempts) == outcome[:2]
    assert outcome.message in str(error)
    assert (archive.newest(BOX) is not None) == (outcome.error is None)


@pytest.mark.parametrize("kind", [kind for kind in Kind if OUTCOMES[kind].attempts == 4])
def test_trouble_that_passes_is_outlasted(
    kind: Kind, league: ArchiveSource, archive: RawArchive
) -> None:
    timeout_s = 1 if kind is Kind.HANG else 30

    assert fetch(Rule(kind), league, archive, read_timeout_s=timeout_s) == (None, 2)
    assert archive.newest(BOX) is not None


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if OUTCOMES[kind].attempts == 1 and not kind.lasts]
)
def test_what_was_refused_once_is_archived_when_it_is_good(
    kind: Kind, league: ArchiveSource, archive: RawArchive
) -> None:
    source = TroubledSource(league, Scenario((Rule(kind),)))
    with serving(source, sleep=lambda _: None) as server:
        client = client_of(archive, server, 30)
        with suppress(AnswerRefused):
            client.fetch(BOX)

        client.fetch(BOX)

    newest = archive.read_newest(BOX)
    assert newest is not None
    assert newest.body == league.reply(BOX.endpoint, {"GameID": BOX.entity}).body


def test_a_trickle_with_pauses_longer_than_the_read_timeout_is_no_answer(
    league: ArchiveSource, archive: RawArchive
) -> None:
    over = threading.Event()
    source = TroubledSource(league, Scenario((Rule(Kind.TRICKLE, times=ALWAYS),)))
    with serving(source, sleep=lambda _: over.wait()) as server:
        with pytest.raises(NoAnswer):
            client_of(archive, server, 0.05).fetch(BOX)
        over.set()

    assert archive.newest(BOX) is None


def test_a_retry_after_makes_no_failure_of_it(league: ArchiveSource, archive: RawArchive) -> None:
    rule = Rule(Kind.STATUS_429, times=2, retry_after_s=0)

    assert fetch(rule, league, archive) == (None, 3)


def test_a_corrected_box_score_becomes_a_second_version(
    league: ArchiveSource, archive: RawArchive
) -> None:
    fetch(Rule(Kind.STAT_CORRECTION), league, archive, fetches=2)

    keys = list(archive.store.list("raw/boxscoretraditionalv3/"))
    newest = archive.read_newest(BOX)
    assert len(keys) == 2
    assert newest is not None
    assert newest.body == league_answer_corrected(league)


def league_answer_corrected(league: ArchiveSource) -> bytes:
    source = TroubledSource(league, Scenario((Rule(Kind.STAT_CORRECTION),)))
    params = {"GameID": BOX.entity}
    source.reply(BOX.endpoint, params)
    return source.reply(BOX.endpoint, params).body


def test_a_whole_capture_survives_a_rough_wire(league: ArchiveSource, archive: RawArchive) -> None:
    rules = tuple(
        Rule(kind, probability=0.1)
        for kind in (Kind.STATUS_429, Kind.STATUS_503, Kind.RESET, Kind.TRUNCATED, Kind.TRICKLE)
    )
    requests = Requests()
    source = TroubledSource(league, Scenario(rules, seed=4))
    with serving(source, requests, sleep=lambda _: None) as server:
        summary = run_capture(archive, server.url, CaptureRequest((Season(2024),)))

    assert (summary.archived.total(), summary.failures, summary.stopped_by) == (9, [], None)
    assert requests.asked > 9
