"""The nine result sets of a V2 summary agree with V3, with the box score, and with the season."""

from __future__ import annotations

from typing import Any

import pytest

from replay.invented import v2_boxes, v2_summary, v3_summary
from replay.invented.season import InventedSeason
from tests.replay.invented.documents import GAME, GAMES, Content, names, rows

OTHER_STATS = {
    "PTS_PAINT": "pointsInThePaint",
    "PTS_2ND_CHANCE": "pointsSecondChance",
    "PTS_FB": "pointsFastBreak",
    "LARGEST_LEAD": "biggestLead",
    "LEAD_CHANGES": "leadChanges",
    "TIMES_TIED": "timesTied",
    "TEAM_TURNOVERS": "turnoversTeam",
    "TOTAL_TURNOVERS": "turnoversTotal",
    "TEAM_REBOUNDS": "reboundsTeam",
    "PTS_OFF_TO": "pointsFromTurnovers",
}
SIDES = ("awayTeam", "homeTeam")


def both(season: InventedSeason, game_id: str) -> tuple[Content, dict[str, Any]]:
    """The summary of V2 and what V3 has under its root."""
    told = season.told(game_id)
    of_v3 = v3_summary.summary(season, told)["boxScoreSummary"]
    return v2_summary.summary(season, told), of_v3


@pytest.mark.parametrize("game_id", GAMES)
def test_the_game_is_told_as_in_v3(invented: InventedSeason, game_id: str) -> None:
    content, told = both(invented, game_id)
    (game,), (info,) = rows(content, "GameSummary"), rows(content, "GameInfo")
    assert [
        game["GAME_ID"],
        game["GAME_STATUS_ID"],
        game["GAME_STATUS_TEXT"],
        game["GAMECODE"],
        game["HOME_TEAM_ID"],
        game["VISITOR_TEAM_ID"],
        game["LIVE_PERIOD"],
        info["ATTENDANCE"],
        info["GAME_TIME"],
    ] == [
        told["gameId"],
        told["gameStatus"],
        told["gameStatusText"],
        told["gameCode"],
        told["homeTeamId"],
        told["awayTeamId"],
        told["period"],
        told["attendance"],
        told["duration"],
    ]
    assert game["GAME_DATE_EST"][:10] == told["gameEt"][:10]


@pytest.mark.parametrize("game_id", GAMES)
def test_the_line_score_is_that_of_v3_and_of_the_box(
    invented: InventedSeason, game_id: str
) -> None:
    content, told = both(invented, game_id)
    totals = {
        row["TEAM_ID"]: row["PTS"]
        for row in rows(v2_boxes.traditional(invented, invented.told(game_id)), "TeamStats")
    }
    for row, side in zip(rows(content, "LineScore"), SIDES, strict=True):
        team = told[side]
        points = [value for column, value in row.items() if column.startswith("PTS_")]
        scores = [period["score"] for period in team["periods"]]
        assert points == scores + [0] * (14 - len(scores))
        assert sum(points) == row["PTS"] == totals[row["TEAM_ID"]]
        assert row["TEAM_WINS_LOSSES"] == f"{team['teamWins']}-{team['teamLosses']}"


def test_overtimes_have_columns_of_their_own(invented: InventedSeason) -> None:
    game, periods = next(
        (key, result.periods) for key, result in invented.results.items() if result.periods > 4
    )
    content, _ = both(invented, game)
    for row in rows(content, "LineScore"):
        assert all(row[f"PTS_OT{number}"] > 0 for number in range(1, periods - 3))
        assert row[f"PTS_OT{periods - 3}"] == 0


