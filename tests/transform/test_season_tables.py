"""Whole rows of the tables of a season, from rosters, lists and biographies."""

from __future__ import annotations

from datetime import date

import pytest

from lake.archive import RawArchive
from lake.documents import Document
from lake.local_store import LocalStore
from lake.seasons import Season
from lake.sql_files import load_folder
from tests.invented import AWAY, HOME, Json
from tests.people import archive_answer, archive_people, archive_unjudged, result_sets
from tests.transform.published import Row
from tests.transform.season_tables import SeasonTables, build_season

GBL, PSH = HOME.team_id, AWAY.team_id
ANSEL, BRAM, CIRO, DOV = 9910001, 9910002, 9910003, 9910004
IVO, JORY, KIT = 9920001, 9920002, 9920003

Facts = dict[str, object]

ON_ROSTER: Facts = {
    "TeamID": GBL,
    "SEASON": "2024",
    "LeagueID": "00",
    "PLAYER": "Ansel Fernwick",
    "NICKNAME": "Ansel",
    "PLAYER_SLUG": "ansel-fernwick",
    "NUM": "00  ",
    "POSITION": "F-C",
    "HEIGHT": "6-11",
    "WEIGHT": "284",
    "BIRTH_DATE": "FEB 19, 1995",
    "AGE": 30.0,
    "EXP": "9",
    "SCHOOL": "Lantern College",
    "PLAYER_ID": ANSEL,
    "HOW_ACQUIRED": "#7 Pick in 2016 Draft",
}
BARELY_ON_ROSTER: Facts = dict.fromkeys(ON_ROSTER, "") | {"AGE": None, "HOW_ACQUIRED": None}
COACH: Facts = {
    "TEAM_ID": GBL,
    "SEASON": "2024",
    "COACH_ID": 9940001,
    "FIRST_NAME": "Una",
    "LAST_NAME": "Trask",
    "COACH_NAME": "Una Trask",
    "IS_ASSISTANT": 1,
    "COACH_TYPE": "Head Coach",
    "SORT_SEQUENCE": None,
    "SUB_SORT_SEQUENCE": 1,
}
TEAM: Facts = {
    "TEAM_ID": GBL,
    "SEASON_YEAR": "2024-25",
    "TEAM_CITY": "Granite Bay",
    "TEAM_NAME": "Lanterns",
    "TEAM_ABBREVIATION": "GBL",
    "TEAM_CONFERENCE": "West",
    "TEAM_DIVISION": "Northwest",
    "W": 50,
    "L": 32,
    "PCT": 0.61,
}
BIOGRAPHY: Facts = {
    "PERSON_ID": ANSEL,
    "FIRST_NAME": "Ansel",
    "LAST_NAME": "Fernwick",
    "DISPLAY_FIRST_LAST": "Ansel Fernwick",
    "BIRTHDATE": "1995-02-19T00:00:00",
    "SCHOOL": "Lantern College",
    "COUNTRY": "Serbia",
    "HEIGHT": "6-10",
    "WEIGHT": "280",
    "SEASON_EXP": 10,
    "JERSEY": "00",
    "POSITION": "Forward-Center",
    "TEAM_ID": PSH,
    "FROM_YEAR": 2015,
    "TO_YEAR": 2025,
    "DRAFT_YEAR": "2016",
    "DRAFT_ROUND": "1",
    "DRAFT_NUMBER": "7",
}
UNDRAFTED: Facts = dict.fromkeys(("DRAFT_YEAR", "DRAFT_ROUND", "DRAFT_NUMBER"), "Undrafted")
LISTED: Facts = {
    "PERSON_ID": ANSEL,
    "DISPLAY_LAST_COMMA_FIRST": "Other, Some",
    "DISPLAY_FIRST_LAST": "Some Other",
    "FROM_YEAR": "1999",
    "TO_YEAR": "1999",
    "TEAM_ID": GBL,
}

BOXED = (
    (ANSEL, "Ansel Fernwick"),
    (IVO, "Ivo Stellan"),
    (KIT, "Kit Ambersand Jr."),
    (KIT, "Kit Ambersand"),
)
UNKNOWN: Row = dict.fromkeys(name for name, _ in load_folder("tables")["players"].columns)


