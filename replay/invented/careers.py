"""Everybody who plays or played, as the lists of people tell of them when a season is over."""

from __future__ import annotations

from dataclasses import dataclass

from replay.invented.franchises import Franchise
from replay.invented.names import to_ascii, to_slug
from replay.invented.people import Player
from replay.invented.season import InventedSeason


@dataclass(frozen=True)
class Career:
    """`franchise` is the last of the season, None for former players.

    `last_year` is the year that a player's last season began in; `has_played` tells whether in any.
    """

    player: Player
    franchise: Franchise | None
    last_year: int
    has_played: bool

    @property
    def years(self) -> int:
        """Seasons before the last one."""
        return self.last_year - self.player.first_year


def careers(season: InventedSeason) -> tuple[Career, ...]:
    """The players of each team and then the former ones."""
    current = (
        Career(player, team, season.season.start_year, _has_played(season, player))
        for team in season.teams.values()
        for player in season.league.roster(team.team_id, season.format.last_day)
    )
    former = (_former(season, player) for player in season.league.former)
    return (*current, *former)


def player_code(player: Player) -> str:
    """A name as theo_umberdale, in ASCII."""
    return to_ascii(to_slug(player.full_name, "_"))


def _has_played(season: InventedSeason, player: Player) -> bool:
    return (
        player.first_year < season.season.start_year or player.person_id in season.averages.players
    )


def _former(season: InventedSeason, player: Player) -> Career:
    """Who would have begun this season was let go before he played."""
    years = season.season.start_year - player.first_year
    last_year = player.first_year + player.person_id % max(1, years)
    return Career(player, None, last_year, has_played=years > 0)
