from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from lake import keys
from lake.archive import RawArchive
from lake.endpoints import PLAY_BY_PLAY
from lake.errors import UsageError
from lake.local_store import LocalStore
from lake.telemetry import Event, Observer
from replay.server import ReplayServer, serving
from replay.sources import ArchiveSource
from tests.invented import add_answer, body, invented_finder, invented_game

GAME = "0022400001"
EVENTS = invented_game(GAME)["playbyplayv3"]
DOCUMENT = PLAY_BY_PLAY.document(GAME, None)
WHOLE_GAME = f"playbyplayv3?GameID={GAME}&StartPeriod=0&EndPeriod=0"


@pytest.fixture
def archive(tmp_path: Path) -> RawArchive:
    archive = RawArchive(LocalStore(tmp_path / "lake"))
    add_answer(archive, "playbyplayv3", EVENTS)
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", [(GAME, "2024-10-22")]))
    return archive


@pytest.fixture
def server(archive: RawArchive) -> Iterator[ReplayServer]:
    with serving(ArchiveSource(archive)) as running:
        yield running


def get(server: ReplayServer, path: str) -> tuple[int, Message, bytes]:
    try:
        with urllib.request.urlopen(f"{server.url}{path}") as response:  # noqa: S310 loopback
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_an_archived_answer_comes_back_with_its_bytes_status_and_content_type(
    server: ReplayServer,
) -> None:
    status, headers, content = get(server, f"/stats/{WHOLE_GAME}")

    assert (status, headers["Content-Type"], content) == (200, "application/json", body(EVENTS))


@pytest.mark.parametrize(
    "request_",
    [
        f"playbyplayv3?GameID={GAME}",
        f"playbyplayv3?EndPeriod=0&StartPeriod=0&GameID={GAME}&Unknown=",
        "leaguegamefinder?PlayerOrTeam=T&LeagueID=00&Season=2024-25",
    ],
)
def test_order_and_empty_parameters_do_not_matter(server: ReplayServer, request_: str) -> None:
    assert get(server, f"/stats/{request_}")[0] == 200


@pytest.mark.parametrize(
    "request_",
    [
        "/stats/playbyplayv3?GameID=0022400002",
        "/stats/playbyplayv3",
        f"/stats/playbyplayv3?GameID={GAME}&StartPeriod=1&EndPeriod=1",
        f"/stats/boxscoresummaryv3?GameID={GAME}",
        f"/stats/unknown?GameID={GAME}",
        "/stats/leaguegamefinder?PlayerOrTeam=T&Season=2024-25",
        "/stats/leaguegamefinder?PlayerOrTeam=T&LeagueID=00&Season=2024-25&TeamID=1",
        f"/{WHOLE_GAME}",
        "/stats/../../etc/passwd",
    ],
)
def test_what_the_archive_does_not_hold_is_a_404(server: ReplayServer, request_: str) -> None:
    assert get(server, request_)[0] == 404


def test_the_newest_version_is_served(archive: RawArchive, server: ReplayServer) -> None:
    newer = {**EVENTS, "corrected": True}
    version = archive.newest(DOCUMENT)
    assert version is not None
    add_answer(archive, "playbyplayv3", newer, version.captured_at.replace(year=2026))

    assert get(server, f"/stats/{WHOLE_GAME}")[2] == body(newer)


def test_a_damaged_object_is_a_500_that_names_it(archive: RawArchive, server: ReplayServer) -> None:
    version = archive.newest(DOCUMENT)
    assert version is not None
    key = keys.raw_key(version)
    archive.store.put(key, archive.store.get(key).body[:-20])

    status, _, content = get(server, f"/stats/{WHOLE_GAME}")

    assert status == 500
    assert key.encode() in content


def test_each_request_is_told_to_the_observer(archive: RawArchive) -> None:
    events: list[Event] = []

    class Listener(Observer):
        def noted(self, event: Event) -> None:
            events.append(event)

    with serving(ArchiveSource(archive), Listener()) as server:
        get(server, f"/stats/{WHOLE_GAME}")

    assert [dict(event.fields) for event in events] == [
        {
            "path": f"/stats/{WHOLE_GAME}",
            "endpoint": "playbyplayv3",
            "status": 200,
            "bytes": len(body(EVENTS)),
            "delivery": "whole",
        }
    ]


def test_it_listens_on_loopback_only(server: ReplayServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_a_usage_error(archive: RawArchive) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        with pytest.raises(UsageError):
            ReplayServer(ArchiveSource(archive), taken.getsockname()[1], Observer())


def test_the_command_says_where_it_listens_and_ends_on_a_signal(
    archive: RawArchive, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "hoopstat", "replay", "--lake", str(tmp_path / "lake")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        url = line.removeprefix("listening on ").strip()
        with urllib.request.urlopen(f"{url}/stats/{WHOLE_GAME}") as response:  # noqa: S310
            content = response.read()
        process.terminate()
        process.communicate()

    assert content == body(EVENTS)
    assert process.returncode == 0
