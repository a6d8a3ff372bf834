"""A transform reads and writes no more than what has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.errors import Incomplete
from lake.keys import RAW, parse_published_key
from lake.local_store import LocalStore
from tests.invented import CAPTURED_AT, HOME, Json, add_answer, archive_game, invented_game
from tests.people import archive_answer, archive_people, player_info
from tests.transform.changes import BOX, DAYS, SUMMARY, contents, days_later, game, made_of
from tests.transform.pointed_store import PointedStore
from tests.transform.published import (
    FIRST,
    SECOND,
    THIRD,
    changes,
    tables_with,
    transform_one,
)
from transform import footer
from transform.catalog import load_catalog
from transform.publish import Change

FOURTH = "0022400004"
MONTH_TABLES = {table.name for table in load_catalog().month_tables}
SEASON_TABLES = {table.name for table in load_catalog().season_tables}
OF_ALL = {(table, month) for table in MONTH_TABLES for month in (10, 11)} | {
    (table, None) for table in SEASON_TABLES
}


@pytest.fixture
def current(lake: LocalStore) -> LocalStore:
    """Two games of October, one of November, and the season's people: transformed."""
    for game_id in DAYS:
        archive_game(lake, game(game_id))
    archive_people(RawArchive(lake), "2024-25")
    transform_one(lake)
    return lake


def read(store: PointedStore) -> set[tuple[str, str]]:
    """What raw objects were read: endpoint and entity of each."""
    return {document_of(key) for key in store.got if key.startswith(RAW)}


def document_of(key: str) -> tuple[str, str]:
    _, endpoint, _, entity, _ = key.split("/")
    return endpoint, entity


def written(store: PointedStore) -> set[tuple[str, int | None]]:
    parts = (parse_published_key(write.key) for write in store.written)
    return {(part.table, part.month) for part in parts if part}


def answers(*games: str) -> set[tuple[str, str]]:
    return {(endpoint, game_id) for game_id in games for endpoint in game(FIRST)}


def newer_box(game_id: str) -> Json:
    box = game(game_id)[BOX]
    box["boxScoreTraditional"]["homeTeam"]["players"][0]["statistics"]["plusMinusPoints"] = 9
    return box


def test_where_nothing_changed_no_raw_object_is_read_and_nothing_is_written(
    current: LocalStore,
) -> None:
    store = PointedStore(current)
    result = transform_one(store)
    assert (store.got, store.written) == ([], [])
    assert changes(result) == dict.fromkeys(OF_ALL, Change.UNCHANGED)


def test_of_a_game_that_changed_its_month_is_read_and_its_own_partitions_are_written(
    current: LocalStore,
) -> None:
    add_answer(RawArchive(current), BOX, newer_box(THIRD), days_later(1))
    store = PointedStore(current)
    transform_one(store)
    assert read(store) == answers(THIRD)
    assert written(store) == {
        ("play_by_play", 11),
        ("player_box_traditional", 11),
        ("team_box_traditional", 11),
    }


def test_of_a_game_that_came_its_month_is_read_and_written(current: LocalStore) -> None:
    archive_game(current, invented_game(FOURTH, game_date="2024-11-09"))
    store = PointedStore(current)
    transform_one(store)
    assert read(store) == answers(THIRD, FOURTH)
    assert written(store) == {(table, 11) for table in MONTH_TABLES}


def test_of_a_biography_that_changed_the_tables_of_the_season_are_read_and_one_is_written(
    current: LocalStore,
) -> None:
    document = player_info(HOME.players[0].person_id)
    document["resultSets"][0]["rowSet"][0][1] = "Another Name"
    archive_answer(RawArchive(current), document, days_later(1))
    store = PointedStore(current)
    result = transform_one(store)
    assert result.refused == ()
    assert read(store).isdisjoint(answers(*DAYS))
    assert written(store) == {("players", None)}


