"""nba_api reads real answers from an archive made by import, without a network."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from nba_api.stats import endpoints
from nba_api.stats.library.http import NBAStatsHTTP

from capture.offline import offline_session
from tests.conftest import Hoopstat

pytestmark = pytest.mark.real

GAME = "0022400561"
NUGGETS, JOKIC = "1610612743", "203999"

ASKED: dict[str, Any] = {
    f"boxscoretraditionalv3/{GAME}": lambda: endpoints.BoxScoreTraditionalV3(GAME),
    f"boxscoreadvancedv3/{GAME}": lambda: endpoints.BoxScoreAdvancedV3(GAME),
    f"boxscoresummaryv3/{GAME}": lambda: endpoints.BoxScoreSummaryV3(GAME),
    f"playbyplayv3/{GAME}": lambda: endpoints.PlayByPlayV3(GAME),
    "leaguegamefinder/2024-25": lambda: endpoints.LeagueGameFinder(season_nullable="2024-25"),
    f"commonteamroster/2024-25_{NUGGETS}": lambda: endpoints.CommonTeamRoster(
        NUGGETS, season="2024-25"
    ),
    f"commonplayerinfo/{JOKIC}": lambda: endpoints.CommonPlayerInfo(JOKIC),
}


@pytest.mark.parametrize("name", ASKED)
def test_nba_api_reads_the_served_bytes(
    hoopstat: Hoopstat, real_data: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    file = real_data / f"{name}.json"
    assert hoopstat("import", "--endpoint", name.split("/")[0], file).code == 0
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(NBAStatsHTTP, "_session", offline_session("hoopstat-lake"))

    answered = ASKED[name]()

    assert answered.nba_response.get_response().encode() == file.read_bytes()
    assert not answered.get_data_frames()[0].empty
