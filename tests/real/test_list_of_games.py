"""The real list of the games of 2024-25 against what is expected, and games against the list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Hoopstat

pytestmark = pytest.mark.real

GAME = "0022400561"
ABROAD, CUP_FINAL = "0022400633", "0062400001"
OF_A_SEASON = {
    "every_playoff_series_is_listed": 1,
    "every_season_has_its_number_of_games": 4,
    "every_team_plays_its_number_of_games": 30,
    "no_month_of_the_list_is_empty": 9,
    "playoff_series_are_complete": 15,
}

Json = dict[str, Any]


@pytest.fixture
def checks(hoopstat: Hoopstat, real_data: Path) -> dict[str, Json]:
    """What each check says of the whole list and a few games, by name."""
    after_it = ("--captured-at", "2025-11-01")
    finder = real_data / "leaguegamefinder" / "2024-25.json"
    assert hoopstat("import", "--endpoint", "leaguegamefinder", *after_it, finder).code == 0
    documents = [(f"boxscore{kind}v3", GAME) for kind in ("summary", "traditional", "advanced")]
    documents += [("playbyplayv3", GAME)]
    documents += [("boxscoresummaryv3", game) for game in (ABROAD, CUP_FINAL)]
    for endpoint, game in documents:
        file = real_data / endpoint / f"{game}.json"
        assert hoopstat("import", "--endpoint", endpoint, *after_it, file).code == 0
    assert hoopstat("transform").code == 0
    report = json.loads(hoopstat("validate", "--format", "json").out)
    return {check["check"]: check for check in report["checks"]}


def test_the_list_has_every_game_of_the_season(checks: dict[str, Json]) -> None:
    judged = {name: checks[name] for name in OF_A_SEASON}
    assert {name: check["outcome"] for name, check in judged.items()} == dict.fromkeys(
        OF_A_SEASON, "passed"
    )
    assert {name: check["units"] for name, check in judged.items()} == OF_A_SEASON


def test_what_is_not_archived_of_1321_games_is_owed(checks: dict[str, Json]) -> None:
    owed = checks["every_game_has_every_owed_document"]
    assert (owed["units"], owed["finding_count"]) == (4 * 1321, 4 * 1321 - 6)


def test_the_list_tells_what_the_documents_tell(checks: dict[str, Json]) -> None:
    units = {
        "every_game_is_listed": 3,
        "final_scores_match_the_list_of_games": 2,
        "games_have_the_date_of_the_list": 3,
        "team_results_match_the_list_of_games": 2,
    }
    judged = {name: (checks[name]["outcome"], checks[name]["units"]) for name in units}
    assert judged == {name: ("passed", count) for name, count in units.items()}
