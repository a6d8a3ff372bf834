"""What a backfill remembers from run to run."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from capture.books.progress import State
from capture.planning.request import CaptureRequest
from lake import keys
from lake.archive import RawArchive
from lake.documents import Document
from lake.local_store import LocalStore
from lake.seasons import GameId, Season
from replay.server import ReplayServer
from tests.capture.asked import Requests
from tests.capture.runs import Told, checkpoint_of, run_capture
from tests.conftest import Hoopstat
from tests.invented import add_answer, archive_game, invented_finder, invented_game

FIRST, SECOND, OLDER = GameId("0022400001"), GameId("0022400002"), GameId("0022300001")
EVENTS = Document("playbyplayv3", Season(2024), str(SECOND))
REQUEST = CaptureRequest((Season(2024),))
AFTER_THE_SEASON = datetime(2025, 12, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def league(tmp_path: Path) -> RawArchive:
    """The archive that the server answers from."""
    archive = RawArchive(LocalStore(tmp_path / "league"))
    games = [(str(FIRST), "2024-10-22"), (str(SECOND), "2024-10-23")]
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", games))
    add_answer(
        archive, "leaguegamefinder", invented_finder("2023-24", [(str(OLDER), "2023-10-24")])
    )
    for game in (FIRST, SECOND, OLDER):
        archive_game(archive.store, invented_game(str(game)))
    return archive


def lose(archive: RawArchive, document: Document) -> None:
    version = archive.newest(document)
    assert version is not None
    archive.store.delete(keys.raw_key(version))


def test_a_game_that_fails_in_every_run_counts_the_runs_and_vanishes_once_it_came(
    archive: RawArchive, league: RawArchive, server: ReplayServer
) -> None:
    lose(league, EVENTS)
    counts = []
    for run in range(3):
        run_capture(archive, server.url, REQUEST, AFTER_THE_SEASON + run * HOUR)
        failed = checkpoint_of(archive.store).failed_games
        counts.append(
            {game: (entity.retry_count, entity.last_attempt) for game, entity in failed.items()}
        )
    archive_game(league.store, {EVENTS.endpoint: invented_game(str(SECOND))[EVENTS.endpoint]})
    run_capture(archive, server.url, REQUEST, AFTER_THE_SEASON + 3 * HOUR)

    assert counts == [{str(SECOND): (run + 1, AFTER_THE_SEASON + run * HOUR)} for run in range(3)]
    assert checkpoint_of(archive.store).failed_games == {}


def test_a_game_that_lacks_one_document_is_not_complete_and_neither_is_its_season(
    archive: RawArchive, league: RawArchive, server: ReplayServer
) -> None:
    lose(league, EVENTS)

    run_capture(archive, server.url, REQUEST, AFTER_THE_SEASON)

    checkpoint = checkpoint_of(archive.store)
    assert checkpoint.completed_games == {Season(2024): (FIRST,)}
    assert checkpoint.completed_seasons == ()


def test_some_documents_of_a_game_do_not_make_it_complete(
    archive: RawArchive, server: ReplayServer
) -> None:
    *most, last = REQUEST.endpoints
    run_capture(archive, server.url, replace(REQUEST, endpoints=tuple(most)))
    before = checkpoint_of(archive.store)
    run_capture(archive, server.url, replace(REQUEST, endpoints=(last,)))

    assert before.completed_games == {}
    assert checkpoint_of(archive.store).completed_games == {Season(2024): (FIRST, SECOND)}


def test_a_document_that_was_lost_is_told_and_its_game_is_no_longer_complete(
    archive: RawArchive, league: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    run_capture(archive, server.url, REQUEST, AFTER_THE_SEASON)
    assert checkpoint_of(archive.store).completed_seasons == (Season(2024),)
    lose(archive, EVENTS)
    lose(league, EVENTS)
    requests.take()
    told = Told()

    run_capture(archive, server.url, REQUEST, AFTER_THE_SEASON, told=told)

    assert requests.take() == [(EVENTS.endpoint, EVENTS.entity)]
    assert told.of_type("checkpoint_gap") == [
        "the checkpoint calls games of 2024-25 complete of which the archive lacks something; "
        "owed again, 1 in all: 0022400002"
    ]
    checkpoint = checkpoint_of(archive.store)
    assert checkpoint.completed_games == {Season(2024): (FIRST,)}
    assert checkpoint.completed_seasons == ()


@pytest.mark.parametrize(
    ("at", "completed"),
    [(AFTER_THE_SEASON, (Season(2024),)), (datetime(2025, 3, 1, tzinfo=UTC), ())],
)
def test_a_season_is_complete_once_it_is_over(
    archive: RawArchive, server: ReplayServer, at: datetime, completed: tuple[Season, ...]
) -> None:
    run_capture(archive, server.url, REQUEST, at)

    assert checkpoint_of(archive.store).completed_seasons == completed


def test_a_part_of_a_season_is_no_complete_season(
    archive: RawArchive, server: ReplayServer
) -> None:
    request = CaptureRequest((Season(2024),), games=(FIRST, SECOND))

    run_capture(archive, server.url, request, AFTER_THE_SEASON)

    checkpoint = checkpoint_of(archive.store)
    assert checkpoint.completed_seasons == ()
    assert checkpoint.completed_games == {Season(2024): (FIRST, SECOND)}


def test_what_is_known_of_other_seasons_outlives_a_run_about_one(
    archive: RawArchive, league: RawArchive, server: ReplayServer
) -> None:
    lose(league, EVENTS)
    run_capture(archive, server.url, REQUEST, AFTER_THE_SEASON)
    before = checkpoint_of(archive.store)
    run_capture(archive, server.url, CaptureRequest((Season(2023),)), AFTER_THE_SEASON + HOUR)

    after = checkpoint_of(archive.store)
    assert after.completed_games == {Season(2023): (OLDER,), Season(2024): (FIRST,)}
    assert after.completed_seasons == (Season(2023),)
    assert after.failed_games == before.failed_games
    assert (after.backfill_id, after.start_time) == (before.backfill_id, before.start_time)
    assert after.current_season == Season(2023)


def test_the_statistics_of_all_runs_add_up(archive: RawArchive, server: ReplayServer) -> None:
    one = run_capture(archive, server.url, CaptureRequest((Season(2023),)), rate_limit_s=60)
    two = run_capture(archive, server.url, REQUEST, rate_limit_s=60)

    statistics = checkpoint_of(archive.store).statistics
    requests = one.outcomes.total() + two.outcomes.total()
    assert (statistics.total_games_processed, statistics.total_api_calls) == (3, requests)
    assert statistics.total_bytes_stored == one.bytes_archived + two.bytes_archived
    assert statistics.running_seconds == pytest.approx(requests * 60, abs=1)
    assert statistics.average_processing_rate == pytest.approx(3 / requests * 60, abs=0.01)


# The command


def test_resume_takes_what_the_last_capture_was_about(
    hoopstat: Hoopstat, tmp_path: Path, server: ReplayServer, requests: Requests
) -> None:
    options = ("--lake", tmp_path / "lake", "--api-url", server.url, "--rate-limit-seconds", 0)
    assert hoopstat("capture", "--games", FIRST, *options).code == 0
    archive = RawArchive(LocalStore(tmp_path / "lake"))
    lose(archive, Document("playbyplayv3", Season(2024), str(FIRST)))
    requests.take()

    ended = hoopstat("capture", "--resume-from-checkpoint", *options)

    assert (ended.code, requests.take()) == (0, [("playbyplayv3", str(FIRST))])
    checkpoint = checkpoint_of(archive.store)
    assert checkpoint.request == CaptureRequest((Season(2024),), games=(FIRST,))
    assert checkpoint.progress.state is State.FINISHED


def test_without_a_checkpoint_there_is_nothing_to_resume(
    hoopstat: Hoopstat, tmp_path: Path
) -> None:
    lake = tmp_path / "lake"
    lake.mkdir()

    ended = hoopstat("capture", "--resume-from-checkpoint", "--lake", lake)

    assert (ended.code, ended.error_lines) == (
        2,
        [
            f"Error: there is no checkpoint in {lake}, so nothing to resume",
            "Try: hoopstat capture --season 2024-25",
        ],
    )
