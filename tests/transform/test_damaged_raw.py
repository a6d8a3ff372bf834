"""A season with raw objects that are damaged in many ways: the rest is published whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.documents import RawVersion
from lake.endpoints import find_endpoint
from lake.keys import raw_key
from lake.local_store import LocalStore
from lake.open_lake import open_lake
from lake.sql_files import load_folder
from lake.store import Store
from tests.invented import CAPTURED_AT, add_answer, archive_game, invented_finder, invented_game
from tests.transform.damages import ADVANCED, DAMAGES, EVENTS, SUMMARY, TRADITIONAL, Damage
from tests.transform.published import Row, rows, transform_one

GAMES = tuple(f"00224{number:05d}" for number in range(1, len(DAMAGES) + 6))
"""The first ones have one damaged object each, the last five none."""

DATES = {
    game: str(date(2024, 10, 22) + timedelta(days=number)) for number, game in enumerate(GAMES)
}
DAMAGED = dict(zip(GAMES, DAMAGES, strict=False))
TABLES_OF = {
    SUMMARY: ("games", "officials", "line_scores", "inactive_players"),
    TRADITIONAL: ("player_box_traditional", "team_box_traditional"),
    ADVANCED: ("player_box_advanced", "team_box_advanced"),
    EVENTS: ("play_by_play",),
}


def fill(store: Store) -> None:
    for game, day in DATES.items():
        archive_game(store, invented_game(game, game_date=day))
    finder = invented_finder("2024-25", DATES.items())
    add_answer(RawArchive(store), "leaguegamefinder", finder)


def key(game: str, damage: Damage) -> str:
    return raw_key(RawVersion(find_endpoint(damage.endpoint).document(game, None), CAPTURED_AT))


def damage_all(store: Store) -> None:
    for game, damage in DAMAGED.items():
        store.put(key(game, damage), damage.spoil(store.get(key(game, damage)).body))


def month_tables(store: Store) -> dict[str, list[Row]]:
    return {
        name: rows(store, name)
        for name, file in load_folder("tables").items()
        if file.names("partition") == ("season", "month")
    }


def as_damaged(table: str, row: Row) -> Row | None:
    """What is left of a row of the sound season; None if it is gone."""
    damage = DAMAGED.get(row["game_id"])
    if damage is None:
        return row
    if table in TABLES_OF[damage.endpoint]:
        return None
    if (table, damage.endpoint) != ("play_by_play", TRADITIONAL):
        return row
    # Texts name who assists and who comes in; only the box score tells who that is.
    comes_in = {"other_player_id": None} if row["action_type"] == "Substitution" else {}
    return row | {"assist_player_id": None} | comes_in


def in_a_folder(request: pytest.FixtureRequest) -> Store:
    folder: Path = request.getfixturevalue("tmp_path")
    return LocalStore(folder / "damaged")


def on_s3(request: pytest.FixtureRequest) -> Store:
    bucket: str = request.getfixturevalue("s3_lake")
    return open_lake(bucket, must_exist=False)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Row]]:
    """The rows of the season without any damage."""
    store = LocalStore(tmp_path_factory.mktemp("sound") / "lake")
    fill(store)
    transform_one(store)
    return month_tables(store)


def test_there_are_many_different_damages() -> None:
    assert len({damage.name for damage in DAMAGES}) == len(DAMAGES) >= 20


@pytest.mark.parametrize("make", [in_a_folder, on_s3], ids=lambda make: make.__name__)
def test_each_damaged_object_is_named_with_its_reason_and_the_rest_is_published_whole(
    make: Callable[[pytest.FixtureRequest], Store],
    sound: dict[str, list[Row]],
    request: pytest.FixtureRequest,
) -> None:
    store = make(request)
    fill(store)
    damage_all(store)
    result = transform_one(store)

    told = {error.key: error.message for error in result.set_aside}
    assert told.keys() == {key(game, damage) for game, damage in DAMAGED.items()}
    unexplained = {
        damage.name: told[key(game, damage)]
        for game, damage in DAMAGED.items()
        if not told[key(game, damage)].startswith(damage.reason)
    }
    assert unexplained == {}
    assert result.failures == {}
    assert month_tables(store) == {
        table: [left for row in of_table if (left := as_damaged(table, row))]
        for table, of_table in sound.items()
    }
