"""Every invented document of V2, of players and of teams is what capture accepts."""

from __future__ import annotations

import json

import pytest

from lake.answers import AcceptedAnswer, judge
from lake.documents import WHOLE_SEASON, Document
from lake.endpoints import find_endpoint
from lake.errors import AnswerRefused
from lake.seasons import Season
from replay.invented import v2_boxes, v2_summary
from replay.invented.season import InventedSeason
from tests.replay.invented.documents import (
    DENVER,
    GAME,
    GAMES,
    Content,
    game_documents,
    league_documents,
    starter,
)

SEASON = Season(2024)
V2 = ("boxscoretraditionalv2", "boxscoreadvancedv2", "boxscoresummaryv2", "playbyplayv2")


def judged(endpoint_name: str, content: Content) -> AcceptedAnswer:
    body = json.dumps(content).encode()
    return judge(find_endpoint(endpoint_name), body, is_cancelled=lambda _: False)


@pytest.mark.parametrize("endpoint_name", V2)
@pytest.mark.parametrize("game_id", GAMES)
def test_a_document_of_a_game_is_accepted(
    invented: InventedSeason, endpoint_name: str, game_id: str
) -> None:
    content = game_documents(invented, game_id)[endpoint_name]
    document = Document(endpoint_name, SEASON, game_id)
    assert judged(endpoint_name, content) == AcceptedAnswer(document)


def test_the_documents_of_the_league_are_accepted(invented: InventedSeason) -> None:
    contents = league_documents(invented)
    assert {name: judged(name, content).document for name, content in contents.items()} == {
        "commonallplayers": Document("commonallplayers", SEASON, WHOLE_SEASON),
        "commonplayerinfo": Document("commonplayerinfo", None, str(starter(invented))),
        "commonteamroster": Document("commonteamroster", SEASON, str(DENVER)),
        "teaminfocommon": Document("teaminfocommon", SEASON, str(DENVER)),
    }


def test_the_summary_of_a_cancelled_game_is_accepted(invented: InventedSeason) -> None:
    content = v2_summary.cancelled_summary(invented, invented.games[GAME])
    document = Document("boxscoresummaryv2", SEASON, GAME)
    assert judged("boxscoresummaryv2", content) == AcceptedAnswer(document)


def test_the_box_of_a_cancelled_game_is_refused_as_empty(invented: InventedSeason) -> None:
    """V2 gives no sign by which to know that a game was cancelled."""
    content = v2_boxes.cancelled_traditional(invented.games[GAME])
    with pytest.raises(AnswerRefused, match="PlayerStats has no rows"):
        judged("boxscoretraditionalv2", content)


def test_a_document_is_the_same_when_it_is_told_again(invented: InventedSeason) -> None:
    assert game_documents(invented, GAME) == game_documents(invented, GAME)
    assert league_documents(invented) == league_documents(invented)
