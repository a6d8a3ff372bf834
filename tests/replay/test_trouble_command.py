"""`hoopstat replay --trouble` and `--latency-ms`."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from lake.local_store import LocalStore
from replay.conditions import Condition
from tests.conftest import Hoopstat
from tests.invented import archive_game, invented_game

GAME = "0022400001"


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    folder = tmp_path / "lake"
    archive_game(LocalStore(folder), invented_game(GAME))
    return folder


def test_a_mistake_in_the_file_is_two_lines_and_exit_code_2(hoopstat: Hoopstat, lake: Path) -> None:
    Path("x.toml").write_text('[[trouble]]\nkind = "hang"\nprobability = 2')

    ended = hoopstat("replay", "--lake", lake, "--trouble", "x.toml")

    assert ended.code == 2
    assert ended.error_lines == [
        "Error: x.toml: trouble 1 (hang): probability is 2",
        "Try: a number from 0 to 1",
    ]


def test_a_latency_that_is_none_is_two_lines_and_exit_code_2(
    hoopstat: Hoopstat, lake: Path
) -> None:
    ended = hoopstat("replay", "--lake", lake, "--latency-ms", "slow")

    assert ended.code == 2
    assert ended.error_lines == [
        "Error: 'slow' is no latency in milliseconds",
        "Try: 800, or 200-1500 to spread them evenly between",
    ]


@pytest.mark.parametrize("condition", Condition)
def test_an_archived_game_has_no_other_condition_than_its_own(
    hoopstat: Hoopstat, lake: Path, condition: Condition
) -> None:
    Path("x.toml").write_text(f'[[trouble]]\nkind = "{condition}"\ngame = "{GAME}"')

    ended = hoopstat("replay", "--lake", lake, "--trouble", "x.toml")

    assert ended.code == 2
    assert ended.error_lines == [
        f"Error: x.toml: an archived game can't become {condition}: {GAME}",
        "Try: --invent 2024-25: invented games can",
    ]


def test_the_option_beats_the_latency_of_the_file(tmp_path: Path, lake: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text('latency_ms = 3600000\n[[trouble]]\nkind = "503"')
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HOOPSTAT_")}
    environment |= {"HOOPSTAT_TROUBLE": str(file), "HOOPSTAT_LATENCY_MS": "0"}
    command = [sys.executable, "-m", "hoopstat", "replay", "--lake", str(lake)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().removeprefix("listening on ").strip()
        statuses = [status(f"{url}/stats/playbyplayv3?GameID={GAME}") for _ in range(2)]
        process.terminate()
        process.communicate()

    assert statuses == [503, 200]
    assert process.returncode == 0


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url) as response:  # noqa: S310 loopback
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
