"""Which files a transform publishes, what they say of themselves, and that they stay the same."""

from __future__ import annotations

import socket
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import duckdb
import pytest

from lake import __version__
from lake.archive import RawArchive
from lake.duck import DuckSettings
from lake.errors import Incomplete
from lake.local_store import LocalStore
from lake.seasons import Season
from lake.sql_files import SqlFile
from lake.telemetry import Observer
from tests.invented import CAPTURED_AT, add_answer, archive_game, invented_game
from tests.request_log import log_requests, logged
from tests.transform.published import (
    FIRST,
    OCTOBER_AND_NOVEMBER,
    SECOND,
    THIRD,
    changes,
    files,
    metadata,
    rows,
    tables_with,
    transform_one,
)
from transform import build
from transform.catalog import load_catalog
from transform.judging import OnFailure
from transform.publish import Change
from transform.request import TransformRequest
from transform.run import transform

TABLES = {table.name: table for table in load_catalog().month_tables}
A_DAY_LATER = CAPTURED_AT + timedelta(days=1)
BOTH_MONTHS = [(table, month) for table in TABLES for month in (10, 11)]


def paths(store: LocalStore, table: str) -> list[str]:
    dataset = TABLES[table].field("dataset")
    folder = Path(store.location) / "historical-backfill" / dataset / table
    return sorted(str(path) for path in folder.rglob("*.parquet"))


def test_a_table_has_one_file_for_each_month_at_a_stable_key(golden_lake: LocalStore) -> None:
    assert sorted(files(golden_lake)) == [
        f"historical-backfill/{table}/season=2024-25/month=10/{table.split('/')[1]}_2024-25_10.parquet"
        for table in (
            "box-scores/player_box_advanced",
            "box-scores/player_box_traditional",
            "box-scores/team_box_advanced",
            "box-scores/team_box_traditional",
            "games/games",
            "games/inactive_players",
            "games/line_scores",
            "games/officials",
            "play-by-play/play_by_play",
        )
    ]


def test_a_first_transform_writes_a_file_for_each_month(lake: LocalStore) -> None:
    for game_id, game_date in OCTOBER_AND_NOVEMBER:
        archive_game(lake, invented_game(game_id, game_date=game_date))
    assert changes(transform_one(lake)) == dict.fromkeys(BOTH_MONTHS, Change.WRITTEN)


def test_a_file_holds_the_games_of_its_own_month_only(three_games: LocalStore) -> None:
    found = {
        path.rsplit("_", 1)[1]: duckdb.execute(
            "select distinct season, month, game_id from read_parquet($path) order by all",
            {"path": path},
        ).fetchall()
        for path in paths(three_games, "play_by_play")
    }
    assert found == {
        "10.parquet": [("2024-25", 10, FIRST), ("2024-25", 10, SECOND)],
        "11.parquet": [("2024-25", 11, THIRD)],
    }


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_file_has_the_columns_its_header_promises(
    golden_lake: LocalStore, table: SqlFile
) -> None:
    described = duckdb.execute(
        "describe select * from read_parquet($paths, hive_partitioning = false)",
        {"paths": paths(golden_lake, table.name)},
    ).fetchall()
    assert tuple((name, kind) for name, kind, *_ in described) == table.columns


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_rows_of_a_file_are_sorted_by_their_grain(
    three_games: LocalStore, table: SqlFile
) -> None:
    grain = ", ".join(table.names("grain"))
    october, _ = paths(three_games, table.name)
    keys = duckdb.execute(f"select {grain} from read_parquet($path)", {"path": october}).fetchall()
    assert {key[0] for key in keys} == {FIRST, SECOND}
    assert keys == sorted(keys)


def test_the_footer_tells_where_the_rows_come_from(lake: LocalStore) -> None:
    quick, slow = invented_game(FIRST), invented_game(SECOND)
    name = "boxscoretraditionalv3"
    add_answer(RawArchive(lake), name, slow[name], A_DAY_LATER, elapsed_ms=902)
    add_answer(RawArchive(lake), name, quick[name], CAPTURED_AT, elapsed_ms=800)
    archive_game(lake, {"boxscoresummaryv3": slow["boxscoresummaryv3"]})
    archive_game(lake, {"boxscoresummaryv3": quick["boxscoresummaryv3"]})
    transform_one(lake)
    (key,) = (key for key in files(lake) if "/player_box_traditional/" in key)
    found = metadata(lake, key)
    fingerprint = found.pop("raw_fingerprint")
    assert found == {
        "source": "stats.nba.com",
        "endpoints": "boxscoretraditionalv3",
        "season": "2024-25",
        "month": "10",
        "ingestion_timestamp": "2025-01-17T05:15:02.123Z",
        "api_response_time_ms": "851",
        "data_quality_score": "1.000000",
        "validation_status": "passed",
        "row_count": "32",
        "column_count": "32",
        "held_games": "",
        "hoopstat_version": __version__,
    }
    assert len(bytes.fromhex(fingerprint)) == 32


def test_the_footer_tells_how_a_partition_was_judged(lake: LocalStore) -> None:
    game = invented_game()
    team = game["boxscoretraditionalv3"]["boxScoreTraditional"]["homeTeam"]
    team["statistics"]["steals"] += 1
    archive_game(lake, game)
    transform_one(lake, on_failure=OnFailure.KEEP)
    judged = {
        key.split("/")[2]: (found["validation_status"], found["data_quality_score"])
        for key in files(lake)
        for found in [metadata(lake, key)]
    }
    # Two teams by nine errors and by three warnings, which weigh a quarter; the game by two errors.
    weighed = 2 * 9 + 2 * 3 * 0.25 + 2
    passed = ("passed", "1.000000")
    assert judged == dict.fromkeys(TABLES, passed) | {
        "team_box_traditional": ("failed", f"{(weighed - 1) / weighed:.6f}")
    }


