"""Chance that comes out the same in every run and whatever the threads do."""

from __future__ import annotations

import hashlib

_BITS = 53
"""What a float holds exactly, so that a share never rounds up to 1."""


def share(seed: int, *words: object) -> float:
    """Draw a number of [0, 1) that depends on nothing but the seed and the words."""
    text = "|".join(map(str, (seed, *words)))
    digest = hashlib.sha256(text.encode()).digest()
    return (int.from_bytes(digest[:8], "big") >> (64 - _BITS)) / (1 << _BITS)
