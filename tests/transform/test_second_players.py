"""Who assisted, came in or jumped: names in the text of V3, looked up in the game's box score."""

from __future__ import annotations

import pytest

from lake.local_store import LocalStore
from tests.invented import Json, archive_game, invented_game
from tests.transform.published import rows, transform_one

SHOT, HELPER, HOME_CENTRE = 2, 9920002, 9910003


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
