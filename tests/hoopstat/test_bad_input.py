"""What a person meets who mistypes, points at the wrong place, or has a broken disk."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.local_store import LocalStore
from tests.conftest import Ended, Hoopstat
from tests.invented import add_answer, archive_game, body, invented_finder, invented_game
from tests.scripted_server import answer, scripted

GAME = "0022400001"


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A lake with one invented game in its archive."""
    folder = tmp_path / "lake"
    archive_game(LocalStore(folder), invented_game(GAME))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def assert_two_lines(ended: Ended, code: int, error: str, hint: str) -> None:
    assert ended.error_lines == [f"Error: {error}", f"Try: {hint}"]
    assert ended.code == code


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (
            ["capture", "--season", "2024-26"],
            "2024-26 is not a season: 2024 is followed by 2025",
            "2024-25",
        ),
        (
            ["transform", "--season", "2024-26"],
            "2024-26 is not a season: 2024 is followed by 2025",
            "2024-25",
        ),
        (
            ["validate", "--season", "24/25"],
            "'24/25' is not a season",
            "a label such as 2024-25",
        ),
        (
            ["capture", "--season", "1950-51"],
            "1950-51 is before the first season there is data for",
            "1976-77 or later",
        ),
        (["capture"], "which season?", "hoopstat capture --season 2024-25"),
        (
            ["capture", "--start-season", "2024-25", "--end-season", "2023-24"],
            "the season range ends before it starts: 2024-25 to 2023-24",
            "--start-season 2023-24 --end-season 2024-25",
        ),
        (
            ["capture", "--from", "2025-13-01"],
            "'2025-13-01' is not a date",
            "a date such as 2025-01-14",
        ),
        (
            ["run", "--from", "2025-01-14", "--to", "2025-01-01"],
            "the dates end before they start: 2025-01-14 to 2025-01-01",
            "--from 2025-01-01 --to 2025-01-14",
        ),
        (
            ["validate", "--lake", "lake", "--to", "tomorrow"],
            "'tomorrow' is not a date",
            "a date such as 2025-01-14",
        ),
        (
            ["capture", "--to", "2025-01-14"],
            "which season?",
            "hoopstat capture --season 2024-25",
        ),
        (
            ["capture", "--from", "1950-01-01"],
            "1950-01-01 is before the first season there is data for",
            "1976-07-01 or later",
        ),
        (
            ["capture", "--games", GAME, "--from", "2025-01-01"],
            "--games names the games, so --from and --to have nothing to narrow",
            "one or the other",
        ),
        (
            ["capture", "--players", "jokic"],
            "'jokic' is no id of a team or player",
            "at most 10 digits",
        ),
        (
            ["capture", "--players", ","],
            "--players names no player",
            "--players 203999",
        ),
        (
            ["capture", "--players", "203999", "--season", "2024-25"],
            "--players names the players, so there are no seasons, games or dates to look in",
            "one or the other",
        ),
        (
            ["capture", "--players", "203999", "--endpoints", "playbyplayv3"],
            "playbyplayv3 is not asked for by player",
            "--endpoints commonplayerinfo",
        ),
        (
            ["capture", "--games", GAME, "--endpoints", "commonteamroster"],
            "commonteamroster is asked for by season, not by game",
            "hoopstat capture --season 2024-25 --endpoints commonteamroster",
        ),
        (
            ["capture", "--games", "22400561"],
            "'22400561' is not a game id",
            "ten digits with the leading zeros, such as 0022400561",
        ),
        (
            ["capture", "--season", "2024-25", "--season-types", "summer"],
            "'summer' is no list of season types",
            "all, or some of preseason,regular,all-star,playoffs,play-in,cup-final",
        ),
        (
            ["capture", "--season", "2024-25", "--rate-limit-seconds", "0.5"],
            "one request every 0.5 s is not how often stats.nba.com should be asked",
            "--rate-limit-seconds 5; 1 or more",
        ),
        (
            ["capture", "--season", "2024-25", "--rate-limit-seconds", "nan"],
            "one request every nan s is not how often stats.nba.com should be asked",
            "--rate-limit-seconds 5; 1 or more",
        ),
        (
            ["capture", "--season", "2024-25", "--api-url", "stats.nba.com"],
            "'stats.nba.com' is not the address of an API",
            "--api-url https://stats.nba.com",
        ),
        (
            ["transform", "--lake", "gs://bucket"],
            "gs://bucket: lakes are kept in folders and on S3",
            "a folder: --lake DIR; or --lake s3://BUCKET or s3://BUCKET/PREFIX",
        ),
        (
            ["transform", "--lake", "lake", "--as-of", "yesterday"],
            "'yesterday' is neither a date nor an instant",
            "2025-01-16 or 2025-01-16T05:15:02Z",
        ),
        (
            ["sql", "--lake", "lake"],
            "hoopstat sql takes either a query or --write-views FILE",
            "hoopstat sql 'select * from games limit 5'",
        ),
        (
            ["sql", "--lake", "lake", "--write-views", "nba.duckdb", "select 1"],
            "hoopstat sql takes either a query or --write-views FILE",
            "hoopstat sql 'select * from games limit 5'",
        ),
        (
            ["capture", "--resume-from-checkpoint", "--lake", "lake"],
            "there is no checkpoint in lake, so nothing to resume",
            "hoopstat capture --season 2024-25",
        ),
        (
            ["capture", "--resume-from-checkpoint", "--endpoints", "playbyplayv3"],
            "--resume-from-checkpoint alone takes everything from the last capture",
            "no --endpoints, --season-types, --refresh or --recheck-days; or the seasons too",
        ),
        (
            ["capture", "--games", GAME, "--recheck-days", "3"],
            "--recheck-days picks the games by their dates",
            "--refresh for named ones",
        ),
        (
            ["capture", "--season", "2024-25", "--in-flight", "0"],
            "--in-flight 0 makes no sense",
            "1 or more",
        ),
        (
            ["capture", "--season", "2024-25", "--contact", "nobody"],
            "--contact 'nobody' is no e-mail address",
            "--contact me@example.org",
        ),
        (
            ["capture", "--sesson", "2024-25"],
            "No such option: --sesson (Possible options: --end-season, --season, --start-season)",
            "hoopstat capture --help",
        ),
    ],
)
def test_a_usage_error_is_two_lines_and_exit_code_2(
    hoopstat: Hoopstat, lake: Path, arguments: Sequence[str], error: str, hint: str
) -> None:
    before = contents(lake)

    assert_two_lines(hoopstat(*arguments), 2, error, hint)

    assert contents(lake) == before


