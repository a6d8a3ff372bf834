"""Real rosters, biographies, lists and team facts in the tables of a season."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.documents import Document
from lake.local_store import LocalStore
from lake.seasons import Season
from tests.people import archive_unjudged
from tests.transform.published import Row
from tests.transform.season_tables import SeasonTables, build_season

pytestmark = pytest.mark.real

DENVER = 1610612743
JOKIC, MURRAY, ARMSTRONG = 203999, 1627750, 1642379


@pytest.fixture
def archive(real_data: Path, tmp_path: Path) -> RawArchive:
    """The list is of current players only, which `hoopstat import` refuses."""
    archive = RawArchive(LocalStore(tmp_path / "lake"))
    for endpoint, season, entity, name in (
        ("commonteamroster", Season(2024), str(DENVER), f"2024-25_{DENVER}.json"),
        ("commonallplayers", Season(2024), "all", "2024-25_current-only.json"),
        ("commonplayerinfo", None, str(JOKIC), f"{JOKIC}.json"),
        ("teaminfocommon", Season(2025), str(DENVER), f"2024-25_{DENVER}.json"),
    ):
        body = (real_data / endpoint / name).read_bytes()
        archive_unjudged(archive, Document(endpoint, season, entity), body)
    return archive


@pytest.fixture
def season(archive: RawArchive) -> SeasonTables:
    return build_season(archive, "2024-25", [(ARMSTRONG, "Taran Armstrong")])


def of_player(rows: list[Row], player_id: int) -> Row:
    (row,) = (row for row in rows if row["player_id"] == player_id)
    return row


def test_every_real_answer_is_of_use(season: SeasonTables) -> None:
    assert season.set_aside == {}
    assert {name: len(rows) for name, rows in season.rows.items()} == {
        "coaches": 6,
        "players": 19,
        "rosters": 18,
        "teams": 0,
    }


def test_every_player_of_a_real_roster_has_every_measure(season: SeasonTables) -> None:
    measures = ("height_inches", "weight_lbs", "birth_date", "experience_years", "jersey_number")
    rosters = season.rows["rosters"]
    assert [row["player_name"] for row in rosters if None in map(row.get, measures)] == []
    assert sum(row["experience_years"] == 0 for row in rosters) == 4


def test_a_player_of_a_real_roster(season: SeasonTables) -> None:
    assert of_player(season.rows["rosters"], JOKIC) == {
        "season": "2024-25",
        "team_id": DENVER,
        "player_id": JOKIC,
        "player_name": "Nikola Jokić",
        "jersey_number": "15",
        "position": "C",
        "height_inches": 83,
        "weight_lbs": 284,
        "birth_date": date(1995, 2, 19),
        "experience_years": 9,
        "how_acquired": "#41 Pick in 2014 Draft",
    }


def test_a_real_biography(season: SeasonTables) -> None:
    assert of_player(season.rows["players"], JOKIC) == {
        "player_id": JOKIC,
        "season": "2024-25",
        "first_name": "Nikola",
        "last_name": "Jokić",
        "full_name": "Nikola Jokić",
        "birth_date": date(1995, 2, 19),
        "height_inches": 83,
        "weight_lbs": 284,
        "position": "Center",
        "country": "Serbia",
        "school": "Mega Basket",
        "draft_year": 2014,
        "draft_round": 2,
        "draft_number": 41,
        "from_year": 2015,
        "to_year": 2025,
        "team_id": DENVER,
    }


def test_a_player_of_a_real_roster_without_a_biography(season: SeasonTables) -> None:
    assert of_player(season.rows["players"], MURRAY) == {
        "player_id": MURRAY,
        "season": "2024-25",
        "first_name": None,
        "last_name": None,
        "full_name": "Jamal Murray",
        "birth_date": date(1997, 2, 23),
        "height_inches": 76,
        "weight_lbs": 215,
        "position": "Guard",
        "country": None,
        "school": "Kentucky",
        "draft_year": None,
        "draft_round": None,
        "draft_number": None,
        "from_year": None,
        "to_year": None,
        "team_id": DENVER,
    }


def test_a_player_of_the_real_list_of_all_players(season: SeasonTables) -> None:
    assert of_player(season.rows["players"], ARMSTRONG) == dict.fromkeys(
        season.rows["players"][0]
    ) | {
        "player_id": ARMSTRONG,
        "season": "2024-25",
        "first_name": "Taran",
        "last_name": "Armstrong",
        "full_name": "Taran Armstrong",
        "from_year": 2024,
        "to_year": 2024,
        "team_id": 1610612744,
    }


def test_real_coaches(season: SeasonTables) -> None:
    assert [
        (row["coach_name"], row["coach_type"], row["is_assistant"])
        for row in season.rows["coaches"]
    ] == [
        ("Ryan Bowen", "Assistant Coach", True),
        ("David Adelman", "Head Coach", False),
        ("Dan Shimensky", "Trainer", False),
        ("John Beckett", "Assistant Coach", True),
        ("Ognjen Stojakovic", "Assistant Coach", True),
        ("Elvis Valcarcel", "Assistant Coach", True),
    ]


def test_a_real_team_that_was_asked_for_in_the_season_it_tells(archive: RawArchive) -> None:
    assert build_season(archive, "2025-26").rows["teams"] == [
        {"season": "2025-26", "team_id": DENVER, "city": "Denver", "name": "Nuggets"}
        | {"tricode": "DEN", "conference": "West", "division": "Northwest"}
        | {"wins": 35, "losses": 20}
    ]
