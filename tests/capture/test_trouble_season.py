"""Two hundred games from an API that troubles one request in twenty, in every way there is."""

from __future__ import annotations

from collections import Counter

import pytest

from capture.books.checkpoint import read_checkpoint
from capture.books.progress import State
from capture.planning.request import CaptureRequest
from capture.run import CaptureRun, capture
from capture.summary import CaptureSummary
from hoopstat.capture_tables import still_owed
from lake.date_range import DateRange
from lake.documents import Document
from lake.endpoints import find_endpoint, finder_document, owed_documents
from lake.open_lake import open_lake_to_write
from lake.seasons import GameId, Season
from lake.settings import CaptureSettings
from lake.store import Store
from lake.telemetry import Event, Observer
from replay.invented.source import InventedSource
from replay.scenario import Kind, Rule, Scenario
from replay.server import serving
from replay.trouble import TroubledSource
from tests.capture.archived import documents
from tests.capture.conftest import Lake
from tests.capture.fake_time import FakeTime
from tests.request_log import check_request_log
from tests.s3_server import S3Server, error, share, slow_down
from validate.results import Outcome

SEASON = Season(2024)
DATES = DateRange.parse("2025-01-13", "2025-02-09")
TROUBLED = 0.05
SEED = 24
"""With it every kind strikes, and some documents are missing."""

pytestmark = pytest.mark.slow


class Deliveries(Observer):
    """How the server answered: by status, and by manner where that is not plain."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def noted(self, event: Event) -> None:
        self.counts[str(event.fields["status"])] += 1
        self.counts[str(event.fields["delivery"])] += 1


def scenario() -> Scenario:
    """What is missing is so for ever, so that rule comes first."""
    kinds = sorted(Kind, key=lambda kind: not kind.lasts)
    return Scenario(
        tuple(Rule(kind, probability=TROUBLED / len(kinds)) for kind in kinds), seed=SEED
    )


def capture_all(store: Store, url: str) -> CaptureSummary:
    settings = CaptureSettings(url, rate_limit_s=5.5, read_timeout_s=1)
    run = CaptureRun("run-1", time=FakeTime().passing)
    return capture(CaptureRequest((SEASON,), dates=DATES), settings, store, run)


def is_missing(document: Document, source: TroubledSource) -> bool:
    endpoint = find_endpoint(document.endpoint)
    return source.reply(endpoint.name, endpoint.params_for(document)).status == 404


def named(found: list[Document]) -> set[tuple[str, str]]:
    return {(document.endpoint, document.entity) for document in found}


def test_everything_is_archived_but_what_is_missing_for_ever(
    lake: Lake, invented_source: InventedSource, request: pytest.FixtureRequest
) -> None:
    store = open_lake_to_write(lake.location, must_exist=False)
    if lake.location.startswith("s3:"):
        s3: S3Server = request.getfixturevalue("s3")
        request.getfixturevalue("s3_waits")
        s3.trouble(share(0.05, seed=1), slow_down)
        s3.trouble(share(0.05, seed=2), error(500, "InternalError"))
    source = TroubledSource(invented_source, scenario())
    deliveries = Deliveries()

    with serving(source, deliveries, sleep=lambda _: None) as server:
        summary = capture_all(store, server.url)

    games = invented_source.games_on(DATES)
    owed = [finder_document(SEASON), *owed_documents(games)]
    missing = [document for document in owed if is_missing(document, source)]
    assert len(games) > 190
    assert len(missing) > 0
    assert {"429", "500", "502", "503", "504", "403", "404"} <= deliveries.counts.keys()
    assert {"hang", "trickle", "reset", "truncated", "wrong-length"} <= deliveries.counts.keys()
    assert documents(store) == named(owed) - named(missing)
    assert (summary.state, summary.stopped_by) == (State.INCOMPLETE, None)
    assert named([failure.document for failure in summary.failures]) == named(missing)
    assert still_owed(summary, lake.location).exit_code == 3
    checkpoint = read_checkpoint(store)
    assert checkpoint is not None
    assert checkpoint.failed_games.keys() == {document.entity for document in missing}
    incomplete = {GameId(document.entity) for document in missing}
    assert set(checkpoint.completed_games[SEASON]) == set(games) - incomplete
    assert check_request_log(store).outcome is Outcome.PASSED
