from __future__ import annotations

import pytest

from lake.seasons import Season
from replay.invented.season import InventedSeason


@pytest.fixture(scope="session")
def invented() -> InventedSeason:
    """A whole season; it takes seconds to make, and nothing changes it."""
    return InventedSeason(Season(2024), seed=7)
