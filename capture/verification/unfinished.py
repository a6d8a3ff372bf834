"""Final games of which a document is not archived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from capture.planning.plan import plan_season
from capture.planning.request import CaptureRequest
from capture.verification import findings
from capture.verification.findings import Finding
from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import GAME_DOCUMENTS, finder_document, is_askable
from lake.errors import AnswerRefused, RawObjectDamaged
from lake.seasons import GameId, Season, SeasonType


def unfinished_games(
    season: Season, season_types: Sequence[SeasonType], archive: RawArchive
) -> Iterator[Finding]:
    """Yield what is missing of the final games on the list, and of those with anything archived.

    A list that can't be read is no list; that it is damaged is another finding.
    Raises: LakeUnavailable.
    """
    location = archive.store.location
    if archive.newest(finder_document(season)) is None:
        yield findings.unlisted(season, location)
    request = CaptureRequest((season,), season_types=tuple(season_types), endpoints=GAME_DOCUMENTS)
    listed, missing = _missing_of_listed(season, request, archive)
    others = sorted(_archived_games(season, archive) - set(listed))
    for document in (*missing, *_missing_of_others(season, others, archive)):
        yield findings.unfinished(document, location)


def _missing_of_listed(
    season: Season, request: CaptureRequest, archive: RawArchive
) -> tuple[Sequence[GameId], Sequence[Document]]:
    try:
        plan = plan_season(season, request, archive)
    except (AnswerRefused, RawObjectDamaged):
        return (), ()
    return plan.games, plan.missing


def _archived_games(season: Season, archive: RawArchive) -> set[GameId]:
    return {
        GameId(document.entity)
        for endpoint in GAME_DOCUMENTS
        for document in archive.newest_versions(endpoint.name, season)
        if is_askable(document)
    }


def _missing_of_others(
    season: Season, games: Sequence[GameId], archive: RawArchive
) -> Iterator[Document]:
    """Of games that the list does not call final a cancelled one owes nothing more."""
    if not games:
        return
    request = CaptureRequest((season,), games=tuple(games), endpoints=GAME_DOCUMENTS)
    cancelled: dict[str, bool] = {}
    for document in plan_season(season, request, archive).missing:
        game = document.entity
        if game not in cancelled:
            cancelled[game] = _is_cancelled(GameId(game), archive)
        if not cancelled[game]:
            yield document


def _is_cancelled(game: GameId, archive: RawArchive) -> bool:
    """A box score that can't be read does not make a game cancelled."""
    try:
        return archive.is_cancelled(game)
    except RawObjectDamaged:
        return False
