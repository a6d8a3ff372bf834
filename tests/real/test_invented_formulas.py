"""The formulas of the invented advanced box score give the real one's numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from replay.invented.advanced import Share, advanced_of, ratio
from replay.invented.events import Stat

pytestmark = pytest.mark.real

GAME = "0022400561"
SIDES = ("homeTeam", "awayTeam")


def document(real_data: Path, endpoint: str, root: str) -> Any:
    return json.loads((real_data / endpoint / f"{GAME}.json").read_bytes())[root]


@pytest.fixture
def traditional(real_data: Path) -> Any:
    return document(real_data, "boxscoretraditionalv3", "boxScoreTraditional")


@pytest.fixture
def advanced(real_data: Path) -> Any:
    return document(real_data, "boxscoreadvancedv3", "boxScoreAdvanced")


def stat(counts: Any, possessions: float) -> Stat:
    keys = (
        "fieldGoalsMade fieldGoalsAttempted threePointersMade threePointersAttempted "
        "freeThrowsMade freeThrowsAttempted reboundsOffensive reboundsDefensive assists steals "
        "blocks turnovers foulsPersonal points"
    )
    return Stat._make([*(counts[key] for key in keys.split()), int(possessions)])


@pytest.mark.parametrize(("side", "team_turnovers"), [("homeTeam", 0), ("awayTeam", 3)])
def test_a_teams_advanced_statistics(
    traditional: Any, advanced: Any, side: str, team_turnovers: int
) -> None:
    """Its assist ratio and rebound shares also count what the box score does not tell."""
    other = next(name for name in SIDES if name != side)
    own, theirs = (
        stat(traditional[name]["statistics"], advanced[name]["statistics"]["possessions"])
        for name in (side, other)
    )
    found = advanced_of(Share(own, own, theirs, 265 * 60, True, team_turnovers))
    real = advanced[side]["statistics"]
    assert {
        "offensiveRating": found.offensive_rating,
        "defensiveRating": found.defensive_rating,
        "netRating": found.net_rating,
        "assistPercentage": found.assist_percentage,
        "assistToTurnover": found.assist_to_turnover,
        "turnoverRatio": found.turnover_ratio,
        "effectiveFieldGoalPercentage": found.effective_field_goal_percentage,
        "trueShootingPercentage": pytest.approx(found.true_shooting_percentage, abs=0.001),
        "usagePercentage": found.usage_percentage,
        "pace": found.pace,
        "pacePer40": pytest.approx(found.pace_per_40, abs=0.011),
        "possessions": found.possessions,
    } == {key: real[key] for key in _KEYS}


_KEYS = (
    "offensiveRating", "defensiveRating", "netRating", "assistPercentage", "assistToTurnover",
    "turnoverRatio", "effectiveFieldGoalPercentage", "trueShootingPercentage", "usagePercentage",
    "pace", "pacePer40", "possessions",
)  # fmt: skip


def test_pie_of_both_teams_is_a_share_of_one(traditional: Any, advanced: Any) -> None:
    home, away = (stat(traditional[side]["statistics"], 98) for side in SIDES)
    found = advanced_of(Share(home, home, away, 265 * 60, True))
    assert found.pie == pytest.approx(advanced["homeTeam"]["statistics"]["PIE"], abs=0.01)


def test_shares_are_rounded_as_the_api_rounds_them(traditional: Any) -> None:
    people = [row["statistics"] for side in SIDES for row in traditional[side]["players"]]
    for counts in people:
        for name in ("fieldGoals", "threePointers", "freeThrows"):
            made, attempted = counts[f"{name}Made"], counts[f"{name}Attempted"]
            assert ratio(made, attempted) == counts[f"{name}Percentage"]


def test_players_shooting_shares(traditional: Any, advanced: Any) -> None:
    """True shooting takes 0.44 of a free throw; the API knows which of them used up the ball."""
    for side in SIDES:
        for row, real in zip(traditional[side]["players"], advanced[side]["players"], strict=True):
            own = stat(row["statistics"], 0)
            found = advanced_of(Share(own, own, own, 60, is_team=False))
            statistics = real["statistics"]
            assert (
                found.effective_field_goal_percentage == statistics["effectiveFieldGoalPercentage"]
            )
            assert found.true_shooting_percentage == pytest.approx(
                statistics["trueShootingPercentage"], abs=0.002
            )
