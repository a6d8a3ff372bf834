"""The regular season's games: who meets whom how often, at whose place, on which day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from replay.chance import Chance
from replay.invented.formats import SeasonFormat
from replay.invented.franchises import Franchise

Pair = tuple[int, int]
"""The ids of the home team and the away team."""

# How many games a weekday has, Monday first, as shares.
_BY_WEEKDAY = (7, 4, 11, 4, 11, 8, 8)
_MOST_GAMES_OF_DIVISIONS = 82
_TEAMS_OF_DIVISIONS = 30


@dataclass(frozen=True)
class Fixture:
    game_date: date
    home_team_id: int
    away_team_id: int


def make_schedule(
    franchises: Sequence[Franchise], season_format: SeasonFormat, chance: Chance
) -> tuple[Fixture, ...]:
    """Lay the season out in the order of days; nobody plays twice on one."""
    pairs = _pairings(franchises, season_format.games_a_team)
    days = _game_days(season_format)
    fixtures = _deal(chance.shuffled(pairs), days, chance)
    return tuple(fixtures[: season_format.games_played])


def _pairings(franchises: Sequence[Franchise], games: int) -> list[Pair]:
    if len(franchises) == _TEAMS_OF_DIVISIONS and games == _MOST_GAMES_OF_DIVISIONS:
        return list(_by_divisions(franchises))
    return list(_by_rounds([row.team_id for row in franchises], games))


def _by_divisions(franchises: Sequence[Franchise]) -> Iterator[Pair]:
    """82 games: 4 with each of the division, 3 or 4 with the conference, 2 with the others.

    Of two divisions of a conference, the i-th teams meet the (i+1)-th and (i+2)-th of the other
    three times; the first of these hosts twice, so that everybody plays 41 games at home.
    """
    divisions: dict[str, list[Franchise]] = defaultdict(list)
    for franchise in franchises:
        divisions[franchise.division].append(franchise)
    for teams in divisions.values():
        for one, other in combinations(teams, 2):
            yield from _meet(one, other, 2, 2)
    for here, there in combinations(divisions.values(), 2):
        same_conference = here[0].conference == there[0].conference
        for (i, one), (j, other) in ((a, b) for a in enumerate(here) for b in enumerate(there)):
            if not same_conference:
                yield from _meet(one, other, 1, 1)
            else:
                apart = (j - i) % len(there)
                yield from _meet(one, other, 1 if apart == 2 else 2, 1 if apart == 1 else 2)


def _meet(one: Franchise, other: Franchise, at_one: int, at_other: int) -> Iterator[Pair]:
    yield from [(one.team_id, other.team_id)] * at_one
    yield from [(other.team_id, one.team_id)] * at_other


def _by_rounds(teams: Sequence[int], games: int) -> Iterator[Pair]:
    """Everybody meets everybody as often as it goes, and the rest goes round a circle."""
    count = len(teams)
    rounds, rest = divmod(games, count - 1)
    for number in range(rounds):
        for i, j in combinations(range(count), 2):
            yield _turned(teams[i], teams[j], (i + j + number) % 2)
    steps = [*range(1, rest // 2 + 1), *([count // 2] if rest % 2 else [])]
    for step in steps:
        for i in range(count if 2 * step != count else count // 2):
            yield _turned(teams[i], teams[(i + step) % count], rounds % 2)


def _turned(one: int, other: int, is_turned: int) -> Pair:
    return (other, one) if is_turned else (one, other)


def _game_days(season_format: SeasonFormat) -> list[date]:
    """Every day but Christmas Eve and the all-star break."""
    length = (season_format.last_day - season_format.first_day).days + 1
    days = [season_format.first_day + timedelta(days=number) for number in range(length)]
    without = season_format.all_star_break
    return [day for day in days if (day.month, day.day) != (12, 24) and day not in without]


def _deal(pairs: list[Pair], days: Sequence[date], chance: Chance) -> list[Fixture]:
    """Give each game a day: first a day's share, whose teams have most games left, then the rest
    wherever both teams are free.
    """
    left = Counter(team for pair in pairs for team in pair)
    played: dict[int, set[date]] = defaultdict(set)
    fixtures: list[Fixture] = []
    waiting = pairs
    shares = [_BY_WEEKDAY[day.weekday()] for day in days]
    for number, day in enumerate(days):
        wanted = round(len(waiting) * shares[number] / sum(shares[number:]))
        busy: set[int] = set()
        keyed = sorted(
            (_tiredness(pair, day, played) - left[pair[0]] - left[pair[1]], chance.random(), place)
            for place, pair in enumerate(waiting)
        )
        chosen: set[int] = set()
        for _, _, place in keyed:
            if len(chosen) == min(wanted, len(left) // 2):
                break
            if not busy.intersection(waiting[place]):
                busy.update(waiting[place])
                chosen.add(place)
        fixtures += [_fix(day, waiting[place], left, played) for place in sorted(chosen)]
        waiting = [pair for place, pair in enumerate(waiting) if place not in chosen]
    for pair in waiting:
        free = [day for day in days if not any(day in played[team] for team in pair)]
        fixtures.append(_fix(chance.pick(free), pair, left, played))
    return sorted(fixtures, key=lambda row: (row.game_date, row.home_team_id))


def _tiredness(pair: Pair, day: date, played: dict[int, set[date]]) -> int:
    """How little a game suits a day: its teams played yesterday, or often in the last days."""
    tired = 0
    for team in pair:
        last_days = [day - timedelta(days=ago) in played[team] for ago in (1, 2, 3, 4)]
        tired += 6 * last_days[0] + 30 * (sum(last_days) >= 3) + 60 * all(last_days[:2])
    return tired


def _fix(day: date, pair: Pair, left: Counter[int], played: dict[int, set[date]]) -> Fixture:
    for team in pair:
        left[team] -= 1
        played[team].add(day)
    return Fixture(day, *pair)
