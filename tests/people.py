"""Answers about the league, its teams and its players, to go with the invented games."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lake.answers import judge
from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import find_endpoint
from lake.raw_object import Capture, RawObject
from tests.invented import AWAY, CAPTURED_AT, HOME, OFFICIALS, Team, body

PLAYERS = tuple(person for team in (HOME, AWAY) for person in team.players)
PLAYER_IDS = tuple(person.person_id for person in PLAYERS)

Json = dict[str, Any]


def all_players(season: str) -> Json:
    rows = [[player.person_id, player.plain_name, "2020", season[:4]] for player in PLAYERS]
    headers = "PERSON_ID DISPLAY_FIRST_LAST FROM_YEAR TO_YEAR"
    echoed = {"LeagueID": "00", "Season": season, "IsOnlyCurrentSeason": 0}
    return result_sets("commonallplayers", echoed, CommonAllPlayers=(headers, rows))


def roster(season: str, team: Team) -> Json:
    """Everybody of a team, those too whom no box score lists, and a coach."""
    people = (*team.players, *team.inactives)
    facts = ["7", "G-F", "6-5", "210", "FEB 19, 1995", "4", "Lantern College"]
    rows = [[team.team_id, season[:4], who.plain_name, who.person_id, *facts] for who in people]
    coaches = [[team.team_id, season[:4], OFFICIALS[0].person_id, "Una Trask", "Head Coach", 1]]
    return result_sets(
        "commonteamroster",
        {"TeamID": team.team_id, "LeagueID": "00", "Season": season},
        CommonTeamRoster=(
            "TeamID SEASON PLAYER PLAYER_ID NUM POSITION HEIGHT WEIGHT BIRTH_DATE EXP SCHOOL",
            rows,
        ),
        Coaches=("TEAM_ID SEASON COACH_ID COACH_NAME COACH_TYPE IS_ASSISTANT", coaches),
    )


def team_info(season: str, team: Team) -> Json:
    headers = "TEAM_ID SEASON_YEAR TEAM_CITY TEAM_NAME TEAM_ABBREVIATION"
    row = [team.team_id, season, team.city, team.name, team.tricode]
    echoed = {"LeagueID": "00", "Season": season, "SeasonType": None, "TeamID": team.team_id}
    return result_sets("teaminfocommon", echoed, TeamInfoCommon=(headers, [row]))


def player_info(player_id: int) -> Json:
    echoed = [{"PlayerID": player_id}, {"LeagueID": "00"}]
    headers = (
        "PERSON_ID DISPLAY_FIRST_LAST FIRST_NAME LAST_NAME BIRTHDATE HEIGHT WEIGHT POSITION "
        "COUNTRY SCHOOL DRAFT_YEAR DRAFT_ROUND DRAFT_NUMBER TEAM_ID"
    )
    facts = ["1995-02-19T00:00:00", "6-5", "210", "Guard-Forward", "USA", "Lantern College"]
    drafted = ["2020", "1", "7", HOME.team_id]
    row = [player_id, f"Player {player_id}", "Player", str(player_id), *facts, *drafted]
    return result_sets("commonplayerinfo", echoed, CommonPlayerInfo=(headers, [row]))


def archive_answer(archive: RawArchive, document: Json, captured_at: datetime = CAPTURED_AT) -> str:
    """Archive an answer as an import would; return its key."""
    endpoint = find_endpoint(document["resource"])
    named = judge(endpoint, body(document), is_cancelled=archive.is_cancelled).document
    return archive_unjudged(archive, named, body(document), captured_at)


def archive_unjudged(
    archive: RawArchive, named: Document, content: bytes, captured_at: datetime = CAPTURED_AT
) -> str:
    """Archive any bytes as the answer about something; return its key."""
    capture = Capture(
        params=find_endpoint(named.endpoint).params_for(named),
        url="",
        status=200,
        captured_at=captured_at,
        elapsed_ms=None,
        headers={"Content-Type": "application/json"},
        source="import",
        run_id="invented",
        empty_reason=None,
    )
    return archive.add(RawObject(named, capture, content))


def archive_people(archive: RawArchive, season: str) -> None:
    """Archive everything about a season's league and teams, and about everybody in it."""
    archive_answer(archive, all_players(season))
    for team in (HOME, AWAY):
        archive_answer(archive, roster(season, team))
        archive_answer(archive, team_info(season, team))
        for person in (*team.players, *team.inactives):
            archive_answer(archive, player_info(person.person_id))


def result_sets(
    resource: str, echoed: object, **sets: tuple[str, Sequence[Sequence[object]]]
) -> Json:
    """Write a document; each set has its headers in one text, and its rows."""
    return {
        "resource": resource,
        "parameters": echoed,
        "resultSets": [
            {"name": name, "headers": headers.split(), "rowSet": list(map(list, rows))}
            for name, (headers, rows) in sets.items()
        ],
    }
