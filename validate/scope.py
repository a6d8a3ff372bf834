"""What a validation holds the archive to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lake.date_range import EVERY_DATE, DateRange
from lake.discovery import DiscoveredGame, of_types
from lake.errors import UsageError
from lake.seasons import DEFAULT_SEASON_TYPES, GameId, Season, SeasonType


@dataclass(frozen=True)
class Scope:
    """The games that are owed: exactly `games` if there are any, else those of types and dates.

    Raises: UsageError if there are games and dates.
    """

    season_types: tuple[SeasonType, ...] = DEFAULT_SEASON_TYPES
    dates: DateRange = EVERY_DATE
    games: tuple[GameId, ...] = ()

    def __post_init__(self) -> None:
        if self.games and not self.dates.is_every_date:
            raise UsageError(
                "--games names the games, so --from and --to have nothing to narrow",
                hint="one or the other",
            )

    @property
    def is_everything(self) -> bool:
        return self == EVERYTHING

    def __str__(self) -> str:
        if self.games:
            return ", ".join(map(str, self.games))
        return f"{', '.join(self.season_types)}; {self.dates}"

    def owed(
        self, season: Season, listed: Sequence[DiscoveredGame], archived: set[GameId]
    ) -> set[GameId]:
        """Name the games that are owed of a season.

        Those are the listed ones that are over, and those that the archive has anything of, unless
        the list dates them outside the dates, or they are of no type that was named.
        """
        if self.games:
            return {game for game in self.games if game.season == season}
        final = {game.game_id for game in of_types(listed, self.season_types) if game.is_final}
        outside = {game.game_id for game in listed if game.game_date not in self.dates}
        outside |= {game for game in archived if not self._may_be_of(game.season_type)}
        return (archived | final) - outside

    def _may_be_of(self, season_type: SeasonType) -> bool:
        """What was archived of other types than the default ones is owed unless types are named."""
        return self.season_types == DEFAULT_SEASON_TYPES or season_type in self.season_types


EVERYTHING = Scope()
