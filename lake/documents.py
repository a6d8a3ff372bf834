"""A document: what one request is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lake.seasons import Season

WHOLE_SEASON = "all"
"""The entity of a document that is about a season as a whole."""


@dataclass(frozen=True)
class Document:
    """One thing the API can be asked for, whatever the number of times it was.

    `season` is None for documents that outlive seasons (a player's biography);
    `entity` is a game id, a team id, a player id, or `all`.
    """

    endpoint: str
    season: Season | None
    entity: str

    def __str__(self) -> str:
        scope = f"{self.season} " if self.season and self.entity == WHOLE_SEASON else ""
        return f"{self.endpoint} {scope}{self.entity}"


@dataclass(frozen=True)
class RawVersion:
    """One archived answer to a document: the n-th time it was asked for."""

    document: Document
    captured_at: datetime


_GAME_ID_LENGTH = 10


def capture_command(document: Document, *options: str) -> str:
    """Write the command that archives a document again."""
    if len(document.entity) < _GAME_ID_LENGTH and document.entity != WHOLE_SEASON:
        return f"hoopstat import --endpoint {document.endpoint} FILE, with a good answer"
    scope = ("--season", str(document.season)) if document.entity == WHOLE_SEASON else ()
    entity = () if scope else ("--games", document.entity)
    words = ("hoopstat", "capture", *scope, *entity, "--endpoints", document.endpoint, *options)
    return " ".join(words)
