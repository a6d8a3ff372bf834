"""nba_api, a client nobody here wrote, on a lake and without a network."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
import requests
from nba_api.stats import endpoints
from nba_api.stats.library.http import NBAStatsHTTP

from capture.offline import offline_session
from capture.planning.players import in_box
from hoopstat.main import run
from lake import keys
from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import GAME_DOCUMENTS, TRADITIONAL
from lake.errors import HoopstatError, LakeUnavailable, NotArchived, RawObjectDamaged, UsageError
from lake.local_store import LocalStore
from lake.seasons import Season
from replay.invented.source import InventedSource
from replay.server import serving
from tests.invented import CAPTURED_AT, add_answer, archive_game, body, invented_game

SEASON = Season(2024)
GAME, ABSENT = "0022400001", "0022400002"
PAGE = (Path(__file__).parents[2] / "docs/offline.md").read_text("utf-8")
URL = "https://stats.nba.com/stats/playbyplayv3"
PARAMS = {"GameID": GAME, "StartPeriod": "0", "EndPeriod": "0"}


@pytest.fixture(scope="module")
def captured(
    invented_source: InventedSource, tmp_path_factory: pytest.TempPathFactory
) -> RawArchive:
    """One game of the invented season, its league's rosters, and one player. To be read only."""
    archive = RawArchive(LocalStore(tmp_path_factory.mktemp("captured") / "lake"))
    names = ",".join((*(row.name for row in GAME_DOCUMENTS), "boxscoretraditionalv2"))
    with serving(invented_source) as server:

        def archive_all(*scope: str) -> None:
            online = ("--api-url", server.url, "--rate-limit-seconds", "0")
            assert run(["capture", "--lake", archive.store.location, *scope, *online]) == 0

        archive_all("--games", GAME, "--endpoints", names)
        archive_all("--season", "2024-25", "--endpoints", "leaguegamefinder,commonteamroster")
        archive_all("--players", str(player_of(archive)))
    return archive


def player_of(archive: RawArchive) -> int:
    box = archive.read_newest(TRADITIONAL.document(GAME, None))
    assert box is not None
    return in_box(box.body)[0]


