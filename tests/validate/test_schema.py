"""Published files that are not what they promise: found, and no end of the other checks."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from lake.duck import DuckSettings, add_published, connect, published_partitions
from lake.keys import Partition, published_key
from lake.local_store import LocalStore
from lake.seasons import Season
from lake.sql_files import load_folder
from lake.telemetry import Observer
from validate.checks import load_checks
from validate.report import ValidationReport
from validate.results import Finding, Outcome
from validate.run import ValidationRequest, validate
from validate.schema import add_schema, unlike_their_headers
from validate.scores import Verdict

ONE_THREAD = DuckSettings(threads=1)
CHECK = "files_have_the_promised_columns"
OCTOBER = Partition("box-scores", "team_box_traditional", Season(2024), 10)
NOVEMBER = Partition("box-scores", "team_box_traditional", Season(2024), 11)
TEAMS = Partition("teams", "teams", Season(2024), None)


@pytest.fixture
def copy(sound_lake: LocalStore, tmp_path: Path) -> LocalStore:
    """A lake whose files are replaced, never changed."""
    return LocalStore(shutil.copytree(sound_lake.location, tmp_path / "l", copy_function=os.link))


def rewrite(store: LocalStore, partition: Partition, columns: str) -> None:
    path = Path(store.location) / published_key(partition)
    changed = path.with_suffix(".changed")
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select {columns} from read_parquet('{path}', hive_partitioning = false)) "
            f"to '{changed}' (format parquet)"
        )
    changed.rename(path)


def run_validation(store: LocalStore) -> ValidationReport:
    return validate(store, ValidationRequest(load_checks(), duck=ONE_THREAD), "run-1", Observer())


def found(report: ValidationReport) -> tuple[Finding, ...]:
    (result,) = (result for result in report.results if result.check.name == CHECK)
    return tuple(replace(finding, raw_keys=(), mend="") for finding in result.findings)


def column(partition: Partition, name: str, expected: str, observed: str | None) -> Finding:
    key = {"published_key": published_key(partition), "column_name": name}
    return Finding("2024-25", key, expected, observed)


def test_a_sound_file_is_told_with_its_place_its_rows_and_its_columns(
    sound_lake: LocalStore, tmp_path: Path
) -> None:
    partitions = published_partitions(sound_lake)
    with connect(ONE_THREAD) as connection:
        add_schema(connection, add_published(connection, sound_lake, partitions, tmp_path))
        files = connection.execute(
            "from published_files where table_name in ('team_box_traditional', 'teams') "
            "order by published_key"
        ).fetchall()
        columns = connection.execute(
            "select distinct table_name, column_name, column_type from published_columns"
        ).fetchall()
    october = (published_key(OCTOBER), "2024-25", 10, "team_box_traditional", 2)
    assert files[0] == (*october, "2024-25", "10", 2, "2024-25", "2024-25", 10, 10)
    teams = (published_key(TEAMS), "2024-25", None, "teams", 2)
    assert files[2] == (*teams, "2024-25", "", 2, "2024-25", "2024-25", None, None)
    assert sorted(columns) == sorted(
        (table.name, *column)
        for table in load_folder("tables").values()
        for column in table.columns
    )


def test_without_files_the_relations_are_empty_and_nothing_is_unlike_its_header() -> None:
    with connect(ONE_THREAD) as connection:
        assert unlike_their_headers(connection, ["games"]) == ()
        add_schema(connection, {})
        told = connection.execute("from published_files").fetchall()
        told += connection.execute("from published_columns").fetchall()
        assert (told, unlike_their_headers(connection, ["games"])) == ([], ())


def test_a_column_that_every_file_lacks_is_found_and_what_needs_it_is_not_run(
    copy: LocalStore,
) -> None:
    for partition in (OCTOBER, NOVEMBER):
        rewrite(copy, partition, "* exclude (reb, pts)")

    report = run_validation(copy)

    assert report.verdict is Verdict.FAILED
    assert found(report) == tuple(
        column(partition, name, "INTEGER", None)
        for partition in (OCTOBER, NOVEMBER)
        for name in ("pts", "reb")
    )
    outcomes = {result.check.name: (result.outcome, result.reason) for result in report.results}
    reason = "team_box_traditional has no column pts; team_box_traditional has no column reb"
    assert outcomes["team_rebounds_add_up"] == (Outcome.NOT_RUN, reason)
    assert outcomes["team_points_add_up"] == (Outcome.NOT_RUN, reason)
    assert outcomes["team_minutes_fit_the_periods"] == (Outcome.PASSED, "")
    assert outcomes["player_rebounds_add_up"] == (Outcome.PASSED, "")


def test_a_table_without_the_ids_of_its_games_is_found(copy: LocalStore) -> None:
    for partition in (OCTOBER, NOVEMBER):
        rewrite(copy, partition, "* exclude (game_id)")

    report = run_validation(copy)

    assert found(report) == tuple(
        column(partition, "game_id", "VARCHAR", None) for partition in (OCTOBER, NOVEMBER)
    )


def test_a_column_that_one_file_has_as_another_type_is_found_and_what_reads_it_is_not_run(
    copy: LocalStore,
) -> None:
    rewrite(copy, OCTOBER, "* replace (date '2024-10-22' as reb)")

    report = run_validation(copy)

    assert found(report) == (column(OCTOBER, "reb", "INTEGER", "DATE"),)
    outcomes = {result.check.name: (result.outcome, result.reason) for result in report.results}
    reason = "team_box_traditional has reb as DATE, not INTEGER"
    assert outcomes["team_rebounds_add_up"] == (Outcome.NOT_RUN, reason)


def test_a_column_too_many_is_found(copy: LocalStore) -> None:
    rewrite(copy, OCTOBER, "*, 7 as dunks")

    assert found(run_validation(copy)) == (column(OCTOBER, "dunks", "no such column", "INTEGER"),)
