"""Play-by-play of V2 is told as V3 tells it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import find_endpoint
from lake.local_store import LocalStore
from lake.seasons import Season
from replay.invented.source import InventedSource
from tests.invented import CAPTURED_AT
from tests.people import archive_unjudged
from tests.transform.published import Row, rows, transform_one
from transform.catalog import load_catalog
from transform.judging import OnFailure, checks_before_publishing

GAME = "0022400001"
GAMES = (GAME, "0022400013", "0022400014")
"""The second and third have a delay of game and a look at the replay."""

Json = dict[str, Any]

LATER = CAPTURED_AT + timedelta(days=1)
BOXES = ("boxscoresummaryv3", "boxscoretraditionalv3")


def archive_games(store: LocalStore, source: InventedSource, *endpoints: str) -> None:
    for game in GAMES:
        for endpoint in endpoints:
            document = find_endpoint(endpoint).document(game, None)
            archive_unjudged(RawArchive(store), document, _answer(source, document))


def archive_changed(
    store: LocalStore, source: InventedSource, change: Callable[[Json], None]
) -> None:
    """Archive the V2 events of the first game, their result set changed."""
    document = find_endpoint("playbyplayv2").document(GAME, None)
    answer = json.loads(_answer(source, document))
    change(answer["resultSets"][0])
    archive_unjudged(RawArchive(store), document, json.dumps(answer).encode())


def _answer(source: InventedSource, document: Document) -> bytes:
    return source.reply(
        document.endpoint, find_endpoint(document.endpoint).params_for(document)
    ).body


@pytest.fixture(scope="module")
def v2_lake(
    invented_source: InventedSource, tmp_path_factory: pytest.TempPathFactory
) -> LocalStore:
    """Three invented games with their events from V2, transformed. To be read only."""
    store = LocalStore(tmp_path_factory.mktemp("v2") / "lake")
    archive_games(store, invented_source, *BOXES, "playbyplayv2")
    assert transform_one(store).failures == {}
    return store


@pytest.fixture(scope="module")
def v3_lake(
    invented_source: InventedSource, tmp_path_factory: pytest.TempPathFactory
) -> LocalStore:
    """The same games with their events from V3, transformed. To be read only."""
    store = LocalStore(tmp_path_factory.mktemp("v3") / "lake")
    archive_games(store, invented_source, *BOXES, "playbyplayv3")
    assert transform_one(store).failures == {}
    return store


NOTHING = (
    *("team_id", "player_id", "player_name", "action_type", "sub_type", "x", "y"),
    *("shot_distance_ft", "shot_value", "shot_result", "assist_player_id", "other_player_id"),
)
EVENT = (
    {"game_id": GAME, "season": "2024-25", "month": 10, "game_date": date(2024, 10, 22)}
    | {"period": 1, "points": 0}
    | dict.fromkeys(NOTHING)
)
HOME, AWAY = 1610612739, 1610612741


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(
            {"event_index": 1, "action_number": 2, "clock": "PT12M00.00S"}
            | {"seconds_remaining": 720.0, "action_type": "period", "sub_type": "start"}
            | {"description": "Start of 1st Period (7:10 PM EST)"}
            | {"is_field_goal": False, "home_score": 0, "away_score": 0},
            id="start of the game, of which V2 tells no score",
        ),
        pytest.param(
            {"event_index": 2, "action_number": 3, "clock": "PT12M00.00S"}
            | {"seconds_remaining": 720.0, "action_type": "Jump Ball", "team_id": HOME}
            | {"description": "Jump Ball Amberdrift vs. Frostlow: Tip to Nettlelow"}
            | {"player_id": 22400035, "player_name": "Amberdrift", "other_player_id": 22400067}
            | {"is_field_goal": False, "home_score": 0, "away_score": 0},
            id="jump ball and the other jumper",
        ),
        pytest.param(
            {"event_index": 5, "action_number": 7, "clock": "PT11M35.00S"}
            | {"seconds_remaining": 695.0, "action_type": "Turnover", "sub_type": "Bad Pass"}
            | {"description": "Glimmerkettle Bad Pass Turnover (P1.T1)", "team_id": AWAY}
            | {"player_id": 22400069, "player_name": "Glimmerkettle"}
            | {"other_player_id": 22400036}
            | {"is_field_goal": False, "home_score": 0, "away_score": 0},
            id="turnover and who stole the ball",
        ),
        pytest.param(
            {"event_index": 6, "action_number": 7, "clock": "PT11M35.00S"}
            | {"seconds_remaining": 695.0, "team_id": HOME}
            | {"description": "Fernkettle STEAL (1 STL)"}
            | {"player_id": 22400036, "player_name": "Fernkettle", "other_player_id": 22400069}
            | {"is_field_goal": False, "home_score": 0, "away_score": 0},
            id="steal, a row of its own with the number of its turnover",
        ),
        pytest.param(
            {"event_index": 10, "action_number": 14, "clock": "PT11M16.00S"}
            | {"seconds_remaining": 676.0, "action_type": "Rebound", "sub_type": "Unknown"}
            | {"description": "Bulls Rebound", "team_id": AWAY}
            | {"is_field_goal": False, "home_score": 0, "away_score": 0},
            id="team rebound",
        ),
        pytest.param(
            {"event_index": 16, "action_number": 23, "clock": "PT10M22.00S"}
            | {"seconds_remaining": 622.0, "action_type": "Foul", "sub_type": "Personal"}
            | {"description": "Thornwold IV P.FOUL (P1.T1) (D.Juniperham)", "team_id": HOME}
            | {"player_id": 22400033, "player_name": "Thornwold IV", "other_player_id": 22400067}
            | {"is_field_goal": False, "home_score": 4, "away_score": 2},
            id="foul and who was fouled",
        ),
        pytest.param(
            {"event_index": 22, "action_number": 30, "clock": "PT09M25.00S"}
            | {"seconds_remaining": 565.0, "action_type": "Made Shot", "sub_type": "Jump Shot"}
            | {"description": "Fernkettle 28' 3PT Jump Shot (3 PTS) (Thornwold IV 1 AST)"}
            | {"team_id": HOME, "player_id": 22400036, "player_name": "Fernkettle"}
            | {"shot_distance_ft": 28, "shot_value": 3, "shot_result": "Made", "points": 3}
            | {"is_field_goal": True, "home_score": 10, "away_score": 2}
            | {"assist_player_id": 22400033},
            id="made three and who assisted",
        ),
        pytest.param(
            {"event_index": 24, "action_number": 32, "clock": "PT09M03.00S"}
            | {"seconds_remaining": 543.0, "action_type": "Missed Shot"}
            | {"sub_type": "Step Back Jump shot"}
            | {"description": "MISS Fernkettle 23' 3PT Step Back Jump Shot"}
            | {"team_id": HOME, "player_id": 22400036, "player_name": "Fernkettle"}
            | {"shot_distance_ft": 23, "shot_value": 3, "shot_result": "Missed"}
            | {"is_field_goal": True, "home_score": 10, "away_score": 4}
            | {"other_player_id": 22400067},
            id="missed three and who blocked it",
        ),
        pytest.param(
            {"event_index": 25, "action_number": 32, "clock": "PT09M03.00S"}
            | {"seconds_remaining": 543.0, "description": "Frostlow BLOCK (1 BLK)"}
            | {"team_id": AWAY, "player_id": 22400067, "player_name": "Frostlow"}
            | {"is_field_goal": False, "home_score": 10, "away_score": 4}
            | {"other_player_id": 22400036},
            id="block, a row of its own with the number of its shot",
        ),
        pytest.param(
            {"event_index": 35, "action_number": 47, "clock": "PT08M01.00S"}
            | {"seconds_remaining": 481.0, "action_type": "Substitution", "team_id": HOME}
            | {"description": "SUB: Mistridge FOR Marlworthy"}
            | {"player_id": 22400037, "player_name": "Marlworthy", "other_player_id": 22400038}
            | {"is_field_goal": False, "home_score": 12, "away_score": 4},
            id="substitution and who comes in",
        ),
        pytest.param(
            {"event_index": 91, "action_number": 125, "clock": "PT02M52.00S"}
            | {"seconds_remaining": 172.0, "action_type": "Free Throw"}
            | {"sub_type": "Free Throw 2 of 2", "points": 1, "team_id": AWAY}
            | {"description": "Mistwood Free Throw 2 of 2 (1 PTS)"}
            | {"player_id": 22400073, "player_name": "Mistwood"}
            | {"is_field_goal": False, "home_score": 19, "away_score": 8},
            id="made free throw",
        ),
    ],
)
def test_an_event_of_v2_is_told_whole(v2_lake: LocalStore, expected: Row) -> None:
    where = f"game_id = '{GAME}' and event_index = {expected['event_index']}"
    (row,) = rows(v2_lake, "play_by_play", where)
    assert row == EVENT | expected


def as_v2_would(row: Row) -> Row:
    """A row of V3 without what V2 can't tell."""
    told = row | {"x": None, "y": None}
    told["seconds_remaining"] = float(int(row["seconds_remaining"]))
    told["clock"] = f"{row['clock'].partition('.')[0]}.00S"
    if row["sub_type"] == "Delay Of Game":
        told["description"] = None
    return told


