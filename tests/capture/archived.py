"""What an archive holds, by endpoint and entity."""

from __future__ import annotations

from lake import keys
from lake.archive import RawArchive
from lake.store import Store

Named = tuple[str, str]


def bodies(store: Store) -> dict[Named, list[bytes]]:
    """Every archived body; more than one is a second answer."""
    archive = RawArchive(store)
    found: dict[Named, list[bytes]] = {}
    for key in store.list(keys.RAW):
        version = keys.parse_raw_key(key)
        assert version, key
        named = (version.document.endpoint, version.document.entity)
        found.setdefault(named, []).append(archive.read(version).body)
    return found


def documents(store: Store) -> set[Named]:
    versions = map(keys.parse_raw_key, store.list(keys.RAW))
    return {(version.document.endpoint, version.document.entity) for version in versions if version}
