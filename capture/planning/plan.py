"""The plan: what is owed, less what the archive holds.

The archive is the truth. Nothing else remembers what was captured, so nothing can disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from capture.planning.owed import (
    Renewal,
    game_documents,
    is_stale,
    missing_documents,
    season_documents,
)
from capture.planning.request import CaptureRequest
from lake.archive import RawArchive
from lake.discovery import DiscoveredGame, discovered_games, discovered_teams, of_types
from lake.documents import Document, RawVersion
from lake.endpoints import FINDER, Per, finder_document
from lake.errors import AnswerRefused, RawObjectDamaged
from lake.instants import Clock, now
from lake.seasons import DEFAULT_SEASON_TYPES, GameId, Season, SeasonType, season_of


@dataclass(frozen=True)
class SeasonPlan:
    """What one season owes.

    `games` are those that are owed, `waiting` those that are discovered but not final.
    `discovery` is the request for the list of games, None if none is to be sent; with it and
    `is_discovered` False the games are not known yet. `dates` lacks games that were named instead
    of discovered. `is_whole` tells that these are all games of a season that is over.
    """

    season: Season
    games: tuple[GameId, ...]
    waiting: tuple[GameId, ...]
    owed: tuple[Document, ...]
    missing: tuple[Document, ...]
    discovery: Document | None
    is_discovered: bool
    dates: Mapping[GameId, date] = field(default_factory=dict)
    is_whole: bool = False

    @property
    def requests(self) -> int:
        return len(self.missing) + (self.discovery is not None)

    def games_by_type(self) -> dict[SeasonType, int]:
        counts = Counter(game.season_type for game in self.games)
        return {kind: counts[kind] for kind in SeasonType if counts[kind]}


def plan_season(
    season: Season,
    request: CaptureRequest,
    archive: RawArchive,
    clock: Clock = now,
    refresh_since: datetime | None = None,
) -> SeasonPlan:
    """Work out what a season owes from what the archive holds; nothing is asked for.

    Games come first, then the league and its teams; players are planned by themselves. A refresh
    asks again for what is older than `refresh_since`; None is now.
    Raises: RawObjectDamaged, AnswerRefused if the list of games can't be read from the archive.
    """
    at = clock()
    since = (refresh_since or at) if request.refresh else None
    finder = finder_document(season)
    version = archive.newest(finder) if request.wants_discovery else None
    is_asked = request.wants_discovery and _is_to_be_asked(version, request, at, since)
    found = _read_list(version, request, archive, is_refreshed=is_asked)
    games, waiting = _games(season, found, request)
    owed = (
        *game_documents(games, request),
        *season_documents(season, found.teams if found else (), request),
    )
    return SeasonPlan(
        season=season,
        games=games,
        waiting=waiting,
        owed=owed,
        missing=missing_documents(
            owed, request, archive, at, Renewal(since, _recent(found, request, at.date()))
        ),
        discovery=finder if is_asked else None,
        is_discovered=found is not None or not request.wants_discovery,
        dates={game.game_id: game.game_date for game in found.games} if found else {},
        # A list that is to be asked for again may be of before the season's end.
        is_whole=found is not None
        and not (is_asked or waiting)
        and _is_whole(season, request, at.date()),
    )


def _is_whole(season: Season, request: CaptureRequest, today: date) -> bool:
    """The list of games has only those that were played by then, so the season must be over."""
    is_over = season < season_of(today)
    is_every_type = set(DEFAULT_SEASON_TYPES) <= set(request.season_types)
    return is_over and is_every_type and request.dates.is_every_date and not request.games


def _recent(found: _ListOfGames | None, request: CaptureRequest, today: date) -> frozenset[GameId]:
    """Name the games of the days that are to be rechecked."""
    first = today - timedelta(days=request.recheck_days)
    return frozenset(
        game.game_id
        for game in (found.games if found and request.recheck_days else ())
        if game.game_date >= first
    )


@dataclass(frozen=True)
class _ListOfGames:
    games: Sequence[DiscoveredGame]
    teams: Sequence[int]


def _is_to_be_asked(
    version: RawVersion | None, request: CaptureRequest, at: datetime, since: datetime | None
) -> bool:
    if version is None or is_stale(version, FINDER, at):
        return True
    return since is not None and FINDER in request.endpoints and version.captured_at < since


def _read_list(
    version: RawVersion | None, request: CaptureRequest, archive: RawArchive, *, is_refreshed: bool
) -> _ListOfGames | None:
    """Read the archived list of games; None if there is none, or a damaged one to be replaced."""
    if version is None:
        return None
    try:
        body = archive.read(version).body
        teams = discovered_teams(body) if request.endpoints_per(Per.TEAM) else ()
        return _ListOfGames(discovered_games(body), teams)
    except (AnswerRefused, RawObjectDamaged):
        if is_refreshed:
            return None
        raise


def _games(
    season: Season, found: _ListOfGames | None, request: CaptureRequest
) -> tuple[tuple[GameId, ...], tuple[GameId, ...]]:
    """Part the games asked for into those that are owed and those that are not final."""
    if request.games:
        return tuple(game for game in request.games if game.season == season), ()
    of_type = of_types(found.games if found else (), request.season_types)
    listed = [game for game in of_type if game.game_date in request.dates]
    return (
        tuple(game.game_id for game in listed if game.is_final),
        tuple(game.game_id for game in listed if not game.is_final),
    )
