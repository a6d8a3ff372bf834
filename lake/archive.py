"""The raw archive: every accepted answer, append-only, verified on reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lake import keys, raw_object
from lake.answers import CANCELLED
from lake.documents import Document, RawVersion
from lake.endpoints import ADVANCED, TRADITIONAL
from lake.errors import ObjectExists
from lake.raw_object import RawObject
from lake.seasons import GameId, Season
from lake.store import Store


class RawArchive:
    """Raises, in every operation: LakeUnavailable."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def add(self, raw: RawObject) -> str:
        """Archive an answer; return its key.

        Adding the very same answer again does nothing.
        Raises: ObjectExists if another answer to the document has this instant.
        """
        key = keys.raw_key(raw.version)
        try:
            self.store.put_new(key, raw_object.encode(raw))
        except ObjectExists:
            if self.read(raw.version).body != raw.body:
                raise
        return key

    def read(self, version: RawVersion) -> RawObject:
        """Read one archived answer. Raises: ObjectMissing, RawObjectDamaged."""
        return raw_object.decode(self.store.get(keys.raw_key(version)).body, version)

    def unpack(self, version: RawVersion) -> tuple[RawObject, bytes]:
        """Read one archived answer, and give it without its gzip too.

        Raises: ObjectMissing, RawObjectDamaged.
        """
        unpacked = raw_object.unpack(self.store.get(keys.raw_key(version)).body, version)
        return raw_object.read_unpacked(unpacked, version), unpacked

    def newest(self, document: Document, as_of: datetime | None = None) -> RawVersion | None:
        """Find the newest answer, or the newest at or before `as_of`; None if there is none."""
        prefix = keys.document_prefix(document)
        return _newest_by_document(self._versions(prefix), as_of).get(document)

    def read_newest(self, document: Document, as_of: datetime | None = None) -> RawObject | None:
        """Read the newest answer. Raises: RawObjectDamaged."""
        version = self.newest(document, as_of)
        return self.read(version) if version else None

    def newest_versions(
        self, endpoint: str, season: Season | None, as_of: datetime | None = None
    ) -> dict[Document, RawVersion]:
        """Find the newest answer of each document of an endpoint in a season, by one listing."""
        return _newest_by_document(self._versions(keys.raw_prefix(endpoint, season)), as_of)

    def is_cancelled(self, game_id: GameId) -> bool:
        """Tell whether a box score in the archive shows the game as cancelled.

        Raises: RawObjectDamaged.
        """
        for endpoint in (TRADITIONAL, ADVANCED):
            box = self.read_newest(endpoint.document(str(game_id), None))
            if box:
                return box.capture.empty_reason == CANCELLED
        return False

    def is_empty(self) -> bool:
        return next(self._versions(keys.RAW), None) is None

    def seasons(self) -> tuple[Season, ...]:
        """List the seasons the archive holds anything of, by listing it all."""
        found = {version.document.season for version in self._versions(keys.RAW)}
        return tuple(sorted(season for season in found if season))

    def _versions(self, prefix: str) -> Iterator[RawVersion]:
        for key in self.store.list(prefix):
            version = keys.parse_raw_key(key)
            if version:
                yield version


def _newest_by_document(
    versions: Iterator[RawVersion], as_of: datetime | None
) -> dict[Document, RawVersion]:
    """Keys come sorted, and text order is time order within a document: the last one wins."""
    return {
        version.document: version
        for version in versions
        if as_of is None or version.captured_at <= as_of
    }
