"""A malformed SQL file is refused with its name and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lake.errors import UsageError
from lake.sql_files import SqlFile, load_directory, parse

GOOD = """\
-- shots: one row for each shot
-- grain: game_id, event_index
-- column: game_id VARCHAR
-- column: tip_off_utc TIMESTAMP WITH TIME ZONE
select game_id
from staging.shots
-- a comment of the statement
"""


def test_a_file_is_read_into_its_fields_columns_and_statement() -> None:
    assert parse("shots.sql", GOOD) == SqlFile(
        path="shots.sql",
        name="shots",
        fields={"shots": "one row for each shot", "grain": "game_id, event_index"},
        columns=(("game_id", "VARCHAR"), ("tip_off_utc", "TIMESTAMP WITH TIME ZONE")),
        statement="select game_id\nfrom staging.shots\n-- a comment of the statement",
    )


def test_a_field_that_lists_names_is_read_as_names() -> None:
    file = parse("shots.sql", GOOD)
    assert (file.names("grain"), file.names("needs")) == (("game_id", "event_index"), ())


def test_a_field_that_is_missing_is_named() -> None:
    with pytest.raises(
        UsageError, match=r"shots\.sql: the header has no line `-- dataset: \.\.\.`"
    ):
        parse("shots.sql", GOOD).field("dataset")


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("shots.sql", GOOD.replace("-- grain: ", "-- "), r"shots\.sql:2: .* is no header line"),
        ("shots.sql", GOOD.replace("VARCHAR", "varchar"), r"shots\.sql:3: .* is no header line"),
        ("shots.sql", GOOD + ";", r"shots\.sql: there is a semicolon"),
        ("fouls.sql", GOOD, r"fouls\.sql:1: the header does not name the file"),
        ("shots.sql", "select 1", r"shots\.sql:1: the header does not name the file"),
    ],
)
def test_a_malformed_file_is_refused_with_its_place(path: str, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse(path, text)


def test_a_folder_is_loaded_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("shots", "fouls"):
        (tmp_path / f"{name}.sql").write_text(GOOD.replace("shots:", f"{name}:"), "utf-8")
    (tmp_path / "notes.txt").write_text("no SQL", "utf-8")
    assert list(load_directory(tmp_path)) == ["fouls", "shots"]


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="missing is not a folder"):
        load_directory(tmp_path / "missing")
