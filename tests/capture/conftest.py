from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.local_store import LocalStore
from replay.server import ReplayServer, serving
from replay.sources import ArchiveSource
from tests.capture.asked import Requests


@pytest.fixture
def archive(tmp_path: Path) -> RawArchive:
    return RawArchive(LocalStore(tmp_path / "lake"))


@pytest.fixture
def requests() -> Requests:
    """What the server was asked for."""
    return Requests()


@pytest.fixture
def server(league: RawArchive, requests: Requests) -> Iterator[ReplayServer]:
    """Answers from the archive that a test's own module calls its league."""
    with serving(ArchiveSource(league), requests) as running:
        yield running
