"""What a run remembers of the trouble of the one before, and what no trouble may do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from capture.books.progress import State
from capture.planning.request import CaptureRequest
from capture.run import CaptureRun, capture
from capture.summary import CaptureSummary
from lake import keys
from lake.archive import RawArchive
from lake.endpoints import finder_document
from lake.errors import ApiBlocks
from lake.seasons import GameId, Season
from lake.settings import CaptureSettings
from tests.capture.archived import documents
from tests.capture.fake_time import FakeTime
from tests.capture.runs import answering, asked, checkpoint_of, run_capture
from tests.scripted_server import ScriptedServer, answer, reset, scripted

GAME = "0022400001"
REQUEST = CaptureRequest((Season(2024),), games=(GameId(GAME),))
SEASON = CaptureRequest((Season(2024),))
AT_NIGHT = datetime(2025, 1, 16, 4, tzinfo=UTC)
"""23:00 in New York."""


def run_in_peak_hours_too(
    archive: RawArchive, server: ScriptedServer, at: datetime
) -> CaptureSummary:
    settings = CaptureSettings(server.url, rate_limit_s=5.5, peak_hours_factor=1.5, in_flight=1)
    run = CaptureRun("run-1", time=FakeTime(start=at).passing)
    return capture(REQUEST, settings, archive.store, run)


def test_no_restart_makes_it_faster(archive: RawArchive) -> None:
    busy = answer(b"", status=429)
    slow = [busy, busy, answer(b"", status=404)]
    delays = []
    with scripted(*slow) as server:
        for restart in range(3):
            run_in_peak_hours_too(archive, server, AT_NIGHT + timedelta(minutes=5 * restart))
            delays.append(checkpoint_of(archive.store).progress.delay_s)

    assert delays == [22.0, 22.0, 22.0]


def test_a_retry_after_outlives_the_process(archive: RawArchive) -> None:
    with scripted(answer(b"", status=429, Retry_After="7200"), answering()) as server:
        first = run_capture(archive, server.url, REQUEST, AT_NIGHT)
        again = run_capture(archive, server.url, REQUEST, AT_NIGHT + timedelta(minutes=1))

        assert len(server.paths) == 1
        assert isinstance(first.stopped_by, ApiBlocks)
        assert isinstance(again.stopped_by, ApiBlocks)
        assert again.state is State.BLOCKED
        assert again.stopped_by.resume_at == first.stopped_by.resume_at

        later = run_capture(archive, server.url, REQUEST, AT_NIGHT + timedelta(minutes=90))

    assert later.state is State.FINISHED
    (started,) = {
        version.captured_at
        for version in archive.newest_versions("boxscoresummaryv3", Season(2024)).values()
    }
    assert started >= AT_NIGHT + timedelta(hours=2)


def test_a_control_request_leaves_nothing_in_the_archive(archive: RawArchive) -> None:
    games = [(GAME, "2024-10-22")]
    with scripted(*[reset] * 5, answering(games)) as server:
        summary = run_capture(archive, server.url, REQUEST)

        assert asked(server)[5].startswith("leaguegamefinder")
    assert summary.state is State.FINISHED
    assert {entity for _, entity in documents(archive.store)} == {GAME}


def test_an_api_with_nothing_but_trouble_is_left_alone(archive: RawArchive) -> None:
    games = [(f"00224{number:05d}", "2024-10-22") for number in range(1, 30)]
    with scripted(answering(games), answer(b"", status=503)) as server:
        summary = run_capture(archive, server.url, SEASON)

        assert len(server.paths) == 1 + 20
    assert isinstance(summary.stopped_by, ApiBlocks)


def test_a_list_of_games_that_can_not_be_read_leaves_out_its_season_alone(
    archive: RawArchive,
) -> None:
    games = [("0022300001", "2023-10-24"), (GAME, "2024-10-22")]
    both = CaptureRequest((Season(2023), Season(2024)))
    with scripted(answering(games)) as server:
        run_capture(archive, server.url, both, AT_NIGHT)
        version = archive.newest(finder_document(Season(2023)))
        assert version is not None
        archive.store.put(keys.raw_key(version), b"junk")
        archive.store.delete(next(archive.store.list(f"raw/playbyplayv3/season=2024-25/{GAME}/")))
        server.paths.clear()

        summary = run_capture(archive, server.url, both, AT_NIGHT + timedelta(hours=1))

        assert asked(server) == [f"playbyplayv3 {GAME}"]
    assert [failure.document for failure in summary.failures] == [finder_document(Season(2023))]
    assert checkpoint_of(archive.store).progress.state is State.INCOMPLETE


def test_an_error_nobody_foresaw_closes_the_books(archive: RawArchive) -> None:
    class Unforeseen(Exception):
        pass

    def sleep(_: float) -> None:
        raise Unforeseen

    time = FakeTime()
    settings = CaptureSettings("http://127.0.0.1:9", rate_limit_s=1, in_flight=1)
    run = CaptureRun("run-1", time=type(time.passing)(time.monotonic, time.clock, sleep))

    with pytest.raises(Unforeseen):
        capture(REQUEST, settings, archive.store, run)

    assert checkpoint_of(archive.store).progress.state is State.FAILED
    assert not archive.store.exists(keys.LEASE)
