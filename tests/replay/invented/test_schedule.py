"""The regular season: who plays whom, how often, on which days."""

from __future__ import annotations

from collections import Counter

import pytest

from lake.seasons import Season
from replay.chance import Chance
from replay.invented.formats import format_of
from replay.invented.franchises import franchises_of
from replay.invented.schedule import Fixture, make_schedule

# Regular-season games: 82 a team but in short seasons, one cancelled in 2012-13.
GAMES = {
    "1976-77": 902,
    "1983-84": 943,
    "1988-89": 1025,
    "1992-93": 1107,
    "1995-96": 1189,
    "1998-99": 725,
    "2004-05": 1230,
    "2011-12": 990,
    "2012-13": 1229,
    "2019-20": 1059,
    "2020-21": 1080,
    "2024-25": 1230,
}


def schedule_of(label: str, seed: int = 7) -> tuple[Fixture, ...]:
    season = Season.parse(label)
    franchises = franchises_of(season)
    season_format = format_of(season, len(franchises))
    return make_schedule(franchises, season_format, Chance("schedule", season, seed))


@pytest.fixture(scope="module")
def fixtures() -> tuple[Fixture, ...]:
    return schedule_of("2024-25")


@pytest.mark.parametrize(("label", "games"), GAMES.items())
def test_a_season_has_its_number_of_games_and_nobody_plays_twice_on_a_day(
    label: str, games: int
) -> None:
    fixtures = schedule_of(label)
    assert len(fixtures) == games
    days = Counter(
        (team, row.game_date) for row in fixtures for team in (row.home_team_id, row.away_team_id)
    )
    assert set(days.values()) == {1}


def test_everybody_plays_82_games_41_of_them_at_home(fixtures: tuple[Fixture, ...]) -> None:
    home = Counter(row.home_team_id for row in fixtures)
    away = Counter(row.away_team_id for row in fixtures)
    assert set(home.values()) == {41}
    assert set(away.values()) == {41}
    assert len(home) == 30


def test_opponents_meet_four_three_or_two_times(fixtures: tuple[Fixture, ...]) -> None:
    franchises = {row.team_id: row for row in franchises_of(Season(2024))}
    meetings = Counter(frozenset((row.home_team_id, row.away_team_id)) for row in fixtures)
    for pair, count in meetings.items():
        one, other = (franchises[team_id] for team_id in pair)
        if one.division == other.division:
            assert count == 4
        elif one.conference == other.conference:
            assert count in (3, 4)
        else:
            assert count == 2
    assert len(meetings) == 30 * 29 // 2


def test_the_season_runs_from_october_to_april_with_a_break(fixtures: tuple[Fixture, ...]) -> None:
    days = sorted({row.game_date for row in fixtures})
    assert (str(days[0]), str(days[-1])) == ("2024-10-22", "2025-04-13")
    assert "2024-12-24" not in map(str, days)
    assert not {str(day) for day in days} & {f"2025-02-{day}" for day in range(13, 20)}


def test_a_team_rarely_plays_on_three_days_in_a_row(fixtures: tuple[Fixture, ...]) -> None:
    played: dict[int, list[int]] = {}
    for row in fixtures:
        for team in (row.home_team_id, row.away_team_id):
            played.setdefault(team, []).append(row.game_date.toordinal())
    threes = sum(
        later - earlier == 2
        for days in played.values()
        for earlier, later in zip(days, days[2:], strict=False)
    )
    assert threes <= 30


def test_another_seed_makes_another_schedule(fixtures: tuple[Fixture, ...]) -> None:
    assert schedule_of("2024-25") == fixtures
    assert schedule_of("2024-25", seed=8) != fixtures
