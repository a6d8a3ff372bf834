"""What docs/reading-the-lake.md shows is run, on a lake as the page has it."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from lake.local_store import LocalStore
from lake.open_lake import open_lake
from lake.query import run_query
from tests.conftest import Hoopstat
from tests.invented import archive_game, invented_game
from tests.s3_server import S3Server
from tests.transform.published import OCTOBER_AND_NOVEMBER, metadata, transform_one

PAGE = (Path(__file__).parents[2] / "docs/reading-the-lake.md").read_text("utf-8")
BUCKET = "s3://my-bucket"
LAST_MONTH = "historical-backfill/games/games/season=2024-25/month=11/games_2024-25_11.parquet"

FINDING_LEADERS = ("DuckDB 1", "DuckDB 2", "pandas 1", "polars 1")
FINDING_GAMES = ("pandas 2", "polars 2")
STATUS = tuple(f"What a file says of itself {number}" for number in (1, 2, 3))

LEADERS = """
    select player_name, sum(pts) as points from player_box_traditional where month = 11
    group by all order by points desc, player_name limit 5
"""
GAMES = "select game_id, game_date::varchar, home_score, away_score from games order by game_id"

TOLD = """
import json, runpy, sys

found = runpy.run_path(sys.argv[1])
(told,) = (found[name] for name in ("leaders", "games", "status") if name in found)
if hasattr(told, "fetchall"):
    told = told.fetchall()
elif hasattr(told, "rows"):
    told = told.rows()
elif hasattr(told, "itertuples"):
    told = list(told.itertuples(index=False, name=None))
sys.stdout.write("\\n" + json.dumps(told, default=str))
"""
"""Runs a block and tells what it found, whatever library it is in."""


def blocks(language: str) -> list[tuple[str, str]]:
    """The blocks of the page in a language, each under its heading and number."""
    found = []
    for section in re.split(r"^#+ ", PAGE, flags=re.MULTILINE):
        heading = section.partition("\n")[0]
        texts = re.findall(rf"^```{language}\n(.+?)^```$", section, re.MULTILINE | re.DOTALL)
        found += [(f"{heading} {number}", text) for number, text in enumerate(texts, start=1)]
    return found


def block(name: str) -> str:
    return dict(blocks("python"))[name]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with my-lake in it. The lake is to be read only."""
    folder = tmp_path_factory.mktemp("reading")
    store = LocalStore(folder / "my-lake")
    for game_id, game_date in OCTOBER_AND_NOVEMBER:
        archive_game(store, invented_game(game_id, game_date=game_date))
    transform_one(store)
    return folder


def told(text: str, folder: Path, environment: Mapping[str, str] | None = None) -> Any:
    script = folder / "block.py"
    script.write_text(text, "utf-8")
    ended = subprocess.run(
        [sys.executable, "-c", TOLD, str(script)],
        cwd=folder,
        env=os.environ if environment is None else environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return json.loads(ended.stdout.splitlines()[-1])


def rows(folder: Path, query: str) -> list[list[object]]:
    return [list(row) for row in run_query(LocalStore(folder / "my-lake"), query).rows]


def test_the_page_has_no_block_that_is_not_run() -> None:
    assert {name for name, _ in blocks("python")} == {*FINDING_LEADERS, *FINDING_GAMES, *STATUS}


@pytest.mark.parametrize("name", FINDING_LEADERS)
def test_who_scored_most_is_found(hoopstat: Hoopstat, folder: Path, name: str) -> None:
    views = ("--write-views", folder / "nba.duckdb")
    assert hoopstat("sql", "--lake", folder / "my-lake", *views).code == 0

    leaders = rows(folder, LEADERS)
    assert len(leaders) == 5
    assert told(block(name), folder) == leaders


@pytest.mark.parametrize("name", FINDING_GAMES)
def test_a_lake_on_s3_is_read(s3: S3Server, folder: Path, name: str) -> None:
    s3.put(BUCKET)
    lake, on_s3 = LocalStore(folder / "my-lake"), open_lake(f"{BUCKET}/nba", must_exist=False)
    for key in lake.list("historical-backfill/"):
        on_s3.put(key, lake.get(key).body)
    plain_http = {"AWS_ENDPOINT_URL": s3.url, "AWS_ALLOW_HTTP": "true"}

    games = told(block(name), folder, {**s3.process_environment(), **plain_http})

    assert [[game, date[:10], *scores] for game, date, *scores in games] == rows(folder, GAMES)


def test_what_a_file_says_of_itself_is_read(folder: Path) -> None:
    by_duckdb, by_pyarrow, by_polars = (told(block(name), folder) for name in STATUS)

    assert by_duckdb == [
        ["games_2024-25_10.parquet", "passed"],
        ["games_2024-25_11.parquet", "passed"],
    ]
    assert (by_pyarrow, by_polars) == ("passed", "passed")


def test_the_page_names_all_that_a_file_says_of_itself(folder: Path) -> None:
    section = PAGE.split("## What a file says of itself")[1]
    listed = re.findall(r"^\| ([a-z_, ]+) \|", section, re.MULTILINE)[1:]

    names = [name for line in listed for name in line.split(", ")]
    assert names == list(metadata(LocalStore(folder / "my-lake"), LAST_MONTH))


def test_the_commands_of_the_page_run(hoopstat: Hoopstat, folder: Path) -> None:
    commands = [line for _, text in blocks("") for line in text.splitlines()]
    local = [line for line in commands if line.startswith("hoopstat ") and "my-lake" in line]
    assert len(local) == 2

    for line in local:
        arguments = [word.replace("my-lake", f"{folder}/my-lake") for word in shlex.split(line)]
        assert hoopstat(*arguments[1:]).code == 0


def test_what_athena_is_asked_is_what_the_others_are(folder: Path) -> None:
    (query,) = (text for name, text in blocks("sql") if name == "Athena 1")

    assert rows(folder, query) == rows(folder, LEADERS)
