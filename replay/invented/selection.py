"""Who dresses for a game, who starts it, who sits and who is inactive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from replay.chance import Chance
from replay.invented.league import League
from replay.invented.people import Player
from replay.invented.rotation import FIVE

STARTING_POSITIONS = ("F", "F", "C", "G", "G")
"""In the order box scores list the starters."""

_MOST_DRESSED = 13
_ALL_STARS = 12
_SITS_ON_BENCH = 400
"""Per mille of the absent who are named in the box score, not among the inactive."""


@dataclass(frozen=True)
class Selection:
    """`dressed` can play, the first five start; `sitting` are listed with a comment, and don't."""

    dressed: tuple[Player, ...]
    sitting: tuple[tuple[Player, str], ...]
    inactive: tuple[Player, ...]


def select_players(league: League, team_id: int, on: date, chance: Chance) -> Selection:
    """Choose from a team's roster of the day."""
    fit: list[Player] = []
    sitting: list[tuple[Player, str]] = []
    inactive: list[Player] = []
    for player in league.roster(team_id, on):
        absence = league.absence(player, on)
        if absence is None:
            fit.append(player)
        elif chance.happens(_SITS_ON_BENCH):
            sitting.append((player, absence.comment))
        else:
            inactive.append(player)
    fit.sort(key=lambda player: (-player.skills.minutes, player.person_id))
    places = _MOST_DRESSED - len(sitting)
    return Selection(
        dressed=_starters_first(fit[:places]),
        sitting=tuple(sitting),
        inactive=tuple(sorted((*fit[places:], *inactive), key=lambda player: player.person_id)),
    )


def select_all_stars(league: League, conference: str) -> Selection:
    """The players of a conference who shoot most and best; opening night's rosters are asked."""
    candidates = [
        player
        for franchise in league.franchises
        if franchise.conference == conference
        for player in league.rosters[franchise.team_id][:FIVE]
    ]
    candidates.sort(key=lambda row: (-row.skills.shots - row.skills.touch, row.person_id))
    return Selection(_starters_first(candidates[:_ALL_STARS]), (), ())


def _starters_first(players: Sequence[Player]) -> tuple[Player, ...]:
    """The first five, from forwards to guards by their height, and then the others."""
    tallest, *others = sorted(
        players[:FIVE], key=lambda player: (-player.height_inches, player.person_id)
    )
    return (*others[:2], tallest, *others[2:], *players[FIVE:])
