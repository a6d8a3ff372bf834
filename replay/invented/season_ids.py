"""SEASON_ID: a digit for the type of games and the year, as 22024; of which there is something."""

from __future__ import annotations

from collections.abc import Iterator

from lake.seasons import SeasonType
from replay.chance import Chance
from replay.invented.franchises import Franchise
from replay.invented.season import InventedSeason

_FIRST_PRESEASON = 1997
_PLAYOFFS_PER_MILLE = 510


def types_of(season: InventedSeason, team: Franchise) -> frozenset[SeasonType]:
    """The types of games that a team had in a season."""
    return frozenset(
        row.game.game_id.season_type
        for row in season.results.values()
        if team in row.game.franchises
    )


def earlier_season_ids(who: int, year: int, seed: int) -> Iterator[str]:
    """Those of a year before; whether a team or player was in its playoffs is left to chance."""
    if year >= _FIRST_PRESEASON:
        yield f"1{year}"
    yield f"2{year}"
    if Chance("playoffs", who, year, seed).happens(_PLAYOFFS_PER_MILLE):
        yield f"4{year}"
