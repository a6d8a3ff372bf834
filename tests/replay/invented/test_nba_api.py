"""nba_api, a client nobody here wrote, reads an invented season over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from nba_api.stats import endpoints
from nba_api.stats.library.http import NBAStatsHTTP

from lake.endpoints import ENDPOINTS
from replay.invented.season import InventedSeason
from replay.invented.source import InventedSource
from replay.server import serving
from tests.replay.invented.documents import (
    DENVER,
    GAME,
    Content,
    game_documents,
    league_documents,
    starter,
)

LABEL = "2024-25"
OF_A_GAME = {
    "boxscoresummaryv3": endpoints.BoxScoreSummaryV3,
    "boxscoretraditionalv3": endpoints.BoxScoreTraditionalV3,
    "boxscoreadvancedv3": endpoints.BoxScoreAdvancedV3,
    "playbyplayv3": endpoints.PlayByPlayV3,
    "boxscoretraditionalv2": endpoints.BoxScoreTraditionalV2,
    "boxscoreadvancedv2": endpoints.BoxScoreAdvancedV2,
    "boxscoresummaryv2": endpoints.BoxScoreSummaryV2,
    "playbyplayv2": endpoints.PlayByPlayV2,
}
OF_THE_LEAGUE = {
    "leaguegamefinder": endpoints.LeagueGameFinder,
    "commonallplayers": endpoints.CommonAllPlayers,
    "commonplayerinfo": endpoints.CommonPlayerInfo,
    "commonteamroster": endpoints.CommonTeamRoster,
    "teaminfocommon": endpoints.TeamInfoCommon,
}

# It warns that the API has retired V2 or has holes in it, which an invented season has not.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore:BoxScoreSummaryV2:UserWarning"
)


@pytest.fixture(autouse=True)
def _served(invented_source: InventedSource, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """nba_api pointed at the invented season."""
    with serving(invented_source) as server, requests.Session() as session:
        monkeypatch.setattr(NBAStatsHTTP, "base_url", f"{server.url}/stats/{{endpoint}}")
        monkeypatch.setattr(NBAStatsHTTP, "_session", session)
        yield


def arguments(invented: InventedSeason, name: str) -> dict[str, Any]:
    """What a request for one document of the league takes."""
    taken: dict[str, dict[str, Any]] = {
        "leaguegamefinder": {
            "player_or_team_abbreviation": "T",
            "league_id_nullable": "00",
            "season_nullable": LABEL,
        },
        "commonallplayers": {"is_only_current_season": 0, "season": LABEL},
        "commonplayerinfo": {"player_id": starter(invented), "league_id_nullable": "00"},
        "commonteamroster": {
            "team_id": DENVER, "season": LABEL, "league_id_nullable": "00"
        },
        "teaminfocommon": {"team_id": DENVER, "season_nullable": LABEL, "league_id": "00"},
    }  # fmt: skip
    return taken[name]


def result_sets(content: Content) -> list[tuple[list[str], list[Any]]]:
    return [(row["headers"], row["rowSet"]) for row in content["resultSets"]]


def read(endpoint: Any) -> list[tuple[list[str], list[Any]]]:
    found = [data_set.get_dict() for data_set in endpoint.data_sets]
    assert all(list(frame.columns) for frame in endpoint.get_data_frames())
    return [(data_set["headers"], data_set["data"]) for data_set in found]


def test_every_endpoint_is_tried() -> None:
    assert {*OF_A_GAME, *OF_THE_LEAGUE} == set(ENDPOINTS)


@pytest.mark.parametrize("name", OF_A_GAME)
def test_nba_api_reads_the_documents_of_a_game(invented: InventedSeason, name: str) -> None:
    found = read(OF_A_GAME[name](game_id=GAME))
    assert all(headers for headers, _ in found)
    if name.endswith("v2"):
        assert found == result_sets(game_documents(invented, GAME)[name])


@pytest.mark.parametrize("name", OF_THE_LEAGUE)
def test_nba_api_reads_the_documents_of_the_league(invented: InventedSeason, name: str) -> None:
    found = read(OF_THE_LEAGUE[name](**arguments(invented, name)))
    assert all(rows for _, rows in found)
    if name != "leaguegamefinder":
        assert found == result_sets(league_documents(invented)[name])


def test_nba_api_finds_the_numbers_of_the_box_score(invented: InventedSeason) -> None:
    told = invented.told(GAME)
    frame = endpoints.BoxScoreTraditionalV3(game_id=GAME).team_stats.get_data_frame()
    assert list(frame["points"]) == [side.total.pts for side in told.played.sides]
    events = endpoints.PlayByPlayV3(game_id=GAME).play_by_play.get_data_frame()
    assert len(events) == len(told.played.events)


def test_the_advanced_box_has_the_headers_that_nba_api_documents(invented: InventedSeason) -> None:
    content = game_documents(invented, GAME)["boxscoreadvancedv2"]
    assert {row["name"]: row["headers"] for row in content["resultSets"]} == (
        endpoints.BoxScoreAdvancedV2.expected_data
    )
