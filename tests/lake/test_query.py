"""Queries over a lake: what they read, and what they can't."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from lake.duck import DuckSettings, connect, quote
from lake.errors import Incomplete, UsageError
from lake.keys import Partition, published_key
from lake.local_store import LocalStore
from lake.open_lake import open_lake
from lake.query import QueryResult, run_query
from lake.seasons import Season
from lake.sql_files import load_folder
from lake.store import Store
from tests.s3_server import S3Server

LISTING = "hoopstat sql 'show tables' lists the tables"
JANUARY, FEBRUARY = (Partition("games", "games", Season(2024), month) for month in (1, 2))
OFFICIALS = Partition("games", "officials", Season(2024), 1)
EVERY = (JANUARY, FEBRUARY, OFFICIALS)


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "lake")


def publish(store: Store, scratch: Path, partition: Partition, select: str) -> None:
    file = scratch / "staged.parquet"
    with duckdb.connect() as writer:
        writer.execute(f"copy ({select}) to {quote(str(file))} (format parquet)")
    store.put(published_key(partition), file.read_bytes())


@pytest.fixture
def filled(store: LocalStore, tmp_path: Path) -> LocalStore:
    publish(store, tmp_path, JANUARY, "select '0022400007' as game_id, 48 as points")
    return store


@pytest.mark.parametrize(
    "statement",
    [
        "select game_id, points from games",
        "from games",
        "with found as (select * from games) select * from found;",
    ],
)
def test_a_query_reads_the_published_tables(filled: LocalStore, statement: str) -> None:
    assert run_query(filled, statement) == QueryResult(("game_id", "points"), [("0022400007", 48)])


def test_a_query_may_find_nothing(filled: LocalStore) -> None:
    assert run_query(filled, "select game_id from games where points > 99") == QueryResult(
        ("game_id",), []
    )


@pytest.mark.parametrize(
    "statement",
    [
        "",
        "select 1; select 2",
        "create table mine as select 1",
        "set threads = 1",
        "install httpfs",
        "attach 'other.duckdb'",
        "delete from officials",
    ],
)
def test_only_one_select_is_run(filled: LocalStore, statement: str) -> None:
    with pytest.raises(UsageError) as refused:
        run_query(filled, statement)
    assert refused.value.message == "hoopstat sql runs one SELECT"
    assert refused.value.hint == "select * from games limit 5"


def test_a_query_writes_no_file(filled: LocalStore, tmp_path: Path) -> None:
    target = tmp_path / "copied.csv"

    with pytest.raises(UsageError):
        run_query(filled, f"copy games to {quote(str(target))}")
    with pytest.raises(UsageError):
        run_query(filled, f"explain analyze copy games to {quote(str(target))}")
    assert not target.exists()


def test_a_query_reads_no_other_file(filled: LocalStore, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")

    for reading in ("read_csv", "read_text", "read_parquet", "glob"):
        with pytest.raises(UsageError, match="DuckDB: Permission Error: "):
            run_query(filled, f"select * from {reading}({quote(str(tmp_path / 'secret.csv'))})")


def refusal(store: Store, statement: str) -> tuple[str, str]:
    with pytest.raises(UsageError) as refused:
        run_query(store, statement)
    return refused.value.message, refused.value.hint


def test_what_duckdb_refuses_is_told_in_one_line(filled: LocalStore) -> None:
    assert refusal(filled, "selec game_id from games") == (
        'DuckDB: Parser Error: syntax error at or near "selec"',
        LISTING,
    )


@pytest.mark.parametrize(
    ("statement", "name", "hint"),
    [
        ("select * from gamse", "gamse", f"games, teams; {LISTING}"),
        ("from games join Oficials using (game_id)", "Oficials", f"officials; {LISTING}"),
        ("from line", "line", f"line_scores; {LISTING}"),
        ("from tickets", "tickets", LISTING),
    ],
)
def test_a_wrong_name_of_a_table_is_told_with_those_near_it(
    filled: LocalStore, statement: str, name: str, hint: str
) -> None:
    assert refusal(filled, statement) == (
        f"DuckDB: Catalog Error: Table with name {name} does not exist!",
        hint,
    )


def test_a_wrong_name_of_a_column_is_told_with_those_near_it(filled: LocalStore) -> None:
    assert refusal(filled, "select point from games") == (
        'DuckDB: Binder Error: Referenced column "point" not found in FROM clause!',
        '"points"',
    )


@pytest.mark.parametrize(
    "statement",
    [
        "select count(*) from GAMES",
        "select count(*) from main.games",
        "with officials as (select * from games) select count(*) from officials",
        "select (select count(*) from games)",
        "select count(*) from query_table('games')",
        "select count(*) from games join games as same using (game_id)",
        "select count(*) from games -- officials",
    ],
)
def test_a_table_is_read_however_it_is_named(filled: LocalStore, statement: str) -> None:
    assert run_query(filled, statement).rows == [(1,)]


def test_a_table_whose_name_is_put_together_is_not_taken_for_empty(filled: LocalStore) -> None:
    message, _ = refusal(filled, "select count(*) from query_table('gam' || 'es')")

    assert message == "DuckDB: Invalid Input Error: games has to be named in the query itself"


@pytest.mark.parametrize("statement", ["summarize games", "describe games", "explain from games"])
def test_a_table_can_be_looked_at(filled: LocalStore, statement: str) -> None:
    assert len(run_query(filled, statement).rows) in (1, 2)


def test_tables_of_duckdb_itself_can_be_queried(filled: LocalStore) -> None:
    named = run_query(
        filled, "select column_name from information_schema.columns where table_name = 'officials'"
    )

    assert named.rows == [(name,) for name, _ in load_folder("tables")["officials"].columns]


def test_every_table_can_be_queried_before_it_is_published(filled: LocalStore) -> None:
    assert run_query(filled, "show tables").rows == [(name,) for name in load_folder("tables")]
    assert run_query(filled, "select count(*) from officials").rows == [(0,)]


@pytest.fixture
def filled_on_s3(s3: S3Server, s3_lake: str, tmp_path: Path) -> Store:
    store = open_lake(s3_lake, must_exist=False)
    publish(store, tmp_path, JANUARY, "select '0022400007' as game_id")
    publish(store, tmp_path, FEBRUARY, "select '0022400008' as game_id")
    publish(store, tmp_path, OFFICIALS, "select '0022400007' as game_id, 7 as official_id")
    s3.requests.clear()
    return store


@pytest.mark.parametrize(
    ("statement", "rows", "read"),
    [
        ("select count(*) from games", [(2,)], {JANUARY, FEBRUARY}),
        ("select official_id from games join officials using (game_id)", [(7,)], {*EVERY}),
        ("select 1", [(1,)], set()),
        ("describe line_scores", None, set()),
    ],
)
def test_only_files_of_the_tables_that_a_query_names_are_downloaded(
    filled_on_s3: Store,
    s3: S3Server,
    statement: str,
    rows: list[tuple[int]] | None,
    read: set[Partition],
) -> None:
    result = run_query(filled_on_s3, statement)

    assert rows in (None, result.rows)
    asked = [request.key for request in s3.requests if request.key]
    assert sorted(asked) == sorted(published_key(partition) for partition in read)


def test_a_wrong_name_downloads_nothing(filled_on_s3: Store, s3: S3Server) -> None:
    refusal(filled_on_s3, "from games join oficials using (game_id)")

    assert [request.key for request in s3.requests if request.key] == []


def test_a_lake_with_nothing_published_is_incomplete(store: LocalStore) -> None:
    with pytest.raises(Incomplete) as refused:
        run_query(store, "select 1")
    assert refused.value.message == f"there are no published tables in {store.location}"
    assert refused.value.hint == f"hoopstat transform --lake {store.location}"


def test_a_query_reads_a_lake_whose_folder_holds_glob_characters(tmp_path: Path) -> None:
    store = LocalStore(tmp_path / "my [24] *'x'")
    partition = Partition("games", "games", Season(2024), 1)
    file = tmp_path / "games.parquet"
    with connect(DuckSettings()) as connection:
        connection.execute(f"copy (select '0022400001' as game_id) to '{file}'")
    store.put(published_key(partition), file.read_bytes())

    assert run_query(store, "select game_id from games").rows == [("0022400001",)]
