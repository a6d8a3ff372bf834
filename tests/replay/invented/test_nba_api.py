"""nba_api, a client nobody here wrote, reads the invented documents into its data sets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from nba_api.stats import endpoints
from nba_api.stats.library.http import NBAStatsResponse

from replay.invented.season import InventedSeason
from tests.replay.invented.documents import (
    DENVER,
    GAME,
    Content,
    game_documents,
    league_documents,
    starter,
)

OF_A_GAME = {
    "boxscoretraditionalv2": endpoints.BoxScoreTraditionalV2,
    "boxscoreadvancedv2": endpoints.BoxScoreAdvancedV2,
    "boxscoresummaryv2": endpoints.BoxScoreSummaryV2,
    "playbyplayv2": endpoints.PlayByPlayV2,
}
OF_THE_LEAGUE = {
    "commonallplayers": endpoints.CommonAllPlayers,
    "commonplayerinfo": endpoints.CommonPlayerInfo,
    "commonteamroster": endpoints.CommonTeamRoster,
    "teaminfocommon": endpoints.TeamInfoCommon,
}


def read(endpoint: Any, content: Content) -> list[tuple[list[str], list[Any]]]:
    """The headers and rows that nba_api finds in a body, without a request."""
    endpoint.nba_response = NBAStatsResponse(json.dumps(content), 200, "http://localhost")
    endpoint.load_response()
    found = [data_set.get_dict() for data_set in endpoint.data_sets]
    assert all(list(frame.columns) for frame in endpoint.get_data_frames())
    return [(data_set["headers"], data_set["data"]) for data_set in found]


def told(content: Content) -> list[tuple[list[str], list[Any]]]:
    return [(row["headers"], row["rowSet"]) for row in content["resultSets"]]


# It warns that the API has retired V2 or has holes in it, which an invented season has not.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:BoxScoreSummaryV2:UserWarning")
@pytest.mark.parametrize("name", OF_A_GAME)
def test_nba_api_reads_the_documents_of_a_game(invented: InventedSeason, name: str) -> None:
    content = game_documents(invented, GAME)[name]
    endpoint = OF_A_GAME[name](game_id=GAME, get_request=False)
    assert read(endpoint, content) == told(content)


@pytest.mark.parametrize("name", OF_THE_LEAGUE)
def test_nba_api_reads_the_documents_of_the_league(invented: InventedSeason, name: str) -> None:
    entity = {"commonallplayers": {}, "commonplayerinfo": {"player_id": starter(invented)}}
    arguments = entity.get(name, {"team_id": DENVER})
    content = league_documents(invented)[name]
    assert read(OF_THE_LEAGUE[name](**arguments, get_request=False), content) == told(content)


def test_the_advanced_box_has_the_headers_that_nba_api_documents(invented: InventedSeason) -> None:
    content = game_documents(invented, GAME)["boxscoreadvancedv2"]
    assert {row["name"]: row["headers"] for row in content["resultSets"]} == (
        endpoints.BoxScoreAdvancedV2.expected_data
    )