def test_another_version_of_the_tables_builds_all_anew(
    current: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made_of(current)
    monkeypatch.setattr(footer, "TABLES_VERSION", footer.TABLES_VERSION + 1)
    store = PointedStore(current)
    assert tables_with(transform_one(store), Change.WRITTEN) == OF_ALL
    assert answers(*DAYS) <= read(store)
    assert made_of(current).keys() == before.keys()


def test_other_sql_builds_what_depends_on_it_anew(current: LocalStore, tmp_path: Path) -> None:
    """A hoopstat that has another sql/tables/officials.sql."""
    other = shutil.copytree(Path(str(files("sql"))), tmp_path / "other" / "sql")
    officials = other / "tables" / "officials.sql"
    officials.write_text(officials.read_text("utf-8") + "\nlimit 1000", "utf-8")
    before = made_of(current)
    subprocess.run(
        [sys.executable, "-m", "hoopstat", "transform", "--lake", current.location],
        cwd=other.parent,
        env=os.environ | {"PYTHONPATH": f"{other.parent}{os.pathsep}{Path.cwd()}"},
        check=True,
        timeout=60,
    )
    after = made_of(current)
    changed = {parse_published_key(key) for key in after if after[key] != before[key]}
    assert {(part.table, part.month) for part in changed if part} == {
        ("officials", 10),
        ("officials", 11),
    }
    assert after.keys() == before.keys()


def test_a_month_that_a_game_moves_to_is_written_before_the_one_it_leaves(
    current: LocalStore,
) -> None:
    moved = game(SECOND)[SUMMARY]
    moved["boxScoreSummary"]["gameEt"] = "2024-11-02T19:30:00Z"
    add_answer(RawArchive(current), SUMMARY, moved, days_later(1))
    store = PointedStore(current)
    transform_one(store)
    parts = [parse_published_key(write.key) for write in store.written]
    months = {
        table: [part.month for part in parts if part and part.table == table]
        for table in MONTH_TABLES
    }
    assert set(map(tuple, months.values())) == {(11, 10)}


def test_force_reads_all_and_writes_nothing_where_nothing_changed(current: LocalStore) -> None:
    before = contents(current)
    store = PointedStore(current)
    result = transform_one(store, force=True)
    assert read(store) == {document_of(key) for key in before if key.startswith(RAW)}
    assert store.written == []
    assert changes(result) == dict.fromkeys(OF_ALL, Change.UNCHANGED)


def test_as_of_goes_back_and_forth(current: LocalStore) -> None:
    older = made_of(current)
    add_answer(RawArchive(current), BOX, newer_box(FIRST), days_later(1))
    transform_one(current)
    newer = made_of(current)
    assert newer != older
    for as_of, truth in ((CAPTURED_AT, older), (None, newer), (CAPTURED_AT, older)):
        store = PointedStore(current)
        transform_one(store, as_of=as_of)
        assert made_of(current) == truth
        assert read(store) == answers(FIRST, SECOND)
        assert written(store) == {
            ("play_by_play", 10),
            ("player_box_traditional", 10),
            ("team_box_traditional", 10),
        }


def test_as_of_an_instant_before_a_game_came_keeps_the_game_until_less_is_accepted(
    current: LocalStore,
) -> None:
    older = made_of(current)
    archive_game(current, invented_game(FOURTH, game_date="2024-11-09"), days_later(1))
    transform_one(current)
    newer = made_of(current)
    refused = transform_one(current, as_of=CAPTURED_AT)
    assert tables_with(refused, Change.REFUSED) == {(table, 11) for table in MONTH_TABLES}
    assert made_of(current) == newer
    transform_one(current, as_of=CAPTURED_AT, accept_shrink=True)
    assert made_of(current) == older


@pytest.mark.parametrize("table", ["games", "player_box_traditional"])
def test_a_file_that_is_damaged_under_a_sound_footer_is_told_and_written_anew_by_force(
    current: LocalStore, table: str
) -> None:
    before = made_of(current)
    (key,) = (key for key in before if key.endswith(f"/{table}_2024-25_10.parquet"))
    whole = before[key]
    rows_end = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    current.put(key, b"PAR1" + b"\xff" * (rows_end - 4) + whole[rows_end:])
    with pytest.raises(Incomplete, match="a published file can't be read: ") as told:
        transform_one(current)
    assert (
        told.value.hint
        == f"hoopstat transform --lake {current.location} --force, which writes it anew"
    )
    transform_one(current, force=True)
    assert made_of(current) == before
