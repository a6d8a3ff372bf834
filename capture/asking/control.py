"""Control requests: a document the API is known to have, to tell silence from absence.

An API that hangs, or answers with nothing, may block; or the one entity is at fault. Asking for
something that is certainly there tells which.
"""

from __future__ import annotations

import threading
from collections import Counter

from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import Per, find_endpoint, finder_document
from lake.errors import RawObjectDamaged, SilentEndpoint
from lake.seasons import Season

MOST_EMPTY_ANSWERS = 5
"""After so many in a row an endpoint is suspected to answer with nothing whatever it is asked."""

MOST_TROUBLES = 20
"""An API that answers 429 or 5xx, and now and then not at all, so often in a row is left alone."""

_MOST_LOOKED_AT = 5
"""So many archived answers are looked at for one that is not itself rightly empty."""

_KNOWN_SEASON = Season(2024)
_KNOWN = {Per.GAME: "0022400561", Per.TEAM: "1610612743", Per.PLAYER: "203999", Per.SEASON: ""}
"""What the API has had under every endpoint, V2 included: seen in saved answers of 2025 and 2026.
It serves until something of this lake's own is known."""


class ControlDocuments:
    """Knows good documents, and which endpoints have fallen silent. Shared by threads."""

    def __init__(self, archive: RawArchive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._newest_good: Document | None = None
        self._good_of: dict[str, Document] = {}
        self._empty_in_a_row: Counter[str] = Counter()
        self._silent: set[str] = set()
        self._troubles_in_a_row = 0

    def require_voice(self, document: Document) -> None:
        """Raises: SilentEndpoint if its endpoint is not worth a request any more."""
        with self._lock:
            is_silent = document.endpoint in self._silent
        if is_silent:
            raise SilentEndpoint(
                f"{document.endpoint} answers with nothing, whatever it is asked for",
                hint="another day, or not at all: the API retires its old endpoints",
            )

    def note_good(self, document: Document) -> None:
        """An accepted answer."""
        with self._lock:
            self._newest_good = document
            self._good_of[document.endpoint] = document
            self._empty_in_a_row[document.endpoint] = 0
            self._troubles_in_a_row = 0

    def is_trouble_too_long(self, is_trouble: bool) -> bool:
        """Count a request that ended without a good answer; True once trouble was all there was."""
        with self._lock:
            self._troubles_in_a_row = self._troubles_in_a_row + 1 if is_trouble else 0
            return self._troubles_in_a_row >= MOST_TROUBLES

    def is_suspect(self, document: Document) -> bool:
        """Count an answer with nothing in it; True once that were too many in a row."""
        with self._lock:
            self._empty_in_a_row[document.endpoint] += 1
            return self._empty_in_a_row[document.endpoint] == MOST_EMPTY_ANSWERS

    def note_silent(self, document: Document) -> None:
        with self._lock:
            self._silent.add(document.endpoint)

    def note_undecided(self, document: Document) -> None:
        """The control told nothing, so the next answer with nothing in it calls for another."""
        with self._lock:
            self._empty_in_a_row[document.endpoint] = MOST_EMPTY_ANSWERS - 1

    def note_absence(self, document: Document) -> None:
        """The control was answered, so what was empty is truly not there."""
        with self._lock:
            self._empty_in_a_row[document.endpoint] = 0

    def of_api(self) -> Document:
        """Name something that is certainly there: the last good document, or a list of games."""
        with self._lock:
            return self._newest_good or finder_document(_KNOWN_SEASON)

    def of_endpoint(self, document: Document) -> Document:
        """Name something that the same endpoint has had."""
        with self._lock:
            good = self._good_of.get(document.endpoint)
        endpoint = find_endpoint(document.endpoint)
        return (
            good
            or self._archived(document)
            or endpoint.document(_KNOWN[endpoint.per], _KNOWN_SEASON)
        )

    def _archived(self, document: Document) -> Document | None:
        held = self._archive.newest_versions(document.endpoint, document.season)
        for version in list(held.values())[:_MOST_LOOKED_AT]:
            try:
                if self._archive.read(version).capture.empty_reason is None:
                    return version.document
            except RawObjectDamaged:
                continue
        return None
