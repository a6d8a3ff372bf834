"""How each season was played: its days, its number of games, its play-in, playoffs and cup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from lake.seasons import Season

_TUESDAY = 1
_GAMES_A_TEAM = {1998: 50, 2011: 66, 2020: 72}
_GAMES_PLAYED = {2012: 1229, 2019: 1059}
_DAYS = {
    1998: (date(1999, 2, 5), date(1999, 5, 5)),
    2011: (date(2011, 12, 25), date(2012, 4, 26)),
    2020: (date(2020, 12, 22), date(2021, 5, 16)),
}
# Tries for three of a team a game: 37 in 2024-25, 32 in 2018-19, 20 in 2012-13, 13 in 1995-96, 3 in
# 1985-86; by the first season's year.
_THREES = ((2021, 1000), (2017, 850), (2013, 630), (2005, 480), (1994, 400), (1988, 180),
           (1979, 70), (0, 0))  # fmt: skip
_USUAL_LENGTH = timedelta(days=173)
_LONG_SEASON = timedelta(days=150)
_FIRST_PLAY_IN = 2020
_FIRST_CUP = 2023
_FIRST_EARLY_START = 2017


@dataclass(frozen=True)
class SeasonFormat:
    """`games_played` is below what the teams' games add up to where a season was cut short or a
    game cancelled; `rounds` are how many games each playoff round has at most, and `byes` the
    teams of a conference that the first round is spared. `threes` is how often threes are tried, in
    per mille of today; there was no line before 1979-80.
    """

    first_day: date
    last_day: date
    games_a_team: int
    games_played: int
    has_play_in: bool
    has_cup: bool
    rounds: tuple[int, ...]
    byes: int
    threes: int

    @property
    def all_star_break(self) -> tuple[date, ...]:
        """A week of February without games; there is none in short seasons."""
        if self.last_day - self.first_day < _LONG_SEASON:
            return ()
        first = date(self.last_day.year, 2, 13)
        return tuple(first + timedelta(days=number) for number in range(7))


def format_of(season: Season, teams: int) -> SeasonFormat:
    """Tell how a season was played by so many teams.

    Source: the number of regular-season games by season; playoff formats: twelve teams with two
    byes a conference up to 1982-83, sixteen since; first rounds of three, then five, then seven.
    """
    year = season.start_year
    first, last = _DAYS.get(year, _usual_days(year))
    games = _GAMES_A_TEAM.get(year, 82)
    return SeasonFormat(
        first_day=first,
        last_day=last,
        games_a_team=games,
        games_played=_GAMES_PLAYED.get(year, games * teams // 2),
        has_play_in=year >= _FIRST_PLAY_IN,
        has_cup=year >= _FIRST_CUP,
        rounds=_rounds(year),
        byes=2 if year < 1983 else 0,
        threes=next(threes for first_year, threes in _THREES if year >= first_year),
    )


def _usual_days(year: int) -> tuple[date, date]:
    """From the Tuesday after the 18th of October (the 26th before 2017-18) to a Sunday in April."""
    earliest = date(year, 10, 19 if year >= _FIRST_EARLY_START else 27)
    first = earliest + timedelta(days=(_TUESDAY - earliest.weekday()) % 7)
    return first, first + _USUAL_LENGTH


def _rounds(year: int) -> tuple[int, ...]:
    if year < 1983:
        return (3, 7, 7, 7)
    return (5, 7, 7, 7) if year < 2002 else (7, 7, 7, 7)
