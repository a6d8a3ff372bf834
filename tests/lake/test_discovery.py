from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from lake.discovery import DiscoveredGame, discovered_games, discovered_teams, of_types
from lake.errors import AnswerRefused
from lake.seasons import DEFAULT_SEASON_TYPES, GameId, SeasonType
from tests.invented import invented_finder

OPENING = date(2024, 10, 22)


def finder(*rows: tuple[str, str, str, str | None]) -> bytes:
    """An answer of leaguegamefinder with (GAME_ID, GAME_DATE, MATCHUP, WL) in each row."""
    found = {
        "name": "LeagueGameFinderResults",
        "headers": ["SEASON_ID", "WL", "GAME_DATE", "MATCHUP", "GAME_ID"],
        "rowSet": [["22024", wl, day, matchup, game] for game, day, matchup, wl in rows],
    }
    return json.dumps({"parameters": {"Season": "2024-25"}, "resultSets": [found]}).encode()


def game(text: str, day: date = OPENING, *, is_final: bool = True) -> DiscoveredGame:
    return DiscoveredGame(day, GameId(text), is_final)


def test_two_rows_are_one_game() -> None:
    body = finder(
        ("0022400001", "2024-10-22", "GBL vs. RIV", "W"),
        ("0022400001", "2024-10-22", "RIV @ GBL", "L"),
    )

    assert discovered_games(body) == (game("0022400001"),)


def test_two_visitors_at_a_neutral_site_are_one_game_too() -> None:
    body = finder(
        ("0062400001", "2024-12-17", "GBL @ RIV", "W"),
        ("0062400001", "2024-12-17", "RIV @ GBL", "L"),
    )

    assert discovered_games(body) == (game("0062400001", date(2024, 12, 17)),)


def test_games_come_in_the_order_of_dates_and_ids() -> None:
    rows = [
        ("0022400003", "2024-10-23", "GBL @ RIV", "W"),
        ("0022400002", "2024-10-22", "GBL @ RIV", "W"),
        ("0012400009", "2024-10-23", "GBL @ RIV", "W"),
        ("0022400001", "2024-10-22", "GBL @ RIV", "W"),
    ]

    in_order = (
        game("0022400001"),
        game("0022400002"),
        game("0012400009", date(2024, 10, 23)),
        game("0022400003", date(2024, 10, 23)),
    )
    assert discovered_games(finder(*rows)) == in_order
    assert discovered_games(finder(*reversed(rows))) == in_order


@pytest.mark.parametrize(
    ("results", "is_final"),
    [
        (("W", "L"), True),
        (("L", "W"), True),
        ((None, None), False),
        (("W", None), False),
        ((None, "L"), False),
        (("", ""), False),
    ],
)
def test_a_game_is_final_once_both_teams_have_a_result(
    results: tuple[str | None, str | None], is_final: bool
) -> None:
    rows = [("0022400001", "2024-10-22", "GBL @ RIV", result) for result in results]

    assert discovered_games(finder(*rows)) == (game("0022400001", is_final=is_final),)


@pytest.mark.parametrize(
    "body",
    [
        finder(("1022400007", "2024-10-22", "GBL @ RIV", "W")),
        finder(("22400007", "2024-10-22", "GBL @ RIV", "W")),
        finder(("0022400007", "OCT 22, 2024", "GBL @ RIV", "W")),
        finder(("0022400007", "", "GBL @ RIV", "W")),
        finder().replace(b'"GAME_DATE"', b'"DATE"'),
        finder().replace(b'"resultSets"', b'"sets"'),
        finder()[:-1],
        b'{"resultSets": [{"headers": null, "rowSet": []}]}',
        b"[" * 100_000,
    ],
    ids=[
        "WNBA",
        "no zeros",
        "no ISO date",
        "no date",
        "no column",
        "no result set",
        "cut short",
        "no headers",
        "too deep",
    ],
)
def test_a_list_that_can_not_be_read_is_refused(body: bytes) -> None:
    with pytest.raises(AnswerRefused) as refused:
        discovered_games(body)
    assert refused.value.message.startswith("it lists a game that can't be read: ")


@pytest.mark.parametrize("read", [discovered_games, discovered_teams])
def test_a_row_that_lacks_values_is_refused_with_their_number(
    read: Callable[[bytes], object],
) -> None:
    document = invented_finder("2024-25", [("0022400001", "2024-10-22")])
    (result_set,) = document["resultSets"]
    del result_set["rowSet"][1][3:]
    with pytest.raises(AnswerRefused) as refused:
        read(json.dumps(document).encode())
    assert refused.value.message == (
        "it lists a game that can't be read: a row has 3 values, and there are "
        f"{len(result_set['headers'])} headers"
    )


def test_an_empty_list_has_no_games() -> None:
    assert discovered_games(finder()) == ()


def test_games_are_chosen_by_their_season_types() -> None:
    games = tuple(game(f"00{digit}2400001") for digit in range(1, 7))

    assert of_types(games, [SeasonType.PLAY_IN, SeasonType.PRESEASON]) == (games[0], games[4])
    assert of_types(games, DEFAULT_SEASON_TYPES) == (games[1], games[3], games[4], games[5])
    assert of_types(games, []) == ()


def teams(*rows: tuple[str, object]) -> bytes:
    """An answer of leaguegamefinder with (GAME_ID, TEAM_ID) in each row."""
    found = {"headers": ["TEAM_ID", "GAME_ID"], "rowSet": [[team, game] for game, team in rows]}
    return json.dumps({"resultSets": [found]}).encode()


def test_the_teams_are_those_that_play_games_of_the_regular_season() -> None:
    body = teams(
        ("0022400002", 1610619902),
        ("0022400001", 1610619901),
        ("0022400001", 1610619902),
        ("0012400001", 15020),
        ("0032400001", 1610616839),
    )

    assert discovered_teams(body) == (1610619901, 1610619902)


def test_a_season_whose_regular_games_are_to_come_has_no_teams_yet() -> None:
    assert discovered_teams(teams(("0012400001", 1610619901))) == ()


@pytest.mark.parametrize("team", [None, "1610619901", 0, -1, True, 1.5])
def test_a_team_that_is_none_is_refused(team: object) -> None:
    with pytest.raises(AnswerRefused, match="is no id of a team"):
        discovered_teams(teams(("0022400001", team)))
