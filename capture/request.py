"""What a person wants captured."""

from __future__ import annotations

from dataclasses import dataclass

from lake.date_range import EVERY_DATE, DateRange
from lake.endpoints import FINDER, GAME_DOCUMENTS, Endpoint
from lake.errors import UsageError
from lake.seasons import DEFAULT_SEASON_TYPES, GameId, Season, SeasonType


@dataclass(frozen=True)
class CaptureRequest:
    """What a person wants captured.

    With `games` nothing is discovered: exactly these are asked for, final or not. `dates` narrow
    the games of the seasons, not their discovery.
    Raises: UsageError if an endpoint is none that capture can plan, or dates stand beside games.
    """

    seasons: tuple[Season, ...]
    games: tuple[GameId, ...] = ()
    season_types: tuple[SeasonType, ...] = DEFAULT_SEASON_TYPES
    dates: DateRange = EVERY_DATE
    endpoints: tuple[Endpoint, ...] = (FINDER, *GAME_DOCUMENTS)
    refresh: bool = False

    def __post_init__(self) -> None:
        if self.games and not self.dates.is_every_date:
            raise UsageError(
                "--games names the games, so --from and --to have nothing to narrow",
                hint="one or the other",
            )
        plannable = (FINDER, *GAME_DOCUMENTS)
        for endpoint in self.endpoints:
            if endpoint not in plannable:
                raise UsageError(
                    f"{endpoint.name} can be imported, but capture does not ask for it",
                    hint="--endpoints with some of " + ",".join(row.name for row in plannable),
                )

    @property
    def game_endpoints(self) -> tuple[Endpoint, ...]:
        return tuple(row for row in GAME_DOCUMENTS if row in self.endpoints)

    @property
    def wants_discovery(self) -> bool:
        return not self.games and (FINDER in self.endpoints or bool(self.game_endpoints))