def test_v2_and_v3_of_the_same_games_give_the_same_events(
    v2_lake: LocalStore, v3_lake: LocalStore
) -> None:
    """But for places, tenths of a second, the text of a delay of game and who was fouled."""
    of_v2, of_v3 = rows(v2_lake, "play_by_play"), rows(v3_lake, "play_by_play")
    for row in of_v2:
        if row["action_type"] == "Foul":
            row["other_player_id"] = None
    assert of_v2 == [as_v2_would(row) for row in of_v3]
    assert {row["action_type"] for row in of_v2} >= {"Violation", "Instant Replay", None}


def test_the_points_of_v2_events_are_those_of_the_box_score(v2_lake: LocalStore) -> None:
    scored: Counter[tuple[str, int]] = Counter()
    for row in rows(v2_lake, "play_by_play", "player_id is not null"):
        scored[row["game_id"], row["player_id"]] += row["points"]
    boxed = rows(v2_lake, "player_box_traditional", "did_play")
    assert {(row["game_id"], row["player_id"]): row["pts"] for row in boxed} == {
        (row["game_id"], row["player_id"]): scored[row["game_id"], row["player_id"]]
        for row in boxed
    }


def test_events_are_judged_before_they_are_published_whatever_version_they_are_of() -> None:
    checks = checks_before_publishing(load_catalog().month_tables)
    judging_events = {
        check.name for check in checks if "play_by_play" in {check.over, *check.needs, *check.uses}
    }
    assert judging_events >= {
        "clocks_are_readable",
        "event_index_has_no_holes",
        "final_score_is_the_same_everywhere",
        "play_by_play_grain_is_unique",
        "player_box_matches_play_by_play",
    }


