"""Published files that are not what they promise: found, and no end of the other checks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from lake.duck import DuckSettings, add_published, connect, published_partitions
from lake.keys import Partition, published_key
from lake.local_store import LocalStore
from lake.seasons import Season
from lake.sql_files import load_folder
from lake.telemetry import Observer
from tests.invented import CAPTURED_AT
from validate.checks import load_checks
from validate.report import ValidationReport
from validate.results import Finding, Outcome
from validate.run import ValidationRequest, validate
from validate.schema import add_schema, unlike_their_headers
from validate.scores import Verdict

ONE_THREAD = DuckSettings(threads=1)
CHECK = "files_have_the_promised_columns"
FOOTERS = "footers_tell_the_place_of_their_file"
PLACES = "rows_stand_in_the_file_of_their_month"
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


def footer_of(store: LocalStore, partition: Partition) -> dict[bytes, bytes]:
    """What hoopstat wrote into the footer of a file."""
    metadata = pq.read_metadata(Path(store.location) / published_key(partition)).metadata
    return {name: value for name, value in metadata.items() if name != b"ARROW:schema"}


def write_again(
    store: LocalStore, partition: Partition, footer: dict[bytes, bytes], *, statistics: bool = True
) -> None:
    """Write the same rows by another program, under a footer."""
    path = Path(store.location) / published_key(partition)
    rows = pq.ParquetFile(path).read().replace_schema_metadata(footer)
    changed = path.with_suffix(".changed")
    pq.write_table(rows, changed, write_statistics=statistics)
    changed.rename(path)


def findings_of(store: LocalStore, name: str) -> dict[str, str | None]:
    """What a check observed, by the keys of files."""
    checks = tuple(check for check in load_checks() if check.name == name)
    request = ValidationRequest(checks, duck=ONE_THREAD)
    (result,) = validate(store, request, "run-1", Observer()).results
    return {found.key["published_key"]: found.observed for found in result.findings}


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
    assert files[0][:-2] == (
        *october,
        *("2024-25", "10", 2, "2024-25", "2024-25", 10, 10, 26, 26),
    )
    assert len(files[0][-2]) == 64
    assert files[0][-1] == CAPTURED_AT
    teams = (published_key(TEAMS), "2024-25", None, "teams", 2)
    assert files[2][:-2] == (
        *teams,
        *("2024-25", "", 2, "2024-25", "2024-25", None, None, 9, 9),
    )
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


@pytest.mark.parametrize("partition", [OCTOBER, TEAMS], ids=["a month", "a season"])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda footer: {}, id="none"),
        pytest.param(lambda footer: {b"pandas": b"{}"}, id="another program's"),
        pytest.param(lambda footer: {b"\xff": b"\xfe"}, id="no text"),
        pytest.param(lambda footer: footer | {b"row_count": b"two"}, id="no number"),
        pytest.param(lambda footer: footer | {b"season": b"\xff"}, id="a season that is no text"),
        *(
            pytest.param(lambda footer, name=name: without(footer, name), id=f"no {name.decode()}")
            for name in (b"season", b"month", b"row_count", b"column_count", b"raw_fingerprint")
        ),
    ],
)
def test_a_file_without_a_footer_of_ours_is_found(
    copy: LocalStore,
    partition: Partition,
    change: Callable[[dict[bytes, bytes]], dict[bytes, bytes]],
) -> None:
    write_again(copy, partition, change(footer_of(copy, partition)))
    assert findings_of(copy, FOOTERS).keys() == {published_key(partition)}


def test_a_file_of_another_program_has_no_footer_of_ours(copy: LocalStore) -> None:
    rewrite(copy, OCTOBER, "*")
    assert findings_of(copy, FOOTERS) == {published_key(OCTOBER): "no footer of a transform"}


def test_the_same_rows_and_footer_are_the_same_file_whoever_wrote_it(copy: LocalStore) -> None:
    write_again(copy, OCTOBER, footer_of(copy, OCTOBER))
    assert findings_of(copy, FOOTERS) == findings_of(copy, PLACES) == {}


def test_a_file_without_statistics_can_not_tell_the_place_of_its_rows(copy: LocalStore) -> None:
    for partition in (OCTOBER, TEAMS):
        write_again(copy, partition, footer_of(copy, partition), statistics=False)
    assert findings_of(copy, FOOTERS) == {}
    assert findings_of(copy, PLACES) == {published_key(OCTOBER): "to", published_key(TEAMS): "to"}


def test_a_row_without_its_month_is_found(copy: LocalStore) -> None:
    rewrite(copy, OCTOBER, "* replace (if(is_home, null, month) as month)")
    assert findings_of(copy, PLACES) == {published_key(OCTOBER): "2024-25 to 2024-25"}


def without(footer: dict[bytes, bytes], name: bytes) -> dict[bytes, bytes]:
    return {key: value for key, value in footer.items() if key != name}
