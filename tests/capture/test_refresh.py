"""Asking again for what is archived: refreshes, and games whose statistics may be corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from capture.asking.stop import Stop
from capture.books.progress import State
from capture.planning.request import CaptureRequest
from lake.archive import RawArchive
from lake.endpoints import GAME_DOCUMENTS
from lake.seasons import GameId, Season
from tests.capture.archived import bodies
from tests.capture.runs import answering, asked, checkpoint_of, run_capture
from tests.scripted_server import answer, scripted

FIRST, SECOND = "0022400001", "0022400002"
GAMES = [(FIRST, "2025-01-10"), (SECOND, "2025-01-15")]
AT = datetime(2025, 1, 16, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
REFRESH = CaptureRequest((Season(2024),), games=(GameId(FIRST), GameId(SECOND)), refresh=True)
RECHECK = CaptureRequest((Season(2024),), recheck_days=3)
OF_FIRST = [f"{row.name} {FIRST}" for row in GAME_DOCUMENTS]
OF_SECOND = [f"{row.name} {SECOND}" for row in GAME_DOCUMENTS]


@pytest.fixture
def held(archive: RawArchive) -> RawArchive:
    """An archive that holds both games already."""
    with scripted(answering(GAMES)) as server:
        run_capture(archive, server.url, CaptureRequest((Season(2024),)), AT - 24 * HOUR)
    return archive


def test_a_finished_refresh_begins_anew(held: RawArchive) -> None:
    with scripted(answering(GAMES)) as server:
        run_capture(held, server.url, REFRESH, AT)
        run_capture(held, server.url, REFRESH, AT + HOUR)

        assert asked(server) == (OF_FIRST + OF_SECOND) * 2
    assert checkpoint_of(held.store).refresh_since == AT + HOUR


def test_an_interrupted_refresh_goes_on(held: RawArchive) -> None:
    stop = Stop()

    def answer_and_stop(*wire: object) -> None:
        stop.request()
        answering(GAMES)(*wire)  # type: ignore[arg-type]

    script = [answering(GAMES)] * 5
    with scripted(*script, answer_and_stop, answering(GAMES)) as server:
        first = run_capture(held, server.url, REFRESH, AT, stop=stop)
        second = run_capture(held, server.url, REFRESH, AT + HOUR)

        assert asked(server) == OF_FIRST + OF_SECOND
    assert (first.state, second.state) == (State.INTERRUPTED, State.FINISHED)
    assert checkpoint_of(held.store).refresh_since == AT


def test_a_refresh_of_which_the_api_blocked_the_rest_goes_on(held: RawArchive) -> None:
    with scripted(*[answering(GAMES)] * 4, answer(b"", status=429, Retry_After="7200")) as server:
        run_capture(held, server.url, REFRESH, AT)
    with scripted(answering(GAMES)) as server:
        run_capture(held, server.url, REFRESH, AT + 3 * HOUR)

        assert asked(server) == OF_SECOND


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (12 * HOUR, [OF_FIRST[0]]),
        (12 * HOUR + timedelta(seconds=1), OF_FIRST + OF_SECOND),
    ],
)
def test_a_refresh_that_lacked_something_goes_on_for_half_a_day(
    after: timedelta, expected: list[str], held: RawArchive
) -> None:
    with scripted(answer(b"", status=404), answering(GAMES)) as server:
        first = run_capture(held, server.url, REFRESH, AT)
        server.paths.clear()
        run_capture(held, server.url, REFRESH, AT + after)

        assert asked(server) == expected
    assert first.state is State.INCOMPLETE


def test_another_refresh_in_between_is_a_refresh_of_its_own(held: RawArchive) -> None:
    with scripted(*[answering(GAMES)] * 4, answer(b"", status=429, Retry_After="7200")) as server:
        run_capture(held, server.url, REFRESH, AT)
    with scripted(answering(GAMES)) as server:
        other = replace(REFRESH, games=REFRESH.games[:1])
        run_capture(held, server.url, other, AT + HOUR)

        assert asked(server) == OF_FIRST


def test_games_of_the_last_days_are_asked_for_again_and_both_versions_are_kept(
    held: RawArchive,
) -> None:
    with scripted(answering(GAMES)) as server:
        run_capture(held, server.url, RECHECK, AT)

        assert asked(server) == ["leaguegamefinder 2024-25 all", *OF_SECOND]
    versions = {named: len(found) for named, found in bodies(held.store).items()}
    assert {versions[row.name, FIRST] for row in GAME_DOCUMENTS} == {1}
    assert {versions[row.name, SECOND] for row in GAME_DOCUMENTS} == {2}


@pytest.mark.parametrize(
    ("after", "expected"), [(12 * HOUR, []), (12 * HOUR + timedelta(seconds=1), OF_SECOND)]
)
def test_they_are_asked_for_again_once_in_twelve_hours(
    held: RawArchive, after: timedelta, expected: list[str]
) -> None:
    with scripted(answering(GAMES)) as server:
        run_capture(held, server.url, RECHECK, AT)
        server.paths.clear()
        run_capture(held, server.url, RECHECK, AT + after)

        assert [each for each in asked(server) if "finder" not in each] == expected
