"""Who plays for whom, on which day: rosters, trades, injuries, officials, coaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lake.seasons import Season
from replay.chance import Chance
from replay.invented.franchises import Franchise, franchises_of
from replay.invented.names import invent_name
from replay.invented.people import (
    Coach,
    Person,
    Player,
    Taken,
    invent_player,
    person_id,
    with_jersey,
)

OFFICIALS = 72
FORMER_PLAYERS = 60
_FIRST_OFFICIAL = 90_001
_FIRST_COACH = 95_001
_FIRST_FORMER = 80_001
_SMALLEST_ROSTER, _LARGEST_ROSTER = 15, 18
_TRADES = 9
_TRADED = (5, 6, 7, 8)
_INJURED_PER_MILLE = 550
_JERSEYS = ("0", "00", *(str(number) for number in range(1, 56)))


@dataclass(frozen=True)
class Move:
    """A player's change of team, from the morning of `on`."""

    on: date
    player_id: int
    from_team: int
    to_team: int


@dataclass(frozen=True)
class Absence:
    """Days a player can't play, both included, and what the box score says when he is listed."""

    first: date
    last: date
    comment: str


@dataclass(frozen=True)
class League:
    """Everybody in a season.

    `rosters` are those of opening night by team, in the order of depth; `levels` tell by team how
    much better than the league it attacks and defends, in per mille of shots.
    """

    season: Season
    franchises: tuple[Franchise, ...]
    rosters: Mapping[int, tuple[Player, ...]]
    moves: tuple[Move, ...]
    absences: Mapping[int, tuple[Absence, ...]]
    levels: Mapping[int, tuple[int, int]]
    officials: tuple[Person, ...]
    coaches: Mapping[int, tuple[Coach, ...]]
    former: tuple[Player, ...]

    def roster(self, team_id: int, on: date) -> tuple[Player, ...]:
        """A team's players on a day, those who came in the season last."""
        left = {
            move.player_id for move in self.moves if move.from_team == team_id and move.on <= on
        }
        came = [
            self._renumbered(move)
            for move in self.moves
            if move.to_team == team_id and move.on <= on
        ]
        stayed = [row for row in self.rosters[team_id] if row.person_id not in left]
        return (*stayed, *came)

    def absence(self, player: Player, on: date) -> Absence | None:
        for absence in self.absences.get(player.person_id, ()):
            if absence.first <= on <= absence.last:
                return absence
        return None

    def team(self, team_id: int) -> Franchise:
        return next(row for row in self.franchises if row.team_id == team_id)

    def move_of(self, player_id: int) -> Move | None:
        return next((move for move in self.moves if move.player_id == player_id), None)

    def _renumbered(self, move: Move) -> Player:
        """The player with a number that his new team had free."""
        player = next(
            row for row in self.rosters[move.from_team] if row.person_id == move.player_id
        )
        worn = {row.jersey for row in self.rosters[move.to_team]}
        if player.jersey not in worn:
            return player
        free = [number for number in _JERSEYS if number not in worn]
        return with_jersey(player, free[player.person_id % len(free)])


def invent_league(season: Season, seed: int, first_day: date, last_day: date) -> League:
    """Invent everybody; the days are those of the regular season."""
    chance = Chance("league", season, seed)
    franchises = franchises_of(season)
    taken = Taken()
    rosters: dict[int, tuple[Player, ...]] = {}
    number = 1
    for franchise in franchises:
        size = chance.between(_SMALLEST_ROSTER, _LARGEST_ROSTER)
        jerseys = chance.sample(_JERSEYS, size)
        rosters[franchise.team_id] = tuple(
            invent_player(season, number + depth, depth, jerseys[depth], chance, taken)
            for depth in range(size)
        )
        number += size
    return League(
        season=season,
        franchises=franchises,
        rosters=rosters,
        moves=_trade(rosters, first_day, last_day, chance),
        absences=_hurt(rosters, first_day, last_day, chance),
        levels={
            row.team_id: (chance.around(-52, 52), chance.around(-32, 32)) for row in franchises
        },
        officials=tuple(
            Person(
                person_id(season, _FIRST_OFFICIAL + place),
                *invent_name(chance, taken.names),
                str(place + 3),
            )
            for place in range(OFFICIALS)
        ),
        coaches=_coaches(season, franchises, chance, taken),
        former=tuple(
            invent_player(season, _FIRST_FORMER + place, 12, "", chance, taken)
            for place in range(FORMER_PLAYERS)
        ),
    )


def _trade(
    rosters: Mapping[int, tuple[Player, ...]], first_day: date, last_day: date, chance: Chance
) -> tuple[Move, ...]:
    """Pairs of teams swap a player each, of the same depth, before two thirds of the season."""
    teams = chance.shuffled(tuple(rosters))
    deadline = (last_day - first_day).days * 2 // 3
    moves = []
    for number in range(min(_TRADES, len(teams) // 2)):
        one, other = teams[2 * number], teams[2 * number + 1]
        on = first_day + timedelta(days=chance.between(deadline // 2, deadline))
        depth = chance.pick(_TRADED)
        moves.append(Move(on, rosters[one][depth].person_id, one, other))
        moves.append(Move(on, rosters[other][depth].person_id, other, one))
    return tuple(sorted(moves, key=lambda move: (move.on, move.player_id)))


def _hurt(
    rosters: Mapping[int, tuple[Player, ...]], first_day: date, last_day: date, chance: Chance
) -> dict[int, tuple[Absence, ...]]:
    """Many players miss some days, some for an illness and some for weeks."""
    absences: dict[int, tuple[Absence, ...]] = {}
    days = (last_day - first_day).days
    for roster in rosters.values():
        for player in roster:
            if chance.happens(_INJURED_PER_MILLE):
                first = first_day + timedelta(days=chance.between(0, days))
                length = chance.between(2, 12) if chance.happens(750) else chance.between(20, 60)
                comment = chance.pick(("DND - Injury/Illness", "NWT - Not With Team"))
                absence = Absence(first, first + timedelta(days=length), comment)
                absences[player.person_id] = (absence,)
    return absences


def _coaches(
    season: Season, franchises: tuple[Franchise, ...], chance: Chance, taken: Taken
) -> dict[int, tuple[Coach, ...]]:
    """A head coach and four assistants a team."""
    staff = 5
    return {
        franchise.team_id: tuple(
            Coach(
                person_id(season, _FIRST_COACH + place * staff + rank),
                *invent_name(chance, taken.names),
                "",
                is_assistant=rank > 0,
            )
            for rank in range(staff)
        )
        for place, franchise in enumerate(franchises)
    }
