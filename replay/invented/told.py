"""A game that was played: to be told of now, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass

from replay.invented.averages import Form
from replay.invented.events import AWAY, HOME, Stat
from replay.invented.games import Game
from replay.invented.outcome import PlayedGame
from replay.invented.selection import Selection

Record = tuple[int, int]
"""Wins and losses."""


@dataclass(frozen=True)
class Told:
    """A game as it was played, and who was chosen for it; the home team first."""

    game: Game
    selections: tuple[Selection, Selection]
    played: PlayedGame


@dataclass(frozen=True)
class Result:
    """What of a game is kept, of the home team first.

    `minutes` are the players' rounded minutes, added up; `records` count this game, `forms` don't.
    """

    game: Game
    totals: tuple[Stat, Stat]
    minutes: tuple[int, int]
    periods: int
    records: tuple[Record, Record]
    forms: tuple[Form, Form]
    is_over: bool = True

    @property
    def margin(self) -> int:
        """Points the home team was ahead."""
        return self.totals[HOME].pts - self.totals[AWAY].pts

    def record(self, team_id: int) -> Record:
        return self.records[HOME if team_id == self.game.home.team_id else AWAY]
