"""Real signals to real processes while DuckDB works."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lake.local_store import LocalStore
from tests.invented import archive_game, invented_game


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("job", ["staging", "build"])
def test_an_interrupted_transform_ends_with_130_and_publishes_no_half(
    tmp_path: Path, number: signal.Signals, job: str
) -> None:
    lake = tmp_path / "lake"
    for game in range(1, 13):
        archive_game(LocalStore(lake), invented_game(f"00224{game:05d}"))
    command = [sys.executable, "-m", "hoopstat", "transform", "--lake", str(lake)]
    with subprocess.Popen(
        [*command, "--log-format", "json"], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            told = json.loads(line)
            if told["event_type"] == "job_started" and told["component"] == job:
                break
        process.send_signal(number)
        rest = process.stderr.read()

    assert process.returncode == 130
    assert [line for line in rest.splitlines() if not line.startswith("{")] == [
        "Error: interrupted",
        "Try: the same command again: it goes on where it stopped",
    ]
    assert list((lake / "historical-backfill").rglob("*.parquet")) == []
