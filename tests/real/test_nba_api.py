"""nba_api, a client nobody here wrote, against the replay: its numbers are our Parquet's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import requests
from nba_api.stats import endpoints
from nba_api.stats.library.http import NBAStatsHTTP

from lake.archive import RawArchive
from lake.endpoints import GAME_DOCUMENTS
from lake.local_store import LocalStore
from lake.query import run_query
from replay.server import serving
from replay.sources import ArchiveSource
from tests.conftest import Hoopstat

pytestmark = pytest.mark.real

GAME = "0022400561"

TRADITIONAL = {
    "fieldGoalsMade": "fgm",
    "fieldGoalsAttempted": "fga",
    "fieldGoalsPercentage": "fg_pct",
    "threePointersMade": "fg3m",
    "threePointersAttempted": "fg3a",
    "threePointersPercentage": "fg3_pct",
    "freeThrowsMade": "ftm",
    "freeThrowsAttempted": "fta",
    "freeThrowsPercentage": "ft_pct",
    "reboundsOffensive": "oreb",
    "reboundsDefensive": "dreb",
    "reboundsTotal": "reb",
    "assists": "ast",
    "steals": "stl",
    "blocks": "blk",
    "turnovers": "tov",
    "foulsPersonal": "pf",
    "points": "pts",
    "plusMinusPoints": "plus_minus",
}
ADVANCED = {
    "offensiveRating": "off_rating",
    "defensiveRating": "def_rating",
    "netRating": "net_rating",
    "assistPercentage": "ast_pct",
    "assistToTurnover": "ast_to_tov",
    "assistRatio": "ast_ratio",
    "offensiveReboundPercentage": "oreb_pct",
    "defensiveReboundPercentage": "dreb_pct",
    "reboundPercentage": "reb_pct",
    "turnoverRatio": "tov_ratio",
    "effectiveFieldGoalPercentage": "efg_pct",
    "trueShootingPercentage": "ts_pct",
    "usagePercentage": "usg_pct",
    "pace": "pace",
    "pacePer40": "pace_per_40",
    "possessions": "possessions",
    "PIE": "pie",
    "estimatedUsagePercentage": "est_usg_pct",
}
ESTIMATED = {
    "estimatedOffensiveRating": "est_off_rating",
    "estimatedDefensiveRating": "est_def_rating",
    "estimatedNetRating": "est_net_rating",
    "estimatedPace": "est_pace",
}
EVENTS = {
    "actionNumber": "action_number",
    "clock": "clock",
    "period": "period",
    "description": "description",
    "isFieldGoal": "is_field_goal",
}
SHOTS = {
    "xLegacy": "x",
    "yLegacy": "y",
    "shotDistance": "shot_distance_ft",
    "shotValue": "shot_value",
    "shotResult": "shot_result",
}

Rows = list[dict[str, Any]]


@pytest.fixture
def store(
    hoopstat: Hoopstat, real_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LocalStore]:
    """A transformed lake whose archive nba_api is pointed at."""
    for endpoint in GAME_DOCUMENTS:
        file = real_data / endpoint.name / f"{GAME}.json"
        hoopstat("import", "--endpoint", endpoint.name, file)
    assert hoopstat("transform").code == 0
    store = LocalStore(tmp_path / "hoopstat-lake")
    with serving(ArchiveSource(RawArchive(store))) as server, requests.Session() as session:
        monkeypatch.setattr(NBAStatsHTTP, "base_url", f"{server.url}/stats/{{endpoint}}")
        monkeypatch.setattr(NBAStatsHTTP, "_session", session)
        yield store


def frame(data_set: Any) -> Rows:
    """Rows of a data frame, as plain values."""
    rows: Rows = data_set.get_data_frame().to_dict("records")
    return rows


def ours(store: LocalStore, query: str) -> Rows:
    result = run_query(store, query)
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def picked(rows: Rows, key: str, columns: Mapping[str, str], *, theirs: bool) -> Rows:
    """The rows under our names, in the order of their key; 4.0 is 4 and True is 1."""
    names = {(source if theirs else name): name for source, name in columns.items()}
    return [
        {name: row[source] for source, name in names.items()}
        for row in sorted(rows, key=lambda row: row[key])
    ]


def test_the_traditional_box_score_of_the_players(store: LocalStore) -> None:
    box = endpoints.BoxScoreTraditionalV3(game_id=GAME)
    played = [row for row in frame(box.player_stats) if row["minutes"]]
    not_played = [row for row in frame(box.player_stats) if not row["minutes"]]

    rows = ours(store, "select * from player_box_traditional")
    with_minutes = [row for row in rows if row["did_play"]]

    assert (len(played), len(not_played)) == (17, 8)
    assert picked(with_minutes, "player_id", TRADITIONAL, theirs=False) == picked(
        played, "personId", TRADITIONAL, theirs=True
    )
    assert {row["personId"] for row in not_played} == {
        row["player_id"] for row in rows if not row["did_play"]
    }
    assert all(
        row[name] is None for row in rows if not row["did_play"] for name in TRADITIONAL.values()
    )


def test_the_traditional_box_score_of_the_teams(store: LocalStore) -> None:
    box = endpoints.BoxScoreTraditionalV3(game_id=GAME)

    assert picked(
        ours(store, "select * from team_box_traditional"), "team_id", TRADITIONAL, theirs=False
    ) == picked(frame(box.team_stats), "teamId", TRADITIONAL, theirs=True)


def test_the_advanced_box_score_of_the_players(store: LocalStore) -> None:
    box = endpoints.BoxScoreAdvancedV3(game_id=GAME)
    columns = ADVANCED | ESTIMATED

    assert picked(
        ours(store, "select * from player_box_advanced where minutes is not null"),
        *("player_id", columns),
        theirs=False,
    ) == picked(
        [row for row in frame(box.player_stats) if row["minutes"]],
        *("personId", columns),
        theirs=True,
    )


def test_the_advanced_box_score_of_the_teams(store: LocalStore) -> None:
    box = endpoints.BoxScoreAdvancedV3(game_id=GAME)
    rows = ours(store, "select * from team_box_advanced")

    assert picked(rows, "team_id", ADVANCED, theirs=False) == picked(
        frame(box.team_stats), "teamId", ADVANCED, theirs=True
    )
    assert all(row[name] is None for row in rows for name in ESTIMATED.values())


def test_the_events(store: LocalStore) -> None:
    theirs = frame(endpoints.PlayByPlayV3(game_id=GAME).play_by_play)
    rows = ours(store, "select * from play_by_play")

    assert len(rows) == 462
    assert picked(rows, "event_index", EVENTS, theirs=False) == picked(
        theirs, "actionId", EVENTS, theirs=True
    )
    assert picked(
        [row for row in rows if row["is_field_goal"]], "event_index", SHOTS, theirs=False
    ) == picked([row for row in theirs if row["isFieldGoal"]], "actionId", SHOTS, theirs=True)
    scored = {row["actionId"]: row for row in theirs if row["scoreHome"]}
    assert {
        row["event_index"]: (row["home_score"], row["away_score"])
        for row in rows
        if row["event_index"] in scored
    } == {index: (int(row["scoreHome"]), int(row["scoreAway"])) for index, row in scored.items()}


def test_the_summary(store: LocalStore) -> None:
    summary = endpoints.BoxScoreSummaryV3(game_id=GAME)
    (game,) = ours(store, "select * from games")
    (info,), (arena,) = frame(summary.game_info), frame(summary.arena_info)

    assert (game["attendance"], game["game_date"].isoformat()) == (
        info["attendance"],
        info["gameDate"][:10],
    )
    assert (game["arena_id"], game["arena_name"]) == (arena["arenaId"], arena["arenaName"])
    assert {row["personId"] for row in frame(summary.officials)} == {
        row["official_id"] for row in ours(store, "select * from officials")
    }
    assert {row["personId"] for row in frame(summary.inactive_players)} == {
        row["player_id"] for row in ours(store, "select * from inactive_players")
    }
    periods = ours(store, "select * from line_scores order by team_id, period")
    told = {row["teamId"]: row for row in frame(summary.line_score)}
    assert {team: row["score"] for team, row in told.items()} == {
        team: sum(row["points"] for row in periods if row["team_id"] == team) for team in told
    }
    assert [row["points"] for row in periods if row["period"] <= 4] == [
        told[team][f"period{number}Score"] for team in sorted(told) for number in range(1, 5)
    ]
