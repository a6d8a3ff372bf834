"""A document: what one request is for."""

from __future__ import annotations

import re
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
        scope = f"{self.season} " if self.season and not self.is_of_game else ""
        return f"{self.endpoint} {scope}{self.entity}"

    @property
    def is_of_game(self) -> bool:
        """Ids of games are text that starts with 00; those of teams are numbers, as long."""
        return self.entity.startswith("00")

    @property
    def number(self) -> int | None:
        """The number of the team or player that it is about; None where the entity is none."""
        is_number = re.fullmatch(r"[0-9]{1,18}", self.entity)
        return int(self.entity) if is_number else None


@dataclass(frozen=True)
class RawVersion:
    """One archived answer to a document: the n-th time it was asked for."""

    document: Document
    captured_at: datetime
