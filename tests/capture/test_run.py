"""Captures over real HTTP, from one archive into another."""

from __future__ import annotations

from pathlib import Path

import pytest

from capture.books.progress import State
from capture.planning.request import CaptureRequest
from capture.summary import CaptureSummary
from lake import keys
from lake.archive import RawArchive
from lake.date_range import DateRange
from lake.documents import Document
from lake.endpoints import ENDPOINTS, finder_document, owed_documents
from lake.errors import ApiBlocks, NoAnswer
from lake.local_store import LocalStore
from lake.seasons import GameId, Season
from replay.server import ReplayServer
from tests.capture.asked import Requests
from tests.capture.runs import run_capture
from tests.invented import add_answer, archive_game, invented_finder, invented_game
from tests.scripted_server import answer, scripted

SEASON = Season(2024)
GAMES = ("0022400001", "0022400002", "0022400003")
DATES = ("2024-10-22", "2024-10-23", "2024-11-01")


@pytest.fixture
def league(tmp_path: Path) -> RawArchive:
    """The archive that the server answers from."""
    archive = RawArchive(LocalStore(tmp_path / "league"))
    games = list(zip(GAMES, DATES, strict=True))
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", games))
    for game, date in games:
        archive_game(archive.store, invented_game(game, game_date=date))
    return archive


def run(
    archive: RawArchive, server: ReplayServer, request: CaptureRequest | None = None
) -> CaptureSummary:
    return run_capture(archive, server.url, request or CaptureRequest((SEASON,)))


def all_documents() -> list[Document]:
    return [finder_document(SEASON), *owed_documents(GameId(game) for game in GAMES)]


def test_a_capture_archives_every_owed_answer_byte_for_byte(
    archive: RawArchive, league: RawArchive, server: ReplayServer
) -> None:
    summary = run(archive, server)

    assert (summary.archived.total(), summary.failures, summary.stopped_by) == (13, [], None)
    for document in all_documents():
        served, archived = league.read_newest(document), archive.read_newest(document)
        assert served is not None
        assert archived is not None
        assert archived.body == served.body


