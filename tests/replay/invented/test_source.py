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
    ): "1656e555c32b72e6c676dcfca9671d59c5b530bdeff14cfc63b730298dbe37d4",
    (
        "boxscoresummaryv3",
        "0022400500",
    ): "4dd654bc8226f6e32fff269e9aec5d275fd99052148ffc292bd568101587a8cd",
    (
        "boxscoretraditionalv3",
        "0022400500",
    ): "ccb5af9f9135b1cec90eb78350dd4b3780471debf3639a0f9d08248bd23f8fc5",
    (
        "boxscoreadvancedv3",
        "0022400500",
    ): "95a542f577886c58ba0b227532dd426458f47808d73cd7ad05eea2efe61d9d1f",
    (
        "playbyplayv3",
        "0022400500",
    ): "c38804059e025bd520e778394e1626a4ac27f209553597c6105231540a30e050",
    (
        "boxscoresummaryv2",
        "0022400500",
    ): "587e20b43c431ce8afdfbd5d21e97427e17a63ab5967dfa39ccabe5c0e389de4",
    (
        "boxscoretraditionalv2",
        "0022400500",
    ): "f3c87ca658d977566b3383872f3886e6f011d192ca0bb0bc205a7c0a27e60805",
    (
        "boxscoreadvancedv2",
        "0022400500",
    ): "3a49910191cd80b382a03a1f0f4c7825d2747963e5defb8f761be60c90bd3ff1",
    (
        "playbyplayv2",
        "0022400500",
    ): "8514116be1b04e13bbe3f2c4fbb53c9381a45a4919fd7cfb212fb76f4a319dda",
    (
        "commonallplayers",
        "0022400500",
    ): "112d99922bfe76cfe1eb66919a36f0187249aa1c5be30990e4a2d245ce941457",
    (
        "commonteamroster",
        "1610612743",
    ): "f7903bcc828791367850e83af140e44485e87a59076f31a55060628f6848201d",
    (
        "teaminfocommon",
        "1610612743",
    ): "1cc44c00e8a3801c20d121a3e0cb04f39dbc63b43f6bc340abb4797064c255a3",
    (
        "commonplayerinfo",
        "22400101",
    ): "2b5430023e2bf5d6b0e6fb392cf84bc7dae42425c5e8141d4b60cb2d4bd2b645",
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
    teams = (box["homeTeam"], box["awayTeam"])
    absent = [row for team in teams for row in team["players"] if row["comment"]]
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
