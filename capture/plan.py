"""The plan: what is owed, less what the archive holds.

The archive is the truth. Nothing else remembers what was captured, so nothing can disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from capture.request import CaptureRequest
from lake.archive import RawArchive
from lake.discovery import DiscoveredGame, discovered_games, of_types
from lake.documents import Document, RawVersion
from lake.endpoints import FINDER, SUMMARY, Endpoint, finder_document, owed_documents
from lake.errors import AnswerRefused, RawObjectDamaged
from lake.instants import Clock, now
from lake.seasons import GameId, Season, SeasonType


@dataclass(frozen=True)
class SeasonPlan:
    """What one season owes.

    `games` are those that are owed, `waiting` those that are discovered but not final.
    `discovery` is the request for the list of games, None if none is to be sent; with it and
    `is_discovered` False the games are not known yet.
    """

    season: Season
    games: tuple[GameId, ...]
    waiting: tuple[GameId, ...]
    owed: tuple[Document, ...]
    missing: tuple[Document, ...]
    discovery: Document | None
    is_discovered: bool

    @property
    def requests(self) -> int:
        return len(self.missing) + (self.discovery is not None)

    def games_by_type(self) -> dict[SeasonType, int]:
        counts = Counter(game.season_type for game in self.games)
        return {kind: counts[kind] for kind in SeasonType if counts[kind]}


def plan_season(
    season: Season, request: CaptureRequest, archive: RawArchive, clock: Clock = now
) -> SeasonPlan:
    """Work out what a season owes from what the archive holds; nothing is asked for.

    Raises: RawObjectDamaged if the list of games can't be read from the archive.
    """
    if request.games:
        games = tuple(game for game in request.games if game.season == season)
        return _plan(season, games, (), request, archive, discovery=None, is_discovered=True)
    finder = finder_document(season)
    version = archive.newest(finder)
    stale = request.wants_discovery and (
        version is None
        or is_stale(version, FINDER, clock())
        or (request.refresh and FINDER in request.endpoints)
    )
    found = _listed_games(archive, version, is_refreshed=stale)
    of_type = of_types(found or (), request.season_types)
    listed = [game for game in of_type if game.game_date in request.dates]
    return _plan(
        season,
        tuple(game.game_id for game in listed if game.is_final),
        tuple(game.game_id for game in listed if not game.is_final),
        request,
        archive,
        discovery=finder if stale else None,
        is_discovered=found is not None,
    )


def _listed_games(
    archive: RawArchive, version: RawVersion | None, *, is_refreshed: bool
) -> Sequence[DiscoveredGame] | None:
    """Read the archived list of games; None if there is none, or a damaged one to be replaced."""
    if version is None:
        return None
    try:
        return discovered_games(archive.read(version).body)
    except (AnswerRefused, RawObjectDamaged):
        if is_refreshed:
            return None
        raise


def _plan(
    season: Season,
    games: tuple[GameId, ...],
    waiting: tuple[GameId, ...],
    request: CaptureRequest,
    archive: RawArchive,
    *,
    discovery: Document | None,
    is_discovered: bool,
) -> SeasonPlan:
    endpoints = request.game_endpoints
    if request.games and SUMMARY not in endpoints:
        endpoints = (SUMMARY, *endpoints)  # It tells whether a game nobody discovered is final.
    owed = owed_documents(games, endpoints)
    held = held_documents(archive, season, endpoints)
    refreshed = {row.name for row in request.game_endpoints} if request.refresh else set()
    missing = tuple(doc for doc in owed if doc not in held or doc.endpoint in refreshed)
    return SeasonPlan(season, games, waiting, owed, missing, discovery, is_discovered)


def held_documents(
    archive: RawArchive, season: Season, endpoints: Sequence[Endpoint]
) -> frozenset[Document]:
    """List what the archive holds of a season, by one listing an endpoint."""
    return frozenset(
        document
        for endpoint in endpoints
        for document in archive.newest_versions(endpoint.name, season)
    )


def is_stale(version: RawVersion, endpoint: Endpoint, at: datetime) -> bool:
    """Tell whether an answer should be asked for again.

    Never once the season was over when it came: no season has ended later than October
    (2019-20, on the 11th).
    """
    if endpoint.fresh_for is None:
        return False
    season = version.document.season
    if season and version.captured_at >= datetime(season.start_year + 1, 11, 1, tzinfo=UTC):
        return False
    return at - version.captured_at > endpoint.fresh_for
