"""The DuckDB file with a view of each published table, as another program finds it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from lake.duck import quote, typed_nulls
from lake.errors import CriticalError, Incomplete, UsageError
from lake.keys import Partition, published_key
from lake.local_store import LocalStore
from lake.open_lake import open_lake
from lake.seasons import Season
from lake.sql_files import load_folder
from lake.store import Store
from lake.views import WrittenViews, write_views

TABLES = load_folder("tables")
JANUARY, FEBRUARY = (Partition("games", "games", Season(2024), month) for month in (1, 2))
OFFICIALS = Partition("games", "officials", Season(2024), 1)
ANOTHER = "another FILE, such as nba.duckdb"

Row = tuple[object, ...]


def publish(store: Store, partition: Partition, game_id: str, columns: str = "") -> None:
    """Publish one row; `columns` are written before the table's own."""
    select = (
        f"select {columns} * replace ({quote(game_id)} as game_id, {partition.month} as month) "
        f"from (select {typed_nulls(TABLES[partition.table])})"
    )
    with duckdb.connect() as writer:
        writer.execute(f"copy ({select}) to 'staged.parquet' (format parquet)")
    store.put(published_key(partition), Path("staged.parquet").read_bytes())


def query(file: Path, statement: str) -> list[Row]:
    """Ask as another program would: without hoopstat, from another folder, to read only."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(file, read_only=True, config=config) as connection:
        rows: list[Row] = connection.execute(statement).fetchall()
        return rows


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def store() -> LocalStore:
    store = LocalStore(Path("lake"))
    publish(store, JANUARY, "0022400007")
    return store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder / "nba.duckdb"


def refusal(store: Store, file: Path) -> tuple[str, str]:
    """A refusal leaves nothing behind."""
    before = {path: path.read_bytes() for path in file.parent.glob("*") if path.is_file()}
    with pytest.raises(UsageError) as refused:
        write_views(store, file)
    after = {path: path.read_bytes() for path in file.parent.glob("*") if path.is_file()}
    assert before == after
    return refused.value.message, refused.value.hint


# What stands in the file


def test_there_is_a_view_of_each_table_with_and_without_files(
    store: LocalStore, file: Path
) -> None:
    written = write_views(store, file)

    without = tuple(name for name in TABLES if name != "games")
    assert written == WrittenViews(tuple(TABLES), without)
    assert query(file, "show tables") == [(name,) for name in sorted(TABLES)]
    assert [path.name for path in file.parent.iterdir()] == ["nba.duckdb"]


def test_a_view_has_the_columns_of_its_table_with_their_types(
    store: LocalStore, file: Path
) -> None:
    write_views(store, file)

    found: dict[str, list[Row]] = {name: [] for name in TABLES}
    for table, *column in query(
        file,
        "select table_name, column_name, data_type from duckdb_columns() "
        "where not internal order by table_name, column_index",
    ):
        found[str(table)].append(tuple(column))
    assert {name: tuple(columns) for name, columns in found.items()} == {
        name: table.columns for name, table in TABLES.items()
    }


def test_views_and_their_columns_say_what_they_are(store: LocalStore, file: Path) -> None:
    write_views(store, file)

    assert query(
        file, "select view_name, comment from duckdb_views() where not internal order by 1"
    ) == [(name, table.field(name)) for name, table in sorted(TABLES.items())]
    assert sorted(
        query(
            file,
            "select table_name, column_name, comment from duckdb_columns() "
            "where not internal and comment is not null",
        )
    ) == sorted(
        (name, column, description)
        for name, table in TABLES.items()
        for column, description in table.descriptions.items()
    )


# What the views read


def test_a_view_reads_what_is_published_from_any_folder(
    store: LocalStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_views(store, file)
    monkeypatch.chdir(file.parent)

    assert query(file, "select game_id, month from games") == [("0022400007", 1)]


def test_what_is_published_later_is_read_too(store: LocalStore, file: Path) -> None:
    write_views(store, file)
    publish(store, FEBRUARY, "0022400008")
    publish(store, OFFICIALS, "0022400007")

    assert query(file, "select game_id, month from games order by all") == [
        ("0022400007", 1),
        ("0022400008", 2),
    ]
    assert query(file, "select game_id from officials") == [("0022400007",)]


def test_a_table_without_files_is_not_taken_for_empty(store: LocalStore, file: Path) -> None:
    write_views(store, file)

    with pytest.raises(duckdb.IOException, match="No files found that match the pattern"):
        query(file, "select count(*) from officials")


def test_a_column_that_a_later_version_adds_does_no_harm(store: LocalStore, file: Path) -> None:
    write_views(store, file)
    publish(store, FEBRUARY, "0022400008", columns="7 as added,")

    assert query(file, "select count(*) from games") == [(2,)]


@pytest.mark.parametrize("folder", ["lake [ab]", "lake *", "lake ?", "lake {a,b}", "o'lake"])
def test_views_read_their_lake_whatever_the_name_of_the_folder(file: Path, folder: str) -> None:
    for other in ("lake a", "lake b"):
        publish(LocalStore(Path(other)), JANUARY, "another lake")
    store = LocalStore(Path(folder))
    publish(store, JANUARY, "0022400007")
    write_views(store, file)

    assert query(file, "select game_id from games") == [("0022400007",)]


def test_views_are_read_from_an_attached_file(store: LocalStore, file: Path) -> None:
    write_views(store, file)

    with duckdb.connect() as connection:
        connection.execute(f"attach {quote(str(file))} as nba (read_only)")
        assert connection.execute("select game_id from nba.games").fetchall() == [("0022400007",)]


def test_views_of_a_lake_on_s3_are_written_without_reaching_for_a_file(
    s3_lake: str, file: Path
) -> None:
    """DuckDB's httpfs, which reads s3:// addresses, is no part of this environment."""
    store = open_lake(f"{s3_lake}/nba", must_exist=False)
    publish(store, JANUARY, "0022400007")
    write_views(store, file)

    ((sql,),) = query(file, "select sql from duckdb_views() where view_name = 'games'")
    assert f"'{s3_lake}/nba/historical-backfill/games/games/**/games_*.parquet'" in str(sql)
    with pytest.raises(duckdb.Error, match="httpfs"):
        query(file, "select count(*) from games")


