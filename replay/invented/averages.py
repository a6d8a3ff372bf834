"""What teams and players have done so far in a season, on average."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from replay.invented.events import Stat
from replay.invented.flow import Flow
from replay.invented.outcome import SideScore
from replay.invented.people import Player


class Leader(NamedTuple):
    """`player` is None before a team's first game."""

    player: Player | None
    average: float


@dataclass(frozen=True)
class Form:
    """A team's averages before a game; all of them 0 before its first."""

    games: int
    total: Stat
    paint: int
    second_chance: int
    fast_break: int
    points: Leader
    rebounds: Leader
    assists: Leader
    blocks: Leader

    def average(self, total: int) -> float:
        return round(total / self.games, 1) if self.games else 0.0


class PlayerSum(NamedTuple):
    player: Player
    games: int
    pts: int
    reb: int
    ast: int
    blk: int


class Averages:
    """Adds games up, for each team and each player."""

    def __init__(self) -> None:
        self.players: dict[int, PlayerSum] = {}
        self.allowed: dict[int, int] = defaultdict(int)
        self._teams: dict[int, list[int]] = {}
        self._flows: dict[int, list[int]] = {}
        self._games: dict[int, int] = defaultdict(int)
        self._members: dict[int, dict[int, None]] = defaultdict(dict)

    def add(self, team_id: int, score: SideScore, flow: Flow, side: int, allowed: int) -> None:
        """Count a team's game; `allowed` are the points of the other."""
        self._games[team_id] += 1
        self.allowed[team_id] += allowed
        before = self._teams.get(team_id, [0] * len(score.total))
        self._teams[team_id] = [a + b for a, b in zip(before, score.total, strict=True)]
        told = (flow.paint[side], flow.second_chance[side], flow.fast_break[side])
        flows = self._flows.get(team_id, [0, 0, 0])
        self._flows[team_id] = [a + b for a, b in zip(flows, told, strict=True)]
        for player, line, appeared in zip(score.players, score.lines, score.appeared, strict=True):
            if appeared:
                self._members[team_id][player.person_id] = None
                self._add_player(player, line)

    def form(self, team_id: int) -> Form:
        games = self._games[team_id]
        members = [self.players[key] for key in self._members[team_id]]
        paint, second_chance, fast_break = self._flows.get(team_id, [0, 0, 0])
        return Form(
            games=games,
            total=Stat(*self._teams.get(team_id, [0] * len(Stat._fields))),
            paint=paint,
            second_chance=second_chance,
            fast_break=fast_break,
            points=_leader(members, "pts", 1),
            rebounds=_leader(members, "reb", 1),
            assists=_leader(members, "ast", 1),
            blocks=_leader(members, "blk", 2),
        )

    def _add_player(self, player: Player, line: Stat) -> None:
        old = self.players.get(player.person_id, PlayerSum(player, 0, 0, 0, 0, 0))
        self.players[player.person_id] = PlayerSum(
            player,
            old.games + 1,
            old.pts + line.pts,
            old.reb + line.reb,
            old.ast + line.ast,
            old.blk + line.blk,
        )


def _leader(members: list[PlayerSum], name: str, digits: int) -> Leader:
    """Who has the highest average; the first in the order of ids among equals."""
    best = max(
        members,
        key=lambda row: (getattr(row, name) / row.games, -row.player.person_id),
        default=None,
    )
    if best is None:
        return Leader(None, 0.0)
    return Leader(best.player, round(getattr(best, name) / best.games, digits))
