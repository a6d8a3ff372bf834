"""Discovery on the real list of the games of 2024-25."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lake.discovery import discovered_games, of_types
from lake.seasons import DEFAULT_SEASON_TYPES, Season, season_of
from tests.conftest import Ended, Hoopstat

pytestmark = pytest.mark.real

PACE = "one every 5.5 s (8.25 s from 9:00 to 18:00 in New York)"


def dry_run(hoopstat: Hoopstat, real_data: Path, *options: str) -> Ended:
    finder = real_data / "leaguegamefinder" / "2024-25.json"
    # Captured when the season was over, so that there is no reason to ask for it again.
    at = ("--captured-at", "2025-11-01")
    assert hoopstat("import", "--endpoint", "leaguegamefinder", *at, finder).code == 0
    return hoopstat("capture", "--season", "2024-25", "--dry-run", *options)


def cells(ended: Ended) -> dict[str, str]:
    found = [line.strip("│ ").split("│") for line in ended.out.splitlines() if "│" in line]
    return {name.strip(): count.strip() for name, count in found}


def test_1321_games_are_owed_by_default(real_data: Path) -> None:
    games = discovered_games((real_data / "leaguegamefinder" / "2024-25.json").read_bytes())
    owed = of_types(games, DEFAULT_SEASON_TYPES)

    assert (len(games), len(owed)) == (1401, 1321)
    assert all(game.is_final for game in games)
    assert Counter(game.game_id.season_type.value for game in games) == {
        "regular": 1230,
        "playoffs": 84,
        "play-in": 6,
        "cup-final": 1,
        "preseason": 73,
        "all-star": 7,
    }


def test_the_league_has_30_teams(hoopstat: Hoopstat, real_data: Path) -> None:
    ended = dry_run(hoopstat, real_data, "--endpoints", "commonteamroster,commonallplayers")

    assert cells(ended)["requests"] == "31"


def test_the_real_roster_and_box_score_name_their_players(
    hoopstat: Hoopstat, real_data: Path
) -> None:
    for name, file in (
        ("commonteamroster", "2024-25_1610612743.json"),
        ("boxscoretraditionalv3", "0022400561.json"),
    ):
        assert hoopstat("import", "--endpoint", name, real_data / name / file).code == 0
    day = ("--from", "2025-01-15", "--to", "2025-01-15")

    ended = dry_run(hoopstat, real_data, "--endpoints", "commonplayerinfo", *day)

    # 18 players of Denver, 25 of New York and Philadelphia; ten more games were played that day.
    assert cells(ended)["documents owed"] == "43"
    assert cells(ended)["boxscoretraditionalv3 not read"] == "10"


def test_every_game_is_of_the_season_its_date_falls_in(real_data: Path) -> None:
    games = discovered_games((real_data / "leaguegamefinder" / "2024-25.json").read_bytes())

    assert {season_of(game.game_date) for game in games} == {Season(2024)}


def test_the_first_two_weeks_of_2025_owe_102_games(hoopstat: Hoopstat, real_data: Path) -> None:
    ended = dry_run(hoopstat, real_data, "--from", "2025-01-01", "--to", "2025-01-14")

    assert (cells(ended)["games owed"], cells(ended)["requests"]) == ("102", "408")


def test_the_dry_run_prints_the_games_the_requests_and_the_time(
    hoopstat: Hoopstat, real_data: Path
) -> None:
    ended = dry_run(hoopstat, real_data)

    assert cells(ended) == {
        "regular": "1,230",
        "playoffs": "84",
        "play-in": "6",
        "cup-final": "1",
        "games owed": "1,321",
        "games not final yet": "0",
        "documents owed": "5,284",
        "documents archived": "0",
        "requests": "5,284",
    }
    assert ended.out.splitlines()[-1] == f"Requests: 5,284, {PACE}: 8 h 4 min 22 s"


def test_preseason_and_all_star_make_it_1401(hoopstat: Hoopstat, real_data: Path) -> None:
    ended = dry_run(hoopstat, real_data, "--season-types", "all")

    assert cells(ended)["games owed"] == "1,401"
    assert cells(ended)["requests"] == "5,604"
    assert ended.out.splitlines()[-1] == f"Requests: 5,604, {PACE}: 8 h 33 min 42 s"
