"""A capture whose lease somebody else takes while it runs."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler

from capture.asking.stop import Stop
from capture.books.books import CHECKPOINT_EVERY
from capture.books.lease import LASTS, Lease, read_lease
from capture.books.progress import CaptureObserver, CaptureProgress, State
from capture.books.state_json import to_json
from capture.planning.request import CaptureRequest
from lake import keys
from lake.archive import RawArchive
from lake.errors import LeaseLost
from lake.seasons import GameId, Season
from lake.store import StoredObject
from tests.capture.fake_time import START, FakeTime
from tests.capture.runs import answering, run_capture
from tests.scripted_server import scripted

OTHER = Lease("other", "elsewhere.example", "", 4711, START, START + LASTS)
MANY_GAMES = CaptureRequest(
    (Season(2024),), games=tuple(GameId(f"00224{number:05}") for number in range(1, 40))
)


def test_a_capture_that_lost_its_lease_sends_nothing_more_and_writes_no_checkpoint(
    archive: RawArchive,
) -> None:
    store = archive.store

    def take_over(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
        store.put(keys.LEASE, to_json(OTHER))
        store.put(keys.CHECKPOINT, b"the other's")
        answering()(handler, over)

    with scripted(take_over) as server:
        summary = run_capture(archive, server.url, MANY_GAMES, rate_limit_s=60)

        assert len(server.paths) == 1
    assert (type(summary.stopped_by), summary.state) == (LeaseLost, State.FAILED)
    assert store.get(keys.CHECKPOINT).body == b"the other's"
    assert read_lease(store) == OTHER


class Watch(CaptureObserver):
    """Waits for a picture of a time."""

    def __init__(self, time: FakeTime) -> None:
        self._time = time
        self._taken = threading.Condition()
        self._taken_at = START

    def progressed(self, progress: CaptureProgress) -> None:
        with self._taken:
            self._taken_at = progress.at
            self._taken.notify_all()

    def wait(self) -> None:
        """Return once the books have been looked at now."""
        at = self._time.clock()
        with self._taken:
            self._taken.wait_for(lambda: self._taken_at >= at)


def test_a_capture_that_waits_for_its_end_writes_no_checkpoint_before(archive: RawArchive) -> None:
    time, stop = FakeTime(), Stop()
    watch = Watch(time)
    before: list[StoredObject] = []

    def lose(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
        before.append(archive.store.get(keys.CHECKPOINT))
        stop.request(LeaseLost("another capture has it", hint=""))
        time.sleep(CHECKPOINT_EVERY.total_seconds())
        watch.wait()
        answering()(handler, over)

    with scripted(lose) as server:
        run_capture(archive, server.url, MANY_GAMES, told=watch, stop=stop, time=time)

    assert [archive.store.get(keys.CHECKPOINT)] == before
