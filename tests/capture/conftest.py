from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import hoopstat
from lake.archive import RawArchive
from lake.local_store import LocalStore
from replay.server import ReplayServer, serving
from replay.sources import ArchiveSource
from tests.capture.asked import Requests
from tests.s3_server import S3Server


@dataclass(frozen=True)
class Lake:
    """Where a lake is to be, and the environment of a process that works on it."""

    location: str
    environment: dict[str, str]


@pytest.fixture(params=["folder", "s3"])
def lake(request: pytest.FixtureRequest, tmp_path: Path) -> Lake:
    """A lake that is not there yet, once in a folder and once on S3."""
    source = {"PYTHONPATH": str(Path(hoopstat.__file__).parents[1])}
    if request.param == "s3":
        s3: S3Server = request.getfixturevalue("s3")
        return Lake(s3.new_bucket(), s3.process_environment() | source)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HOOPSTAT_")}
    return Lake(str(tmp_path / "lake"), environment | source)


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