def test_v2_events_of_the_known_form_do_not_drift(v2_lake: LocalStore) -> None:
    assert transform_one(v2_lake, force=True).drift == ()


def test_v3_wins_where_a_game_has_both(
    lake: LocalStore, v3_lake: LocalStore, invented_source: InventedSource
) -> None:
    archive_games(lake, invented_source, *BOXES, "playbyplayv2", "playbyplayv3")
    transform_one(lake)
    assert rows(lake, "play_by_play") == rows(v3_lake, "play_by_play")


def test_v2_tells_the_events_where_v3_has_none(
    lake: LocalStore, v2_lake: LocalStore, invented_source: InventedSource
) -> None:
    archive_games(lake, invented_source, *BOXES, "playbyplayv2")
    for game in GAMES:
        empty = {"game": {"gameId": game, "actions": []}}
        document = find_endpoint("playbyplayv3").document(game, None)
        archive_unjudged(RawArchive(lake), document, json.dumps(empty).encode())
    transform_one(lake)
    assert rows(lake, "play_by_play") == rows(v2_lake, "play_by_play")


def test_a_v2_document_without_events_is_read_and_gives_none(
    lake: LocalStore, invented_source: InventedSource
) -> None:
    archive_games(lake, invented_source, *BOXES)
    archive_changed(lake, invented_source, lambda told: told.update(rowSet=[]))
    assert transform_one(lake).set_aside == ()
    assert rows(lake, "play_by_play") == []


