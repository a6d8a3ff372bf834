"""What comes after the regular season: play-in and playoffs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lake.seasons import Season
from replay.chance import Chance
from replay.invented.formats import SeasonFormat
from replay.invented.franchises import Franchise
from replay.invented.games import Game, game_id, make_game

PlayGame = Callable[[Game], Franchise]
"""Plays a game and tells who won."""

Standings = Mapping[str, Sequence[Franchise]]
"""The teams of each conference, the best first."""

_PLAY_IN_TEAMS = 10
_ROUND_DAYS = 16
_SATURDAY = 5
_HOME_AT_BETTER = {3: (0, 1, 0), 5: (0, 0, 1, 1, 0), 7: (0, 0, 1, 1, 0, 1, 0)}
"""By the longest a series can be: at whose place each game is, the better team's being 0."""


@dataclass(frozen=True)
class Postseason:
    """`conferences` are in the order of their games' numbers."""

    season: Season
    season_format: SeasonFormat
    play: PlayGame
    chance: Chance
    rank: Callable[[Franchise], tuple[int, ...]]
    conferences: tuple[str, ...] = ("East", "West")

    def play_all(self, standings: Standings) -> None:
        """Play what the season's format has, in the order of days."""
        seeds = {name: list(standings[name]) for name in self.conferences}
        if self.season_format.has_play_in:
            seeds = {
                name: self._play_in(number, seeds[name])
                for number, name in enumerate(self.conferences)
            }
        self._play_rounds(seeds)

    def _play_in(self, conference: int, teams: list[Franchise]) -> list[Franchise]:
        """Seventh to tenth play for the last two places."""
        day = self.season_format.last_day + timedelta(days=2)
        seventh, eighth, ninth, tenth = teams[6:_PLAY_IN_TEAMS]
        place = 20 * conference
        first = self._play_in_game(101 + place, day, seventh, eighth)
        second = self._play_in_game(111 + place, day + timedelta(days=1), ninth, tenth)
        loser = eighth if first is seventh else seventh
        last_number = 201 + place // 2
        last = self._play_in_game(last_number, day + timedelta(days=3), loser, second)
        return [*teams[:6], first, last]

    def _play_in_game(self, number: int, on: date, home: Franchise, away: Franchise) -> Franchise:
        identity = game_id(self.season, 5, number)
        game = make_game(identity, on, home, away, self.chance)
        return self.play(replace(game, label="SoFi Play-In Tournament"))

    def _play_rounds(self, seeds: dict[str, list[Franchise]]) -> None:
        first = self.season_format.last_day + timedelta(days=4)
        first += timedelta(days=(_SATURDAY - first.weekday()) % 7)
        byes = self.season_format.byes
        alive = {name: teams[: 8 if not byes else 6] for name, teams in seeds.items()}
        for number, most_games in enumerate(self.season_format.rounds[:3], start=1):
            on = first + timedelta(days=_ROUND_DAYS * (number - 1))
            series = 0
            for name in self.conferences:
                spared = alive[name][: byes if number == 1 else 0]
                winners = []
                for pair in _pairs(alive[name][len(spared) :]):
                    better, worse = sorted(pair, key=self.rank)
                    winners.append(self._play_series(number, series, most_games, on, better, worse))
                    series += 1
                alive[name] = [*spared, *winners]
        champions = sorted((alive[name][0] for name in self.conferences), key=self.rank)
        on = first + timedelta(days=_ROUND_DAYS * 3)
        self._play_series(4, 0, self.season_format.rounds[3], on, *champions)

    def _play_series(
        self,
        number: int,
        series: int,
        most_games: int,
        first: date,
        better: Franchise,
        worse: Franchise,
    ) -> Franchise:
        """Play until one has won most; the games that are not needed don't exist."""
        wins = {better.team_id: 0, worse.team_id: 0}
        label = f"{better.conference if number < 4 else 'NBA'} {_ROUNDS[number - 1]}"
        for played in range(most_games):
            at_worse = _HOME_AT_BETTER[most_games][played]
            home, away = (worse, better) if at_worse else (better, worse)
            game = make_game(
                game_id(self.season, 4, 100 * number + 10 * series + played + 1),
                first + timedelta(days=2 * played + series % 2),
                home,
                away,
                self.chance,
            )
            number_text = f"Game {played + 1}"
            winner = self.play(
                replace(game, label=label, sub_label=number_text, series_game_number=number_text)
            )
            wins[winner.team_id] += 1
            if wins[winner.team_id] > most_games // 2:
                break
        return winner


_ROUNDS = ("First Round", "Conf. Semifinals", "Conf. Finals", "Finals")


def _pairs(teams: Sequence[Franchise]) -> list[tuple[Franchise, Franchise]]:
    """The first meets the last, and so on inwards: that keeps the bracket."""
    return [(teams[place], teams[-1 - place]) for place in range(len(teams) // 2)]
