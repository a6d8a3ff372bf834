"""The invented game is what the other tests take it for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lake.answers import CANCELLED, AcceptedAnswer, judge
from lake.endpoints import find_endpoint
from tests.invented import body, cancelled, invented_finder, invented_game

GAME = "0022400001"
ENDPOINTS = tuple(invented_game())


@pytest.mark.parametrize("endpoint_name", ENDPOINTS)
def test_an_invented_document_is_an_answer_that_capture_accepts(endpoint_name: str) -> None:
    endpoint = find_endpoint(endpoint_name)
    answer = judge(endpoint, body(invented_game()[endpoint_name]), is_cancelled=lambda _: False)
    assert answer == AcceptedAnswer(endpoint.document(GAME, None))


@pytest.mark.parametrize("endpoint_name", cancelled(GAME))
def test_a_cancelled_document_is_accepted_as_rightly_empty(endpoint_name: str) -> None:
    endpoint = find_endpoint(endpoint_name)
    answer = judge(endpoint, body(cancelled(GAME)[endpoint_name]), is_cancelled=lambda _: True)
    assert answer == AcceptedAnswer(endpoint.document(GAME, None), CANCELLED)


def test_both_rows_of_a_game_at_a_neutral_site_say_at() -> None:
    finder = invented_finder("2024-25", [(GAME, "2024-10-22"), ("0062400001", "2024-12-17")])
    (result_set,) = finder["resultSets"]
    matchup = result_set["headers"].index("MATCHUP")
    assert [row[matchup] for row in result_set["rowSet"]] == [
        "PSH @ GBL",
        "PSH @ GBL",
        "GBL vs. PSH",
        "PSH @ GBL",
    ]


def test_the_same_game_is_told_the_same_way_twice() -> None:
    assert invented_game(overtimes=2) == invented_game(overtimes=2)


def test_another_game_has_other_numbers() -> None:
    one, other = invented_game("0022400001"), invented_game("0022400002")
    assert _final_score(one) != _final_score(other)


@pytest.mark.parametrize("overtimes", [0, 1, 3])
def test_an_overtime_is_played_because_the_score_was_level(overtimes: int) -> None:
    summary = invented_game(overtimes=overtimes)["boxscoresummaryv3"]["boxScoreSummary"]
    home, away = ([p["score"] for p in summary[side]["periods"]] for side in _TEAMS)
    ends = range(4, 5 + overtimes)
    assert [sum(home[:end]) == sum(away[:end]) for end in ends] == [True] * overtimes + [False]


@pytest.mark.parametrize("overtimes", [0, 2])
def test_the_boxes_are_the_sums_of_the_events(overtimes: int) -> None:
    game = invented_game(overtimes=overtimes)
    counted: Counter[tuple[int, str]] = Counter()
    for action in game["playbyplayv3"]["game"]["actions"]:
        counted.update((action["personId"], statistic) for statistic in _statistics(action))
    boxes = game["boxscoretraditionalv3"]["boxScoreTraditional"]
    told = {
        (player["personId"], statistic): player["statistics"][statistic]
        for side in _TEAMS
        for player in boxes[side]["players"]
        for statistic in _COUNTED
    }
    assert told == {key: counted[key] for key in told}


@pytest.mark.real
@pytest.mark.parametrize("endpoint_name", ENDPOINTS)
def test_an_invented_document_has_the_keys_of_a_real_one_in_their_order(
    endpoint_name: str, real_data: Path
) -> None:
    real = json.loads((real_data / endpoint_name / "0022400561.json").read_text("utf-8"))
    keys_of_real = list(_paths(real))
    keys = list(_paths(invented_game("0022400561")[endpoint_name]))
    assert keys == [key for key in keys_of_real if key in set(keys)]


_TEAMS = ("homeTeam", "awayTeam")
_COUNTED = (
    "fieldGoalsMade",
    "fieldGoalsAttempted",
    "threePointersMade",
    "threePointersAttempted",
    "freeThrowsMade",
    "freeThrowsAttempted",
    "steals",
    "blocks",
    "turnovers",
    "foulsPersonal",
    "reboundsTotal",
)


def _final_score(game: dict[str, Any]) -> tuple[int, ...]:
    summary = game["boxscoresummaryv3"]["boxScoreSummary"]
    return tuple(summary[side]["score"] for side in _TEAMS)


def _statistics(action: dict[str, Any]) -> Iterator[str]:
    """What an event counts for its player, read as the texts tell it."""
    is_made = not action["description"].startswith("MISS")
    kinds = {"Free Throw": ["freeThrows"]}.get(action["actionType"], [])
    if action["isFieldGoal"]:
        kinds = ["fieldGoals"] + ["threePointers"] * (action["shotValue"] == 3)
    for kind in kinds:
        yield f"{kind}Attempted"
        if is_made:
            yield f"{kind}Made"
    told = {"Rebound": "reboundsTotal", "Foul": "foulsPersonal", "Turnover": "turnovers"}
    if action["actionType"] in told:
        yield told[action["actionType"]]
    for word, statistic in (("STEAL", "steals"), ("BLOCK", "blocks")):
        if word in action["description"]:
            yield statistic


def _paths(value: object, above: str = "") -> Iterator[str]:
    """The path of every key, once, in order; a list stands for its first element."""
    if isinstance(value, list):
        yield from _paths(value[0] if value else None, f"{above}[]")
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield f"{above}.{key}"
            yield from _paths(inner, f"{above}.{key}")
