"""The people and teams of an invented season come out of the tables as they were invented."""

from __future__ import annotations

import json

import pytest

from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import find_endpoint
from lake.local_store import LocalStore
from lake.seasons import Season
from replay.invented.people import Player
from replay.invented.season import InventedSeason
from replay.invented.source import InventedSource
from tests.people import archive_answer
from tests.transform.published import Row
from tests.transform.season_tables import SeasonTables, build_season

SEASON = Season(2024)
POSITIONS = {
    "G": "Guard",
    "G-F": "Guard-Forward",
    "F": "Forward",
    "F-C": "Forward-Center",
    "C": "Center",
}


def rosters(invented: InventedSeason) -> dict[int, tuple[Player, ...]]:
    """Who is on each team when the season is over, in the order of their ids."""
    last = invented.format.last_day
    return {
        team_id: tuple(
            sorted(invented.league.roster(team_id, last), key=lambda player: player.person_id)
        )
        for team_id in sorted(invented.teams)
    }


@pytest.fixture(scope="module")
def built(
    invented_source: InventedSource,
    invented: InventedSeason,
    tmp_path_factory: pytest.TempPathFactory,
) -> SeasonTables:
    archive = RawArchive(LocalStore(tmp_path_factory.mktemp("people") / "lake"))
    teams = rosters(invented)
    wanted = [
        Document("commonallplayers", SEASON, "all"),
        *(Document("commonteamroster", SEASON, str(team_id)) for team_id in teams),
        *(Document("teaminfocommon", SEASON, str(team_id)) for team_id in teams),
        *(
            Document("commonplayerinfo", None, str(player.person_id))
            for roster in teams.values()
            for player in roster
        ),
    ]
    for document in wanted:
        endpoint = find_endpoint(document.endpoint)
        reply = invented_source.reply(endpoint.name, endpoint.params_for(document))
        archive_answer(archive, json.loads(reply.body))
    return build_season(archive, str(SEASON))


def test_every_answer_is_of_use(built: SeasonTables) -> None:
    assert built.set_aside == {}


def test_rosters_are_those_of_the_last_day(built: SeasonTables, invented: InventedSeason) -> None:
    expected = [
        {
            "season": "2024-25",
            "team_id": team_id,
            "player_id": player.person_id,
            "player_name": player.full_name,
            "jersey_number": player.jersey,
            "position": player.position,
            "height_inches": player.height_inches,
            "weight_lbs": player.weight_lbs,
            "birth_date": player.birth_date,
            "experience_years": 2024 - player.first_year,
        }
        for team_id, roster in rosters(invented).items()
        for player in roster
    ]
    told = [without(row, "how_acquired") for row in built.rows["rosters"]]
    assert told == expected


def test_players_are_described_as_they_were_invented(
    built: SeasonTables, invented: InventedSeason
) -> None:
    expected = [
        {
            "player_id": player.person_id,
            "season": "2024-25",
            "first_name": player.first_name,
            "last_name": player.family_name,
            "full_name": player.full_name,
            "birth_date": player.birth_date,
            "height_inches": player.height_inches,
            "weight_lbs": player.weight_lbs,
            "position": POSITIONS[player.position],
            "country": player.country,
            "school": player.school,
            "draft_year": player.draft.year if player.draft else None,
            "draft_round": player.draft.round if player.draft else None,
            "draft_number": player.draft.number if player.draft else None,
            "from_year": player.first_year,
            "to_year": 2024,
            "team_id": team_id,
        }
        for team_id, roster in rosters(invented).items()
        for player in roster
    ]
    assert built.rows["players"] == sorted(expected, key=lambda row: str(row["player_id"]))


def test_each_team_has_its_head_coach_and_four_assistants(
    built: SeasonTables, invented: InventedSeason
) -> None:
    assert built.rows["coaches"] == [
        {
            "season": "2024-25",
            "team_id": team_id,
            "coach_id": coach.person_id,
            "coach_name": coach.full_name,
            "coach_type": "Assistant Coach" if coach.is_assistant else "Head Coach",
            "is_assistant": coach.is_assistant,
        }
        for team_id, coaches in sorted(invented.league.coaches.items())
        for coach in coaches
    ]


def test_teams_have_the_record_they_played(built: SeasonTables, invented: InventedSeason) -> None:
    assert built.rows["teams"] == [
        {
            "season": "2024-25",
            "team_id": team_id,
            "city": team.city,
            "name": team.name,
            "tricode": team.tricode,
            "conference": team.conference,
            "division": team.division,
            "wins": invented.record(team_id)[0],
            "losses": invented.record(team_id)[1],
        }
        for team_id, team in sorted(invented.teams.items())
    ]


def without(row: Row, column: str) -> Row:
    return {name: value for name, value in row.items() if name != column}
