"""Fixtures that more than one folder of tests uses."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hoopstat.main import run
from lake.seasons import Season
from replay.invented.season import InventedSeason
from replay.invented.source import InventedSource

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
    monkeypatch.chdir(tmp_path)

    def command(*arguments: object) -> Ended:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Ended(code, written.out, written.err)

    return command