def told(*rows: Facts) -> tuple[str, list[list[object]]]:
    """Write rows under the headers that all of them have."""
    headers = list(rows[0]) if rows else []
    return " ".join(headers), [[row[header] for header in headers] for row in rows]


def roster(team_id: int, players: list[Facts], coaches: list[Facts]) -> Json:
    return result_sets(
        "commonteamroster",
        {"TeamID": team_id, "LeagueID": "00", "Season": "2024-25"},
        CommonTeamRoster=told(*players),
        Coaches=told(*coaches),
    )


def team_info(facts: Facts) -> Json:
    echoed = {"LeagueID": "00", "Season": "2024-25", "TeamID": facts["TEAM_ID"]}
    return result_sets("teaminfocommon", echoed, TeamInfoCommon=told(facts))


def biography(facts: Facts) -> Json:
    echoed = [{"PlayerID": facts["PERSON_ID"]}, {"LeagueID": "00"}]
    return result_sets("commonplayerinfo", echoed, CommonPlayerInfo=told(facts))


def everybody(*rows: Facts) -> Json:
    echoed = {"LeagueID": "00", "Season": "2024-25", "IsOnlyCurrentSeason": 0}
    return result_sets("commonallplayers", echoed, CommonAllPlayers=told(*rows))


BRAM_ON_ROSTER = ON_ROSTER | {
    "PLAYER": "Bram Oxlade",
    "NUM": "7",
    "POSITION": "G",
    "HEIGHT": "6-0",
    "WEIGHT": "185",
    "BIRTH_DATE": "JUN 02, 2004",
    "EXP": "R",
    "SCHOOL": None,
    "PLAYER_ID": BRAM,
    "HOW_ACQUIRED": None,
}
HOME_ROSTER = roster(
    GBL,
    [
        ON_ROSTER,
        BRAM_ON_ROSTER,
        BARELY_ON_ROSTER
        | {"TeamID": GBL, "SEASON": "2024", "PLAYER": "Ciro Páleš", "PLAYER_ID": CIRO},
    ],
    [
        COACH,
        COACH
        | {"COACH_ID": 9940002, "COACH_NAME": "Wim Dallow"}
        | {"IS_ASSISTANT": 2, "COACH_TYPE": "Assistant Coach"},
        COACH
        | {"COACH_ID": 9940003, "COACH_NAME": "Yan Ebbett"}
        | {"IS_ASSISTANT": 3, "COACH_TYPE": "Trainer"},
        COACH
        | {"COACH_ID": 9940004, "COACH_NAME": "Zoe Farrant"}
        | {"IS_ASSISTANT": None, "COACH_TYPE": ""},
    ],
)
AWAY_ROSTER = roster(
    PSH,
    [
        BRAM_ON_ROSTER | {"TeamID": PSH, "NUM": "9", "HEIGHT": "6-1", "WEIGHT": "190"},
        ON_ROSTER | {"TeamID": PSH, "PLAYER": "Jory Pebblebrook", "PLAYER_ID": JORY},
    ],
    [],
)
ANSWERS = (
    HOME_ROSTER,
    AWAY_ROSTER,
    team_info(TEAM),
    team_info(
        TEAM
        | {"TEAM_ID": PSH, "TEAM_CITY": "Port Saffron", "TEAM_NAME": "Herons"}
        | {"TEAM_ABBREVIATION": "PSH", "TEAM_CONFERENCE": "", "TEAM_DIVISION": None}
        | {"W": 0, "L": None}
    ),
    biography(BIOGRAPHY),
    biography(
        BIOGRAPHY
        | {"PERSON_ID": BRAM, "FIRST_NAME": "", "LAST_NAME": "Oxlade", "COUNTRY": " "}
        | {"DISPLAY_FIRST_LAST": "Oxlade", "BIRTHDATE": "", "HEIGHT": "", "WEIGHT": ""}
        | {"POSITION": "", "SCHOOL": None, "TEAM_ID": 0, "FROM_YEAR": 2024}
        | UNDRAFTED
    ),
    biography(BIOGRAPHY | {"PERSON_ID": DOV}),
    everybody(
        LISTED,
        LISTED
        | {"PERSON_ID": CIRO, "DISPLAY_FIRST_LAST": "Ciro Páleš Jr."}
        | {"DISPLAY_LAST_COMMA_FIRST": "Páleš Jr., Ciro", "FROM_YEAR": "2022", "TO_YEAR": "2024"},
        LISTED
        | {"PERSON_ID": IVO, "DISPLAY_FIRST_LAST": "Ivo", "DISPLAY_LAST_COMMA_FIRST": "Ivo"}
        | {"TEAM_ID": 0},
        LISTED | {"PERSON_ID": DOV},
    ),
)


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> SeasonTables:
    archive = RawArchive(LocalStore(tmp_path_factory.mktemp("season") / "lake"))
    for answer in ANSWERS:
        archive_answer(archive, answer)
    return build_season(archive, "2024-25", BOXED)


