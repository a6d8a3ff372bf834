"""V2 of a season without play-by-play, and of a game that is still running."""

from __future__ import annotations

import re

import pytest

from lake.seasons import GameId, Season
from replay.conditions import Condition
from replay.invented import teams, v2_boxes, v2_play_by_play, v2_summary
from replay.invented.season import InventedSeason
from tests.replay.invented.documents import DENVER, names, rows

OVER, RUNNING = "0029500001", "0029500002"


@pytest.fixture(scope="module")
def old() -> InventedSeason:
    return InventedSeason(Season(1995), seed=7, conditions={GameId(RUNNING): Condition.RUNNING})


def test_before_play_by_play_much_is_unknown_and_a_running_game_is_not_final(
    old: InventedSeason,
) -> None:
    """One test, since a season takes seconds to make."""
    content = v2_boxes.traditional(old, old.told(OVER))
    for row in rows(content, "PlayerStats"):
        assert row["START_POSITION"] == ""
        assert row["MIN"] is None or row["MIN"].isdigit()
        assert row["PLUS_MINUS"] == (None if row["MIN"] is None else 0)
    assert rows(content, "TeamStarterBenchStats") == []
    assert all(row["PLUS_MINUS"] for row in rows(content, "TeamStats"))

    events = v2_play_by_play.play_by_play(old, old.told(OVER))
    assert names(events) == ["PlayByPlay", "AvailableVideo"]
    assert rows(events, "PlayByPlay") == []

    (game,) = rows(v2_summary.summary(old, old.told(RUNNING)), "GameSummary")
    clock = game["LIVE_PC_TIME"]
    assert re.fullmatch(r"[0-5]:[0-5][0-9] ", clock)
    assert (game["GAME_STATUS_ID"], game["GAME_STATUS_TEXT"]) == (2, f"Q3 {clock.strip()}")
    assert game["LIVE_PERIOD_TIME_BCAST"] == f"Q3 {clock} - ISN"

    (denver,) = rows(teams.team_info(old, DENVER), "TeamInfoCommon")
    assert (denver["SEASON_YEAR"], denver["MIN_YEAR"], denver["MAX_YEAR"]) == (
        "1995-96",
        "1976",
        "1995",
    )
    # There was no preseason in the lists before 1997-98, but for the one that was invented.
    seasons = [row["SEASON_ID"] for row in rows(teams.team_info(old, DENVER), "AvailableSeasons")]
    assert [season for season in seasons if season.startswith("1")] == ["11995"]
