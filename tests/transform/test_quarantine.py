"""A game that fails a check: held back, or its month left alone, or published all the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lake.archive import RawArchive
from lake.keys import QUARANTINE, parse_quarantine_key
from lake.local_store import LocalStore
from tests.conftest import Hoopstat
from tests.invented import add_answer, archive_game
from tests.transform.changes import (
    BOX,
    Contents,
    box_that_does_not_add_up,
    contents,
    days_later,
    game,
    made_of,
)
from tests.transform.published import (
    FIRST,
    SECOND,
    THIRD,
    changes,
    files,
    games_by_month,
    metadata,
    rows,
    tables_with,
    transform_one,
)
from transform.catalog import load_catalog
from transform.judging import OnFailure, checks_before_publishing
from transform.publish import Change

TABLES = {table.name for table in load_catalog().month_tables}
OCTOBER = {(table, 10) for table in TABLES}
REASON = (
    "player_sums_equal_team_totals (team_id 1610619901, statistic ast): expected 16, observed 15"
)
FAILURES = {SECOND: REASON}
BOTH = [(10, FIRST), (10, SECOND)]


def test_what_is_asked_before_publishing_is_about_one_game_each() -> None:
    asked = checks_before_publishing(load_catalog().month_tables)
    assert all("game_id" in check.grain for check in asked)
    names = {check.name for check in asked}
    assert "two_teams_a_game" in names
    assert names.isdisjoint(
        {
            "players_play_one_game_a_day",
            "teams_play_one_game_a_day",
            "most_box_scores_match_play_by_play",
        }
    )


@pytest.fixture
def failing(lake: LocalStore) -> LocalStore:
    """A sound game and one that fails, of the same month, not yet transformed."""
    archive_game(lake, game(FIRST))
    archive_game(lake, game(SECOND) | {BOX: box_that_does_not_add_up(SECOND)})
    return lake


def mend(store: LocalStore) -> None:
    add_answer(RawArchive(store), BOX, game(SECOND)[BOX], days_later(1))


def spoil(store: LocalStore) -> None:
    add_answer(RawArchive(store), BOX, box_that_does_not_add_up(SECOND), days_later(2))


def held_rows(store: LocalStore, table: str) -> list[dict[str, Any]]:
    (key,) = (key for key in store.list(QUARANTINE) if key.split("/")[2] == table)
    found = duckdb.execute(
        "select * from read_parquet($path, hive_partitioning = false)",
        {"path": str(Path(store.location) / key)},
    )
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def held_back(store: LocalStore) -> set[tuple[str, int | None]]:
    found = (parse_quarantine_key(key) for key in store.list(QUARANTINE))
    return {(part.table, part.month) for part in found if part}


def footers(store: LocalStore, root: str, *names: str) -> dict[str, Sequence[str]]:
    """Read some of what the files under a root say of themselves, by table."""
    told = {key.split("/")[2]: metadata(store, key) for key in store.list(root)}
    return {table: tuple(found[name] for name in names) for table, found in told.items()}


def made_fresh(tmp_path: Path, store: LocalStore, on_failure: OnFailure) -> Contents:
    """What one transform of the same archive makes."""
    fresh = LocalStore(tmp_path / "fresh")
    for key, body in contents(store, "raw/").items():
        fresh.put(key, body)
    transform_one(fresh, on_failure=on_failure)
    return made_of(fresh)


def test_a_game_that_fails_is_held_back_and_the_sound_one_is_published(failing: LocalStore) -> None:
    result = transform_one(failing)
    assert result.failures == FAILURES
    assert tables_with(result, Change.WRITTEN) == OCTOBER
    assert {table: games_by_month(failing, table) for table in TABLES} == {
        table: [(10, FIRST)] for table in TABLES
    }


def test_what_is_held_back_has_the_rows_that_were_not_published_and_why(
    failing: LocalStore,
) -> None:
    transform_one(failing)
    held = {table: held_rows(failing, table) for table in TABLES}
    transform_one(failing, on_failure=OnFailure.KEEP)
    for table in TABLES:
        kept = rows(failing, table, f"game_id = '{SECOND}'")
        assert sorted(held[table], key=str) == sorted(
            ({**row, "reason": REASON} for row in kept), key=str
        )


def test_the_footers_tell_who_is_held_back(failing: LocalStore) -> None:
    transform_one(failing)
    told = ("held_games", "validation_status")
    assert footers(failing, "historical-backfill/", *told) == dict.fromkeys(
        TABLES, (SECOND, "passed")
    )
    assert footers(failing, QUARANTINE, *told) == dict.fromkeys(TABLES, (SECOND, "failed"))
    columns = footers(failing, "historical-backfill/", "column_count")
    assert footers(failing, QUARANTINE, "column_count") == {
        table: (str(int(count) + 1),) for table, (count,) in columns.items()
    }


def test_the_next_transform_names_it_again_and_changes_nothing(failing: LocalStore) -> None:
    transform_one(failing)
    before = contents(failing)
    result = transform_one(failing)
    assert result.failures == FAILURES
    assert tables_with(result, Change.UNCHANGED) == OCTOBER
    assert contents(failing) == before


def test_a_newer_good_answer_releases_it(failing: LocalStore, tmp_path: Path) -> None:
    transform_one(failing)
    mend(failing)
    result = transform_one(failing)
    assert (result.failures, held_back(failing), games_by_month(failing)) == ({}, set(), BOTH)
    assert made_of(failing) == made_fresh(tmp_path, failing, OnFailure.QUARANTINE)


def test_a_published_game_that_fails_now_has_lost_no_rows(
    failing: LocalStore, tmp_path: Path
) -> None:
    mend(failing)
    transform_one(failing)
    spoil(failing)
    result = transform_one(failing)
    assert (result.failures, result.refused) == (FAILURES, ())
    assert games_by_month(failing) == [(10, FIRST)]
    assert made_of(failing) == made_fresh(tmp_path, failing, OnFailure.QUARANTINE)


def test_a_season_whose_games_all_fail_is_published_without_rows(lake: LocalStore) -> None:
    for game_id in (FIRST, THIRD):
        archive_game(lake, game(game_id) | {BOX: box_that_does_not_add_up(game_id)})
    result = transform_one(lake)
    assert list(result.failures) == [FIRST, THIRD]
    assert [part.row_count for part in result.partitions] == [0] * 18
    assert held_back(lake) == {(table, month) for table in TABLES for month in (10, 11)}
    assert footers(lake, "historical-backfill/", "row_count") == dict.fromkeys(TABLES, ("0",))


def test_a_kept_game_is_published_in_a_partition_that_says_it_failed(failing: LocalStore) -> None:
    result = transform_one(failing, on_failure=OnFailure.KEEP)
    assert (result.failures, held_back(failing), games_by_month(failing)) == (FAILURES, set(), BOTH)
    told = footers(failing, "historical-backfill/", "held_games", "validation_status")
    assert told == dict.fromkeys(TABLES, ("", "passed")) | {"team_box_traditional": ("", "failed")}


def test_a_rejected_month_stays_as_it_was(failing: LocalStore) -> None:
    mend(failing)
    transform_one(failing)
    before = made_of(failing)
    spoil(failing)
    archive_game(failing, game(THIRD))
    result = transform_one(failing, on_failure=OnFailure.REJECT)
    refused = {(part.partition.table, part.failing, part.shrinks) for part in result.refused}
    assert refused == {(table, (SECOND,), ()) for table in TABLES}
    assert {key: body for key, body in made_of(failing).items() if key in before} == before
    assert games_by_month(failing) == [*BOTH, (11, THIRD)]


def test_a_month_that_is_rejected_at_first_is_not_published(failing: LocalStore) -> None:
    result = transform_one(failing, on_failure=OnFailure.REJECT)
    assert (tables_with(result, Change.REFUSED), made_of(failing)) == (OCTOBER, {})


@pytest.mark.parametrize("before", OnFailure)
@pytest.mark.parametrize("after", [OnFailure.QUARANTINE, OnFailure.KEEP])
def test_another_mode_takes_effect_at_the_next_transform(
    failing: LocalStore, tmp_path: Path, before: OnFailure, after: OnFailure
) -> None:
    transform_one(failing, on_failure=before)
    transform_one(failing, on_failure=after)
    assert made_of(failing) == made_fresh(tmp_path, failing, after)


def test_a_rejected_month_keeps_what_stands_in_quarantine_beside_it(failing: LocalStore) -> None:
    transform_one(failing)
    before = made_of(failing)
    result = transform_one(failing, on_failure=OnFailure.REJECT)
    assert tables_with(result, Change.REFUSED) == OCTOBER
    assert made_of(failing) == before


@pytest.mark.parametrize(
    ("mode", "became"),
    [
        ("quarantine", "held back in quarantine"),
        ("reject", "their months left as they were"),
    ],
)
def test_the_command_names_it_and_how_to_mend_it_every_time(
    failing: LocalStore, hoopstat: Hoopstat, mode: str, became: str
) -> None:
    command = ("transform", "--lake", failing.location, "--on-failure", mode)
    for _ in range(2):
        ended = hoopstat(*command)
        assert (ended.code, ended.error_lines[-2:]) == (
            3,
            [
                f"Error: 1 game failed a check, {became}; the first: {SECOND}, {REASON}",
                f"Try: hoopstat capture --refresh --games {SECOND} --lake {failing.location} "
                f"&& hoopstat transform --lake {failing.location}",
            ],
        )


def test_the_command_that_keeps_it_is_content(failing: LocalStore, hoopstat: Hoopstat) -> None:
    assert hoopstat("transform", "--lake", failing.location, "--on-failure", "keep").code == 0


def test_its_hold_ends_when_its_answers_are_gone(failing: LocalStore) -> None:
    transform_one(failing)
    for key in list(failing.list("raw/")):
        if f"/{SECOND}/" in key:
            failing.delete(key)
    result = transform_one(failing)
    assert set(changes(result).values()) == {Change.WRITTEN}
    assert (result.failures, held_back(failing)) == ({}, set())
    assert len(files(failing)) == len(TABLES)