# Where the file may stand


def test_the_file_is_replaced_by_a_newer_one(store: LocalStore, file: Path) -> None:
    older = LocalStore(Path("older"))
    publish(older, JANUARY, "0022400001")
    write_views(older, file)
    write_views(store, file)

    assert query(file, "select game_id from games") == [("0022400007",)]
    assert [path.name for path in file.parent.iterdir()] == ["nba.duckdb"]


def test_a_link_stays_a_link(store: LocalStore, file: Path) -> None:
    write_views(store, file)
    link = Path("link.duckdb")
    link.symlink_to(file)
    write_views(store, link)

    assert link.is_symlink()
    assert query(link, "select game_id from games") == [("0022400007",)]


def test_another_file_is_not_written_over(store: LocalStore, file: Path) -> None:
    file.write_text("notes\n" * 9999, "utf-8")

    message, hint = refusal(store, file)

    assert message.startswith(f"{file} can't be replaced: IO Error: ")
    assert hint == ANOTHER


def test_a_database_of_another_program_is_not_written_over(store: LocalStore, file: Path) -> None:
    with duckdb.connect(file) as other:
        other.execute("create view games as select 1 as points")

    assert refusal(store, file) == (f"{file} was not written by --write-views", ANOTHER)


@pytest.mark.parametrize(
    "adding",
    [
        "create table mine as select 1 as points",
        "create view mine as select count(*) from games",
        "create macro mine(x) as x + 1",
        "create sequence mine",
        "create type mine as enum ('W', 'L')",
    ],
)
def test_what_a_person_added_to_the_file_is_not_lost(
    store: LocalStore, file: Path, adding: str
) -> None:
    write_views(store, file)
    with duckdb.connect(file) as own:
        own.execute(adding)

    assert refusal(store, file) == (f"{file} also holds mine, which would be lost", ANOTHER)


def test_a_file_with_changes_that_are_not_in_it_yet_is_not_written_over(
    store: LocalStore, file: Path
) -> None:
    write_views(store, file)
    Path(f"{file}.wal").touch()

    message, _ = refusal(store, file)

    assert message == f"{file} is open in another program, or was when that was killed"


@pytest.mark.parametrize("inside", ["lake/nba.duckdb", "lake/raw/../nba.duckdb", "link/nba.duckdb"])
def test_the_lake_holds_no_such_file(store: LocalStore, tmp_path: Path, inside: str) -> None:
    Path("lake/raw").mkdir()
    Path("link").symlink_to("lake")

    assert refusal(store, Path(inside)) == (
        f"{tmp_path.resolve()}/lake/nba.duckdb is inside the lake, which holds nothing but its "
        "objects",
        "a FILE beside it",
    )


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda file: file.mkdir(), "{file} is no file"),
        (lambda file: file.parent.rmdir(), "there is no folder {file.parent}"),
    ],
    ids=["a folder", "no folder"],
)
def test_where_no_file_can_be_none_is_written(
    store: LocalStore, file: Path, made: Callable[[Path], None], reason: str
) -> None:
    made(file)

    assert refusal(store, file)[0] == reason.format(file=file)


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="no /sys, which denies even root")
def test_a_folder_that_may_not_be_written_to_is_told(store: LocalStore) -> None:
    with pytest.raises(CriticalError) as refused:
        write_views(store, Path("/sys/kernel/nba.duckdb"))
    assert refused.value.message.startswith("/sys/kernel/nba.duckdb can't be written: ")
    assert refused.value.hint == "a FILE in a folder you may write to"


def test_views_of_nothing_are_not_written(file: Path) -> None:
    with pytest.raises(Incomplete) as refused:
        write_views(LocalStore(Path("empty")), file)
    assert refused.value.message == "there are no published tables in empty"
    assert not file.exists()
