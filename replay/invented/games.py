"""The games of a season before they are played: when, where, who, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lake.seasons import GameId, Season
from replay.chance import Chance
from replay.invented.franchises import NEUTRAL_ARENAS, Arena, Franchise
from replay.invented.schedule import Fixture

EASTERN = ZoneInfo("America/New_York")
_FIRST_ABROAD = 2013
_PARIS, _MEXICO_CITY, _ = NEUTRAL_ARENAS
# The part of the season that is over, the arena, and what the game is called.
_ABROAD = (
    (0.06, _MEXICO_CITY, "NBA Mexico City Game", "Mexico City"),
    (0.505, _PARIS, "NBA Paris Games", "Paris"),
    (0.515, _PARIS, "NBA Paris Games", "Paris"),
)
_CUP = ("NBA Cup", "Neutral Site", "in-season-knockout")
_CUP_SEMIFINALS = (12, 14)
_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True)
class Game:
    """`tip_off` is an instant in Eastern time."""

    game_id: GameId
    tip_off: datetime
    home: Franchise
    away: Franchise
    arena: Arena
    label: str = ""
    sub_label: str = ""
    series_text: str = ""
    series_game_number: str = ""
    subtype: str = ""

    @property
    def game_date(self) -> date:
        return self.tip_off.date()

    @property
    def is_neutral(self) -> bool:
        return self.arena in NEUTRAL_ARENAS

    @property
    def franchises(self) -> tuple[Franchise, Franchise]:
        """The home team first."""
        return self.home, self.away

    @property
    def tip_off_utc(self) -> datetime:
        return self.tip_off.astimezone(UTC)


def game_id(season: Season, type_digit: int, number: int) -> GameId:
    return GameId(f"00{type_digit}{season.start_year % 100:02d}{number:05d}")


def make_game(identity: GameId, on: date, home: Franchise, away: Franchise, chance: Chance) -> Game:
    """A game at the home team's place, in the evening there or on a weekend's afternoon."""
    return Game(identity, _tip_off(on, home.arena, chance), home, away, home.arena)


def at_neutral_site(
    game: Game, arena: Arena, label: str, series_text: str, subtype: str, sub_label: str = ""
) -> Game:
    noon_or_evening = 12 if arena.hours_behind < 0 else 20
    return replace(
        game,
        arena=arena,
        tip_off=game.tip_off.replace(hour=noon_or_evening, minute=30),
        label=label,
        sub_label=sub_label,
        series_text=series_text,
        subtype=subtype,
    )


def regular_games(
    season: Season, fixtures: Sequence[Fixture], teams: dict[int, Franchise], chance: Chance
) -> list[Game]:
    """The regular season's games, numbered by date; from 2013-14 on some are abroad."""
    games = [
        make_game(
            game_id(season, 2, number),
            row.game_date,
            teams[row.home_team_id],
            teams[row.away_team_id],
            chance,
        )
        for number, row in enumerate(fixtures, start=1)
    ]
    if season.start_year >= _FIRST_ABROAD:
        for part, arena, label, text in _ABROAD:
            place = _rested(games, int(len(games) * part))
            games[place] = at_neutral_site(games[place], arena, label, text, "Global Games")
    return games


def cup_semifinals(games: list[Game]) -> tuple[GameId, ...]:
    """Move a game of each conference to Las Vegas in the days before the cup's final."""
    first = date(games[0].game_id.season.start_year, *_CUP_SEMIFINALS)
    moved = []
    for conference in ("East", "West"):
        place = next(
            number
            for number, game in enumerate(games)
            if game.game_date >= first
            and {row.conference for row in game.franchises} == {conference}
        )
        games[place] = at_neutral_site(
            games[place], NEUTRAL_ARENAS[-1], *_CUP, sub_label="Semifinal"
        )
        moved.append(games[place].game_id)
    return tuple(moved)


def cup_day(season: Season) -> date:
    """The first day on which the cup's final can be played."""
    return date(season.start_year, 12, 17)


def cup_final(
    season: Season,
    finalists: tuple[Franchise, Franchise],
    is_busy: Callable[[date], bool],
    chance: Chance,
) -> Game:
    """East and West meet in Las Vegas, on the first day that both are free."""
    east, west = finalists
    on = cup_day(season)
    while is_busy(on):
        on += timedelta(days=1)
    game = make_game(game_id(season, 6, 1), on, west, east, chance)
    return at_neutral_site(game, NEUTRAL_ARENAS[-1], *_CUP, sub_label="Championship")


def _rested(games: Sequence[Game], place: int) -> int:
    """The next game from a place on whose teams play neither the day before nor the day after."""
    days = {(row.team_id, game.game_date) for game in games for row in game.franchises}
    while any(
        (row.team_id, games[place].game_date + timedelta(days=apart)) in days
        for row in games[place].franchises
        for apart in (-1, 1)
    ):
        place += 1
    return place


def preseason_games(
    season: Season, first_day: date, teams: Sequence[Franchise], chance: Chance
) -> list[Game]:
    """Two weeks of games; by chance a team plays one of them or eight."""
    games: list[Game] = []
    for ago in range(17, 3, -1):
        on = first_day - timedelta(days=ago)
        playing = chance.sample(teams, 2 * (len(teams) // 6) + 2 * (ago % 2))
        for home, away in zip(playing[::2], playing[1::2], strict=True):
            identity = game_id(season, 1, len(games) + 1)
            games.append(make_game(identity, on, home, away, chance))
    return games


_ALL_STAR_TEAMS = tuple(
    Franchise(team_id, tricode, "Team", conference, conference.lower(), conference, "", 0, arena)
    for team_id, tricode, conference, arena in (
        (1610616833, "EST", "East", NEUTRAL_ARENAS[-1]),
        (1610616834, "WST", "West", NEUTRAL_ARENAS[-1]),
    )
)


def all_star_game(season: Season, break_days: Sequence[date], chance: Chance) -> Game | None:
    """East against West on the Sunday of the break; none in a season without one."""
    sundays = [day for day in break_days if day.weekday() == _SUNDAY]
    if not sundays:
        return None
    east, west = _ALL_STAR_TEAMS
    game = make_game(game_id(season, 3, 1), sundays[0], west, east, chance)
    return replace(game, label="NBA All-Star Game")


def _tip_off(on: date, arena: Arena, chance: Chance) -> datetime:
    is_matinee = on.weekday() >= _SATURDAY and chance.happens(250)
    hour, minute = (15, 30) if is_matinee else chance.pick(((19, 0), (19, 30), (20, 0)))
    hour = min(22, hour + arena.hours_behind)
    return datetime.combine(on, time(hour, minute), tzinfo=EASTERN)
