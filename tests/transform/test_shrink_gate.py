"""Which published files are held back, and for the sake of which games."""

from __future__ import annotations

from pathlib import Path

import pytest

from lake.keys import Partition
from lake.local_store import LocalStore
from lake.seasons import Season
from tests.transform.published import FIRST, SECOND, THIRD, files, tables_with, transform_one
from transform.publish import Change
from transform.shrink_gate import shrinking, spread

UNDATED, OCTOBER, NOVEMBER, DECEMBER = (
    Partition("games", "officials", Season(2024), month) for month in (0, 10, 11, 12)
)


@pytest.mark.parametrize(
    ("published", "built", "held"),
    [
        pytest.param({}, {FIRST: (10, 3)}, {}, id="nothing was published"),
        pytest.param({OCTOBER: {FIRST: 3}}, {FIRST: (10, 3)}, {}, id="the same rows"),
        pytest.param({OCTOBER: {FIRST: 3}}, {FIRST: (10, 4)}, {}, id="more rows"),
        pytest.param(
            {OCTOBER: {FIRST: 3}}, {FIRST: (10, 2)}, {10: (FIRST,)}, id="fewer rows of a game"
        ),
        pytest.param(
            {OCTOBER: {FIRST: 3, SECOND: 3}},
            {SECOND: (10, 9)},
            {10: (FIRST,)},
            id="a lost game is not made up for by another",
        ),
        pytest.param({UNDATED: {FIRST: 3}}, {FIRST: (10, 3)}, {}, id="a game got its date"),
        pytest.param(
            {OCTOBER: {FIRST: 3}, NOVEMBER: {SECOND: 3}},
            {SECOND: (11, 3)},
            {10: (FIRST,)},
            id="another month is not held back",
        ),
        pytest.param(
            {OCTOBER: {FIRST: 3, SECOND: 3}, NOVEMBER: {THIRD: 3}},
            {FIRST: (11, 3), THIRD: (11, 3)},
            {10: (SECOND,), 11: (SECOND,)},
            id="a game leaves a month that is held back",
        ),
        pytest.param(
            {OCTOBER: {FIRST: 3, SECOND: 3}, NOVEMBER: {THIRD: 3}},
            {FIRST: (11, 3), SECOND: (10, 3)},
            {10: (THIRD,), 11: (THIRD,)},
            id="a game comes to a month that is held back",
        ),
        pytest.param(
            {OCTOBER: {FIRST: 3}, NOVEMBER: {SECOND: 3}, DECEMBER: {THIRD: 3}},
            {FIRST: (11, 3), SECOND: (12, 3), THIRD: (12, 2)},
            {10: (THIRD,), 11: (THIRD,), 12: (THIRD,)},
            id="moves hold back month after month",
        ),
        pytest.param(
            {OCTOBER: {FIRST: 3}},
            {FIRST: (11, 2)},
            {10: (FIRST,), 11: (FIRST,)},
            id="a game loses rows while it moves",
        ),
    ],
)
def test_a_month_is_held_back_for_the_games_that_would_lose_rows(
    published: dict[Partition, dict[str, int]],
    built: dict[str, tuple[int, int]],
    held: dict[int, tuple[str, ...]],
) -> None:
    assert spread(shrinking(published, built), published, built) == held


def test_a_published_file_that_can_not_be_read_is_written_anew(
    published_lake: LocalStore, three_games: LocalStore
) -> None:
    (key,) = (key for key in files(published_lake) if key.endswith("officials_2024-25_11.parquet"))
    (Path(published_lake.location) / key).write_bytes(b"no Parquet")
    assert tables_with(transform_one(published_lake), Change.WRITTEN) == {("officials", 11)}
    assert files(published_lake) == files(three_games)