def test_a_damaged_v2_document_is_set_aside_and_the_others_are_told(
    lake: LocalStore, v2_lake: LocalStore, invented_source: InventedSource
) -> None:
    archive_games(lake, invented_source, *BOXES, "playbyplayv2")
    document = Document("playbyplayv2", Season(2024), GAME)
    newer = {"parameters": {"GameID": GAME}, "resultSets": "none"}
    key = archive_unjudged(
        RawArchive(lake), document, json.dumps(newer).encode(), captured_at=LATER
    )
    assert [error.key for error in transform_one(lake).set_aside] == [key]
    assert rows(lake, "play_by_play") == rows(v2_lake, "play_by_play", f"game_id <> '{GAME}'")


def rename_a_header(told: Json) -> None:
    told["headers"][told["headers"].index("PLAYER2_ID")] = "SECOND_ID"


def rename_the_result_set(told: Json) -> None:
    told["name"] = "Events"


def write_a_word_for_a_number(told: Json) -> None:
    told["rowSet"][3][told["headers"].index("PERIOD")] = "first"


def shorten_a_row(told: Json) -> None:
    told["rowSet"][3].pop()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (rename_a_header, 'does not have key "PLAYER2_ID"'),
        (rename_the_result_set, "there is no such result set"),
        (write_a_word_for_a_number, '"first"'),
        (shorten_a_row, "a row does not fit its headers"),
    ],
)
def test_a_v2_document_of_another_shape_is_set_aside_with_the_reason(
    lake: LocalStore, invented_source: InventedSource, spoil: Callable[[Json], None], reason: str
) -> None:
    archive_games(lake, invented_source, *BOXES)
    archive_changed(lake, invented_source, spoil)
    (error,) = transform_one(lake).set_aside
    assert reason in error.message
    assert rows(lake, "play_by_play") == []


def test_columns_of_v2_events_are_found_by_their_headers_wherever_they_stand(
    lake: LocalStore, v2_lake: LocalStore, invented_source: InventedSource
) -> None:
    def turn_round(told: Json) -> None:
        for line in (told["headers"], *told["rowSet"]):
            line.reverse()

    archive_games(lake, invented_source, *BOXES)
    archive_changed(lake, invented_source, turn_round)
    transform_one(lake)
    assert rows(lake, "play_by_play") == rows(v2_lake, "play_by_play", f"game_id = '{GAME}'")


def test_a_clock_of_v2_that_is_none_stays_as_it_is(
    lake: LocalStore, invented_source: InventedSource
) -> None:
    def spoil_clocks(told: Json) -> None:
        place = told["headers"].index("PCTIMESTRING")
        for number, clock in enumerate([None, "", "late", ":38", "11:5"]):
            told["rowSet"][number][place] = clock

    archive_games(lake, invented_source, *BOXES)
    archive_changed(lake, invented_source, spoil_clocks)
    transform_one(lake, on_failure=OnFailure.KEEP)
    found = rows(lake, "play_by_play", "seconds_remaining is null")
    # The fifth event is a turnover, the sixth its steal.
    assert [row["clock"] for row in found] == [None, "", "late", ":38", "11:5", "11:5"]


