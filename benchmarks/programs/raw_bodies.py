"""What every program of the comparison starts from: the bodies of a raw archive."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

GAME_ENDPOINTS = (
    "boxscoresummaryv3",
    "boxscoretraditionalv3",
    "boxscoreadvancedv3",
    "playbyplayv3",
)

_JOINT = b',"body":'


def bodies(lake: Path, endpoint: str) -> Iterator[tuple[str, bytes]]:
    """Yield the entity and the body of each answer of an endpoint, in the order of entities."""
    for path in sorted((lake / "raw" / endpoint).rglob("*.json.gz")):
        unpacked = gzip.decompress(path.read_bytes())
        # No header of these archives holds the joint, so the first one counts.
        yield path.parent.name, unpacked[unpacked.index(_JOINT) + len(_JOINT) : -1]
