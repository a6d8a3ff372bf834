"""The plan: what is owed, less what the archive holds.

The archive is the truth. Nothing else remembers what was captured, so nothing can disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lake.archive import RawArchive
from lake.documents import Document, RawVersion
from lake.endpoints import Endpoint
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
