"""What a person wants captured."""

from __future__ import annotations

from dataclasses import dataclass

from lake.date_range import EVERY_DATE, DateRange
from lake.endpoints import ENDPOINTS, FINDER, GAME_DOCUMENTS, Endpoint, Per
from lake.errors import UsageError
from lake.seasons import DEFAULT_SEASON_TYPES, GameId, Season, SeasonType

DEFAULT_ENDPOINTS = (FINDER, *GAME_DOCUMENTS)


@dataclass(frozen=True)
class CaptureRequest:
    """What a person wants captured.

    With `games` nothing is discovered: exactly these are asked for, final or not. `dates` and
    `season_types` narrow the games of the seasons, and with them the players, but not the
    documents of the league and its teams. With `players` nothing else is asked for. Games of the
    last `recheck_days` days are asked for again, since their statistics may have been corrected.
    Raises: UsageError if two of these, or these and the endpoints, contradict each other.
    """

    seasons: tuple[Season, ...]
    games: tuple[GameId, ...] = ()
    players: tuple[int, ...] = ()
    season_types: tuple[SeasonType, ...] = DEFAULT_SEASON_TYPES
    dates: DateRange = EVERY_DATE
    endpoints: tuple[Endpoint, ...] = DEFAULT_ENDPOINTS
    refresh: bool = False
    recheck_days: int = 0

    def __post_init__(self) -> None:
        if self.players:
            self._require_players_only()
        if self.games:
            self._require_games_only()

        if self.recheck_days and (self.games or self.players):
            raise UsageError(
                "--recheck-days picks the games by their dates", hint="--refresh for named ones"
            )

    def _require_players_only(self) -> None:
        if self.seasons or self.games or not self.dates.is_every_date:
            raise UsageError(
                "--players names the players, so there are no seasons, games or dates to look in",
                hint="one or the other",
            )
        others = [row.name for row in self.endpoints if row.per is not Per.PLAYER]
        if others:
            raise UsageError(
                f"{others[0]} is not asked for by player", hint="--endpoints commonplayerinfo"
            )

    def _require_games_only(self) -> None:
        if not self.dates.is_every_date:
            raise UsageError(
                "--games names the games, so --from and --to have nothing to narrow",
                hint="one or the other",
            )
        others = [*self.endpoints_per(Per.SEASON), *self.endpoints_per(Per.TEAM)]
        if others:
            raise UsageError(
                f"{others[0].name} is asked for by season, not by game",
                hint=f"hoopstat capture --season {self.games[0].season} "
                f"--endpoints {others[0].name}",
            )

    def endpoints_per(self, per: Per) -> tuple[Endpoint, ...]:
        """Those asked for of one kind, in the order of the table; without leaguegamefinder."""
        return tuple(
            row
            for row in ENDPOINTS.values()
            if row.per is per and row in self.endpoints and row is not FINDER
        )

    @property
    def wants_discovery(self) -> bool:
        """Games, teams and players are found by the list of games; the league needs none."""
        if self.games or self.players:
            return False
        return any(row is FINDER or row.per is not Per.SEASON for row in self.endpoints)

    @property
    def wants_players(self) -> bool:
        return bool(self.endpoints_per(Per.PLAYER))
