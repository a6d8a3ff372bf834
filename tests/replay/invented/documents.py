"""The invented documents of V2, of players and of teams, by endpoint."""

from __future__ import annotations

from typing import Any

from replay.invented import players, rosters, teams, v2_boxes, v2_play_by_play, v2_summary
from replay.invented.season import InventedSeason

GAME = "0022400561"
EARLY, LATE, ALL_STARS = "0022400031", "0022401021", "0032400001"
PLAYOFFS, CUP_FINAL = "0042400101", "0062400001"
GAMES = (GAME, EARLY, LATE, ALL_STARS, PLAYOFFS, CUP_FINAL)
DENVER = 1610612743

Content = dict[str, Any]
Rows = list[dict[str, Any]]


def game_documents(season: InventedSeason, game_id: str) -> dict[str, Content]:
    told = season.told(game_id)
    return {
        "boxscoretraditionalv2": v2_boxes.traditional(season, told),
        "boxscoreadvancedv2": v2_boxes.advanced(season, told),
        "boxscoresummaryv2": v2_summary.summary(season, told),
        "playbyplayv2": v2_play_by_play.play_by_play(season, told),
    }


def league_documents(season: InventedSeason) -> dict[str, Content]:
    return {
        "commonallplayers": players.all_players(season),
        "commonplayerinfo": players.player_info(season, starter(season)),
        "commonteamroster": rosters.team_roster(season, DENVER),
        "teaminfocommon": teams.team_info(season, DENVER),
    }


def starter(season: InventedSeason) -> int:
    """A player of Denver's, who played a lot and stayed."""
    return season.league.rosters[DENVER][0].person_id


def rows(content: Content, name: str) -> Rows:
    """The rows of a result set by their headers."""
    (found,) = (row for row in content["resultSets"] if row["name"] == name)
    return [dict(zip(found["headers"], row, strict=True)) for row in found["rowSet"]]


def names(content: Content) -> list[str]:
    return [row["name"] for row in content["resultSets"]]