def test_a_partition_is_not_judged_by_how_its_answers_were_asked_for(lake: LocalStore) -> None:
    archive_game(lake, invented_game())
    transform_one(lake)
    before = files(lake)
    log_requests(lake, [logged(1), logged(2)])
    transform_one(lake, force=True)
    assert files(lake) == before


def test_files_are_compressed_with_snappy(golden_lake: LocalStore) -> None:
    found = duckdb.execute(
        "select distinct compression from parquet_metadata($paths)",
        {"paths": [path for table in TABLES for path in paths(golden_lake, table)]},
    ).fetchall()
    assert found == [("SNAPPY",)]


def test_a_second_transform_changes_nothing(published_lake: LocalStore) -> None:
    before = files(published_lake)
    result = transform_one(published_lake)
    assert changes(result) == dict.fromkeys(BOTH_MONTHS, Change.UNCHANGED)
    assert files(published_lake) == before


def test_the_number_of_threads_does_not_change_a_byte(published_lake: LocalStore) -> None:
    with_one_thread = files(published_lake)
    for key in with_one_thread:
        published_lake.delete(key)
    transform(published_lake, TransformRequest(duck=DuckSettings(threads=2)), Observer())
    assert files(published_lake) == with_one_thread


def test_the_size_of_a_batch_does_not_change_a_byte(
    published_lake: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_one_batch = files(published_lake)
    for key in in_one_batch:
        published_lake.delete(key)
    monkeypatch.setattr(build, "DOCUMENTS_AT_ONCE", 2)
    transform_one(published_lake)
    assert files(published_lake) == in_one_batch


def test_the_order_in_which_an_archive_was_filled_does_not_change_a_byte(
    three_games: LocalStore, archive: RawArchive
) -> None:
    answers = [
        (name, document)
        for game_id, game_date in OCTOBER_AND_NOVEMBER
        for name, document in invented_game(game_id, game_date=game_date).items()
    ]
    for name, document in reversed(answers):
        add_answer(archive, name, document)
    transform_one(archive.store)
    assert files(archive.store) == files(three_games)


def test_a_newer_box_score_changes_what_is_read_from_it_only(published_lake: LocalStore) -> None:
    """Events are told with the names in it."""
    corrected = invented_game(THIRD)["boxscoretraditionalv3"]
    corrected["boxScoreTraditional"]["homeTeam"]["players"][0]["statistics"]["plusMinusPoints"] = 9
    add_answer(RawArchive(published_lake), "boxscoretraditionalv3", corrected, A_DAY_LATER)
    assert tables_with(transform_one(published_lake), Change.WRITTEN) == {
        ("play_by_play", 11),
        ("player_box_traditional", 11),
        ("team_box_traditional", 11),
    }
    (row,) = rows(
        published_lake, "player_box_traditional", f"player_id = 9910001 and game_id = '{THIRD}'"
    )
    assert row["plus_minus"] == 9


def test_two_seasons_stay_apart(lake: LocalStore) -> None:
    archive_game(lake, invented_game("0022300001", game_date="2023-10-24"))
    archive_game(lake, invented_game("0022400001"))
    results = transform(lake, TransformRequest(), Observer())
    assert [(result.season, result.documents) for result in results] == [
        (Season(2023), 4),
        (Season(2024), 4),
    ]
    assert [(row["season"], row["game_id"]) for row in rows(lake, "games")] == [
        ("2023-24", "0022300001"),
        ("2024-25", "0022400001"),
    ]
    (old, new) = paths(lake, "games")
    assert (old.rsplit("/", 3)[1], new.rsplit("/", 3)[1]) == ("season=2023-24", "season=2024-25")


def test_only_the_seasons_asked_for_are_transformed(lake: LocalStore) -> None:
    archive_game(lake, invented_game("0022300001", game_date="2023-10-24"))
    archive_game(lake, invented_game("0022400001"))
    transform(lake, TransformRequest(seasons=(Season(2023),)), Observer())
    assert [row["season"] for row in rows(lake, "games")] == ["2023-24"]


def test_a_lake_without_raw_answers_is_incomplete(lake: LocalStore) -> None:
    with pytest.raises(Incomplete, match="there are no raw answers in "):
        transform(lake, TransformRequest(), Observer())


def test_a_season_without_raw_answers_is_incomplete(lake: LocalStore) -> None:
    archive_game(lake, invented_game())
    with pytest.raises(Incomplete, match=r"there are no raw answers of 2019-20 in "):
        transform(lake, TransformRequest(seasons=(Season(2019),)), Observer())


def test_a_transform_needs_no_network(lake: LocalStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a transform opened a socket")

    archive_game(lake, invented_game())
    monkeypatch.setattr(socket, "socket", refuse)
    assert tables_with(transform_one(lake), Change.WRITTEN) == {(table, 10) for table in TABLES}


def test_a_folder_may_have_the_signs_of_a_pattern_in_its_name(tmp_path: Path) -> None:
    store = LocalStore(tmp_path / "lake [2024-25] *")
    archive_game(store, invented_game())
    transform_one(store)
    assert tables_with(transform_one(store), Change.UNCHANGED) == {(table, 10) for table in TABLES}
