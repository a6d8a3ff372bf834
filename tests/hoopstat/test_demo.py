"""The demo: an invented season from end to end, as a newcomer runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hoopstat.commands import demo
from lake.archive import RawArchive
from lake.endpoints import PLAYER_INFO, finder_document
from lake.local_store import LocalStore
from lake.raw_object import Capture, RawObject
from replay.invented.source import MARK, mark
from tests.conftest import Hoopstat
from tests.invented import CAPTURED_AT, add_answer, invented_finder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def ended(folder: Path) -> subprocess.CompletedProcess[str]:
    """The demo as a process of its own, in an empty folder."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("HOOPSTAT")
    }
    command = [sys.executable, "-c", "from hoopstat.main import main; main()", "demo"]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def log_lines(ended: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.stderr.splitlines()]


@pytest.mark.slow
def test_the_demo_ends_well(ended: subprocess.CompletedProcess[str]) -> None:
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert "Verdict: passed. Score 1.0000" in ended.stdout


@pytest.mark.slow
def test_the_demo_shows_a_refusal_and_a_reset_and_gets_over_both(
    ended: subprocess.CompletedProcess[str],
) -> None:
    lines = log_lines(ended)
    retries = [line["message"] for line in lines if line["event_type"] == "retry"]
    assert len(retries) == 2
    assert "429" in retries[0]
    assert "reset" in retries[1]
    (summary,) = (
        line for line in lines if line["event_type"] == "summary" and line["component"] == "capture"
    )
    assert summary["requests_retried"] == 2
    assert summary["documents_failed"] == 0
    assert [line["message"] for line in lines if line["level"] == "error"] == []


@pytest.mark.slow
def test_the_demo_leaves_two_weeks_with_their_players(
    ended: subprocess.CompletedProcess[str], folder: Path
) -> None:
    del ended
    archive = RawArchive(LocalStore(folder / "hoopstat-demo"))
    games = archive.newest_versions("playbyplayv3", demo.SEASON)
    players = archive.newest_versions("commonplayerinfo", None)
    assert 90 <= len(games) <= 115
    assert len(players) > 400
    tables = list((folder / "hoopstat-demo" / "historical-backfill").glob("*/*"))
    assert len(tables) == 10


@pytest.mark.slow
def test_what_the_demo_says_to_type_next_works(
    ended: subprocess.CompletedProcess[str], folder: Path, hoopstat: Hoopstat
) -> None:
    lake = str(folder / "hoopstat-demo")
    (query,) = (line.split('"')[1] for line in ended.stdout.splitlines() if " sql " in line)
    assert hoopstat("sql", "--lake", lake, query).code == 0
    dates = ("--from", "2025-01-13", "--to", "2025-01-26")
    assert hoopstat("validate", "--lake", lake, *dates).code == 0


@pytest.mark.parametrize("header", ["", mark(demo.SEASON, 8)])
def test_the_demo_keeps_out_of_a_lake_with_anything_else(
    hoopstat: Hoopstat, tmp_path: Path, header: str
) -> None:
    """One player's biography is enough, and so is an answer of another seed."""
    archive = RawArchive(LocalStore(tmp_path / "other"))
    document = PLAYER_INFO.document("203999", None) if not header else finder_document(demo.SEASON)
    headers = {MARK: header} if header else {}
    capture = Capture(
        params={},
        url="https://stats.nba.com",
        status=200,
        captured_at=CAPTURED_AT,
        elapsed_ms=1,
        headers=headers,
        source="api",
        run_id="other",
    )
    archive.add(RawObject(document, capture, b"{}"))
    assert hoopstat("demo", "--lake", "other").code == 2


def test_the_demo_keeps_out_of_a_lake_that_is_not_its_own(
    hoopstat: Hoopstat, tmp_path: Path
) -> None:
    archive = RawArchive(LocalStore(tmp_path / "real"))
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", []))
    before = archive.newest(finder_document(demo.SEASON))
    ended = hoopstat("demo", "--lake", "real")
    assert (ended.code, ended.error_lines) == (
        2,
        [
            "Error: real holds answers that are not this demo's",
            "Try: hoopstat demo --lake with another name",
        ],
    )
    assert archive.newest(finder_document(demo.SEASON)) == before
    assert [path.name for path in (tmp_path / "real").iterdir() if path.name != ".hoopstat"] == [
        "raw"
    ]
