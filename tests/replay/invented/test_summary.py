"""What a summary tells beyond its own box score, counted again from elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from statistics import mean
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lake.seasons import SeasonType
from replay.invented import v3_play_by_play, v3_summary
from replay.invented.season import InventedSeason
from replay.invented.told import Result

GAMES = ("0022400300", "0022400901", "0042400101")
SIDES = ("homeTeam", "awayTeam")


def summary(invented: InventedSeason, game: str) -> Any:
    return v3_summary.summary(invented, invented.told(game))["boxScoreSummary"]


def actions(invented: InventedSeason, game: str) -> Any:
    return v3_play_by_play.play_by_play(invented, invented.told(game))["game"]["actions"]


@pytest.mark.parametrize("game", GAMES)
def test_the_instant_is_the_wall_time_in_new_york(invented: InventedSeason, game: str) -> None:
    told = summary(invented, game)
    wall = datetime.fromisoformat(told["gameEt"].removesuffix("Z"))
    instant = wall.replace(tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)
    assert told["gameTimeUTC"] == f"{instant:%Y-%m-%dT%H:%M:%SZ}"
    assert told["gameCode"].startswith(f"{wall:%Y%m%d}/")


def test_the_averages_before_a_game_are_those_of_the_games_before(
    invented: InventedSeason,
) -> None:
    result = invented.results["0022400901"]
    chart = summary(invented, "0022400901")["pregameCharts"]
    for side, team in enumerate(result.game.franchises):
        points = [_points(row, team.team_id) for row in _before(invented, result, team.team_id)]
        assert len(points) > 40
        assert chart[SIDES[side]]["statistics"]["points"] == round(mean(points), 1)


def _before(invented: InventedSeason, result: Result, team_id: int) -> list[Result]:
    return [
        row
        for row in invented.results.values()
        if row.game.game_id.season_type is SeasonType.REGULAR
        and row.game.game_date < result.game.game_date
        and team_id in {team.team_id for team in row.game.franchises}
    ]


def _points(result: Result, team_id: int) -> int:
    return result.totals[0 if result.game.home.team_id == team_id else 1].pts


def test_earlier_meetings_come_the_latest_first(invented: InventedSeason) -> None:
    game = "0042400104"
    told = summary(invented, game)
    meetings = told["lastFiveMeetings"]["meetings"]
    assert [row["recencyOrder"] for row in meetings] == list(range(1, len(meetings) + 1))
    assert len(meetings) == 5
    times = [told["gameTimeUTC"], *(row["gameTimeUTC"] for row in meetings)]
    assert times == sorted(times, reverse=True)
    assert meetings[0]["gameId"] == "0042400103"
    teams = {told["homeTeamId"], told["awayTeamId"]}
    for row in meetings:
        assert {row[side]["teamId"] for side in SIDES} == teams


@pytest.mark.parametrize("game", GAMES)
def test_the_charts_after_a_game_count_its_events(invented: InventedSeason, game: str) -> None:
    chart = summary(invented, game)["postgameCharts"]
    scores = [
        int(row["scoreHome"]) - int(row["scoreAway"])
        for row in actions(invented, game)
        if row["scoreHome"] and row["actionType"] in ("Made Shot", "Free Throw")
    ]
    leads = [score > 0 for score in scores if score]
    expected = {
        "timesTied": sum(score == 0 for score in scores),
        "leadChanges": sum(one != other for one, other in pairwise(leads)),
    }
    for place, side in enumerate(SIDES):
        sign = 1 if place == 0 else -1
        statistics = chart[side]["statistics"]
        assert {name: statistics[name] for name in expected} == expected
        assert statistics["biggestLead"] == max(0, *(sign * score for score in scores))
        assert statistics["pointsInThePaint"] == _in_paint(actions(invented, game), "hv"[place])


def _in_paint(rows: Any, location: str) -> int:
    return sum(
        row["shotValue"]
        for row in rows
        if row["shotResult"] == "Made"
        and row["location"] == location
        and abs(row["xLegacy"]) <= 80
        and row["yLegacy"] <= 140
    )


def test_points_after_a_turnover_follow_one(invented: InventedSeason) -> None:
    """And second chances follow an offensive rebound of the same side."""
    for game in GAMES:
        events = invented.told(game).played.events
        lost_by = rebounded_by = -1
        for event in events:
            if event.kind == "turnover":
                lost_by, rebounded_by = event.side, -1
            elif event.kind == "rebound":
                rebounded_by = event.side
            elif event.kind == "made shot":
                if event.is_off_turnover:
                    assert lost_by == 1 - event.side
                if event.is_second_chance:
                    assert rebounded_by == event.side
                lost_by = -1
