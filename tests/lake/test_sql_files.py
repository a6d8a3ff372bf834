from __future__ import annotations

from pathlib import Path

import pytest

from lake.errors import UsageError
from lake.sql_files import SqlFile, load_directory, load_folder, parse

TABLE = """\
-- line_scores: one row for each period a team played
-- grain: game_id, team_id, period
-- needs: staging/boxscoresummaryv3
-- column: game_id VARCHAR
-- column: tip_off_utc TIMESTAMP WITH TIME ZONE: scheduled start: null where unknown

with teams as (
    -- grain: this is no header
    select 1
)
select * from teams
"""
CHECK = """\
-- check: scores_add_up
-- claim: the points of the periods are the points of the game
-- over: line_scores
select 1 as expected
"""


def refusal(text: str, path: str = "line_scores.sql") -> tuple[str, str]:
    with pytest.raises(UsageError) as refused:
        parse(path, text)
    return refused.value.message, refused.value.hint


# One file


def test_a_table_is_read() -> None:
    assert parse("line_scores.sql", TABLE) == SqlFile(
        path="line_scores.sql",
        name="line_scores",
        fields={
            "line_scores": "one row for each period a team played",
            "grain": "game_id, team_id, period",
            "needs": "staging/boxscoresummaryv3",
        },
        columns=(("game_id", "VARCHAR"), ("tip_off_utc", "TIMESTAMP WITH TIME ZONE")),
        statement=(
            "with teams as (\n    -- grain: this is no header\n    select 1\n)\nselect * from teams"
        ),
        descriptions={"tip_off_utc": "scheduled start: null where unknown"},
    )


def test_a_check_is_read() -> None:
    assert parse("scores_add_up.sql", CHECK) == SqlFile(
        path="scores_add_up.sql",
        name="scores_add_up",
        fields={
            "check": "scores_add_up",
            "claim": "the points of the periods are the points of the game",
            "over": "line_scores",
        },
        columns=(),
        statement="select 1 as expected",
    )


def test_a_field_is_told() -> None:
    assert parse("line_scores.sql", TABLE).field("grain") == "game_id, team_id, period"


def test_a_missing_field_is_told_with_the_file() -> None:
    with pytest.raises(UsageError) as refused:
        parse("line_scores.sql", TABLE).field("severity")
    assert refused.value.message == "line_scores.sql: the header has no line `-- severity: ...`"


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("grain", ("game_id", "team_id", "period")),
        ("needs", ("staging/boxscoresummaryv3",)),
        ("partition", ()),
    ],
)
def test_a_field_may_list_names(field: str, names: tuple[str, ...]) -> None:
    assert parse("line_scores.sql", TABLE).names(field) == names


@pytest.mark.parametrize(
    "line",
    [
        "--",
        "--grain: game_id",
        "-- grain game_id",
        "-- grain:",
        "-- grain: ",
        "-- Grain: game_id",
        "-- the grain: game_id",
        "-- column: game_id",
        "-- column: game_id varchar",
        "-- column: VARCHAR",
        "-- column: game_id VARCHAR:",
        "-- column: game_id VARCHAR the game",
    ],
)
@pytest.mark.parametrize("number", [2, 3, 6])
def test_a_malformed_header_line_is_told_with_file_and_line(line: str, number: int) -> None:
    lines = TABLE.splitlines()
    lines.insert(number - 1, line)

    assert refusal("\n".join(lines)) == (
        f"line_scores.sql:{number}: {line!r} is no header line",
        "-- field: value, or -- column: name TYPE: what it is",
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "select 1",
        "\n" + TABLE,
        TABLE.removeprefix("-- line_scores: one row for each period a team played\n"),
        TABLE.replace("line_scores", "officials"),
        CHECK,
    ],
    ids=["empty", "no header", "empty line", "no first line", "another table", "another check"],
)
def test_a_header_that_does_not_name_the_file_is_refused(text: str) -> None:
    assert refusal(text) == (
        "line_scores.sql:1: the header does not name the file",
        "-- line_scores: ... or -- check: line_scores",
    )


@pytest.mark.parametrize("statement", ["select 1;", "select 1; select 2"])
def test_a_semicolon_is_refused(statement: str) -> None:
    assert refusal(CHECK + statement, "scores_add_up.sql") == (
        "scores_add_up.sql: there is a semicolon",
        "one statement, without it",
    )


# Folders


def test_a_folder_is_loaded_by_name(tmp_path: Path) -> None:
    (tmp_path / "scores_add_up.sql").write_text(CHECK)
    (tmp_path / "line_scores.sql").write_text(TABLE)
    (tmp_path / "README.md").write_text("no SQL")

    loaded = load_directory(tmp_path)

    assert list(loaded.items()) == [
        ("line_scores", parse("line_scores.sql", TABLE)),
        ("scores_add_up", parse("scores_add_up.sql", CHECK)),
    ]


def test_a_folder_with_a_malformed_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scores_add_up.sql").write_text(CHECK)
    (tmp_path / "line_scores.sql").write_text("-- grain\nselect 1")

    with pytest.raises(UsageError) as refused:
        load_directory(tmp_path)
    assert refused.value.message == "line_scores.sql:1: '-- grain' is no header line"


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has no \.sql file"):
        load_directory(tmp_path)


@pytest.mark.parametrize("name", ["missing", "file.sql"])
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.sql").write_text(CHECK)

    with pytest.raises(UsageError) as refused:
        load_directory(tmp_path / name)
    assert refused.value.message == f"{tmp_path / name} is not a folder"
    assert refused.value.hint == "a folder of .sql files"


@pytest.mark.parametrize("folder", ["functions", "staging", "tables", "checks"])
def test_a_folder_of_hoopstat_is_loaded(folder: str) -> None:
    loaded = load_folder(folder)

    assert loaded
    assert [file.name for file in loaded.values()] == list(loaded)
    assert all(file.statement for file in loaded.values())
