"""What a capture is about: the options, and how a person's words become a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from capture.request import CaptureRequest
from hoopstat import options
from lake.endpoints import FINDER, GAME_DOCUMENTS, Endpoint, find_endpoint
from lake.errors import UsageError
from lake.seasons import GameId, Season, parse_season_types, season_range

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
Games = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_GAMES",
        metavar="ID[,...]",
        help="Exactly these games, by their ten-character ids, instead of seasons.",
    ),
]
Endpoints = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_ENDPOINTS",
        metavar="NAME[,...]",
        help=f"Only these: {', '.join(row.name for row in (FINDER, *GAME_DOCUMENTS))}.",
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


def make_request(
    season: str | None,
    start_season: str | None,
    end_season: str | None,
    games: str | None,
    season_types: str,
    endpoints: str | None,
    refresh: bool,
) -> CaptureRequest:
    """Read what a person typed. Raises: UsageError."""
    if games is not None and not options.split(games):
        raise UsageError("--games names no game", hint="--games 0022400561")
    game_ids = tuple(dict.fromkeys(GameId(text) for text in options.split(games)))
    return CaptureRequest(
        seasons=_seasons(season, start_season, end_season, game_ids),
        games=game_ids,
        season_types=parse_season_types(season_types),
        endpoints=_endpoints(endpoints),
        refresh=refresh,
    )


def _seasons(
    season: str | None, start: str | None, end: str | None, games: Sequence[GameId]
) -> tuple[Season, ...]:
    if games:
        return tuple(sorted({game.season for game in games}))
    if season and (start or end):
        raise UsageError(
            "--season stands instead of --start-season and --end-season", hint="one or the other"
        )
    if season:
        return options.parse_seasons(season)
    if start is None:
        raise UsageError("which season?", hint="hoopstat capture --season 2024-25")
    return season_range(Season.parse(start), Season.parse(end or start))


def _endpoints(text: str | None) -> tuple[Endpoint, ...]:
    names = options.split(text)
    return tuple(map(find_endpoint, names)) if names else (FINDER, *GAME_DOCUMENTS)
