"""What is owed, and what of it is to be asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from capture.planning.request import CaptureRequest
from lake.archive import RawArchive
from lake.documents import Document, RawVersion
from lake.endpoints import SUMMARY, Endpoint, Per, find_endpoint, owed_documents
from lake.errors import HoopstatError
from lake.seasons import GameId, Season


@dataclass(frozen=True)
class Failure:
    """A document that is still owed, and why."""

    document: Document
    error: HoopstatError


def game_documents(games: Sequence[GameId], request: CaptureRequest) -> tuple[Document, ...]:
    """List what games owe of the endpoints asked for."""
    endpoints = request.endpoints_per(Per.GAME)
    if request.games and endpoints and SUMMARY not in endpoints:
        endpoints = (SUMMARY, *endpoints)  # It tells whether a game nobody discovered is final.
    return owed_documents(games, endpoints)


def season_documents(
    season: Season, teams: Sequence[int], request: CaptureRequest
) -> tuple[Document, ...]:
    """List what the league and its teams owe in a season, whatever the games asked for."""
    of_league = [row.document("", season) for row in request.endpoints_per(Per.SEASON)]
    of_teams = [
        row.document(str(team), season) for team in teams for row in request.endpoints_per(Per.TEAM)
    ]
    return (*of_league, *of_teams)


@dataclass(frozen=True)
class Renewal:
    """Which archived answers are to be asked for again.

    `refresh_since`: those of the request's endpoints that are older; None for none of them.
    `recheck_games`: their documents, once a while has passed since the last answer.
    """

    refresh_since: datetime | None = None
    recheck_games: Collection[GameId] = ()


RECHECK_AFTER = timedelta(hours=12)
"""A capture that is started again the same day does not ask the same things again."""


def held_versions(documents: Iterable[Document], archive: RawArchive) -> dict[Document, RawVersion]:
    """Find the newest answers of the endpoints and seasons of some documents, and maybe more."""
    return {
        document: version
        for endpoint, season in {(document.endpoint, document.season) for document in documents}
        for document, version in archive.newest_versions(endpoint, season).items()
    }


def missing_documents(
    owed: Sequence[Document],
    request: CaptureRequest,
    archive: RawArchive,
    at: datetime,
    renewal: Renewal,
) -> tuple[Document, ...]:
    """Leave out what the archive holds, unless that is stale by now or to be renewed."""
    held = held_versions(owed, archive)
    endpoints = {row.name for row in request.endpoints}
    rechecked = {str(game) for game in renewal.recheck_games}

    def is_to_be_asked(document: Document) -> bool:
        if document not in held:
            return True
        version, since = held[document], renewal.refresh_since
        return (
            (since is not None and document.endpoint in endpoints and version.captured_at < since)
            or (document.entity in rechecked and at - version.captured_at > RECHECK_AFTER)
            or is_stale(version, find_endpoint(document.endpoint), at)
        )

    return tuple(document for document in owed if is_to_be_asked(document))


def lacking_documents(games: Iterable[GameId], archive: RawArchive) -> dict[GameId, set[Document]]:
    """What each game owes, whatever a capture is about, and the archive does not hold.

    A game with nothing lacking is complete.
    """
    owed = {game: owed_documents([game]) for game in games}
    held = held_versions([document for each in owed.values() for document in each], archive)
    return {game: set(documents) - held.keys() for game, documents in owed.items()}


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
