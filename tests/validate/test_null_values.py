"""Whatever column of a table is null, a check names it, or its header says that it may be."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from lake.duck import DuckSettings, published_partitions
from lake.keys import published_key
from lake.local_store import LocalStore
from lake.sql_files import SqlFile, load_folder
from lake.telemetry import Observer
from validate.checks import load_checks
from validate.null_values import MayBeNull, add_null_values, may_be_null
from validate.results import Finding, Outcome
from validate.run import ValidationRequest, validate
from validate.runner import run_check

CHECKS = {check.name: check for check in load_checks()}
CHECK = CHECKS["values_that_are_owed_are_there"]
TABLES = load_folder("tables")
PLACES = {"season", "month"}
GAME = "0022400001"


def keys(table: SqlFile) -> set[str]:
    return {*table.names("grain"), *PLACES}


def values(table: SqlFile) -> list[str]:
    return [name for name, _ in table.columns if name not in keys(table)]


def columns_that(*degrees: MayBeNull) -> set[tuple[str, str]]:
    """Columns that a table's header lets be null so far, and V2 as well."""
    return {
        (table.name, column)
        for table in TABLES.values()
        for column, degree in may_be_null(table, from_v2=False).items()
        if degree in degrees and column not in keys(table)
    }


@pytest.fixture
def larger(database: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The sound tables with six times the games and the people."""
    for table in TABLES.values():
        copied = (
            "format('00224{:05d}', cast(right(game_id, 5) as integer) + 10 * n) as game_id"
            if "game_id" in table.names("grain")
            else f"{table.names('grain')[-1]} + 1000000 * n as {table.names('grain')[-1]}"
        )
        database.execute(
            f"insert into {table.name} "
            f"select told.* replace ({copied}) from {table.name} as told "
            "cross join range(1, 6) as r(n)"
        )
    database.execute("update published_files set row_count = 6 * row_count")
    database.execute(
        "update teams set conference = 'East', division = 'Atlantic', wins = 1, losses = 1"
    )
    add_null_values(database)
    return database


def make_null(connection: duckdb.DuckDBPyConnection, condition: str) -> None:
    """Make every value null in the rows of every table that fit, and count again."""
    for table in TABLES.values():
        changes = ", ".join(f"{name} = null" for name in values(table))
        connection.execute(f"update {table.name} set {changes} where {condition}")
    add_null_values(connection)


def findings(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, Finding]]:
    """The findings of the check, each with the table and the column it is about."""
    for finding in run_check(connection, CHECK).findings:
        table = finding.key["published_key"].split("/")[2]
        yield table, finding.key["column_name"], finding


def named(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    return {(table, column) for table, column, _ in findings(connection)}


def test_nothing_is_said_of_sound_tables(larger: duckdb.DuckDBPyConnection) -> None:
    result = run_check(larger, CHECK)
    assert (result.outcome, result.findings) == (Outcome.PASSED, ())
    assert result.units == 22


def test_every_column_that_is_null_throughout_is_named(larger: duckdb.DuckDBPyConnection) -> None:
    make_null(larger, "true")
    assert named(larger) == columns_that(MayBeNull.NEVER, MayBeNull.SOME_ROWS, MayBeNull.A_GAME)


def test_a_column_may_be_null_throughout_only_where_there_is_a_reason() -> None:
    """Of games game_times_are_there tells the first two."""
    assert columns_that(MayBeNull.THROUGHOUT) == {
        ("games", "tip_off_utc"),
        ("games", "duration_minutes"),
        ("games", "label"),
        ("games", "series_text"),
        ("officials", "jersey_number"),
        ("officials", "assignment"),
        ("inactive_players", "jersey_number"),
        ("player_box_traditional", "comment"),
        ("team_box_advanced", "est_off_rating"),
        ("team_box_advanced", "est_def_rating"),
        ("team_box_advanced", "est_net_rating"),
        ("team_box_advanced", "est_pace"),
        ("rosters", "how_acquired"),
        ("coaches", "is_assistant"),
    }


def test_every_column_that_one_game_lacks_is_named_with_the_game(
    larger: duckdb.DuckDBPyConnection,
) -> None:
    for table in TABLES.values():
        if "game_id" in table.names("grain"):
            changes = ", ".join(f"{name} = null" for name in values(table))
            larger.execute(f"update {table.name} set {changes} where game_id = '{GAME}'")
    add_null_values(larger)
    told = {(table, column): finding.game_id for table, column, finding in findings(larger)}
    assert told.keys() == {
        (table, column)
        for table, column in columns_that(MayBeNull.NEVER, MayBeNull.SOME_ROWS)
        if "game_id" in TABLES[table].names("grain")
    }
    assert set(told.values()) == {GAME}


def test_one_row_is_enough_where_a_column_may_not_be_null(
    larger: duckdb.DuckDBPyConnection,
) -> None:
    make_null(larger, "rowid = 0")
    assert named(larger) == columns_that(MayBeNull.NEVER)


def test_what_v2_does_not_tell_may_be_null_in_its_games(larger: duckdb.DuckDBPyConnection) -> None:
    larger.execute("update archived_documents set endpoint = replace(endpoint, 'v3', 'v2')")
    larger.execute("update play_by_play set x = null, y = null")
    larger.execute("update games set tip_off_utc = null, is_neutral_site = null, arena_id = null")
    larger.execute("delete from play_by_play where right(game_id, 5)::integer > 2")
    larger.execute("delete from games where right(game_id, 5)::integer > 2")
    add_null_values(larger)
    assert named(larger) == set()
    larger.execute("update archived_documents set endpoint = replace(endpoint, 'v2', 'v3')")
    add_null_values(larger)
    assert named(larger) == {
        ("play_by_play", "x"),
        ("play_by_play", "y"),
        ("games", "is_neutral_site"),
    }


def test_before_1996_97_what_is_not_told_contradicts_nothing(
    larger: duckdb.DuckDBPyConnection,
) -> None:
    make_null(larger, "true")
    larger.execute("update published_files set season = '1995-96'")
    larger.execute("update null_values set season = '1995-96'")
    assert run_check(larger, CHECK).outcome is Outcome.NOT_RUN


@pytest.mark.parametrize(
    ("table", "column"),
    [(table.name, column) for table in TABLES.values() for column in table.names("grain")],
)
def test_a_key_that_is_null_is_found_by_the_check_of_its_ids(
    database: duckdb.DuckDBPyConnection, table: str, column: str
) -> None:
    database.execute(f"update {table} set {column} = null where rowid = 0")
    assert run_check(database, CHECKS[f"{table}_ids_are_there"]).outcome is Outcome.FAILED


@pytest.mark.parametrize("column", sorted(PLACES))
def test_every_file_whose_rows_lack_their_place_is_found(
    sound_lake: LocalStore, tmp_path: Path, column: str
) -> None:
    copy = LocalStore(shutil.copytree(sound_lake.location, tmp_path / "l", copy_function=os.link))
    spoiled = [
        partition
        for partition in published_partitions(copy)
        if column in dict(TABLES[partition.table].columns)
    ]
    with duckdb.connect() as connection:
        for partition in spoiled:
            path = Path(copy.location) / published_key(partition)
            kind = dict(TABLES[partition.table].columns)[column]
            connection.execute(
                f"copy (select * replace (cast(null as {kind}) as {column}) "
                f"from read_parquet('{path}', hive_partitioning = false)) "
                f"to '{path}.changed' (format parquet)"
            )
            Path(f"{path}.changed").rename(path)
    request = ValidationRequest(
        (CHECKS["rows_stand_in_the_file_of_their_month"],), duck=DuckSettings(threads=1)
    )
    (result,) = validate(copy, request, "run-1", Observer()).results
    assert {finding.key["published_key"] for finding in result.findings} == {
        published_key(partition) for partition in spoiled
    }
