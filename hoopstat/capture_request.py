"""What a capture is about: the options, and how a person's words become a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from capture.planning.request import DEFAULT_ENDPOINTS, CaptureRequest
from hoopstat import options
from lake.date_range import DateRange
from lake.endpoints import ENDPOINTS, PLAYER_INFO, Endpoint, find_endpoint
from lake.errors import UsageError
from lake.instants import now
from lake.seasons import GameId, Season, parse_season_types, season_range


def _names(*, is_owed: bool) -> str:
    return ", ".join(row.name for row in ENDPOINTS.values() if row.is_owed is is_owed)


Seasons = Annotated[
    str | None,
    typer.Option(
        "--season",
        envvar="HOOPSTAT_SEASON",
        metavar="2024-25[,...]",
        help="One season or several, instead of --start-season and --end-season.",
    ),
]
StartSeason = Annotated[
    str | None,
    typer.Option(envvar="HOOPSTAT_START_SEASON", metavar="2024-25", help="The first season."),
]
EndSeason = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_END_SEASON", metavar="2024-25", help="The last one; else only the first."
    ),
]
Players = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_PLAYERS",
        metavar="ID[,...]",
        help="Exactly these players, by their numbers, and nothing else.",
    ),
]
Endpoints = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_ENDPOINTS",
        metavar="NAME[,...]",
        help=f"Only these: {_names(is_owed=True)}; and on request {_names(is_owed=False)}.",
    ),
]
Refresh = Annotated[
    bool,
    typer.Option(
        "--refresh",
        envvar="HOOPSTAT_REFRESH",
        help="Ask again for what is archived too; both versions are kept.",
    ),
]


@dataclass(frozen=True)
class Scope:
    """What a capture is about, in a person's words; None where nothing was said."""

    season: str | None = None
    start_season: str | None = None
    end_season: str | None = None
    games: str | None = None
    from_date: str | None = None
    to_date: str | None = None
    players: str | None = None


def make_request(
    scope: Scope,
    season_types: str,
    endpoints: str | None,
    *,
    refresh: bool,
    recheck_days: int = 0,
) -> CaptureRequest:
    """Read what a person typed. Raises: UsageError."""
    games, players = options.parse_games(scope.games), _players(scope.players)
    dates = DateRange.parse(scope.from_date, scope.to_date)
    seasons = _seasons(scope, games, dates, players)
    dates.require_days_of(seasons)
    return CaptureRequest(
        seasons=seasons,
        games=games,
        players=players,
        season_types=parse_season_types(season_types),
        dates=dates,
        endpoints=_endpoints(endpoints) or ((PLAYER_INFO,) if players else DEFAULT_ENDPOINTS),
        refresh=refresh,
        recheck_days=recheck_days,
    )


def _players(text: str | None) -> tuple[int, ...]:
    if text is not None and not options.split(text):
        raise UsageError("--players names no player", hint="--players 203999")
    ids = (int(PLAYER_INFO.document(word, None).entity) for word in options.split(text))
    return tuple(dict.fromkeys(ids))


def _seasons(
    scope: Scope, games: Sequence[GameId], dates: DateRange, players: Sequence[int]
) -> tuple[Season, ...]:
    """Those that are named, else those of the games or the dates; players have none.

    Raises: UsageError.
    """
    if games:
        return tuple(sorted({game.season for game in games}))
    start, end = scope.start_season, scope.end_season
    if scope.season and (start or end):
        raise UsageError(
            "--season stands instead of --start-season and --end-season", hint="one or the other"
        )
    if scope.season:
        return options.parse_seasons(scope.season)
    if start:
        return season_range(Season.parse(start), Season.parse(end or start))
    if dates.first and not end:
        return dates.seasons(now().date())
    if players and not end:
        return ()
    raise UsageError("which season?", hint="hoopstat capture --season 2024-25")


def _endpoints(text: str | None) -> tuple[Endpoint, ...]:
    return tuple(map(find_endpoint, options.split(text)))