def player(season: SeasonTables, player_id: int) -> Row:
    (row,) = (row for row in season.rows["players"] if row["player_id"] == player_id)
    return row


def test_rosters_have_a_row_for_each_player_of_each_team(season: SeasonTables) -> None:
    of_home = {"season": "2024-25", "team_id": GBL}
    bram = {
        "player_id": BRAM,
        "player_name": "Bram Oxlade",
        "jersey_number": "7",
        "position": "G",
        "height_inches": 72,
        "weight_lbs": 185,
        "birth_date": date(2004, 6, 2),
        "experience_years": 0,
        "how_acquired": None,
    }
    ansel = {
        "player_id": ANSEL,
        "player_name": "Ansel Fernwick",
        "jersey_number": "00",
        "position": "F-C",
        "height_inches": 83,
        "weight_lbs": 284,
        "birth_date": date(1995, 2, 19),
        "experience_years": 9,
        "how_acquired": "#7 Pick in 2016 Draft",
    }
    of_away = of_home | {"team_id": PSH}
    assert season.rows["rosters"] == [
        of_home | ansel,
        of_home | bram,
        of_home | dict.fromkeys(ansel) | {"player_id": CIRO, "player_name": "Ciro Páleš"},
        of_away | bram | {"jersey_number": "9", "height_inches": 73, "weight_lbs": 190},
        of_away | ansel | {"player_id": JORY, "player_name": "Jory Pebblebrook"},
    ]


def test_coaches_tell_the_head_coach_from_assistants_and_trainers(season: SeasonTables) -> None:
    coaches = [
        (9940001, "Una Trask", "Head Coach", False),
        (9940002, "Wim Dallow", "Assistant Coach", True),
        (9940003, "Yan Ebbett", "Trainer", False),
        (9940004, "Zoe Farrant", None, None),
    ]
    names = ("coach_id", "coach_name", "coach_type", "is_assistant")
    assert season.rows["coaches"] == [
        {"season": "2024-25", "team_id": GBL} | dict(zip(names, coach, strict=True))
        for coach in coaches
    ]


def test_teams_have_their_names_place_and_record(season: SeasonTables) -> None:
    assert season.rows["teams"] == [
        {"season": "2024-25", "team_id": GBL, "city": "Granite Bay", "name": "Lanterns"}
        | {"tricode": "GBL", "conference": "West", "division": "Northwest"}
        | {"wins": 50, "losses": 32},
        {"season": "2024-25", "team_id": PSH, "city": "Port Saffron", "name": "Herons"}
        | {"tricode": "PSH", "conference": None, "division": None}
        | {"wins": 0, "losses": None},
    ]


def test_players_are_those_of_rosters_and_box_scores_and_no_others(season: SeasonTables) -> None:
    players = [row["player_id"] for row in season.rows["players"]]
    assert players == [ANSEL, BRAM, CIRO, IVO, JORY, KIT]


def test_a_biography_goes_before_rosters_and_lists(season: SeasonTables) -> None:
    assert player(season, ANSEL) == {
        "player_id": ANSEL,
        "season": "2024-25",
        "first_name": "Ansel",
        "last_name": "Fernwick",
        "full_name": "Ansel Fernwick",
        "birth_date": date(1995, 2, 19),
        "height_inches": 82,
        "weight_lbs": 280,
        "position": "Forward-Center",
        "country": "Serbia",
        "school": "Lantern College",
        "draft_year": 2016,
        "draft_round": 1,
        "draft_number": 7,
        "from_year": 2015,
        "to_year": 2025,
        "team_id": PSH,
    }


