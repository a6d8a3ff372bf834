"""Every table has a check that its grain, as its header has it, is unique."""

from __future__ import annotations

import duckdb
import pytest

from lake.sql_files import load_folder
from validate.checks import Dimension, load_checks
from validate.runner import run_check

TABLES = load_folder("tables")
CHECKS = {check.over: check for check in load_checks() if check.dimension is Dimension.UNIQUENESS}


def grain(table: str) -> tuple[str, ...]:
    """The grain over several seasons: a header is of one, and an id of a game tells its own."""
    told = TABLES[table].names("grain")
    return told if {"game_id", "season"} & set(told) else ("season", *told)


def test_every_table_has_a_check_of_its_grain_and_no_other() -> None:
    names = [check.name for check in load_checks() if check.dimension is Dimension.UNIQUENESS]
    assert names == sorted(f"{table}_grain_is_unique" for table in TABLES)
    assert {table: check.name for table, check in CHECKS.items()} == {
        table: f"{table}_grain_is_unique" for table in TABLES
    }


@pytest.mark.parametrize("table", TABLES)
def test_the_grain_of_the_check_is_that_of_the_header(table: str) -> None:
    assert CHECKS[table].grain == grain(table)


@pytest.mark.parametrize("table", TABLES)
def test_rows_that_share_no_more_than_the_grain_are_the_same(
    database: duckdb.DuckDBPyConnection, table: str
) -> None:
    columns = ", ".join(dict.fromkeys([*grain(table), "season"]))
    first = database.execute(f"select {columns} from {table} order by all limit 1").fetchone()
    assert first is not None
    database.execute(
        f"insert into {table} by name select {columns} from {table} order by all limit 1"
    )
    (finding,) = run_check(database, CHECKS[table]).findings
    assert list(finding.key.values()) == [str(value) for value in first[: len(grain(table))]]
    assert (finding.expected, finding.observed) == ("1", "2")


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in TABLES for column in grain(table)]
)
def test_rows_that_differ_in_a_part_of_the_grain_are_two(
    database: duckdb.DuckDBPyConnection, table: str, column: str
) -> None:
    another = {"game_id": "'0022499999'", "season": "'1999-00'"}.get(column, "-7")
    row = f"select * from {table} order by all limit 1"
    database.execute(f"insert into {table} select * replace ({another} as {column}) from ({row})")
    assert run_check(database, CHECKS[table]).findings == ()
