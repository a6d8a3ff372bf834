"""The archive of a week of an invented season, as a capture after its end would leave it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime

from capture.planning.players import in_box, on_roster
from lake.archive import RawArchive
from lake.date_range import DateRange
from lake.documents import WHOLE_SEASON, Document
from lake.endpoints import (
    GAME_DOCUMENTS,
    PLAYER_INFO,
    ROSTER,
    TRADITIONAL,
    find_endpoint,
    finder_document,
)
from lake.seasons import GameId, Season
from lake.store import Store
from replay.invented.source import InventedSource
from tests.invented import body
from tests.people import archive_unjudged
from tests.validate.trouble.of_games import Answers

SEASON = Season(2024)
OCTOBER, NOVEMBER = 10, 11
A_WEEK = DateRange(date(2024, 10, 26), date(2024, 11, 1))
"""53 games, in two months."""

CAPTURED_AT = datetime(2025, 7, 1, 5, 0, tzinfo=UTC)


def archive_week(
    store: Store, source: InventedSource, games: Iterable[tuple[GameId, Answers]]
) -> None:
    """Archive the list of the one season's games, its people, and what is told of some games."""
    archive = RawArchive(store)
    (season,) = source.seasons

    def keep(document: Document, content: bytes | None = None) -> bytes:
        found = _answer(source, document) if content is None else content
        archive_unjudged(archive, document, found, CAPTURED_AT)
        return found

    players: set[int] = set()
    keep(finder_document(season))
    keep(find_endpoint("commonallplayers").document(WHOLE_SEASON, season))
    for team in sorted(source.seasons[season].teams):
        players.update(on_roster(keep(ROSTER.document(str(team), season))))
        keep(find_endpoint("teaminfocommon").document(str(team), season))
    for game, told in games:
        players.update(in_box(_answer(source, TRADITIONAL.document(str(game), None))))
        for endpoint, content in told.items():
            keep(Document(endpoint, season, str(game)), body(content))
    for player in sorted(players):
        keep(PLAYER_INFO.document(str(player), None))


def answers(source: InventedSource, game: GameId) -> Answers:
    """Tell the answers about a game: four, but two before 1996-97."""
    owed = [endpoint for endpoint in GAME_DOCUMENTS if game.season >= endpoint.first_season]
    documents = [endpoint.document(str(game), None) for endpoint in owed]
    return {document.endpoint: json.loads(_answer(source, document)) for document in documents}


def _answer(source: InventedSource, document: Document) -> bytes:
    endpoint = find_endpoint(document.endpoint)
    return source.reply(endpoint.name, endpoint.params_for(document)).body
