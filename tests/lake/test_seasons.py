from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lake.errors import UsageError
from lake.seasons import (
    DEFAULT_SEASON_TYPES,
    FIRST_SEASON,
    GameId,
    Season,
    SeasonType,
    parse_season_types,
    season_of,
    season_range,
)

# Seasons


@pytest.mark.parametrize(
    ("label", "start_year"),
    [("2024-25", 2024), ("1999-00", 1999), ("2000-01", 2000), ("1976-77", 1976)],
)
def test_a_label_is_read(label: str, start_year: int) -> None:
    assert Season.parse(label) == Season(start_year)


@pytest.mark.parametrize(
    ("start_year", "label"), [(2024, "2024-25"), (1999, "1999-00"), (2009, "2009-10")]
)
def test_a_label_is_written(start_year: int, label: str) -> None:
    assert str(Season(start_year)) == label


def test_every_label_makes_the_round_trip() -> None:
    seasons = [Season(year) for year in range(FIRST_SEASON.start_year, 2100)]

    assert [Season.parse(str(season)) for season in seasons] == seasons


@pytest.mark.parametrize(
    ("label", "message", "hint"),
    [
        (
            "2024-26",
            "2024-26 is not a season: 2024 is followed by 2025",
            "2024-25",
        ),
        (
            "1999-99",
            "1999-99 is not a season: 1999 is followed by 2000",
            "1999-00",
        ),
        (
            "1975-76",
            "1975-76 is before the first season there is data for",
            "1976-77 or later",
        ),
    ],
)
def test_a_wrong_label_is_refused_with_the_right_one(label: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        Season.parse(label)
    assert (refused.value.message, refused.value.hint) == (message, hint)


@pytest.mark.parametrize(
    "label", ["", "2024", "2024-2025", "24-25", "2024/25", " 2024-25", "2024-25\n", "22024"]
)
def test_what_is_no_label_is_refused(label: str) -> None:
    with pytest.raises(UsageError) as refused:
        Season.parse(label)
    assert refused.value.message == f"{label!r} is not a season"
    assert refused.value.hint == "a label such as 2024-25"


def test_seasons_are_ordered_by_time() -> None:
    assert sorted([Season(2000), Season(1999), Season(2024)]) == [
        Season(1999),
        Season(2000),
        Season(2024),
    ]


# Season ranges


def test_a_range_holds_both_its_ends() -> None:
    assert season_range(Season(1998), Season(2000)) == (Season(1998), Season(1999), Season(2000))


def test_a_range_of_one_season_is_that_season() -> None:
    assert season_range(Season(2024), Season(2024)) == (Season(2024),)


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(UsageError) as refused:
        season_range(Season(2024), Season(2022))
    assert refused.value.message == ("the season range ends before it starts: 2024-25 to 2022-23")
    assert refused.value.hint == "--start-season 2022-23 --end-season 2024-25"


# Game ids


@pytest.mark.parametrize(
    ("text", "season_type"),
    [
        ("0012400001", SeasonType.PRESEASON),
        ("0022400561", SeasonType.REGULAR),
        ("0032400001", SeasonType.ALL_STAR),
        ("0042400406", SeasonType.PLAYOFFS),
        ("0052400101", SeasonType.PLAY_IN),
        ("0062400001", SeasonType.CUP_FINAL),
    ],
)
def test_the_third_character_is_the_season_type(text: str, season_type: SeasonType) -> None:
    assert GameId(text).season_type is season_type


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("0022400561", "2024-25"),
        ("0029500003", "1995-96"),
        ("0029900001", "1999-00"),
        ("0020000001", "2000-01"),
        ("0027600001", "1976-77"),
        ("0024500001", "2045-46"),
    ],
)
def test_the_fourth_and_fifth_character_are_the_year(text: str, label: str) -> None:
    assert str(GameId(text).season) == label


def test_a_game_id_stays_text() -> None:
    assert str(GameId("0022400561")) == "0022400561"
    assert GameId("0022400561").text == "0022400561"


@pytest.mark.parametrize(
    "text",
    ["", "22400561", "00224005611", "002240056", "002240056x", " 0022400561", "0022400561\n"],
)
def test_what_is_no_ten_digits_is_no_game_id(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        GameId(text)
    assert refused.value.message == f"{text!r} is not a game id"
    assert refused.value.hint == "ten digits with the leading zeros, such as 0022400561"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1022500234", "1022500234 is not a game of the NBA: it starts with 10"),
        ("0122400561", "0122400561 is not a game of the NBA: it starts with 01"),
        ("0002400561", "0002400561 is of no season type: its third character is 0"),
        ("0072400561", "0072400561 is of no season type: its third character is 7"),
    ],
)
def test_a_game_of_another_league_or_type_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        GameId(text)
    assert refused.value.message == message


# Season types


@pytest.mark.parametrize(
    ("text", "season_types"),
    [
        ("regular", (SeasonType.REGULAR,)),
        ("playoffs,play-in", (SeasonType.PLAYOFFS, SeasonType.PLAY_IN)),
        (" cup-final , all-star", (SeasonType.CUP_FINAL, SeasonType.ALL_STAR)),
        ("all", tuple(SeasonType)),
    ],
)
def test_a_list_of_season_types_is_read(text: str, season_types: tuple[SeasonType, ...]) -> None:
    assert parse_season_types(text) == season_types


@pytest.mark.parametrize("text", ["", "regular,", "Regular", "regular;playoffs", "regular,all"])
def test_an_unknown_season_type_is_refused_with_every_known_one(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_season_types(text)
    assert refused.value.message == f"{text!r} is no list of season types"
    assert refused.value.hint == (
        "all, or some of preseason,regular,all-star,playoffs,play-in,cup-final"
    )


def test_neither_preseason_nor_all_star_games_are_asked_for_by_default() -> None:
    assert set(SeasonType) - set(DEFAULT_SEASON_TYPES) == {
        SeasonType.PRESEASON,
        SeasonType.ALL_STAR,
    }


# Days


@pytest.mark.parametrize(
    ("day", "start_year"),
    [
        pytest.param("2024-06-30", 2023, id="the last day"),
        pytest.param("2024-07-01", 2024, id="the first day"),
        pytest.param("2020-10-11", 2019, id="the last game of 2019-20"),
        pytest.param("2020-10-12", 2020, id="the day after it"),
        pytest.param("2020-12-22", 2020, id="the first game of 2020-21"),
        pytest.param("2021-07-20", 2020, id="the last game of 2020-21"),
        pytest.param("2021-07-21", 2021, id="the day after that"),
    ],
)
def test_a_day_is_of_one_season(day: str, start_year: int) -> None:
    assert season_of(date.fromisoformat(day)) == Season(start_year)


@given(st.dates(date(1976, 7, 1), date(2100, 1, 1)), st.dates(date(1976, 7, 1), date(2100, 1, 1)))
def test_a_later_day_is_never_of_an_earlier_season(one: date, other: date) -> None:
    assert (one <= other) <= (season_of(one) <= season_of(other))


def test_a_day_before_the_first_season_is_refused() -> None:
    with pytest.raises(UsageError, match="1976-06-30 is before the first season"):
        season_of(date(1976, 6, 30))