def test_an_event_of_v2_with_an_empty_clock_fails_no_check(
    lake: LocalStore, invented_source: InventedSource
) -> None:
    def forget_a_clock(told: Json) -> None:
        told["rowSet"][3][told["headers"].index("PCTIMESTRING")] = None

    archive_games(lake, invented_source, *BOXES)
    archive_changed(lake, invented_source, forget_a_clock)
    assert transform_one(lake).failures == {}
    (row,) = rows(lake, "play_by_play", "clock is null")
    assert row["event_index"] == 4


def test_the_kind_of_a_shot_is_that_of_its_text_whatever_its_code(
    lake: LocalStore, v2_lake: LocalStore, invented_source: InventedSource
) -> None:
    def forget_codes(told: Json) -> None:
        kind, code = (told["headers"].index(f"EVENTMSG{what}TYPE") for what in ("", "ACTION"))
        for row in told["rowSet"]:
            if row[kind] in (1, 2):
                row[code] = 999

    archive_games(lake, invented_source, *BOXES)
    archive_changed(lake, invented_source, forget_codes)
    transform_one(lake)
    assert rows(lake, "play_by_play") == rows(v2_lake, "play_by_play", f"game_id = '{GAME}'")


SHOTS = {
    "MISS {}  3PT Jump Shot": "Jump Shot",
    "{} 1' Running Alley Oop Dunk Shot (23 PTS) (Fernkettle 12 AST)": "Running Alley Oop Dunk Shot",
    "{} Tip Layup Shot (2 PTS)": "Tip Layup Shot",
    "MISS {}  Dunk": "Dunk Shot",
    "MISS {} 2' Driving Finger Roll Layup": "Driving Finger Roll Layup Shot",
    "{} 2' Alley Oop Layup (2 PTS)": "Alley Oop Layup shot",
    "MISS {} 31' 3PT Fadeaway Jumper": "Fadeaway Jump Shot",
    "{} 8' Floating Jump Shot (2 PTS)": "Floating Jump shot",
    "MISS {} 22' Pullup Jump Shot": "Pullup Jump shot",
    "MISS {}  3PT Step Back Jump Shot": "Step Back Jump shot",
    "MISS {} 9' Turnaround Fadeaway": "Turnaround Fadeaway shot",
    "MISS {} 9' Turnaround Fadeaway Shot": "Turnaround Fadeaway shot",
    "MISS Somebody Tip Dunk Shot": None,
}
"""Sub types as V3 spells them, by the text about a player."""


def test_a_shot_has_the_sub_type_that_v3_has_for_its_text(
    lake: LocalStore, v2_lake: LocalStore, invented_source: InventedSource
) -> None:
    shots = rows(v2_lake, "play_by_play", f"game_id = '{GAME}' and is_field_goal")[: len(SHOTS)]
    texts = {
        row["action_number"]: text.format(row["player_name"])
        for row, text in zip(shots, SHOTS, strict=True)
    }

    def tell(told: Json) -> None:
        number, *sides = (
            told["headers"].index(header)
            for header in ("EVENTNUM", "HOMEDESCRIPTION", "VISITORDESCRIPTION")
        )
        for row in told["rowSet"]:
            for side in sides if row[number] in texts else ():
                row[side] = texts[row[number]]

    archive_games(lake, invented_source, *BOXES)
    archive_changed(lake, invented_source, tell)
    transform_one(lake, on_failure=OnFailure.KEEP)
    found = rows(lake, "play_by_play", "is_field_goal")[: len(SHOTS)]
    assert [(row["description"], row["sub_type"]) for row in found] == [
        (texts[row["action_number"]], sub_type)
        for row, sub_type in zip(shots, SHOTS.values(), strict=True)
    ]
