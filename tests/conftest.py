"""Fixtures that more than one folder of tests uses."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from hoopstat.main import run
from lake.seasons import Season
from replay.invented.season import InventedSeason
from replay.invented.source import InventedSource
from tests.s3_server import S3Server, is_of_aws, serving_s3

REAL_DATA = "HOOPSTAT_REAL_DATA"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of saved real responses; a test that needs it is skipped where there is none.

    A folder that is named and missing is a failure, so that nobody believes the tests ran.
    """
    named = os.environ.get(REAL_DATA)
    if not named:
        pytest.skip(f"{REAL_DATA} is not set; real responses are no part of this project")
    folder = Path(named).resolve()
    assert folder.is_dir(), f"{REAL_DATA} names no folder: {folder}"
    return folder


@pytest.fixture(scope="session")
def invented_source() -> InventedSource:
    """Answers from the invented 2024-25 of seed 7. To be read only."""
    return InventedSource([Season(2024)], seed=7)


@pytest.fixture(scope="session")
def invented(invented_source: InventedSource) -> InventedSeason:
    return invented_source.seasons[Season(2024)]


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[S3Server]:
    with serving_s3() as server:
        yield server


@pytest.fixture
def s3(s3_endpoint: S3Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    """An S3 endpoint without trouble, which boto3 finds by itself, as any process started here."""
    for name in list(os.environ):
        if is_of_aws(name):
            monkeypatch.delenv(name)
    for name, value in s3_endpoint.environment().items():
        monkeypatch.setenv(name, value)
    yield s3_endpoint
    s3_endpoint.reset()


@pytest.fixture
def s3_lake(s3: S3Server) -> str:
    """The address of an empty bucket."""
    return s3.new_bucket()


@pytest.fixture
def s3_waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits botocore would have made before its retries, in seconds."""
    waits: list[float] = []
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=waits.append))
    return waits


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def error_lines(self) -> list[str]:
        """What a person is told: stderr without the JSON lines of the log."""
        return [line for line in self.err.splitlines() if not line.startswith("{")]


Hoopstat = Callable[..., Ended]


@pytest.fixture
def hoopstat(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Hoopstat:
    """Run the command in this process, in an empty folder and without settings from outside."""
    for name in os.environ:
        if name.startswith("HOOPSTAT_") and name != REAL_DATA:
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOOPSTAT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: object) -> Ended:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Ended(code, written.out, written.err)

    return command
