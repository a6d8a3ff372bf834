"""Seasons, season types and the grammar of game ids.

A game id is ten characters of text: `00` for the NBA, one for the season type, two for the year
the season starts in, five for the game: 0022400561 is game 561 of the 2024-25 regular season.
Source: game ids and SEASON_ID of leaguegamefinder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lake.errors import UsageError

_CENTURY_PIVOT = 46
"""Two-digit years from 46 on are of the 1900s: the league began in 1946."""


class SeasonType(StrEnum):
    PRESEASON = "preseason"
    REGULAR = "regular"
    ALL_STAR = "all-star"
    PLAYOFFS = "playoffs"
    PLAY_IN = "play-in"
    CUP_FINAL = "cup-final"


_TYPE_BY_DIGIT = {
    "1": SeasonType.PRESEASON,
    "2": SeasonType.REGULAR,
    "3": SeasonType.ALL_STAR,
    "4": SeasonType.PLAYOFFS,
    "5": SeasonType.PLAY_IN,
    "6": SeasonType.CUP_FINAL,
}

DEFAULT_SEASON_TYPES = (
    SeasonType.REGULAR,
    SeasonType.PLAY_IN,
    SeasonType.PLAYOFFS,
    SeasonType.CUP_FINAL,
)


@dataclass(frozen=True, order=True)
class Season:
    """One season, named by the year it starts in; `str()` gives the label, 2024-25."""

    start_year: int

    @classmethod
    def parse(cls, label: str) -> Season:
        """Read a label such as 2024-25 or 1999-00.

        Raises: UsageError if it is no label, its years don't follow each other, or it is
        before 1976-77.
        """
        match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", label)
        if match is None:
            raise UsageError(f"{label!r} is not a season", hint="a label such as 2024-25")
        season = cls(int(match[1]))
        if str(season) != label:
            raise UsageError(
                f"{label} is not a season: {match[1]} is followed by {season.start_year + 1}",
                hint=str(season),
            )
        if season < FIRST_SEASON:
            raise UsageError(
                f"{label} is before the first season there is data for",
                hint=f"{FIRST_SEASON} or later",
            )
        return season

    def __str__(self) -> str:
        return f"{self.start_year}-{(self.start_year + 1) % 100:02d}"


FIRST_SEASON = Season(1976)
"""The season after the merger with the ABA, the first one hoopstat knows."""

_LATE_ENDS = {Season(2019): date(2020, 10, 11), Season(2020): date(2021, 7, 20)}
"""The last days of the seasons that outlasted June: 2019-20 was interrupted from March to July
and 2020-21 began in December."""


def last_day_of(season: Season) -> date:
    """Tell the last day that belongs to a season: 30 June, or the last of one that ended late."""
    return _LATE_ENDS.get(season, date(season.start_year + 1, 6, 30))


def first_day_of(season: Season) -> date:
    """Tell the first day that belongs to a season, the one after the season before it."""
    return last_day_of(Season(season.start_year - 1)) + timedelta(days=1)


def season_of(day: date) -> Season:
    """Tell which season a day belongs to: from 1 July to 30 June, the late ones excepted.

    A season that ended late takes the days of the next one up to its last; every day is of
    exactly one season.
    Raises: UsageError if the day is before the first season.
    """
    earlier = Season(day.year - 1)
    season = earlier if day <= last_day_of(earlier) else Season(day.year)
    if season < FIRST_SEASON:
        raise UsageError(
            f"{day} is before the first season there is data for",
            hint=f"{FIRST_SEASON.start_year}-07-01 or later",
        )
    return season


@dataclass(frozen=True, order=True)
class GameId:
    """A game id of the NBA; `str()` gives the ten characters.

    Raises: UsageError if the text is none.
    """

    text: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{10}", self.text):
            raise UsageError(
                f"{self.text!r} is not a game id",
                hint="ten digits with the leading zeros, such as 0022400561",
            )
        if not self.text.startswith("00"):
            raise UsageError(
                f"{self.text} is not a game of the NBA: it starts with {self.text[:2]}",
                hint="a game id that starts with 00",
            )
        if self.text[2] not in _TYPE_BY_DIGIT:
            raise UsageError(
                f"{self.text} is of no season type: its third character is {self.text[2]}",
                hint="1 preseason, 2 regular, 3 all-star, 4 playoffs, 5 play-in, 6 cup final",
            )

        if self.season < FIRST_SEASON:
            raise UsageError(
                f"{self.text} is of {self.season}, before the first season there is data for",
                hint=f"a game of {FIRST_SEASON} or later",
            )

    def __str__(self) -> str:
        return self.text

    @property
    def season_type(self) -> SeasonType:
        return _TYPE_BY_DIGIT[self.text[2]]

    @property
    def season(self) -> Season:
        year = int(self.text[3:5])
        return Season((1900 if year >= _CENTURY_PIVOT else 2000) + year)


def parse_season_types(text: str) -> tuple[SeasonType, ...]:
    """Read a comma-separated list of season types; `all` is every one.

    Raises: UsageError on an unknown one.
    """
    if text == "all":
        return tuple(SeasonType)
    try:
        return tuple(SeasonType(word.strip()) for word in text.split(","))
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no list of season types",
            hint="all, or some of " + ",".join(SeasonType),
        ) from error


def season_range(first: Season, last: Season) -> tuple[Season, ...]:
    """List the seasons from first to last, both included.

    Raises: UsageError if last is before first.
    """
    if last < first:
        raise UsageError(
            f"the season range ends before it starts: {first} to {last}",
            hint=f"--start-season {last} --end-season {first}",
        )
    return tuple(Season(year) for year in range(first.start_year, last.start_year + 1))