@pytest.mark.parametrize("command", ["transform", "validate", "replay"])
def test_a_lake_that_is_not_there_is_exit_code_5(hoopstat: Hoopstat, command: str) -> None:
    assert_two_lines(
        hoopstat(command, "--lake", "nowhere"),
        5,
        "there is no lake at nowhere",
        "the lake that `hoopstat capture` or `hoopstat import` filled: --lake DIR",
    )
    assert not Path("nowhere").exists()


def test_a_file_in_place_of_the_lake_is_exit_code_5(hoopstat: Hoopstat, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    assert_two_lines(
        hoopstat("transform", "--lake", file), 5, f"{file} is not a folder", "a folder: --lake DIR"
    )


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="no /sys, which denies even root")
@pytest.mark.parametrize(
    "arguments",
    [
        ["capture", "--season", "2024-25", "--lake", "/sys/hoopstat"],
        ["transform", "--lake", "/sys/kernel"],
        ["import", "--endpoint", "playbyplayv3", "--lake", "/sys/hoopstat", "file.json"],
    ],
)
def test_a_folder_without_permission_is_told_before_any_work(
    hoopstat: Hoopstat, arguments: Sequence[str]
) -> None:
    assert_two_lines(
        hoopstat(*arguments),
        5,
        f"can't write: no permission in {arguments[arguments.index('--lake') + 1]}",
        "a folder you may write to: --lake DIR",
    )


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda body: body[: len(body) // 2], id="truncated"),
        pytest.param(lambda body: body[:200] + bytes([body[200] ^ 1]) + body[201:], id="flipped"),
        pytest.param(lambda _: b"", id="empty"),
    ],
)
def test_a_damaged_raw_object_is_named_and_nothing_published_is_lost(
    hoopstat: Hoopstat, lake: Path, damage: object
) -> None:
    assert hoopstat("transform", "--lake", lake).code == 0
    published = contents(lake / "historical-backfill")
    (path,) = (lake / "raw/playbyplayv3").rglob("*.json.gz")
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    raw = contents(lake / "raw")

    ended = hoopstat("transform", "--lake", lake, "--force")

    key = path.relative_to(lake)
    assert ended.code == 3
    error, hint = ended.error_lines
    assert error.startswith("Error: 1 raw object can't be used, the first: ")
    assert f"[{key}]" in error
    command = f"hoopstat capture --games {GAME} --endpoints playbyplayv3 --refresh"
    assert hint == f"Try: {command} --lake {lake}"
    assert contents(lake / "raw") == raw
    assert contents(lake / "historical-backfill").keys() == published.keys()
    events = "play-by-play/play_by_play/season=2024-25/month=10/play_by_play_2024-25_10.parquet"
    assert contents(lake / "historical-backfill")[events] == published[events]


