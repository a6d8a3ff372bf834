"""What stands among the published files and is none of them."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from lake.duck import DuckSettings, connect
from lake.local_store import LocalStore
from lake.seasons import Season
from lake.telemetry import Observer
from validate.checks import load_checks
from validate.report import ValidationReport
from validate.results import Outcome
from validate.run import ValidationRequest, validate
from validate.scores import Verdict
from validate.stored_files import add_stored_files

CHECK = "only_published_files_are_there"
ROOT = "historical-backfill"
SEASON = f"{ROOT}/games/games/season=2024-25"
FOREIGN, UNKNOWN = "a file that no transform wrote", "a table that there is not"


@pytest.fixture
def copy(sound_lake: LocalStore, tmp_path: Path) -> LocalStore:
    return LocalStore(shutil.copytree(sound_lake.location, tmp_path / "lake"))


def run_validation(store: LocalStore, *seasons: Season) -> ValidationReport:
    checks = tuple(check for check in load_checks() if check.dimension != "anomaly")
    request = ValidationRequest(checks, seasons=seasons, duck=DuckSettings(threads=1))
    noon = datetime(2025, 1, 17, 12, tzinfo=UTC)
    return validate(store, request, "run-1", Observer(), clock=lambda: noon)


def strays(report: ValidationReport) -> dict[str, tuple[str, str | None, str]]:
    """What is told of each key: its season, what it is, and the command."""
    (result,) = (result for result in report.results if result.check.name == CHECK)
    return {
        found.key["stored_key"]: (found.season, found.observed, found.mend)
        for found in result.findings
    }


@pytest.mark.parametrize(
    ("key", "season", "told"),
    [
        (f"{SEASON}/part-copy.parquet", "2024-25", FOREIGN),
        (f"{SEASON}/month=10/games_2024-25_10 (1).parquet", "2024-25", FOREIGN),
        (f"{SEASON}/month=10/_copy.parquet", "2024-25", FOREIGN),
        (f"{SEASON}/month=10/part.csv", "2024-25", FOREIGN),
        (f"{SEASON}/month=11/games_2024-25_10.parquet", "2024-25", FOREIGN),
        (f"{SEASON}/games_2024-25.parquet", "2024-25", FOREIGN),
        (f"{ROOT}/games/games/all.parquet", "", FOREIGN),
        (f"{ROOT}/games/games/season=2019-20/x.parquet", "2019-20", FOREIGN),
        (f"{ROOT}/games/games/season=lost/x.parquet", "", FOREIGN),
        (f"{ROOT}/games/mine/season=2024-25/month=10/mine_2024-25_10.parquet", "2024-25", UNKNOWN),
        (f"{ROOT}/old/games/season=2024-25/month=10/games_2024-25_10.parquet", "2024-25", UNKNOWN),
        (f"{ROOT}/games.parquet", "", UNKNOWN),
    ],
)
def test_a_stray_file_is_a_finding_and_no_table_reads_it(
    copy: LocalStore, key: str, season: str, told: str
) -> None:
    path = Path(copy.location) / key
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(copy.location) / SEASON / "month=10/games_2024-25_10.parquet", path)
    report = run_validation(copy)
    assert strays(report) == {key: (season, told, "")}
    assert report.verdict is Verdict.FAILED
    failed = [result for result in report.results if result.outcome is Outcome.FAILED]
    assert [result.check.name for result in failed] == [CHECK]


@pytest.mark.parametrize(
    "name", [f"{ROOT}/README", f"{SEASON}/_SUCCESS", f"{SEASON}/month=10/.part.parquet.crc"]
)
def test_what_no_reader_takes_for_rows_is_none(copy: LocalStore, name: str) -> None:
    (Path(copy.location) / name).write_bytes(b"x")
    assert strays(run_validation(copy)) == {}


def test_of_seasons_that_are_asked_for_only_their_own_strays_are_told(copy: LocalStore) -> None:
    for key in (f"{SEASON}/x.parquet", f"{ROOT}/x.parquet"):
        copy.put(key, b"x")
    copy.put(f"{ROOT}/games/games/season=2019-20/x.parquet", b"x")
    assert strays(run_validation(copy, Season(2024))).keys() == {
        f"{SEASON}/x.parquet",
        f"{ROOT}/x.parquet",
    }


def test_every_published_file_is_a_unit(copy: LocalStore) -> None:
    with connect(DuckSettings(threads=1)) as connection:
        add_stored_files(connection, copy)
        assert told(connection) == sorted(
            str(path.relative_to(copy.location)) for path in Path(copy.location, ROOT).rglob("*.*")
        )


def told(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select stored_key from stored_files "
        "where stray is null and table_name is not null order by stored_key"
    )
    return [key for (key,) in rows.fetchall()]
