"""A raw answer that can't be used is set aside with its reason, and the rest is published."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.endpoints import find_endpoint
from lake.errors import RawObjectDamaged
from lake.local_store import LocalStore
from lake.telemetry import Event, Level, Observer
from tests.invented import Json, add_answer, archive_game, invented_finder, invented_game
from tests.people import archive_unjudged
from tests.transform.published import ONE_THREAD, changes, files, games_by_month, transform_one
from transform.request import TransformRequest
from transform.run import transform

GOOD, BAD = "0022400001", "0022400002"
KEY = "raw/{}/season=2024-25/0022400002/20250116T051502.123Z.json.gz"
TRADITIONAL_KEY = KEY.format("boxscoretraditionalv3")
HINT = "hoopstat capture --games 0022400002 --endpoints {} --refresh"
BOX_TABLES = ("player_box_traditional", "team_box_traditional")


def truncate(archived: bytes) -> bytes:
    return archived[: len(archived) // 2]


def flip_one_byte(archived: bytes) -> bytes:
    middle = len(archived) // 2
    return archived[:middle] + bytes([archived[middle] ^ 0xFF]) + archived[middle + 1 :]


def edit_the_body(archived: bytes) -> bytes:
    return gzip.compress(gzip.decompress(archived).replace(b"Fernwick", b"Fernwock"), mtime=0)


DAMAGES = (truncate, flip_one_byte, edit_the_body)


def damage(store: LocalStore, key: str) -> None:
    path = Path(store.location) / key
    path.write_bytes(truncate(path.read_bytes()))


@pytest.mark.parametrize("spoil", DAMAGES)
def test_a_damaged_object_is_named_with_the_command_that_mends_it(
    lake: LocalStore, spoil: object
) -> None:
    assert callable(spoil)
    archive_game(lake, invented_game(GOOD))
    archive_game(lake, invented_game(BAD))
    path = Path(lake.location) / TRADITIONAL_KEY
    path.write_bytes(spoil(path.read_bytes()))
    result = transform_one(lake)
    assert [(error.key, error.hint) for error in result.set_aside] == [
        (TRADITIONAL_KEY, HINT.format("boxscoretraditionalv3"))
    ]
    assert result.documents == 8


def test_an_edited_body_is_told_from_its_digest(lake: LocalStore) -> None:
    archive_game(lake, invented_game(BAD))
    path = Path(lake.location) / TRADITIONAL_KEY
    path.write_bytes(edit_the_body(path.read_bytes()))
    (error,) = transform_one(lake).set_aside
    assert error.message == "the body does not have the digest it was archived with"


def test_all_but_a_damaged_object_is_published(lake: LocalStore) -> None:
    archive_game(lake, invented_game(GOOD))
    archive_game(lake, invented_game(BAD))
    damage(lake, TRADITIONAL_KEY)
    transform_one(lake)
    tables = ("games", "play_by_play", "player_box_advanced", *BOX_TABLES)
    assert {table: games_by_month(lake, table) for table in tables} == {
        "games": [(10, GOOD), (10, BAD)],
        "play_by_play": [(10, GOOD), (10, BAD)],
        "player_box_advanced": [(10, GOOD), (10, BAD)],
        "player_box_traditional": [(10, GOOD)],
        "team_box_traditional": [(10, GOOD)],
    }


def test_a_table_whose_only_answer_is_damaged_is_not_published(lake: LocalStore) -> None:
    archive_game(lake, invented_game(BAD))
    damage(lake, TRADITIONAL_KEY)
    assert {table for table, _ in changes(transform_one(lake))}.isdisjoint(BOX_TABLES)
    assert not [key for key in files(lake) if "box_traditional" in key]


def drop_a_key(game: Json) -> None:
    player = game["boxscoretraditionalv3"]["boxScoreTraditional"]["homeTeam"]["players"][2]
    del player["statistics"]["steals"]


def write_a_word_for_a_number(game: Json) -> None:
    player = game["boxscoretraditionalv3"]["boxScoreTraditional"]["awayTeam"]["players"][0]
    player["statistics"]["points"] = "twelve"


def drop_the_score(game: Json) -> None:
    del game["boxscoresummaryv3"]["boxScoreSummary"]["awayTeam"]["score"]


def drop_the_period_of_an_event(game: Json) -> None:
    del game["playbyplayv3"]["game"]["actions"][7]["period"]


def write_an_object_for_a_rating(game: Json) -> None:
    team = game["boxscoreadvancedv3"]["boxScoreAdvanced"]["homeTeam"]
    team["statistics"]["netRating"] = {"value": 1}


@pytest.mark.parametrize(
    ("spoil", "endpoint_name", "reason", "tables"),
    [
        (drop_a_key, "boxscoretraditionalv3", 'does not have key "steals"', BOX_TABLES),
        (write_a_word_for_a_number, "boxscoretraditionalv3", '"twelve"', BOX_TABLES),
        (drop_the_score, "boxscoresummaryv3", 'does not have key "score"', ("games",)),
        (drop_the_period_of_an_event, "playbyplayv3", 'have key "period"', ("play_by_play",)),
        (write_an_object_for_a_rating, "boxscoreadvancedv3", "value", ("team_box_advanced",)),
    ],
)
def test_a_document_of_another_shape_is_set_aside_and_not_published_as_null(
    lake: LocalStore, spoil: object, endpoint_name: str, reason: str, tables: tuple[str, ...]
) -> None:
    game = invented_game(BAD)
    assert callable(spoil)
    spoil(game)
    archive_game(lake, invented_game(GOOD))
    archive_game(lake, game)
    (error,) = transform_one(lake).set_aside
    assert (error.key, error.hint) == (KEY.format(endpoint_name), HINT.format(endpoint_name))
    assert error.message.startswith("staging can't read it: ")
    assert reason in error.message
    assert {table: games_by_month(lake, table) for table in tables} == {
        table: [(10, GOOD)] for table in tables
    }


def test_an_answer_about_another_game_stands_aside_and_harms_neither(
    lake: LocalStore, archive: RawArchive
) -> None:
    game = invented_game(BAD)
    del game["boxscoretraditionalv3"]
    archive_game(lake, game)
    archive_game(lake, invented_game(GOOD))
    other = json.dumps(invented_game(GOOD)["boxscoretraditionalv3"]).encode()
    named = find_endpoint("boxscoretraditionalv3").document(BAD, None)
    key = archive_unjudged(archive, named, other)
    result = transform_one(lake)
    assert [(error.key, error.message) for error in result.set_aside] == [
        (key, f"it is about game {GOOD}")
    ]
    assert (result.failures, games_by_month(lake, BOX_TABLES[0])) == ({}, [(10, GOOD)])


def test_a_field_nobody_asked_for_is_no_trouble(lake: LocalStore) -> None:
    game = invented_game()
    game["boxscoresummaryv3"]["boxScoreSummary"]["broadcasters"] = {"newKind": []}
    archive_game(lake, game)
    assert transform_one(lake).set_aside == ()


def test_what_is_set_aside_is_told_to_the_observer(lake: LocalStore) -> None:
    class Listener(Observer):
        def __init__(self) -> None:
            self.heard: list[Event] = []

        def noted(self, event: Event) -> None:
            self.heard.append(event)

    archive_game(lake, invented_game(BAD))
    damage(lake, TRADITIONAL_KEY)
    listener = Listener()
    (result,) = transform(lake, TransformRequest(duck=ONE_THREAD), listener)
    assert [event for event in listener.heard if event.event_type == "set_aside"] == [
        Event(
            "transform",
            "set_aside",
            str(result.set_aside[0]),
            Level.ERROR,
            {"key": TRADITIONAL_KEY, "hint": HINT.format("boxscoretraditionalv3")},
        )
    ]


def test_a_damaged_list_of_games_is_set_aside_too(lake: LocalStore, archive: RawArchive) -> None:
    archive_game(lake, invented_game(GOOD))
    key = add_answer(
        archive, "leaguegamefinder", invented_finder("2024-25", [(GOOD, "2024-10-22")])
    )
    damage(lake, key)
    result = transform_one(lake)
    assert [(type(error), error.key) for error in result.set_aside] == [(RawObjectDamaged, key)]
    assert games_by_month(lake) == [(10, GOOD)]


@pytest.mark.parametrize("date", ["soon", None])
def test_a_list_of_games_with_an_unreadable_date_does_not_fail_the_season(
    lake: LocalStore, archive: RawArchive, date: str | None
) -> None:
    archive_game(lake, invented_game(GOOD))
    finder = invented_finder("2024-25", [(GOOD, "2024-10-22")])
    finder["resultSets"][0]["rowSet"][0][5] = date
    add_answer(archive, "leaguegamefinder", finder)
    transform_one(lake)
    assert games_by_month(lake) == [(10, GOOD)]
