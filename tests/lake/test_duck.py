from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import lake
from lake.duck import (
    DuckSettings,
    add_published,
    connect,
    empty_table,
    identifier,
    published_partitions,
    quote,
)
from lake.errors import Incomplete
from lake.keys import Partition, published_key
from lake.local_store import LocalStore
from lake.seasons import Season
from lake.sql_files import SqlFile, load_folder
from lake.store import Store

JANUARY, FEBRUARY = (Partition("games", "games", Season(2024), month) for month in (1, 2))


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(DuckSettings()) as connected:
        yield connected


@pytest.fixture(scope="module")
def functions() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for expressions alone, which leave nothing behind."""
    with connect(DuckSettings()) as connected:
        yield connected


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "lake")


def publish(store: Store, scratch: Path, partition: Partition, select: str) -> None:
    file = scratch / "staged.parquet"
    with duckdb.connect() as writer:
        writer.execute(f"copy ({select}) to {quote(str(file))} (format parquet)")
    store.put(published_key(partition), file.read_bytes())


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def columns(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[tuple[str, str], ...]:
    described = connection.execute(f"describe {identifier(table)}").fetchall()
    return tuple((name, kind) for name, kind, *_ in described)


# The connection


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/a.parquet", "https://127.0.0.1:9/a.parquet", "s3://b/a.parquet"]
)
def test_no_address_is_ever_reached_for(
    connection: duckdb.DuckDBPyConnection, address: str
) -> None:
    with pytest.raises(duckdb.Error, match="requires the extension httpfs to be loaded"):
        connection.execute(f"select * from read_parquet({quote(address)})")


def test_extensions_are_neither_fetched_nor_loaded(connection: duckdb.DuckDBPyConnection) -> None:
    named = ("autoinstall_known_extensions", "autoload_known_extensions")
    set_to = ", ".join(f"current_setting({quote(name)})" for name in named)

    assert rows(connection, f"select {set_to}") == [(False, False)]


SHOW_AN_INSTANT = """
from lake.duck import DuckSettings, connect
with connect(DuckSettings()) as connection:
    print(connection.execute("select timestamptz '2025-01-16 00:30:00+00' :: varchar").fetchone())
