"""`hoopstat validate` over published files that are not as a transform writes them."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import duckdb
import pytest
from jsonschema import Draft202012Validator

from lake.archive import RawArchive
from lake.duck import DuckSettings
from lake.local_store import LocalStore
from lake.telemetry import Observer
from tests.conftest import Hoopstat
from tests.invented import add_answer, archive_game, invented_finder, invented_game
from tests.request_log import log_requests, logged
from transform.request import TransformRequest
from transform.run import transform

GAMES = (("0024400001", "2044-10-22"), ("0024400002", "2044-11-03"))
PROMISED = "files_have_the_promised_columns"
SCHEMA = Path(__file__).parents[2] / "docs" / "validation-report.schema.json"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of two games, of October and November. To be read only."""
    store = LocalStore(tmp_path_factory.mktemp("published") / "lake")
    for game_id, day in GAMES:
        archive_game(store, invented_game(game_id, game_date=day))
    add_answer(RawArchive(store), "leaguegamefinder", invented_finder("2044-45", GAMES))
    transform(store, TransformRequest(duck=DuckSettings(threads=1)), Observer())
    return Path(store.location)


@pytest.fixture
def lake(published: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(published, tmp_path / "lake"))


def file_of(lake: Path, table: str, month: int = 10) -> Path:
    (file,) = lake.rglob(f"{table}_2044-45_{month:02}.parquet")
    return file


def retype(lake: Path, table: str, column: str, kind: str) -> None:
    """Write a column of every published file of a table as another type; footers stay."""
    for file in lake.rglob(f"{table}_2044-45_*.parquet"):
        other = file.with_suffix(".other")
        with duckdb.connect() as connection:
            connection.execute(
                f"copy (select * replace (cast({column} as {kind}) as {column}) "
                f"from read_parquet('{file}', hive_partitioning = false)) "
                f"to '{other}' (format parquet)"
            )
        other.replace(file)


def damage(file: Path) -> None:
    """Overwrite all values of a Parquet file and leave its footer whole."""
    whole = file.read_bytes()
    rows_end = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    file.write_bytes(b"PAR1" + b"\xff" * (rows_end - 4) + whole[rows_end:])


def errors_of_schema(document: object) -> list[str]:
    schema = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    return [f"{error.json_path}: {error.message}" for error in schema.iter_errors(document)]


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("team_box_traditional", "month", "varchar"),
        ("games", "month", "varchar"),
        ("games", "month", "double"),
        ("play_by_play", "month", "varchar"),
        ("play_by_play", "season", "blob"),
    ],
)
def test_a_column_of_another_type_is_told_in_every_format(
    hoopstat: Hoopstat, lake: Path, table: str, column: str, kind: str
) -> None:
    retype(lake, table, column, kind)
    ended = hoopstat("validate", "--lake", lake, "--format", "json")
    assert ended.code == 1
    document = json.loads(ended.out)
    assert errors_of_schema(document) == []
    (check,) = (one for one in document["checks"] if one["check"] == PROMISED)
    found = {
        (one["key"]["published_key"].split("/")[2], one["key"]["column_name"], one["observed"])
        for one in check["findings"]
    }
    assert found == {(table, column, kind.upper())}
    (page,) = lake.glob("data-quality/validation-reports/**/*.html")
    assert PROMISED in page.read_text("utf-8")
    assert page.read_text("utf-8").rstrip().endswith("</html>")


@pytest.mark.parametrize("table", ["games", "player_box_traditional", "play_by_play"])
@pytest.mark.parametrize("threads", [1, 2])
def test_a_file_that_is_damaged_under_a_sound_footer_is_named(
    hoopstat: Hoopstat, lake: Path, table: str, threads: int
) -> None:
    file = file_of(lake, table)
    damage(file)
    ended = hoopstat("validate", "--lake", lake, "--threads", threads)
    error, hint = ended.error_lines
    assert error == "Error: checks failed: files_of_tables_are_readable"
    assert hint == (
        f"Try: hoopstat transform --lake {lake} --season 2044-45 --force && "
        f"hoopstat validate --lake {lake} --threads {threads}"
    )
    assert str(file.relative_to(lake)) in "".join(ended.out.split())
    assert ended.code == 1
    assert hoopstat("transform", "--lake", lake, "--force").code == 0
    assert hoopstat("validate", "--lake", lake).code == 0


@pytest.mark.parametrize("query", ["select sum(pts) from player_box_traditional", "from games"])
def test_a_query_over_a_damaged_file_names_it(hoopstat: Hoopstat, lake: Path, query: str) -> None:
    table = query.split()[-1]
    file = file_of(lake, table)
    damage(file)
    ended = hoopstat("sql", query, "--lake", lake)
    error, hint = ended.error_lines
    assert error.startswith("Error: a published file can't be read: ")
    assert error.endswith(f"[{file.relative_to(lake)}]")
    assert hint == f"Try: hoopstat transform --lake {lake} --force, which writes it anew"
    assert (ended.code, ended.out) == (3, "")
    assert hoopstat("sql", f"select nothing from {table}", "--lake", lake).code == 2
    assert hoopstat("transform", "--lake", lake, "--force").code == 0
    assert hoopstat("sql", f"select cast('x' as integer) from {table}", "--lake", lake).code == 2
    assert hoopstat("sql", query, "--lake", lake).code == 0


def test_a_check_of_ones_own_that_fails_by_itself_is_not_taken_for_damage(
    hoopstat: Hoopstat, lake: Path, tmp_path: Path
) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "no_games.sql").write_text(
        "-- check: no_games\n-- claim: c\n-- dimension: validity\n-- severity: warn\n"
        "-- over: games\n-- grain: game_id\n-- tolerance: none\n"
        "select game_id, 1 as expected, cast('x' as integer) as observed from games\n",
        "utf-8",
    )
    ended = hoopstat("validate", "--lake", lake, "--checks", tmp_path / "checks")
    assert ended.error_lines[0].startswith("Error: the check no_games can't be run: ")
    assert ended.code == 2


@pytest.mark.parametrize("threads", [1, 2])
def test_too_little_memory_is_two_lines(hoopstat: Hoopstat, lake: Path, threads: int) -> None:
    ended = hoopstat("validate", "--lake", lake, "--memory-limit", "10MB", "--threads", threads)
    error, hint = ended.error_lines
    assert error.startswith("Error: disk or memory do not suffice: Out of Memory Error: ")
    assert hint == f"Try: --memory-limit 2GB, or more room in {tempfile.gettempdir()}"
    assert ended.code == 5


def test_requests_that_outlive_seasons_are_distributed_too(hoopstat: Hoopstat, lake: Path) -> None:
    of_player = logged(1, endpoint="commonplayerinfo", season=None, entity="203999")
    log_requests(LocalStore(lake), [of_player, logged(2, after_s=5.5, season="2044-45")])
    document = json.loads(hoopstat("validate", "--lake", lake, "--format", "json").out)
    assert errors_of_schema(document) == []
    assert {(one["season"], one["name"]) for one in document["distributions"]} >= {
        ("", "size of commonplayerinfo"),
        ("2044-45", "size of playbyplayv3"),
    }
    page = hoopstat("validate", "--lake", lake, "--format", "html").out
    assert "response time of commonplayerinfo" in page[page.index('id="distributions"') :]
