"""Captures as tests run them: one request after the other, and no time passes but by sleeping."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event as Over
from urllib.parse import parse_qsl, urlsplit

from capture.asking.stop import Stop
from capture.books.checkpoint import Checkpoint, read_checkpoint
from capture.books.progress import CaptureObserver, CaptureProgress
from capture.planning.request import CaptureRequest
from capture.run import CaptureRun, capture
from capture.summary import CaptureSummary
from lake.archive import RawArchive
from lake.endpoints import document_of_request
from lake.instants import now
from lake.settings import CaptureSettings
from lake.store import Store
from lake.telemetry import Event
from tests.capture.fake_time import FakeTime
from tests.invented import body, invented_finder, invented_game
from tests.scripted_server import Behaviour, ScriptedServer, answer


class Told(CaptureObserver):
    """Every event and every picture of a run."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.pictures: list[CaptureProgress] = []

    def noted(self, event: Event) -> None:
        self.events.append(event)

    def progressed(self, progress: CaptureProgress) -> None:
        self.pictures.append(progress)

    def of_type(self, event_type: str) -> list[str]:
        return [event.message for event in self.events if event.event_type == event_type]


def run_capture(
    archive: RawArchive,
    url: str,
    request: CaptureRequest,
    at: datetime | None = None,
    *,
    run_id: str = "run-1",
    told: CaptureObserver | None = None,
    stop: Stop | None = None,
    state_file: Path | None = None,
    in_flight: int = 1,
    rate_limit_s: float = 0,
    time: FakeTime | None = None,
) -> CaptureSummary:
    """Capture as if it were `at`, or now."""
    settings = CaptureSettings(
        url, rate_limit_s=rate_limit_s, read_timeout_s=0.5, in_flight=in_flight
    )
    run = CaptureRun(
        run_id,
        told or CaptureObserver(),
        stop or Stop(),
        state_file,
        (time or FakeTime(start=at or now())).passing,
    )
    return capture(request, settings, archive.store, run)


def checkpoint_of(store: Store) -> Checkpoint:
    checkpoint = read_checkpoint(store)
    assert checkpoint is not None
    return checkpoint


def answering(games: Sequence[tuple[str, str]] = ()) -> Behaviour:
    """Answer what is asked: any invented game, and lists of these games, as (game_id, date)."""

    def behave(handler: BaseHTTPRequestHandler, over: Over) -> None:
        parts = urlsplit(handler.path)
        params = dict(parse_qsl(parts.query))
        name = parts.path.removeprefix("/stats/")
        if "GameID" in params:
            document = invented_game(params["GameID"])[name]
        else:
            season = params["Season"]
            of_season = [game for game in games if game[0][3:5] == season[2:4]]
            document = invented_finder(season, of_season)
        answer(body(document))(handler, over)

    return behave


def asked(server: ScriptedServer) -> list[str]:
    """What a server was asked for, each as endpoint and entity."""
    named = []
    for path in server.paths:
        parts = urlsplit(path)
        name = parts.path.removeprefix("/stats/")
        document = document_of_request(name, dict(parse_qsl(parts.query)))
        assert document, path
        named.append(str(document))
    return named
