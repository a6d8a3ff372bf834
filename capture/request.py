"""What a person wants captured."""

from __future__ import annotations

from dataclasses import dataclass

from lake.endpoints import FINDER, GAME_DOCUMENTS, Endpoint
from lake.errors import UsageError
from lake.seasons import DEFAULT_SEASON_TYPES, GameId, Season, SeasonType


@dataclass(frozen=True)
class CaptureRequest:
    """What a person wants captured.

    With `games` nothing is discovered: exactly these are asked for, final or not.
    Raises: UsageError if an endpoint is none that capture can plan.
    """

    seasons: tuple[Season, ...]
    games: tuple[GameId, ...] = ()
    season_types: tuple[SeasonType, ...] = DEFAULT_SEASON_TYPES
    endpoints: tuple[Endpoint, ...] = (FINDER, *GAME_DOCUMENTS)
    refresh: bool = False

    def __post_init__(self) -> None:
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