@pytest.mark.parametrize("game_id", GAMES)
def test_other_statistics_officials_and_the_inactive_are_those_of_v3(
    invented: InventedSeason, game_id: str
) -> None:
    content, told = both(invented, game_id)
    for row, side in zip(rows(content, "OtherStats"), SIDES, strict=True):
        statistics = told["postgameCharts"][side]["statistics"]
        assert {column: row[column] for column in OTHER_STATS} == {
            column: statistics[key] for column, key in OTHER_STATS.items()
        }
    assert [list(row.values()) for row in rows(content, "Officials")] == [
        [row["personId"], row["firstName"], row["familyName"], row["jerseyNum"]]
        for row in told["officials"]
    ]
    assert [(row["TEAM_ID"], row["PLAYER_ID"]) for row in rows(content, "InactivePlayers")] == [
        (told[side]["teamId"], player["personId"])
        for side in ("homeTeam", "awayTeam")
        for player in told[side]["inactives"]
    ]


def test_the_last_meeting_is_the_first_of_v3s_five(invented: InventedSeason) -> None:
    content, told = both(invented, GAME)
    (row,), latest = rows(content, "LastMeeting"), told["lastFiveMeetings"]["meetings"][0]
    assert [row["LAST_GAME_ID"], row["LAST_GAME_DATE_EST"][:10]] == [
        latest["gameId"],
        latest["gameEt"][:10],
    ]
    for place, side in (("HOME", "homeTeam"), ("VISITOR", "awayTeam")):
        team = latest[side]
        assert row[f"LAST_GAME_{place}_TEAM_ID"] == team["teamId"]
        assert row[f"LAST_GAME_{place}_TEAM_POINTS"] == team["score"]
    assert row["LAST_GAME_VISITOR_TEAM_CITY1"] == latest["awayTeam"]["teamTricode"]


def test_a_first_meeting_has_none_before_it(invented: InventedSeason) -> None:
    first = next(
        str(row.game.game_id)
        for row in invented.results.values()
        if not invented.meetings_before(row.game)
    )
    content, _ = both(invented, first)
    assert rows(content, "LastMeeting") == []


def test_the_season_series_counts_the_games_of_the_two_teams(invented: InventedSeason) -> None:
    """Later ones too, and the same from both sides."""
    home = invented.games[GAME].home
    pair = set(invented.games[GAME].franchises)
    games = [
        result
        for key, result in invented.results.items()
        if key[2] == GAME[2] and set(result.game.franchises) == pair
    ]
    wins = sum((row.margin > 0) == (row.game.home == home) for row in games)
    losses = len(games) - wins
    assert len(games) > 1
    for result in games:
        content, _ = both(invented, str(result.game.game_id))
        (row,) = rows(content, "SeasonSeries")
        counts = (wins, losses) if result.game.home == home else (losses, wins)
        assert (row["HOME_TEAM_WINS"], row["HOME_TEAM_LOSSES"]) == counts
        leader = row["SERIES_LEADER"]
        better = result.game.home if counts[0] > counts[1] else result.game.away
        assert leader == ("Tied" if wins == losses else better.city)


def test_the_games_of_a_day_are_numbered_by_their_start(invented: InventedSeason) -> None:
    day = invented.games[GAME].game_date
    of_day = [row for row in invented.games.values() if row.game_date == day]
    assert len(of_day) > 2
    sequences = {}
    for game in of_day:
        content, _ = both(invented, str(game.game_id))
        sequences[rows(content, "GameSummary")[0]["GAME_SEQUENCE"]] = game.tip_off
    assert sorted(sequences) == list(range(1, len(of_day) + 1))
    assert [sequences[number] for number in sorted(sequences)] == sorted(sequences.values())


def test_days_are_told_in_english_words(invented: InventedSeason) -> None:
    content, _ = both(invented, GAME)
    (row,) = rows(content, "GameInfo")
    assert row["GAME_DATE"] == "Saturday, January 4, 2025"


def test_of_a_cancelled_game_only_the_day_is_known(invented: InventedSeason) -> None:
    game = invented.games[GAME]
    content = v2_summary.cancelled_summary(invented, game)
    (row,) = rows(content, "GameSummary")
    assert (row["GAME_STATUS_ID"], row["GAME_STATUS_TEXT"], row["LIVE_PERIOD"]) == (
        3,
        "Cancelled",
        0,
    )
    assert {name for name in names(content) if rows(content, name)} == {"GameSummary", "GameInfo"}
