"""What goes over the wire: the same bytes everywhere, acceptable to capture, marked as invented."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
import requests

from lake.answers import BEFORE_EVENTS, CANCELLED, AcceptedAnswer, judge
from lake.endpoints import ENDPOINTS, FINDER, GAME_DOCUMENTS, find_endpoint, finder_document
from lake.errors import GameNotFinal
from lake.seasons import GameId, Season
from replay.conditions import Condition
from replay.invented.season import InventedSeason
from replay.invented.source import MARK, InventedSource
from replay.server import serving

GAME = "0022400500"

# Season 2024-25, seed 7. These change when what is invented changes, and never with the machine,
# the version of Python or the number of threads.
DIGESTS = {
    (
        "leaguegamefinder",
        "0022400500",
    ): "6dd8be528d1248ab387ac199de30a5aa1f51445df4a9ca70b63f1c2f89d022d7",
    (
        "boxscoresummaryv3",
        "0022400500",
    ): "06840321ab0e5053cc241135825696d4e691d7d107a5100c2c294ab2664146e6",
    (
        "boxscoretraditionalv3",
        "0022400500",
    ): "4c4c59c4985973e64f1fd6a75a03055b2ea0e8124419ade5921a292dacdeb740",
    (
        "boxscoreadvancedv3",
        "0022400500",
    ): "f2057864a1531c4d9e96e5dec86cd0f9c14557a08ae92aa0cff505b7f83747aa",
    (
        "playbyplayv3",
        "0022400500",
    ): "8542745352f0cfb621e6dfa67819a8f3b166638fbf4b932328bcf4b4d45c8bcc",
    (
        "boxscoresummaryv2",
        "0022400500",
    ): "f3b4179d70990de6a98cf0d55f4ded37b7dfc9e919d07089eeac69d17bf5726d",
    (
        "boxscoretraditionalv2",
        "0022400500",
    ): "6a57b8d8f17b336e597ff8a7fe074aea24d40653a274a650dfea13141a00825e",
    (
        "boxscoreadvancedv2",
        "0022400500",
    ): "c4f493289bced16ba961086f96f6e2339e58852fa0b3c02731c26c07c707dc45",
    (
        "playbyplayv2",
        "0022400500",
    ): "9f6410367689c404ce5cb9e27c54d16f077d3955082d1f454e76029e188f4412",
    (
        "commonallplayers",
        "0022400500",
    ): "6cb075473f8acb5785db7fd9e83af252ef1227e80e5fd137f646aa85af321581",
    (
        "commonteamroster",
        "1610612743",
    ): "ca890cb8ffc9678b4f6d525641b73a71dea9c020bf358d01581104c515b11dfb",
    (
        "teaminfocommon",
        "1610612743",
    ): "8bebdb8f1c834d44ef1e24b93791463155a835c9ced78b9eed18683198dac6e7",
    (
        "commonplayerinfo",
        "22400101",
    ): "fb91392816ec9a92e72e9221fdb13b77509f9d9706cb82dbddc73f996d98a2d4",
}


def body(source: InventedSource, endpoint: str, entity: str) -> bytes:
    season = next(iter(source.seasons))
    document = find_endpoint(endpoint).document(entity, season)
    reply = source.reply(endpoint, find_endpoint(endpoint).params_for(document))
    assert reply.status == 200, reply.body
    return reply.body


def judged(source: InventedSource, endpoint: str, entity: str) -> AcceptedAnswer:
    return judge(
        find_endpoint(endpoint),
        body(source, endpoint, entity),
        is_cancelled=lambda game: game == GameId("0029500100"),
    )


@pytest.mark.parametrize(("endpoint", "entity"), DIGESTS)
def test_a_season_and_a_seed_give_these_bytes(
    invented_source: InventedSource, endpoint: str, entity: str
) -> None:
    observed = sha256(body(invented_source, endpoint, entity)).hexdigest()
    assert observed == DIGESTS[endpoint, entity]


def test_every_endpoint_has_a_digest() -> None:
    assert {endpoint for endpoint, _ in DIGESTS} == set(ENDPOINTS)


def test_documents_are_the_same_in_whatever_order_they_are_asked_for(
    invented_source: InventedSource,
) -> None:
    games = [f"00224{number:05d}" for number in range(1, 40)]
    once = [body(invented_source, "playbyplayv3", game) for game in games]
    again = [body(invented_source, "playbyplayv3", game) for game in reversed(games)]
    assert once == again[::-1]


def test_another_seed_gives_other_games(invented_source: InventedSource) -> None:
    other = InventedSource([Season(1998)], seed=8)
    same = InventedSource([Season(1998)], seed=7)
    ours, theirs = (
        {key: result.totals for key, result in source.seasons[Season(1998)].results.items()}
        for source in (same, other)
    )
    assert sum(ours[key] == theirs.get(key) for key in ours) == 0


def test_every_kind_of_game_is_accepted(
    invented_source: InventedSource, invented: InventedSeason
) -> None:
    first_of_type = {key[2]: key for key in reversed(invented.results)}
    assert set(first_of_type) == set("123456")
    for game in (*first_of_type.values(), GAME):
        for endpoint in GAME_DOCUMENTS:
            expected = AcceptedAnswer(endpoint.document(game, None))
            assert judged(invented_source, endpoint.name, game) == expected


def test_the_list_of_games_is_accepted(invented_source: InventedSource) -> None:
    accepted = judged(invented_source, FINDER.name, "")
    assert accepted == AcceptedAnswer(finder_document(Season(2024)))


def test_every_answer_says_that_it_is_invented(invented_source: InventedSource) -> None:
    with serving(invented_source) as server:
        answer = requests.get(
            f"{server.url}/stats/boxscoresummaryv3", params={"GameID": GAME}, timeout=10
        )
    assert answer.headers[MARK] == "season 2024-25, seed 7"
    assert "invented" in answer.json()["meta"]["request"]


@pytest.mark.parametrize(
    ("endpoint", "params"),
    [
        ("boxscoresummaryv3", {"GameID": "0022409999"}),
        ("boxscoresummaryv3", {"GameID": "0022300001"}),
        ("boxscoresummaryv3", {"GameID": "nonsense"}),
        ("playbyplayv3", {"GameID": GAME, "StartPeriod": "2", "EndPeriod": "2"}),
        ("scoreboardv2", {}),
        ("commonplayerinfo", {"PlayerID": "9" * 5000, "LeagueID": "00"}),
        ("commonplayerinfo", {"PlayerID": "203999", "LeagueID": "00"}),
    ],
)
def test_what_is_not_of_the_season_is_a_404(
    invented_source: InventedSource, endpoint: str, params: dict[str, str]
) -> None:
    reply = invented_source.reply(endpoint, params)
    assert reply.status == 404
    assert b"invented" in reply.body


def told(source: InventedSource, endpoint: str, game: str) -> dict[str, Any]:
    (root,) = (
        value for key, value in json.loads(body(source, endpoint, game)).items() if key != "meta"
    )
    return root  # type: ignore[no-any-return]


def test_a_box_score_has_accents_and_its_events_have_none(
    invented_source: InventedSource, invented: InventedSeason
) -> None:
    game, player = next(
        (key, player)
        for key in invented.results
        for player in invented.told(key).selections[0].dressed[:5]
        if not player.family_name.isascii()
    )
    box = body(invented_source, "boxscoretraditionalv3", game).decode()
    events = body(invented_source, "playbyplayv3", game).decode()
    assert player.family_name in box
    assert events.isascii()
    assert player.event_name in events


def test_a_few_events_have_a_number_from_tens_of_events_later(
    invented_source: InventedSource,
) -> None:
    ahead = []
    for number in range(500, 520):
        actions = told(invented_source, "playbyplayv3", f"00224{number:05d}")["actions"]
        numbers = [row["actionNumber"] for row in actions]
        ahead += [one - other for one, other in pairwise(numbers) if one > other]
        assert {
            row["description"][-5:] for row in actions if numbers.count(row["actionNumber"]) > 1
        }
    assert len(ahead) > 40
    assert max(ahead) > 20


def test_the_quirks_of_play_by_play(invented_source: InventedSource) -> None:
    actions = told(invented_source, "playbyplayv3", GAME)["actions"]
    assert [row["actionId"] for row in actions] == list(range(1, len(actions) + 1))
    steals = [row for row in actions if "STEAL" in row["description"]]
    assert {(row["actionType"], row["subType"]) for row in steals} == {("", "")}
    misses = [
        row
        for row in actions
        if row["description"].startswith("MISS") and row["actionType"] == "Free Throw"
    ]
    assert {(row["shotResult"], row["isFieldGoal"], row["shotValue"]) for row in misses} == {
        ("", 0, 0)
    }
    of_team = [row for row in actions if row["actionType"] == "Timeout"]
    assert {row["teamId"] for row in of_team} == {0}
    assert all(row["personId"] > 1610612736 for row in of_team)
    assert {row["scoreHome"] == "" for row in actions if row["shotResult"] == "Missed"} == {True}
    assert all(row["description"].isascii() for row in actions)


def test_the_quirks_of_box_scores(invented_source: InventedSource) -> None:
    box = told(invented_source, "boxscoretraditionalv3", GAME)
    assert list(box)[:3] == ["gameId", "awayTeamId", "homeTeamId"]
    absent = [row for row in box["homeTeam"]["players"] if row["comment"]]
    assert absent
    assert {row["statistics"]["minutes"] for row in absent} == {""}
    advanced = told(invented_source, "boxscoreadvancedv3", GAME)["homeTeam"]["statistics"]
    assert advanced["estimatedOffensiveRating"] == pytest.approx(
        5 * advanced["offensiveRating"], abs=0.3
    )
    assert advanced["estimatedPace"] == pytest.approx(advanced["pace"] / 5, abs=0.01)


def test_the_quirks_of_summaries(invented_source: InventedSource) -> None:
    summary = told(invented_source, "boxscoresummaryv3", GAME)
    assert summary["gameEt"].endswith("Z")
    assert summary["gameEt"] != summary["gameTimeUTC"]
    numbers = [
        row["jerseyNum"] for row in (*summary["officials"], *summary["homeTeam"]["inactives"])
    ]
    assert {len(number) for number in numbers} == {4}
    assert summary["homeTeam"]["statistics"] == {"dummyKey": "dummyValue"}


# A season before there were events, and games that are not over.


@pytest.fixture(scope="module")
def old_source() -> InventedSource:
    """1995-96, in which one game was cancelled and one is still running."""
    conditions = {
        GameId("0029500100"): Condition.CANCELLED,
        GameId("0029500101"): Condition.RUNNING,
    }
    return InventedSource([Season(1995)], 7, conditions)


def test_an_old_season_has_no_events_and_says_why(old_source: InventedSource) -> None:
    game = find_endpoint("playbyplayv3").document("0029500300", None)
    assert judged(old_source, "playbyplayv3", "0029500300") == AcceptedAnswer(game, BEFORE_EVENTS)


def test_an_old_box_score_has_whole_minutes_and_knows_no_starters(
    old_source: InventedSource,
) -> None:
    team = told(old_source, "boxscoretraditionalv3", "0029500300")["homeTeam"]
    assert (team["starters"], team["bench"]) == (None, None)
    assert {row["position"] for row in team["players"]} == {""}
    assert {row["statistics"]["plusMinusPoints"] for row in team["players"]} == {0.0}
    assert all(
        row["statistics"]["minutes"].isdigit() for row in team["players"] if not row["comment"]
    )


def test_a_cancelled_game_is_empty_for_a_reason(old_source: InventedSource) -> None:
    for endpoint in ("boxscoretraditionalv3", "boxscoreadvancedv3"):
        assert judged(old_source, endpoint, "0029500100").empty_reason == CANCELLED
    assert told(old_source, "boxscoresummaryv3", "0029500100")["gameStatusText"] == "Cancelled"


def test_a_running_game_is_refused_as_not_final(old_source: InventedSource) -> None:
    with pytest.raises(GameNotFinal, match="its status is 2"):
        judged(old_source, "boxscoresummaryv3", "0029500101")
    summary = told(old_source, "boxscoresummaryv3", "0029500101")
    assert summary["gameStatusText"].startswith("Q3 ")
    assert len(summary["homeTeam"]["periods"]) == 3