def test_what_a_biography_lacks_a_roster_may_know_the_undrafted_have_no_draft_and_team_0_is_none(
    season: SeasonTables,
) -> None:
    """The rosters of two teams describe him, and the first one counts."""
    assert player(season, BRAM) == UNKNOWN | {
        "player_id": BRAM,
        "season": "2024-25",
        "last_name": "Oxlade",
        "full_name": "Oxlade",
        "birth_date": date(2004, 6, 2),
        "height_inches": 72,
        "weight_lbs": 185,
        "position": "Guard",
        "from_year": 2024,
        "to_year": 2025,
    }


def test_without_a_biography_a_player_is_what_the_list_of_all_players_tells(
    season: SeasonTables,
) -> None:
    assert player(season, CIRO) == UNKNOWN | {
        "player_id": CIRO,
        "season": "2024-25",
        "first_name": "Ciro",
        "last_name": "Páleš Jr.",
        "full_name": "Ciro Páleš Jr.",
        "from_year": 2022,
        "to_year": 2024,
        "team_id": GBL,
    }


def test_a_single_name_is_not_parted_into_first_and_last(season: SeasonTables) -> None:
    assert player(season, IVO) == UNKNOWN | {
        "player_id": IVO,
        "season": "2024-25",
        "full_name": "Ivo",
        "from_year": 1999,
        "to_year": 1999,
    }


def test_a_player_whom_only_a_roster_knows_is_what_the_roster_tells(season: SeasonTables) -> None:
    assert player(season, JORY) == UNKNOWN | {
        "player_id": JORY,
        "season": "2024-25",
        "full_name": "Jory Pebblebrook",
        "birth_date": date(1995, 2, 19),
        "height_inches": 83,
        "weight_lbs": 284,
        "position": "Forward-Center",
        "school": "Lantern College",
        "team_id": PSH,
    }


def test_a_player_whom_only_box_scores_know_has_one_row_and_one_name(season: SeasonTables) -> None:
    assert player(season, KIT) == UNKNOWN | {
        "player_id": KIT,
        "season": "2024-25",
        "full_name": "Kit Ambersand",
    }


def test_columns_are_found_by_their_headers_and_result_sets_by_their_names(
    season: SeasonTables, archive: RawArchive
) -> None:
    for answer in ANSWERS:
        turned = [
            {
                "name": told["name"],
                "headers": told["headers"][::-1],
                "rowSet": [row[::-1] for row in told["rowSet"]],
            }
            for told in answer["resultSets"]
        ]
        archive_answer(archive, answer | {"resultSets": turned[::-1]})
    assert build_season(archive, "2024-25", BOXED) == season


def test_an_answer_that_cannot_be_read_is_set_aside_and_the_others_are_not(
    archive: RawArchive,
) -> None:
    archive_answer(archive, HOME_ROSTER)
    for team_id, content in ((PSH, b'{"resultSets":[{"name":5,"rowSet":7}]}'), (1, b"{}")):
        named = Document("commonteamroster", Season(2024), str(team_id))
        archive_unjudged(archive, named, content)
    built = build_season(archive, "2024-25")
    assert {row["team_id"] for row in built.rows["rosters"]} == {GBL}
    assert [message.split(":")[0] for message in built.set_aside.values()] == [
        "staging can't read it",
        "staging can't read it",
    ]
    assert all(key and "/commonteamroster/" in key for key in built.set_aside)


def test_a_season_without_an_answer_has_no_rows(archive: RawArchive) -> None:
    assert build_season(archive, "2024-25") == SeasonTables(
        {"coaches": [], "players": [], "rosters": [], "teams": []}, {}
    )


def test_answers_with_the_fewest_columns_that_are_accepted_are_enough(archive: RawArchive) -> None:
    archive_people(archive, "2024-25")
    built = build_season(archive, "2024-25")
    assert built.set_aside == {}
    assert {name: len(rows) for name, rows in built.rows.items()} == {
        "coaches": 2,
        "players": 19,
        "rosters": 19,
        "teams": 2,
    }