def test_the_mending_command_mends_a_damaged_object(hoopstat: Hoopstat, lake: Path) -> None:
    hoopstat("transform", "--lake", lake)
    (path,) = (lake / "raw/playbyplayv3").rglob("*.json.gz")
    path.write_bytes(path.read_bytes()[:99])
    mend = (
        hoopstat("transform", "--lake", lake, "--force")
        .error_lines[1]
        .removeprefix("Try: hoopstat ")
    )

    with scripted(answer(body(invented_game(GAME)["playbyplayv3"]))) as server:
        mended = hoopstat(*mend.split(), "--api-url", server.url, "--rate-limit-seconds", 0)

    assert mended.code == 0
    assert hoopstat("transform", "--lake", lake).code == 0
    assert hoopstat("validate", "--lake", lake, "--games", GAME).code == 0


def test_a_damaged_list_of_games_does_not_pass_for_a_season_without_one(
    hoopstat: Hoopstat, lake: Path
) -> None:
    finder = invented_finder("2024-25", [(GAME, "2024-10-22")])
    key = add_answer(RawArchive(LocalStore(lake)), "leaguegamefinder", finder)
    hoopstat("transform", "--lake", lake)
    (lake / key).write_bytes((lake / key).read_bytes()[:50])

    ended = hoopstat("validate", "--lake", lake)

    assert ended.code == 1
    error, hint = ended.error_lines
    assert error == "Error: checks failed: lists_of_games_are_readable"
    asked = "--season 2024-25 --endpoints leaguegamefinder --refresh"
    assert hint.startswith(f"Try: hoopstat capture --lake {lake} {asked} && hoopstat transform ")
    assert key in "".join(ended.out.split())


def test_building_from_nothing_takes_nothing_away(hoopstat: Hoopstat, lake: Path) -> None:
    hoopstat("transform", "--lake", lake)
    published = contents(lake / "historical-backfill")

    options = ("--as-of", "2020-01-01", "--accept-shrink", "--season", "2024-25")
    ended = hoopstat("transform", "--lake", lake, *options)

    assert ended.code == 3
    assert contents(lake / "historical-backfill") == published


@pytest.mark.parametrize(
    ("scratch", "message"),
    [
        ("nowhere", "there is no folder nowhere"),
        ("lake/raw", "lake/raw is inside the lake, which holds nothing but its objects"),
    ],
)
def test_a_scratch_folder_that_will_not_do_is_exit_code_2(
    hoopstat: Hoopstat, lake: Path, scratch: str, message: str
) -> None:
    ended = hoopstat("transform", "--lake", lake.name, "--scratch", scratch)

    assert (ended.code, ended.error_lines[0]) == (2, f"Error: {message}")


def test_a_memory_limit_that_is_none_is_exit_code_2(hoopstat: Hoopstat, lake: Path) -> None:
    ended = hoopstat("transform", "--lake", lake, "--memory-limit", "much")

    assert ended.code == 2
    assert ended.error_lines[0].startswith("Error: DuckDB refuses its settings: ")


def test_nothing_to_transform_is_exit_code_3(hoopstat: Hoopstat, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert_two_lines(
        hoopstat("transform", "--lake", "empty"),
        3,
        "there are no raw answers in empty",
        "hoopstat capture --season 2024-25 --lake empty",
    )


def test_nothing_to_validate_is_not_a_pass(hoopstat: Hoopstat, lake: Path) -> None:
    assert_two_lines(
        hoopstat("validate", "--lake", lake),
        3,
        f"there are no published tables in {lake}",
        f"hoopstat transform --lake {lake} && hoopstat validate --lake {lake}",
    )


def test_a_season_the_lake_does_not_have_is_exit_code_3(hoopstat: Hoopstat, lake: Path) -> None:
    assert_two_lines(
        hoopstat("transform", "--lake", lake, "--season", "2023-24"),
        3,
        f"there are no raw answers of 2023-24 in {lake}",
        f"hoopstat capture --season 2023-24 --lake {lake}",
    )


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("copy games to 'x.csv'", "hoopstat sql runs one SELECT"),
        ("select 1; select 2", "hoopstat sql runs one SELECT"),
        ("drop view games", "hoopstat sql runs one SELECT"),
        ("attach 'x.duckdb'", "hoopstat sql runs one SELECT"),
    ],
)
def test_a_query_can_only_read(hoopstat: Hoopstat, lake: Path, query: str, error: str) -> None:
    hoopstat("transform", "--lake", lake)

    assert_two_lines(
        hoopstat("sql", "--lake", lake, query), 2, error, "select * from games limit 5"
    )