"""


def test_instants_are_in_utc_wherever_the_machine_stands() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", SHOW_AN_INSTANT],
        env={
            **os.environ,
            "TZ": "America/New_York",
            "PYTHONPATH": str(Path(lake.__file__).parents[1]),
        },
        check=True,
        capture_output=True,
        text=True,
    )

    assert shown.stdout == "('2025-01-16 00:30:00+00',)\n"


def test_threads_memory_and_spilling_are_as_set(tmp_path: Path) -> None:
    with connect(DuckSettings(threads=1, memory_limit="64MiB"), tmp_path / "spill") as connected:
        set_to = [
            rows(connected, f"select current_setting({quote(name)})")
            for name in ("threads", "memory_limit", "temp_directory")
        ]

    assert set_to == [[(1,)], [("64.0 MiB",)], [(str(tmp_path / "spill"),)]]


# Functions


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("43:27", 43.45),
        ("6:45", 6.75),
        ("0:00", 0.0),
        ("265:00", 265.0),
        ("30", 30.0),
        ("PT36M12.00S", 36.2),
        ("PT00M00.00S", 0.0),
        ("36.000000:12", 36.2),
        ("", None),
        (None, None),
    ],
)
def test_playing_time_is_read_in_every_form(
    functions: duckdb.DuckDBPyConnection, text: str | None, minutes: float | None
) -> None:
    read = functions.execute("select decimal_minutes($1)", [text]).fetchone()

    assert read == (None if minutes is None else pytest.approx(minutes),)


@pytest.mark.parametrize(
    "text", ["DNP", "12:60", "12:5", ":12", "36.5:12", "-1:00", "PT36M", "PT12.00S", "1:02:03", " "]
)
def test_playing_time_in_another_form_is_null(
    functions: duckdb.DuckDBPyConnection, text: str
) -> None:
    assert functions.execute("select decimal_minutes($1)", [text]).fetchone() == (None,)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT11M43.00S", 703.0),
        ("PT12M00.00S", 720.0),
        ("PT05M00.00S", 300.0),
        ("PT00M00.90S", 0.9),
        ("PT00M00.00S", 0.0),
        ("", None),
        (None, None),
        ("11:43", None),
        ("PT11M", None),
        ("43.0", None),
    ],
)
def test_a_game_clock_is_read(
    functions: duckdb.DuckDBPyConnection, text: str | None, seconds: float | None
) -> None:
    read = functions.execute("select clock_seconds($1)", [text]).fetchone()

    assert read == (None if seconds is None else pytest.approx(seconds),)


# Tables


def test_an_empty_table_has_the_promised_columns(connection: duckdb.DuckDBPyConnection) -> None:
    promised = (
        ("game_id", "VARCHAR"),
        ("team_id", "BIGINT"),
        ("to", "INTEGER"),
        ("game_date", "DATE"),
        ("tip_off_utc", "TIMESTAMP WITH TIME ZONE"),
        ("minutes", "DOUBLE"),
        ("is_home", "BOOLEAN"),
    )
    empty_table(connection, SqlFile("order.sql", "order", {}, promised, "select 1"))

    assert columns(connection, "order") == promised
    assert rows(connection, 'select * from "order"') == []


def test_every_table_without_files_is_there_and_empty(
    connection: duckdb.DuckDBPyConnection, store: LocalStore, tmp_path: Path
) -> None:
    add_published(connection, store, [], tmp_path)

    tables = load_folder("tables")
    assert {name: columns(connection, name) for name in tables} == {
        name: table.columns for name, table in tables.items()
    }
    assert [name for name in tables if rows(connection, f"select * from {name}")] == []


def test_the_files_of_a_table_are_one_relation(
    connection: duckdb.DuckDBPyConnection, store: LocalStore, tmp_path: Path
) -> None:
    publish(store, tmp_path, JANUARY, "select '0022400007' as game_id, 1 as month")
    publish(store, tmp_path, FEBRUARY, "select '0022400008' as game_id, 2 as month")

    add_published(connection, store, [JANUARY, FEBRUARY], tmp_path)

    assert rows(connection, "select * from games order by game_id") == [
        ("0022400007", 1),
        ("0022400008", 2),
    ]


def test_only_the_partitions_asked_for_are_read(
    connection: duckdb.DuckDBPyConnection, store: LocalStore, tmp_path: Path
) -> None:
    publish(store, tmp_path, JANUARY, "select '0022400007' as game_id")
    publish(store, tmp_path, FEBRUARY, "select '0022400008' as game_id")

    add_published(connection, store, [FEBRUARY], tmp_path)

    assert rows(connection, "select * from games") == [("0022400008",)]


def test_an_older_file_may_lack_a_column(
    connection: duckdb.DuckDBPyConnection, store: LocalStore, tmp_path: Path
) -> None:
    publish(store, tmp_path, JANUARY, "select '0022400007' as game_id")
    publish(store, tmp_path, FEBRUARY, "select 3 as periods, '0022400008' as game_id")

    add_published(connection, store, [JANUARY, FEBRUARY], tmp_path)

    assert rows(connection, "select game_id, periods from games order by game_id") == [
        ("0022400007", None),
        ("0022400008", 3),
    ]


def test_season_and_month_are_read_from_inside_the_file(
    connection: duckdb.DuckDBPyConnection, store: LocalStore, tmp_path: Path
) -> None:
    publish(store, tmp_path, JANUARY, "select '2024-25' as season, cast(7 as integer) as month")

    add_published(connection, store, [JANUARY], tmp_path)

    assert columns(connection, "games") == (("season", "VARCHAR"), ("month", "INTEGER"))
    assert rows(connection, "select * from games") == [("2024-25", 7)]


@pytest.mark.parametrize("folder", ["lake [ab]", "lake *", "lake ?", "lake {a,b}", "o'lake"])
def test_files_are_read_whatever_the_name_of_the_folder(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, folder: str
) -> None:
    store = LocalStore(tmp_path / folder)
    publish(store, tmp_path, JANUARY, "select '0022400007' as game_id")
    for other in ("lake a", "lake b"):
        publish(LocalStore(tmp_path / other), tmp_path, JANUARY, "select 'another lake' as game_id")

    add_published(connection, store, [JANUARY], tmp_path)

    assert rows(connection, "select * from games") == [("0022400007",)]


def test_a_published_file_that_can_not_be_read_is_told(
    connection: duckdb.DuckDBPyConnection, store: LocalStore, tmp_path: Path
) -> None:
    publish(store, tmp_path, JANUARY, "select '0022400007' as game_id")
    store.put(published_key(FEBRUARY), store.get(published_key(JANUARY)).body[:-1])

    with pytest.raises(Incomplete) as refused:
        add_published(connection, store, [JANUARY, FEBRUARY], tmp_path)
    assert refused.value.message.startswith("a published file can't be read: ")
    assert refused.value.key == published_key(FEBRUARY)
    assert refused.value.hint == f"hoopstat transform --lake {store.location}, which writes it anew"


def test_published_files_are_listed_and_nothing_else(store: LocalStore) -> None:
    rosters = Partition("players", "rosters", Season(2024), None)
    for partition in (FEBRUARY, JANUARY, rosters):
        store.put(published_key(partition), b"")
    store.put("historical-backfill/README", b"")
    for stray in (
        "games/games/season=2024-25/games_2024-25.parquet",
        "players/rosters/season=2024-25/month=01/rosters_2024-25_01.parquet",
        "players/games/season=2024-25/month=01/games_2024-25_01.parquet",
        "games/mine/season=2024-25/month=01/mine_2024-25_01.parquet",
        "games/games/season=2024-25/month=01/part-copy.parquet",
    ):
        store.put(f"historical-backfill/{stray}", b"")
    store.put("quarantine/games/games/season=2024-25/month=01/games_2024-25_01.parquet", b"")

    assert published_partitions(store) == (JANUARY, FEBRUARY, rosters)


# Quoting


@pytest.mark.parametrize("text", ["", "it's", "''", 'a "b" \\n', "é"])
def test_a_quoted_text_is_that_text(functions: duckdb.DuckDBPyConnection, text: str) -> None:
    assert rows(functions, f"select {quote(text)}") == [(text,)]


@pytest.mark.parametrize("name", ["to", "two words", 'a "b"', "Mixed"])
def test_an_identifier_is_that_name(functions: duckdb.DuckDBPyConnection, name: str) -> None:
    selected = functions.execute(f"select 1 as {identifier(name)}").description

    assert [column[0] for column in selected or ()] == [name]
