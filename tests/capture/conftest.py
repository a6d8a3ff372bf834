from __future__ import annotations

from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.local_store import LocalStore


@pytest.fixture
def archive(tmp_path: Path) -> RawArchive:
    return RawArchive(LocalStore(tmp_path / "lake"))
