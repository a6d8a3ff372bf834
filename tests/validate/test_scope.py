"""Which games a validation holds the archive to."""

from __future__ import annotations

from datetime import date

import pytest

from lake.date_range import DateRange
from lake.discovery import DiscoveredGame
from lake.errors import UsageError
from lake.seasons import GameId, Season, SeasonType
from validate.scope import EVERYTHING, Scope

SEASON = Season(2024)
FINAL, TO_COME, UNLISTED, OF_PRESEASON, PLAYOFFS = (
    GameId(text) for text in ("0022400001", "0022400002", "0022400003", "0012400001", "0042400101")
)
LISTED = (
    DiscoveredGame(date(2024, 10, 4), OF_PRESEASON, True),
    DiscoveredGame(date(2024, 10, 22), FINAL, True),
    DiscoveredGame(date(2024, 11, 2), TO_COME, False),
    DiscoveredGame(date(2025, 4, 20), PLAYOFFS, True),
)
NOVEMBER_ON = DateRange(date(2024, 11, 1))


@pytest.mark.parametrize(
    ("scope", "archived", "owed"),
    [
        (EVERYTHING, set(), {FINAL, PLAYOFFS}),
        (EVERYTHING, {UNLISTED, TO_COME}, {FINAL, PLAYOFFS, UNLISTED, TO_COME}),
        (EVERYTHING, {OF_PRESEASON}, {FINAL, PLAYOFFS, OF_PRESEASON}),
        (Scope(dates=NOVEMBER_ON), {FINAL, UNLISTED}, {PLAYOFFS, UNLISTED}),
        (Scope((SeasonType.PLAYOFFS,)), {FINAL, UNLISTED, PLAYOFFS}, {PLAYOFFS}),
        (Scope(games=(FINAL, TO_COME)), {UNLISTED}, {FINAL, TO_COME}),
        (Scope(games=(GameId("0022300001"),)), {UNLISTED}, set()),
    ],
)
def test_games_are_owed_by_the_list_and_by_what_is_archived(
    scope: Scope, archived: set[GameId], owed: set[GameId]
) -> None:
    assert scope.owed(SEASON, LISTED, archived) == owed


def test_games_and_dates_contradict_each_other() -> None:
    with pytest.raises(UsageError, match="--games names the games"):
        Scope(dates=NOVEMBER_ON, games=(FINAL,))
