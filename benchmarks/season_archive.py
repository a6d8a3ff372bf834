"""The raw archive of an invented season, written straight into a folder: nothing is sent.

    python benchmarks/season_archive.py FOLDER [--season 2024-25] [--seed 7] [--games 0] [--people]
    python benchmarks/season_archive.py FOLDER [--season 2024-25] --correct

The same arguments give the same bytes. `--games` is how many games, the first ones; 0 is all that a
capture asks for by default. `--people` adds the answers about teams and players. `--correct` adds
a second, corrected box score of one game.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from capture.planning.players import in_box, on_roster
from lake.archive import RawArchive
from lake.documents import WHOLE_SEASON, Document
from lake.endpoints import (
    PLAYER_INFO,
    ROSTER,
    TRADITIONAL,
    find_endpoint,
    finder_document,
    owed_documents,
)
from lake.local_store import LocalStore
from lake.raw_object import Capture, RawObject
from lake.seasons import DEFAULT_SEASON_TYPES, GameId, Season
from replay.invented.source import InventedSource
from replay.stat_correction import correct_box

FIRST_ANSWER_AT = datetime(2026, 7, 1, tzinfo=UTC)
BETWEEN_ANSWERS = timedelta(seconds=5.5)
CORRECTED_AT = datetime(2026, 9, 1, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--season", default="2024-25", type=Season.parse)
    parser.add_argument("--seed", default=7, type=int)
    parser.add_argument("--games", default=0, type=int)
    parser.add_argument("--people", action="store_true")
    parser.add_argument("--correct", action="store_true")
    options = parser.parse_args()
    archive = RawArchive(LocalStore(options.folder))
    if options.correct:
        add_correction(archive, options.season)
        return
    source = InventedSource([options.season], options.seed)
    games = owed_games(source, options.season)[: options.games or None]
    told = _told(source, options.season, games, with_people=options.people)
    for number, (document, body) in enumerate(told):
        archive.add(_raw(document, body, FIRST_ANSWER_AT + number * BETWEEN_ANSWERS))


def owed_games(source: InventedSource, season: Season) -> Sequence[GameId]:
    """List the games a capture is after by default, in the order they were played."""
    games = map(GameId, source.seasons[season].results)
    return [game for game in games if game.season_type in DEFAULT_SEASON_TYPES]


def add_correction(archive: RawArchive, season: Season) -> None:
    """Archive a newer answer to the box score that is in the middle of the season."""
    versions = list(archive.newest_versions(TRADITIONAL.name, season).values())
    raw = archive.read(versions[len(versions) // 2])
    corrected = correct_box(TRADITIONAL.name, raw.body)
    assert corrected != raw.body
    archive.add(_raw(raw.document, corrected, CORRECTED_AT))


def _told(
    source: InventedSource, season: Season, games: Sequence[GameId], *, with_people: bool
) -> Iterator[tuple[Document, bytes]]:
    in_boxes: set[int] = set()
    for document in [finder_document(season), *owed_documents(games)]:
        body = _answer(source, document)
        if document.endpoint == TRADITIONAL.name:
            in_boxes.update(in_box(body))
        yield document, body
    if with_people:
        yield from _told_of_people(source, season, in_boxes)


def _told_of_people(
    source: InventedSource, season: Season, players: set[int]
) -> Iterator[tuple[Document, bytes]]:
    documents = [find_endpoint("commonallplayers").document(WHOLE_SEASON, season)]
    for team in sorted(source.seasons[season].teams):
        documents.append(ROSTER.document(str(team), season))
        documents.append(find_endpoint("teaminfocommon").document(str(team), season))
    for document in documents:
        body = _answer(source, document)
        if document.endpoint == ROSTER.name:
            players.update(on_roster(body))
        yield document, body
    for player in sorted(players):
        document = PLAYER_INFO.document(str(player), None)
        yield document, _answer(source, document)


def _answer(source: InventedSource, document: Document) -> bytes:
    endpoint = find_endpoint(document.endpoint)
    return source.reply(endpoint.name, endpoint.params_for(document)).body


def _raw(document: Document, body: bytes, captured_at: datetime) -> RawObject:
    capture = Capture(
        params=find_endpoint(document.endpoint).params_for(document),
        url=f"http://127.0.0.1/stats/{document.endpoint}",
        status=200,
        captured_at=captured_at,
        elapsed_ms=300,
        headers={"Content-Type": "application/json; charset=utf-8"},
        source="api",
        run_id="benchmark",
    )
    return RawObject(document, capture, body)


if __name__ == "__main__":
    main()
