"""Who assisted, came in or jumped: names in the text of V3, looked up in the game's box score."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from lake.local_store import LocalStore
from tests.invented import Json, archive_game, invented_game
from tests.invented_v2 import archive_game_v2, invented_game_v2
from tests.transform.published import rows, transform_one

SHOT, HELPER, BENCH, HOME_CENTRE = 2, 9920002, 9920008, 9910003


@pytest.fixture
def game() -> dict[str, Json]:
    """Its second event is "Stellan 24' 3PT (3 PTS) (Pebblebrook 1 AST)"."""
    return invented_game()


def players(game: dict[str, Json], side: str) -> list[Json]:
    listed: list[Json] = game["boxscoretraditionalv3"]["boxScoreTraditional"][side]["players"]
    return listed


def second_players(lake: LocalStore, game: dict[str, Json]) -> tuple[int | None, int | None]:
    archive_game(lake, game)
    transform_one(lake)
    (row,) = rows(lake, "play_by_play", f"event_index = {SHOT}")
    return row["assist_player_id"], row["other_player_id"]


def tell(game: dict[str, Json], **fields: object) -> None:
    game["playbyplayv3"]["game"]["actions"][SHOT - 1].update(fields)


def test_a_name_of_one_player_of_the_team_is_that_player(
    lake: LocalStore, game: dict[str, Json]
) -> None:
    players(game, "homeTeam")[0]["familyName"] = "Pebblebrook"
    assert second_players(lake, game) == (HELPER, None)


def test_a_name_of_two_players_of_the_team_is_nobody(
    lake: LocalStore, game: dict[str, Json]
) -> None:
    players(game, "awayTeam")[7]["familyName"] = "Pebblebrook"
    assert second_players(lake, game) == (None, None)


def test_first_letters_tell_two_of_a_name_apart(lake: LocalStore, game: dict[str, Json]) -> None:
    players(game, "awayTeam")[7]["familyName"] = "Pebblebrook"
    tell(game, description="Stellan 24' 3PT (3 PTS) (Jor. Pebblebrook 1 AST)")
    assert second_players(lake, game) == (HELPER, None)


def test_first_letters_of_two_players_are_nobody(lake: LocalStore, game: dict[str, Json]) -> None:
    players(game, "awayTeam")[7].update(familyName="Pebblebrook", firstName="Jorun")
    tell(game, description="Stellan 24' 3PT (3 PTS) (Jor. Pebblebrook 1 AST)")
    assert second_players(lake, game) == (None, None)


def test_a_name_that_fits_two_players_but_for_the_generation_is_nobody(
    lake: LocalStore, game: dict[str, Json]
) -> None:
    """A text may leave out what tells Porter Jr. from Porter."""
    players(game, "awayTeam")[7]["familyName"] = "Pebblebrook Jr."
    assert second_players(lake, game) == (None, None)


def test_a_name_with_a_generation_is_not_that_of_who_has_none(
    lake: LocalStore, game: dict[str, Json]
) -> None:
    players(game, "awayTeam")[1]["familyName"] = "Pebblebrook III"
    players(game, "awayTeam")[7]["familyName"] = "Pebblebrook"
    tell(game, description="Stellan 24' 3PT (3 PTS) (Pebblebrook III 1 AST)")
    assert second_players(lake, game) == (HELPER, None)


def test_a_name_whose_generation_the_text_leaves_out_is_that_player(
    lake: LocalStore, game: dict[str, Json]
) -> None:
    players(game, "awayTeam")[1]["familyName"] = "Pebblebrook Jr."
    assert second_players(lake, game) == (HELPER, None)


@pytest.mark.parametrize("family_name", ["Pébblebřook", "Pebblebrøok"])
def test_a_name_with_accents_is_found_without_them(
    lake: LocalStore, game: dict[str, Json], family_name: str
) -> None:
    players(game, "awayTeam")[1]["familyName"] = family_name
    assert second_players(lake, game) == (HELPER, None)


@pytest.mark.parametrize("family_name", ["St. Oak", "Oak Jr.", "Van Oak-Elm", "O'Oak"])
def test_a_name_of_several_words_is_found_whole(
    lake: LocalStore, game: dict[str, Json], family_name: str
) -> None:
    players(game, "awayTeam")[1]["familyName"] = family_name
    tell(game, description=f"Stellan 24' 3PT (3 PTS) ({family_name} 12 AST)")
    assert second_players(lake, game) == (HELPER, None)


def test_a_name_that_the_box_score_has_not_is_nobody(
    lake: LocalStore, game: dict[str, Json]
) -> None:
    players(game, "awayTeam")[1]["familyName"] = "Elsewhere"
    assert second_players(lake, game) == (None, None)


def test_without_a_box_score_only_steals_and_blocks_have_a_second_player(
    lake: LocalStore, game: dict[str, Json]
) -> None:
    del game["boxscoretraditionalv3"]
    assert second_players(lake, game) == (None, None)
    second = rows(lake, "play_by_play", "other_player_id is not null")
    assert {row["action_type"] for row in second} == {"Turnover", "Missed Shot", None}


def test_a_player_who_comes_in_is_of_the_team_of_who_goes_out(
    lake: LocalStore, game: dict[str, Json]
) -> None:
    players(game, "homeTeam")[7]["familyName"] = "Pebblebrook"
    tell(game, actionType="Substitution", description="SUB: Pebblebrook FOR Stellan")
    assert second_players(lake, game) == (None, HELPER)


def test_the_other_jumper_is_of_the_other_team(lake: LocalStore, game: dict[str, Json]) -> None:
    players(game, "awayTeam")[7]["familyName"] = "Páleš"
    tell(game, actionType="Jump Ball", description="Jump Ball Stellan vs. Pales: Tip to Tamsin")
    assert second_players(lake, game) == (None, HOME_CENTRE)


def test_a_jump_ball_without_a_text_has_no_other_jumper(
    lake: LocalStore, game: dict[str, Json]
) -> None:
    """That of 1022500234 has a space for a text."""
    tell(game, actionType="Jump Ball", description=" ")
    assert second_players(lake, game) == (None, None)


def beside_v2(
    lake: LocalStore, game: dict[str, Json], names: Mapping[int, str] = MappingProxyType({})
) -> None:
    """Archive the box of V2 in place of that of V3, some of its players renamed by their id."""
    del game["boxscoretraditionalv3"]
    box = invented_game_v2()["boxscoretraditionalv2"]
    told = box["resultSets"][0]
    number, name = (told["headers"].index(header) for header in ("PLAYER_ID", "PLAYER_NAME"))
    for row in told["rowSet"]:
        row[name] = names.get(row[number], row[name])
    archive_game_v2(lake, {"boxscoretraditionalv2": box})


def test_names_are_looked_up_in_the_box_of_v2_as_in_that_of_v3(
    lake: LocalStore, tmp_path: Path, game: dict[str, Json]
) -> None:
    of_v3 = LocalStore(tmp_path / "of_v3")
    archive_game(of_v3, game)
    transform_one(of_v3)
    beside_v2(lake, game)
    archive_game(lake, game)
    transform_one(lake)
    assert rows(lake, "play_by_play") == rows(of_v3, "play_by_play")


@pytest.mark.parametrize(
    ("text", "full_name"),
    [
        ("Pebblebrook", "Jorun van Pébblebrøok"),
        ("van Pebblebrook", "Jorun van Pébblebrøok"),
        ("Pebblebrook Jr.", "Jorun Pebblebrook Jr."),
        ("Pebblebrook", "Jorun Pebblebrook Jr."),
        ("Jor. Pebblebrook", "Jorun Pebblebrook"),
        ("Pebblebrook", "Pebblebrook"),
    ],
)
def test_a_name_is_found_in_the_whole_names_of_v2(
    lake: LocalStore, game: dict[str, Json], text: str, full_name: str
) -> None:
    beside_v2(lake, game, {HELPER: full_name})
    tell(game, description=f"Stellan 24' 3PT (3 PTS) ({text} 1 AST)")
    assert second_players(lake, game) == (HELPER, None)


def test_a_name_that_ends_two_whole_names_of_v2_is_nobody(
    lake: LocalStore, game: dict[str, Json]
) -> None:
    beside_v2(lake, game, {BENCH: "Ada van Pebblebrook"})
    assert second_players(lake, game) == (None, None)


def test_the_box_of_v3_is_believed_before_that_of_v2(
    lake: LocalStore, game: dict[str, Json]
) -> None:
    of_v3 = game["boxscoretraditionalv3"]
    beside_v2(lake, game, {BENCH: "Ada Pebblebrook"})
    assert second_players(lake, game | {"boxscoretraditionalv3": of_v3}) == (HELPER, None)
