"""A whole invented season, played through once for its results.

What a document needs beyond its own game (records, averages before it, earlier meetings) is kept;
the events are not. A game is played again, the same way, when one of its documents is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from lake.seasons import GameId, Season, SeasonType
from lake.telemetry import Observer, job
from replay.chance import Chance
from replay.conditions import Condition
from replay.invented.averages import Averages
from replay.invented.events import AWAY, HOME
from replay.invented.flow import flow_of
from replay.invented.formats import format_of
from replay.invented.franchises import Franchise, franchises_of
from replay.invented.games import (
    Game,
    all_star_game,
    cup_day,
    cup_final,
    cup_semifinals,
    preseason_games,
    regular_games,
)
from replay.invented.league import League, invent_league
from replay.invented.outcome import PlayedGame, SideScore, minutes_in_seconds
from replay.invented.people import Person
from replay.invented.play import Contest, play_game
from replay.invented.postseason import Postseason
from replay.invented.schedule import make_schedule
from replay.invented.selection import Selection, select_all_stars, select_players
from replay.invented.told import Record, Result, Told
from replay.invented.wall_clock import WallClock, wall_clock

_RUNNING_PERIOD = 3
_KEPT_GAMES = 8


class InventedSeason:
    """Everything about one season of one seed; `results` are in the order of playing.

    `conditions` tell of games that are not over or never came about. Playing a season takes some
    seconds, a game some milliseconds.
    """

    def __init__(
        self,
        season: Season,
        seed: int,
        conditions: Mapping[GameId, Condition] | None = None,
        observer: Observer | None = None,
    ) -> None:
        self.season = season
        self.seed = seed
        self.conditions = conditions or {}
        self.teams = {row.team_id: row for row in franchises_of(season)}
        self.format = format_of(season, len(self.teams))
        self.league: League = invent_league(
            season, seed, self.format.first_day, self.format.last_day
        )
        self.games: dict[str, Game] = {}
        self._cup_semifinals: tuple[GameId, ...] = ()
        self.results: dict[str, Result] = {}
        self.averages = Averages()
        self._records: dict[tuple[int, str], Record] = defaultdict(lambda: (0, 0))
        self._meetings: dict[frozenset[int], list[Result]] = defaultdict(list)
        self.told = lru_cache(maxsize=_KEPT_GAMES)(self._tell)
        self._play_all(observer or Observer())

    def meetings_before(self, game: Game) -> Sequence[Result]:
        """Up to five earlier games of the season between the two teams, the latest first."""
        pair = frozenset(row.team_id for row in game.franchises)
        earlier = [row for row in self._meetings[pair] if row.game.tip_off < game.tip_off]
        return earlier[:-6:-1]

    def record(self, team_id: int) -> Record:
        """A team's wins and losses in the regular season."""
        return self._records[team_id, SeasonType.REGULAR]

    def rank(self, franchise: Franchise) -> tuple[int, ...]:
        """Sorts teams, the best first."""
        wins, losses = self.record(franchise.team_id)
        return (losses - wins, franchise.team_id)

    def standings(self) -> dict[str, list[Franchise]]:
        """The teams of each conference, the best first."""
        best_first = sorted(self.teams.values(), key=self.rank)
        return {
            name: [row for row in best_first if row.conference == name] for name in ("East", "West")
        }

    def chance(self, *purpose: object) -> Chance:
        return Chance(*purpose, self.season, self.seed)

    def officials(self, game: Game) -> list[Person]:
        """The three of a game, in the order of their ids; nobody has two games on a day."""
        same_day = [row for row in self.games.values() if row.game_date == game.game_date]
        place = sorted(str(row.game_id) for row in same_day).index(str(game.game_id))
        dealt = self.chance("officials", game.game_date).shuffled(self.league.officials)
        return sorted(dealt[3 * place : 3 * place + 3], key=lambda row: row.person_id)

    def clock(self, game: Game) -> WallClock:
        return wall_clock(game.tip_off, self.chance("clock", game.game_id))

    def _tell(self, game_id: str) -> Told:
        """Play a game."""
        game = self.games[game_id]
        chance = self.chance("game", game_id)
        selections = self._select(game, chance)
        levels = [self.league.levels.get(row.team_id, (0, 0)) for row in game.franchises]
        contest = Contest(
            (selections[HOME].dressed, selections[AWAY].dressed),
            (levels[HOME][0] - levels[AWAY][1], levels[AWAY][0] - levels[HOME][1]),
            self.format.threes,
        )
        is_running = self.conditions.get(game.game_id) is Condition.RUNNING
        played = play_game(contest, chance, _RUNNING_PERIOD if is_running else None)
        return Told(game, selections, played)

    def _select(self, game: Game, chance: Chance) -> tuple[Selection, Selection]:
        if game.game_id.season_type is SeasonType.ALL_STAR:
            return (
                select_all_stars(self.league, game.home.conference),
                select_all_stars(self.league, game.away.conference),
            )
        home, away = (
            select_players(self.league, row.team_id, game.game_date, chance)
            for row in game.franchises
        )
        return home, away

    # The season, day by day.

    def _play_all(self, observer: Observer) -> None:
        chance = self.chance("schedule")
        games = self._games_by_day(chance)
        with job(observer, "invent", len(games), f"games of {self.season}") as running:
            has_cup_final = not self.format.has_cup
            for game in games:
                if not has_cup_final and game.game_date > cup_day(self.season):
                    has_cup_final = True
                    self._play(self._cup_final(games, chance))
                self._play(game)
                running.advance(str(game.game_id))
            Postseason(
                self.season, self.format, self._play_to_win, self.chance("postseason"), self.rank
            ).play_all(self.standings())

    def _games_by_day(self, chance: Chance) -> list[Game]:
        """The games that are known before the season."""
        teams = tuple(self.teams.values())
        early = preseason_games(self.season, self.format.first_day, teams, chance)
        fixtures = make_schedule(teams, self.format, chance)
        regular = regular_games(self.season, fixtures, self.teams, chance)
        if self.format.has_cup:
            self._cup_semifinals = cup_semifinals(regular)
        all_stars = all_star_game(self.season, self.format.all_star_break, chance)
        games = [*early, *regular, *([all_stars] if all_stars else [])]
        return sorted(games, key=lambda game: (game.game_date, str(game.game_id)))

    def _cup_final(self, games: Sequence[Game], chance: Chance) -> Game:
        busy = {(row.team_id, game.game_date) for game in games for row in game.franchises}
        east, west = (self._winner(self.games[str(game)]) for game in self._cup_semifinals)
        return cup_final(
            self.season,
            (east, west),
            lambda on: (east.team_id, on) in busy or (west.team_id, on) in busy,
            chance,
        )

    def _play_to_win(self, game: Game) -> Franchise:
        self._play(game)
        return self._winner(game)

    def _winner(self, game: Game) -> Franchise:
        """The home team of a game that is not over or was cancelled, so that others can follow."""
        result = self.results.get(str(game.game_id))
        return game.away if result and result.is_over and result.margin < 0 else game.home

    def _play(self, game: Game) -> None:
        identity = str(game.game_id)
        self.games[identity] = game
        if self.conditions.get(game.game_id) is Condition.CANCELLED:
            return
        played = self._tell(identity).played
        forms = tuple(self.averages.form(row.team_id) for row in game.franchises)
        result = Result(
            game=game,
            totals=(played.sides[HOME].total, played.sides[AWAY].total),
            minutes=(_rounded_minutes(played.sides[HOME]), _rounded_minutes(played.sides[AWAY])),
            periods=played.periods,
            records=self._count(game, played),
            forms=(forms[HOME], forms[AWAY]),
            is_over=played.is_over,
        )
        self.results[identity] = result
        self._meetings[frozenset(row.team_id for row in game.franchises)].append(result)

    def _count(self, game: Game, played: PlayedGame) -> tuple[Record, Record]:
        """Count a game that is over, and return the teams' records with it.

        A playoff series has a record of its own, as has the cup's final.
        """
        kind = game.game_id.season_type
        scope = str(game.game_id)[:-1] if kind is SeasonType.PLAYOFFS else kind
        records = []
        for side, franchise in enumerate(game.franchises):
            key = (franchise.team_id, scope)
            wins, losses = self._records[key]
            if played.is_over:
                has_won = (played.margin > 0) == (side == HOME)
                wins, losses = wins + has_won, losses + (not has_won)
                self._records[key] = (wins, losses)
            records.append((wins, losses))
        if played.is_over and kind is SeasonType.REGULAR:
            flow = flow_of(played.events)
            for side, franchise in enumerate(game.franchises):
                allowed = played.sides[1 - side].total.pts
                self.averages.add(franchise.team_id, played.sides[side], flow, side, allowed)
        return records[HOME], records[AWAY]


def _rounded_minutes(score: SideScore) -> int:
    return sum((seconds + 30) // 60 for seconds in minutes_in_seconds(score))
