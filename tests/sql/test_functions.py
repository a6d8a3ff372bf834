"""The macros read every form of a time that the API has been seen to write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from lake.duck import DuckSettings, connect
from lake.sql_files import load_folder


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(DuckSettings(threads=1)) as connection:
        yield connection


def call(connection: duckdb.DuckDBPyConnection, macro: str, text: str | None) -> object:
    row = connection.execute(f"select {macro}($text)", {"text": text}).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("43:27", 43.45),
        ("6:43", 6 + 43 / 60),
        ("265:00", 265.0),
        ("0:00", 0.0),
        ("30", 30.0),
        ("PT36M12.00S", 36.2),
        ("PT05M", None),
        ("36.000000:12", 36.2),
        ("", None),
        (None, None),
        ("43:60", None),
        ("43:7", None),
        ("-1:00", None),
        ("DNP", None),
        (" 43:27", None),
    ],
)
def test_playing_time_is_read_in_decimal_minutes(
    connection: duckdb.DuckDBPyConnection, text: str | None, minutes: float | None
) -> None:
    assert call(connection, "decimal_minutes", text) == pytest.approx(minutes, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT12M00.00S", 720.0),
        ("PT11M43.00S", 703.0),
        ("PT00M08.40S", 8.4),
        ("PT05M00S", 300.0),
        ("PT00M00.00S", 0.0),
        ("", None),
        (None, None),
        ("11:43", None),
        ("PTM43.00S", None),
    ],
)
def test_a_clock_is_read_in_seconds_left_in_the_period(
    connection: duckdb.DuckDBPyConnection, text: str | None, seconds: float | None
) -> None:
    assert call(connection, "clock_seconds", text) == pytest.approx(seconds, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "inches"),
    [
        ("6-11", 83),
        ("7-0", 84),
        ("5-9", 69),
        ("", None),
        (None, None),
        ("6-12", None),
        ("6-", None),
        ("6'11", None),
        ("83", None),
    ],
)
def test_a_height_is_read_in_inches(
    connection: duckdb.DuckDBPyConnection, text: str | None, inches: int | None
) -> None:
    assert call(connection, "height_inches", text) == inches


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1995-02-19T00:00:00", date(1995, 2, 19)),
        ("FEB 19, 1995", date(1995, 2, 19)),
        ("APR 08, 1994", date(1994, 4, 8)),
        ("1995-02-19", date(1995, 2, 19)),
        ("", None),
        (None, None),
        ("FEB 30, 1995", None),
        ("19/02/1995", None),
    ],
)
def test_a_day_of_birth_is_read_in_the_forms_of_both_its_sources(
    connection: duckdb.DuckDBPyConnection, text: str | None, day: date | None
) -> None:
    assert call(connection, "birth_date", text) == day


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("PLAYER", "Ansel Fernwick"),
        ("NUM", "00"),
        ("SCHOOL", None),
        ("HOW_ACQUIRED", None),
        ("COUNTRY", None),
    ],
)
def test_a_cell_is_found_by_its_header_and_trimmed(
    connection: duckdb.DuckDBPyConnection, header: str, cell: str | None
) -> None:
    headers = ["PLAYER", "NUM", "SCHOOL", "HOW_ACQUIRED"]
    row = ["Ansel Fernwick", "00  ", "", None]
    found = connection.execute(
        "select cell({'headers': $headers}, $row, $header)",
        {"headers": headers, "row": row, "header": header},
    ).fetchone()
    assert found == (cell,)


@pytest.mark.parametrize(("name", "headers"), [("Coaches", ["COACH_ID"]), ("Owners", None)])
def test_a_result_set_is_found_by_its_name(
    connection: duckdb.DuckDBPyConnection, name: str, headers: list[str] | None
) -> None:
    sets = [
        {"name": "CommonTeamRoster", "headers": ["PLAYER_ID"]},
        {"name": "Coaches", "headers": ["COACH_ID"]},
    ]
    found = connection.execute(
        "select result_set($sets, $name).headers", {"sets": sets, "name": name}
    ).fetchone()
    assert found == (headers,)


@pytest.mark.parametrize(
    ("told", "rows"),
    [
        (
            {"headers": ["A", 'B " C'], "rowSet": [[1, "x, y"], [None, ""]]},
            [{"A": 1, 'B " C': "x, y"}, {"A": None, 'B " C': ""}],
        ),
        ({"headers": ["A"], "rowSet": []}, []),
        ({"headers": ["A"], "rowSet": [[1], [1, 2]]}, [{"A": 1}, "a row does not fit its headers"]),
        (None, "there is no such result set"),
    ],
)
def test_rows_become_objects_by_their_headers(
    connection: duckdb.DuckDBPyConnection, told: object, rows: object
) -> None:
    found = connection.execute(
        "select rows_of(from_json_strict($told, $shape))",
        {"told": json.dumps(told), "shape": '{"headers": ["JSON"], "rowSet": [["JSON"]]}'},
    ).fetchone()
    assert found is not None
    assert json.loads(found[0]) == rows


def test_a_line_of_points_is_a_list_of_four_quarters_and_ten_overtimes(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    periods = [f"PTS_QTR{n}" for n in range(1, 5)] + [f"PTS_OT{n}" for n in range(1, 11)]
    line = {"TEAM_ID": 99} | {name: points for points, name in enumerate(periods)}
    found = connection.execute("select points_of_periods($line)", {"line": line}).fetchone()
    assert found == (list(range(14)),)


def test_every_macro_is_made_when_a_database_opens(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    made = connection.execute(
        "select function_name from duckdb_functions() where not internal order by 1"
    ).fetchall()
    assert [name for (name,) in made] == sorted(load_folder("functions"))
