"""What is asked for again at the end of a run, and seasons whose list of games does not come."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from threading import Event as Over

import pytest

from capture.books.progress import State
from capture.planning.request import CaptureRequest
from capture.run import MORE_ROUNDS
from lake import keys
from lake.archive import RawArchive
from lake.endpoints import finder_document
from lake.errors import AnswerRefused, GameNotFinal, NoAnswer, NoSuchDocument
from lake.seasons import GameId, Season
from tests.capture.runs import Told, answering, asked, checkpoint_of, run_capture
from tests.invented import add_answer, body, invented_finder, invented_game
from tests.scripted_server import Behaviour, ScriptedServer, answer, reset, scripted

FIRST, SECOND = "0022400001", "0022400002"
GAMES = [(FIRST, "2024-10-22"), (SECOND, "2024-10-23")]
OLDER = [("0022300001", "2023-10-24")]
REQUEST = CaptureRequest((Season(2024),))
TWO_SEASONS = CaptureRequest((Season(2023), Season(2024)))
EVENTS = f"playbyplayv3 {FIRST}"


def troubled(document: str, *trouble: Behaviour) -> Behaviour:
    """Answer everything, but one document with trouble, as often as there is some."""
    left = list(trouble)

    def behave(handler: BaseHTTPRequestHandler, over: Over) -> None:
        alone = ScriptedServer("", [], [handler.path])
        is_troubled = asked(alone) == [document] and left
        (left.pop(0) if is_troubled else answering(GAMES + OLDER))(handler, over)

    return behave


REFUSED = answer(b"{}")


def test_a_refused_document_that_comes_at_the_end_leaves_no_trace_of_failure(
    archive: RawArchive,
) -> None:
    told = Told()
    with scripted(troubled(EVENTS, REFUSED, REFUSED)) as server:
        summary = run_capture(archive, server.url, REQUEST, told=told)

        assert asked(server).count(EVENTS) == 1 + MORE_ROUNDS
        assert asked(server)[-2:] == [EVENTS] * 2
    assert (summary.failures, summary.state) == ([], State.FINISHED)
    checkpoint = checkpoint_of(archive.store)
    assert checkpoint.failed_games == {}
    assert checkpoint.completed_games == {Season(2024): (GameId(FIRST), GameId(SECOND))}
    assert checkpoint.progress.documents_failed == 0
    assert max(picture.documents_failed for picture in told.pictures) <= 1
    (daily,) = archive.store.list(keys.DAILY_PROGRESS)
    assert json.loads(archive.store.get(daily).body)["documents_failed"] == 0


def test_a_refused_document_is_asked_for_twice_more_and_is_one_failure(archive: RawArchive) -> None:
    with scripted(troubled(EVENTS, *[REFUSED] * 9)) as server:
        summary = run_capture(archive, server.url, REQUEST)

        assert asked(server).count(EVENTS) == 3
    assert [str(failure.document) for failure in summary.failures] == [EVENTS]
    checkpoint = checkpoint_of(archive.store)
    assert checkpoint.progress.documents_failed == 1
    assert checkpoint.failed_games[FIRST].retry_count == 1
    (daily,) = archive.store.list(keys.DAILY_PROGRESS)
    assert json.loads(archive.store.get(daily).body)["documents_failed"] == 1
    (log,) = archive.store.list(keys.ERROR_LOGS)
    lines = gzip.decompress(archive.store.get(log).body).splitlines()
    assert [json.loads(line)["entity"] for line in lines] == [FIRST] * 3


def test_a_document_that_did_not_come_is_asked_for_again_at_the_end(archive: RawArchive) -> None:
    busy = [answer(b"", status=429)] * 4
    with scripted(troubled(EVENTS, *busy)) as server:
        summary = run_capture(archive, server.url, REQUEST)

        assert asked(server).count(EVENTS) == 5
        assert asked(server)[-1] == EVENTS
    assert (summary.failures, summary.retries) == ([], 4)


def test_what_is_not_there_is_not_asked_for_again(archive: RawArchive) -> None:
    with scripted(troubled(EVENTS, answer(b"", status=404))) as server:
        summary = run_capture(archive, server.url, REQUEST)

        assert asked(server).count(EVENTS) == 1
    assert [type(failure.error) for failure in summary.failures] == [NoSuchDocument]


def test_a_game_that_is_not_final_is_not_asked_for_again(archive: RawArchive) -> None:
    running = invented_game(FIRST)["boxscoresummaryv3"]
    running["boxScoreSummary"]["gameStatus"] = 2
    with scripted(troubled(f"boxscoresummaryv3 {FIRST}", answer(body(running)))) as server:
        summary = run_capture(archive, server.url, REQUEST)

        of_first = [each for each in asked(server) if each.endswith(FIRST)]
        assert of_first == [f"boxscoresummaryv3 {FIRST}"]
    assert [type(failure.error) for failure in summary.failures] == [GameNotFinal]


# Several seasons


def test_the_lists_of_all_seasons_come_before_any_game(archive: RawArchive) -> None:
    with scripted(answering(GAMES + OLDER)) as server:
        summary = run_capture(archive, server.url, TWO_SEASONS)

        assert asked(server)[:3] == [
            "leaguegamefinder 2023-24 all",
            "leaguegamefinder 2024-25 all",
            f"boxscoresummaryv3 {OLDER[0][0]}",
        ]
    assert (summary.archived.total(), summary.state) == (14, State.FINISHED)


def test_a_list_that_is_refused_leaves_its_season_out_and_says_so(archive: RawArchive) -> None:
    told = Told()
    with scripted(troubled("leaguegamefinder 2023-24 all", *[REFUSED] * 9)) as server:
        summary = run_capture(archive, server.url, TWO_SEASONS, told=told)

        assert asked(server)[:4] == [
            "leaguegamefinder 2023-24 all",
            "leaguegamefinder 2024-25 all",
            *["leaguegamefinder 2023-24 all"] * MORE_ROUNDS,
        ]
        assert len(server.paths) == 4 + 8
    assert [failure.document for failure in summary.failures] == [finder_document(Season(2023))]
    assert isinstance(summary.failures[0].error, AnswerRefused)
    assert summary.state is State.INCOMPLETE
    assert told.of_type("not_archived")[-1] == (
        "leaguegamefinder 2023-24 all: it is {}: a retired endpoint, or nothing there for this "
        "entity"
    )
    assert list(checkpoint_of(archive.store).failed_documents) == ["leaguegamefinder 2023-24 all"]


def test_a_list_that_comes_after_all_brings_its_games_with_it(archive: RawArchive) -> None:
    with scripted(troubled("leaguegamefinder 2023-24 all", REFUSED)) as server:
        summary = run_capture(archive, server.url, TWO_SEASONS)

        assert f"playbyplayv3 {OLDER[0][0]}" in asked(server)
    assert (summary.archived.total(), summary.state) == (14, State.FINISHED)


def test_a_list_that_does_not_come_ends_it(archive: RawArchive) -> None:
    with scripted(troubled("leaguegamefinder 2023-24 all", *[reset] * 9)) as server:
        summary = run_capture(archive, server.url, TWO_SEASONS)

        assert [each.partition(" ")[0] for each in asked(server)] == ["leaguegamefinder"] * 5
    assert isinstance(summary.stopped_by, NoAnswer)
    assert (summary.stopped_by.exit_code, summary.state) == (4, State.BLOCKED)


@pytest.mark.parametrize(("is_answered", "completed"), [(True, (Season(2024),)), (False, ())])
def test_a_season_is_complete_by_a_list_of_after_its_end_alone(
    archive: RawArchive, is_answered: bool, completed: tuple[Season, ...]
) -> None:
    january = datetime(2025, 1, 16, tzinfo=UTC)
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", GAMES[:1]), january)
    trouble = [] if is_answered else [REFUSED] * 9
    with scripted(troubled("leaguegamefinder 2024-25 all", *trouble)) as server:
        run_capture(archive, server.url, REQUEST, datetime(2025, 12, 1, tzinfo=UTC))

    assert checkpoint_of(archive.store).completed_seasons == completed