def test_a_second_capture_asks_for_nothing(
    archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    run(archive, server)
    requests.take()

    summary = run(archive, server)

    assert requests.take() == []
    assert (summary.archived.total(), summary.held) == (0, 12)


@pytest.mark.parametrize("number", range(13))
def test_after_losing_one_raw_object_exactly_that_one_is_asked_for(
    number: int, archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    run(archive, server)
    requests.take()
    lost = all_documents()[number]
    version = archive.newest(lost)
    assert version is not None
    archive.store.delete(keys.raw_key(version))

    run(archive, server)

    assert requests.take() == [(lost.endpoint, lost.entity)]


def test_named_games_are_captured_without_discovery(
    archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    run(archive, server, CaptureRequest((SEASON,), games=(GameId("0022400002"),)))

    assert requests.take() == [
        ("boxscoresummaryv3", "0022400002"),
        ("boxscoretraditionalv3", "0022400002"),
        ("boxscoreadvancedv3", "0022400002"),
        ("playbyplayv3", "0022400002"),
    ]


def test_of_a_range_of_dates_the_whole_list_and_only_its_games_are_asked_for(
    archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    dates = DateRange.parse("2024-10-23", "2024-10-31")

    summary = run(archive, server, CaptureRequest((SEASON,), dates=dates))

    assert requests.take() == [
        ("leaguegamefinder", "all"),
        ("boxscoresummaryv3", "0022400002"),
        ("boxscoretraditionalv3", "0022400002"),
        ("boxscoreadvancedv3", "0022400002"),
        ("playbyplayv3", "0022400002"),
    ]
    assert summary.failures == []


def test_only_the_named_endpoints_are_asked_for(
    archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    run(archive, server, CaptureRequest((SEASON,), endpoints=(ENDPOINTS["leaguegamefinder"],)))

    assert requests.take() == [("leaguegamefinder", "all")]


def test_what_the_api_does_not_have_is_named_and_the_rest_is_archived(
    archive: RawArchive, league: RawArchive, server: ReplayServer
) -> None:
    missing = Document("playbyplayv3", SEASON, "0022400002")
    version = league.newest(missing)
    assert version is not None
    league.store.delete(keys.raw_key(version))

    summary = run(archive, server)

    assert [(failure.document, failure.error.message) for failure in summary.failures] == [
        (missing, "status 404: there is no such thing")
    ]
    assert summary.archived.total() == 12


def test_a_season_without_a_list_of_games_is_a_failure_and_not_an_empty_season(
    archive: RawArchive, server: ReplayServer
) -> None:
    summary = run(archive, server, CaptureRequest((Season(2030),)))

    assert [failure.document for failure in summary.failures] == [finder_document(Season(2030))]


def test_a_list_of_games_that_came_at_the_second_asking_is_not_taken_for_a_captured_season(
    archive: RawArchive, league: RawArchive
) -> None:
    finder = league.read_newest(finder_document(SEASON))
    assert finder is not None
    with scripted(answer(b"<html>"), answer(finder.body), answer(b"", status=404)) as server:
        summary = run_capture(archive, server.url, CaptureRequest((SEASON,)))

    assert len(summary.plans[0].games) == 3
    assert {failure.document.entity for failure in summary.failures} == set(GAMES)


def test_a_game_that_is_not_final_is_left_for_another_time(
    archive: RawArchive, league: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    game = invented_game("0022400009")
    game["boxscoresummaryv3"]["boxScoreSummary"]["gameStatus"] = 2
    archive_game(league.store, game)

    summary = run(archive, server, CaptureRequest((SEASON,), games=(GameId("0022400009"),)))

    assert requests.take() == [("boxscoresummaryv3", "0022400009")]
    assert (summary.waiting, summary.failures) == ([GameId("0022400009")], [])
    assert list(archive.store.list("raw/")) == []


def test_an_api_that_is_not_there_stops_the_capture(archive: RawArchive) -> None:
    summary = run_capture(archive, "http://127.0.0.1:9", CaptureRequest((SEASON,)))

    assert (type(summary.stopped_by), summary.state) == (NoAnswer, State.BLOCKED)
    assert list(archive.store.list("raw/")) == []


def test_five_requests_in_a_row_without_an_answer_stop_the_capture(archive: RawArchive) -> None:
    request = CaptureRequest((SEASON,), games=tuple(GameId(game) for game in GAMES))

    summary = run_capture(archive, "http://127.0.0.1:9", request)

    assert isinstance(summary.stopped_by, ApiBlocks)
    assert (summary.outcomes, len(summary.failures)) == ({"no_answer": 6}, 1)


def test_an_api_that_denies_five_requests_in_a_row_stops_the_capture(archive: RawArchive) -> None:
    with scripted(answer(b"<HTML>Access Denied</HTML>", status=403)) as server:
        request = CaptureRequest((SEASON,), games=tuple(GameId(game) for game in GAMES))

        summary = run_capture(archive, server.url, request)

        assert len(server.paths) == 6
    assert isinstance(summary.stopped_by, ApiBlocks)


def test_a_game_that_discovery_calls_final_and_the_summary_does_not_is_still_owed(
    archive: RawArchive, league: RawArchive, server: ReplayServer
) -> None:
    document = owed_documents([GameId("0022400002")])[0]
    version = league.newest(document)
    assert version is not None
    league.store.delete(keys.raw_key(version))
    running = invented_game("0022400002")["boxscoresummaryv3"]
    running["boxScoreSummary"]["gameStatus"] = 2
    add_answer(league, "boxscoresummaryv3", running)

    summary = run(archive, server)

    assert [failure.document for failure in summary.failures] == [document]


def test_the_summary_is_asked_for_first_where_nothing_tells_that_a_named_game_is_final(
    archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    request = CaptureRequest(
        (SEASON,), games=(GameId("0022400001"),), endpoints=(ENDPOINTS["playbyplayv3"],)
    )

    run(archive, server, request)

    assert requests.take() == [
        ("boxscoresummaryv3", "0022400001"),
        ("playbyplayv3", "0022400001"),
    ]


def test_a_damaged_list_of_games_is_mended_by_asking_again(
    archive: RawArchive, server: ReplayServer
) -> None:
    run(archive, server)
    version = archive.newest(finder_document(SEASON))
    assert version is not None
    archive.store.put(keys.raw_key(version), b"junk")

    summary = run(archive, server, CaptureRequest((SEASON,), refresh=True))

    assert (summary.failures, len(summary.plans[0].games)) == ([], 3)