def test_a_query_sees_no_file_but_the_published_ones(hoopstat: Hoopstat, lake: Path) -> None:
    hoopstat("transform", "--lake", lake)

    ended = hoopstat("sql", "--lake", lake, "select * from read_text('/etc/hostname')")

    assert ended.code == 2
    assert ended.error_lines[0].startswith("Error: DuckDB: Permission Error")


@pytest.mark.parametrize("arguments", [["select 1"], ["--write-views", "nba.duckdb"]])
def test_sql_needs_a_lake_with_published_tables(
    hoopstat: Hoopstat, lake: Path, arguments: list[str]
) -> None:
    assert_two_lines(
        hoopstat("sql", "--lake", lake, *arguments),
        3,
        f"there are no published tables in {lake}",
        f"hoopstat transform --lake {lake}",
    )
    assert_two_lines(
        hoopstat("sql", "--lake", "nowhere", *arguments),
        5,
        "there is no lake at nowhere",
        "the lake that `hoopstat capture` or `hoopstat import` filled: --lake DIR",
    )
    assert not Path("nba.duckdb").exists()


def test_a_wrong_name_of_a_table_is_told_with_those_near_it(hoopstat: Hoopstat, lake: Path) -> None:
    hoopstat("transform", "--lake", lake)

    assert_two_lines(
        hoopstat("sql", "--lake", lake, "select * from player_box"),
        2,
        "DuckDB: Catalog Error: Table with name player_box does not exist!",
        "player_box_advanced, player_box_traditional; hoopstat sql 'show tables' lists the tables",
    )


@pytest.mark.parametrize(
    ("file", "error", "hint"),
    [
        (
            "lake/nba.duckdb",
            "{here}/lake/nba.duckdb is inside the lake, which holds nothing but its objects",
            "a FILE beside it",
        ),
        (
            "nowhere/nba.duckdb",
            "there is no folder {here}/nowhere",
            "make it, or another FILE, such as nba.duckdb",
        ),
        (".", "{here} is no file", "another FILE, such as nba.duckdb"),
    ],
)
def test_views_are_not_written_just_anywhere(
    hoopstat: Hoopstat, lake: Path, file: str, error: str, hint: str
) -> None:
    hoopstat("transform", "--lake", lake)
    before = contents(lake.parent)

    ended = hoopstat("sql", "--lake", lake, "--write-views", file)

    assert_two_lines(ended, 2, error.format(here=lake.parent.resolve()), hint)
    assert contents(lake.parent) == before


def test_a_query_from_stdin_is_text(
    hoopstat: Hoopstat, lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hoopstat("transform", "--lake", lake)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"PAR1\xff\xfe"), "utf-8"))

    ended = hoopstat("sql", "--lake", lake, "-")

    assert ended.code == 2
    assert ended.error_lines[0].startswith("Error: stdin is no text: ")


def test_a_missing_file_to_import_is_refused_by_name(hoopstat: Hoopstat) -> None:
    ended = hoopstat("import", "--endpoint", "playbyplayv3", "--lake", "lake", "absent.json")

    assert_two_lines(
        ended,
        3,
        "1 of 1 files were refused, the first: absent.json: can't read it: "
        "No such file or directory",
        "other files of playbyplayv3; what was accepted is archived",
    )


def test_a_reader_that_leaves_early_is_no_error(lake: Path) -> None:
    python = [sys.executable, "-m", "hoopstat"]
    subprocess.run([*python, "transform", "--lake", str(lake)], check=True, capture_output=True)
    command = [*python, "sql", "--lake", str(lake), "select * from play_by_play"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        written = process.stderr.read()

    assert (process.returncode, written) == (141, b"")
