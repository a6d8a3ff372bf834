"""The stages against an invented season: they can't tell it from a real one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lake.answers import judge
from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import find_endpoint, finder_document, owed_documents
from lake.local_store import LocalStore
from lake.raw_object import Capture, RawObject
from lake.seasons import GameId, Season, SeasonType
from replay.conditions import Condition
from replay.invented.source import InventedSource
from replay.server import ReplayServer, serving
from tests.conftest import Ended, Hoopstat

LABEL = "1998-99"
CANCELLED, RUNNING = "0029800010", "0029800015"
FIRST_DAYS = ("--from", "1999-02-05", "--to", "1999-02-06")


@pytest.fixture(scope="module")
def season() -> InventedSource:
    """A short season in which one of the first games was cancelled and one is still running."""
    conditions = {GameId(CANCELLED): Condition.CANCELLED, GameId(RUNNING): Condition.RUNNING}
    return InventedSource([Season.parse(LABEL)], 7, conditions)


@pytest.fixture
def server(season: InventedSource) -> Iterator[ReplayServer]:
    with serving(season) as server:
        yield server


def capture(hoopstat: Hoopstat, server: ReplayServer, *options: str) -> Ended:
    return hoopstat("capture", "--api-url", server.url, "--rate-limit-seconds", "0.001", *options)


def failed_checks(ended: Ended) -> list[str]:
    return [
        check["check"] for check in json.loads(ended.out)["checks"] if check["outcome"] == "failed"
    ]


def test_two_days_are_captured_transformed_and_pass_every_check(
    hoopstat: Hoopstat, server: ReplayServer, season: InventedSource
) -> None:
    assert capture(hoopstat, server, "--season", LABEL, *FIRST_DAYS).code == 0
    assert hoopstat("transform").code == 0
    ended = hoopstat("validate", "--format", "json", *FIRST_DAYS)
    # Two games of the list of the whole season are not over.
    number_of_games = [
        "every_season_has_its_number_of_games",
        "every_team_plays_its_number_of_games",
        "listed_games_of_past_days_have_a_result",
    ]
    assert failed_checks(ended) == number_of_games
    counted = hoopstat("sql", "--format", "csv", "select count(*) as n from games")
    played = [row for row in season.seasons[Season.parse(LABEL)].results.values() if row.is_over]
    days = [row for row in played if str(row.game.game_date) in FIRST_DAYS]
    assert counted.out == f"n\n{len(days)}\n"
    assert len(days) > 10


def test_a_cancelled_game_is_archived_as_rightly_empty(
    hoopstat: Hoopstat, server: ReplayServer, tmp_path: Path
) -> None:
    assert capture(hoopstat, server, "--games", CANCELLED).code == 0
    archive = RawArchive(LocalStore(tmp_path / "hoopstat-lake"))
    assert archive.is_cancelled(GameId(CANCELLED))
    events = archive.read_newest(find_endpoint("playbyplayv3").document(CANCELLED, None))
    assert events is not None
    assert events.capture.empty_reason == "the game was cancelled"


def test_a_cancelled_game_does_not_turn_the_tables_red(
    hoopstat: Hoopstat, server: ReplayServer
) -> None:
    """Its duration is unknown, and that is a warning."""
    games = ("--games", f"{CANCELLED},0029800020")
    assert capture(hoopstat, server, *games).code == 0
    assert hoopstat("transform").code == 0
    ended = hoopstat("validate", *games, "--format", "json")
    assert (ended.code, failed_checks(ended)) == (0, ["game_times_are_there"])


def test_a_proxy_of_the_environment_is_not_asked_about_this_machine(
    hoopstat: Hoopstat, server: ReplayServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert capture(hoopstat, server, "--games", "0029800020").code == 0


def test_a_run_that_captures_nothing_ends_with_the_capture(
    hoopstat: Hoopstat, server: ReplayServer
) -> None:
    ended = hoopstat(
        *("run", "--games", "0022400001", "--api-url", server.url),
        *("--rate-limit-seconds", "0.001"),
    )
    assert ended.code == 3
    assert len(ended.error_lines) == 2
    assert ended.out == ""


def test_days_without_games_are_said_to_be_such(hoopstat: Hoopstat, server: ReplayServer) -> None:
    days = ("--from", "1998-09-01", "--to", "1998-09-02")
    ended = capture(hoopstat, server, "--season", LABEL, *days, "--log-format", "console")
    assert ended.code == 0
    assert "1998-99 owes no game" in ended.err


def test_a_running_game_waits_and_nothing_of_it_is_archived(
    hoopstat: Hoopstat, server: ReplayServer, tmp_path: Path
) -> None:
    ended = capture(hoopstat, server, "--games", RUNNING)
    assert ended.code == 0
    assert '"games_not_final": 1' in ended.err
    archive = RawArchive(LocalStore(tmp_path / "hoopstat-lake"))
    assert archive.newest(find_endpoint("playbyplayv3").document(RUNNING, None)) is None


@pytest.mark.slow
@pytest.mark.parametrize("label", ["2024-25", "1995-96"])
def test_every_check_passes_on_a_whole_season(
    hoopstat: Hoopstat, tmp_path: Path, label: str
) -> None:
    source = InventedSource([Season.parse(label)], 7)
    games = archive_season(source, tmp_path / "hoopstat-lake")
    assert hoopstat("transform").code == 0
    types = ",".join(SeasonType)
    ended = hoopstat("validate", "--format", "json", "--season-types", types)
    report = json.loads(ended.out)
    assert (ended.code, failed_checks(ended)) == (0, [])
    assert report["verdict"] == "passed"
    assert report["data_quality_score"] == 1.0
    counted = hoopstat("sql", "--format", "csv", "select count(*) as n from games")
    assert counted.out == f"n\n{games}\n"


def archive_season(source: InventedSource, folder: Path) -> int:
    """Archive every document of a source's one season; returns the number of games."""
    ((label, season),) = source.seasons.items()
    archive = RawArchive(LocalStore(folder))
    archive_answer(archive, source, finder_document(label))
    for document in owed_documents([GameId(key) for key in season.results]):
        archive_answer(archive, source, document)
    return len(season.results)


def archive_answer(archive: RawArchive, source: InventedSource, document: Document) -> None:
    endpoint = find_endpoint(document.endpoint)
    params = endpoint.params_for(document)
    reply = source.reply(endpoint.name, params)
    accepted = judge(endpoint, reply.body, is_cancelled=lambda _: False, season=document.season)
    assert accepted.document == document
    capture = Capture(
        params=params,
        url=f"http://127.0.0.1/stats/{endpoint.name}",
        status=reply.status,
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
        elapsed_ms=1,
        headers=reply.headers,
        source="api",
        run_id="invented",
        empty_reason=accepted.empty_reason,
    )
    archive.add(RawObject(document, capture, reply.body))