@pytest.fixture
def offline(captured: RawArchive, monkeypatch: pytest.MonkeyPatch) -> requests.Session:
    """nba_api on the lake, every socket closed; both are as before afterwards."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    session = offline_session(captured.store.location)
    monkeypatch.setattr(NBAStatsHTTP, "_session", session)
    return session


def test_nba_api_reads_every_document(captured: RawArchive, offline: requests.Session) -> None:
    roster = next(iter(captured.newest_versions("commonteamroster", SEASON)))
    player = player_of(captured)
    asked: dict[Document, Any] = {
        Document("boxscoretraditionalv3", SEASON, GAME): endpoints.BoxScoreTraditionalV3(GAME),
        Document("boxscoreadvancedv3", SEASON, GAME): endpoints.BoxScoreAdvancedV3(GAME),
        Document("playbyplayv3", SEASON, GAME): endpoints.PlayByPlayV3(GAME),
        Document("boxscoresummaryv3", SEASON, GAME): endpoints.BoxScoreSummaryV3(GAME),
        Document("leaguegamefinder", SEASON, "all"): endpoints.LeagueGameFinder(
            season_nullable="2024-25"
        ),
        roster: endpoints.CommonTeamRoster(roster.entity, season="2024-25"),
        Document("commonplayerinfo", None, str(player)): endpoints.CommonPlayerInfo(player),
    }
    with pytest.warns(DeprecationWarning, match="BoxScoreTraditionalV2"):
        old_box = endpoints.BoxScoreTraditionalV2(GAME)
    asked[Document("boxscoretraditionalv2", SEASON, GAME)] = old_box

    for document, answered in asked.items():
        raw = captured.read_newest(document)
        assert raw is not None
        assert answered.nba_response.get_response().encode() == raw.body
        assert not answered.get_data_frames()[0].empty


def test_what_the_client_says_does_not_matter(
    captured: RawArchive, offline: requests.Session
) -> None:
    raw = captured.read_newest(Document("playbyplayv3", SEASON, GAME))
    assert raw is not None
    no_cache = {"Cache-Control": "no-cache, no-store", "Pragma": "no-cache", "If-None-Match": "*"}
    offline.headers.update(no_cache)

    responses = [
        offline.get(URL, params=PARAMS, headers=no_cache, timeout=0.001),
        offline.get("http://localhost:1/stats/playbyplayv3", params={"GameID": GAME, "X": ""}),
        offline.get(URL, params=dict(reversed(PARAMS.items())), proxies={"https": "http://[::1]"}),
        offline.send(requests.Request("GET", URL, params=PARAMS).prepare(), stream=True),
    ]

    assert [response.content for response in responses] == [raw.body] * 4
    assert {response.status_code for response in responses} == {200}


def test_names_with_accents_come_back_as_they_were_served(tmp_path: Path) -> None:
    archive = RawArchive(LocalStore(tmp_path / "lake"))
    add_answer(archive, "boxscoretraditionalv3", invented_game()["boxscoretraditionalv3"])

    response = offline_session(archive.store.location).get(
        "https://stats.nba.com/stats/boxscoretraditionalv3", params={"GameID": GAME}
    )

    assert "Páleš" in response.text


def test_the_newest_answer_is_given_or_the_newest_of_a_day(tmp_path: Path) -> None:
    archive = RawArchive(LocalStore(tmp_path / "lake"))
    old, new = invented_game()["playbyplayv3"], invented_game(overtimes=1)["playbyplayv3"]
    add_answer(archive, "playbyplayv3", old)
    add_answer(archive, "playbyplayv3", new, CAPTURED_AT + timedelta(days=7))

    def content(as_of: str | None) -> bytes:
        return offline_session(tmp_path / "lake", as_of).get(URL, params=PARAMS).content

    assert [content(as_of) for as_of in (None, "2025-01-23", "2025-01-22", "2025-01-16")] == [
        *[body(new)] * 2,
        *[body(old)] * 2,
    ]
    with pytest.raises(
        NotArchived,
        match=r"playbyplayv3 0022400001 was archived in .* only after 2025-01-16T05:00:00.000Z: "
        r"take a later as_of",
    ):
        content("2025-01-16T05:00:00Z")


def test_what_is_not_archived_is_an_error_with_the_command_that_archives_it(
    captured: RawArchive, offline: requests.Session
) -> None:
    location = captured.store.location
    command = f"hoopstat capture --games {ABSENT} --endpoints playbyplayv3 --lake {location}"

    with pytest.raises(NotArchived) as raised:
        endpoints.PlayByPlayV3(ABSENT)

    assert str(raised.value) == f"playbyplayv3 {ABSENT} is not archived in {location}: {command}"
    assert raised.value.hint == command


def test_a_script_that_asks_again_after_network_errors_is_not_kept_waiting(
    offline: requests.Session,
) -> None:
    attempts = []

    def script() -> None:
        for attempt in range(5):
            attempts.append(attempt)
            try:
                endpoints.PlayByPlayV3(ABSENT)
            except requests.RequestException:
                continue

    with pytest.raises(NotArchived):
        script()

    assert attempts == [0]


@pytest.mark.parametrize(
    ("method", "url", "message"),
    [
        ("GET", f"{URL}?GameID={GAME}&StartPeriod=1&EndPeriod=1", "playbyplayv3 is archived as"),
        ("GET", "https://stats.nba.com/stats/shotchartdetail?A=1", "no archive can hold an answer"),
        ("GET", "https://www.nba.com/", "no archive can hold an answer to GET"),
        ("POST", f"{URL}?GameID={GAME}", "no archive can hold an answer to POST"),
        ("HEAD", f"{URL}?GameID={GAME}", "no archive can hold an answer to HEAD"),
    ],
)
def test_a_request_that_no_archive_can_answer_is_an_error(
    offline: requests.Session, method: str, url: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        offline.request(method, url)


def test_a_request_that_differs_is_told_how_it_is_archived(offline: requests.Session) -> None:
    with pytest.raises(UsageError) as raised:
        endpoints.LeagueGameFinder(season_nullable="2024-25", vs_team_id_nullable="1610612743")

    assert raised.value.hint == "LeagueID=00 PlayerOrTeam=T Season=..."
    assert raised.value.message.startswith(
        "leaguegamefinder is archived as the answer to LeagueID=00 PlayerOrTeam=T Season=..., and "
    )


def test_a_damaged_answer_is_an_error(tmp_path: Path) -> None:
    archive = RawArchive(LocalStore(tmp_path / "lake"))
    key = add_answer(archive, "playbyplayv3", invented_game()["playbyplayv3"])
    archive.store.put(key, archive.store.get(key).body[:-9])

    with pytest.raises(RawObjectDamaged):
        offline_session(archive.store.location).get(URL, params=PARAMS)


def test_a_lake_that_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(LakeUnavailable):
        offline_session(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_nothing_is_archived(captured: RawArchive, offline: requests.Session) -> None:
    before = list(captured.store.list(keys.RAW))

    endpoints.PlayByPlayV3(GAME)
    with pytest.raises(HoopstatError):
        endpoints.PlayByPlayV3(ABSENT)

    assert list(captured.store.list(keys.RAW)) == before


NO_NETWORK = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise AssertionError(f"{event} {arguments}")

sys.addaudithook(refuse)
"""


def in_a_process_of_its_own(folder: Path, *pieces: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "\n".join((NO_NETWORK, *pieces))],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_lines_of_the_page_are_all_it_takes(tmp_path: Path) -> None:
    archive_game(LocalStore(tmp_path / "my-lake"), invented_game(GAME))
    lines = re.findall(r"^```python\n(.+?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(lines) == 3

    ended = in_a_process_of_its_own(tmp_path, *lines, lines[1])

    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("Fernwick") == 2  # Of the newest answers, then of those of a day.


def test_the_error_of_the_page_is_what_a_script_ends_with(tmp_path: Path) -> None:
    archive_game(LocalStore(tmp_path / "my-lake"), invented_game(GAME))
    lines = re.findall(r"^```python\n(.+?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (told,) = re.findall(r"^NotArchived: .+$", PAGE, re.MULTILINE)
    script = f"from nba_api.stats.endpoints import PlayByPlayV3\nPlayByPlayV3({ABSENT!r})"

    ended = in_a_process_of_its_own(tmp_path, lines[0], script)

    assert ended.stderr.splitlines()[-1] == f"lake.errors.{told}"
