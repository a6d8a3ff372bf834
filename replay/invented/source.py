"""Invented seasons as a source of answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lake.date_range import DateRange
from lake.documents import Document
from lake.endpoints import FINDER, PLAYER_INFO, ROSTER, document_of_request
from lake.seasons import GameId, Season
from lake.telemetry import Observer
from replay.conditions import Condition
from replay.invented import (
    v2_boxes,
    v2_play_by_play,
    v2_summary,
    v3_boxes,
    v3_play_by_play,
    v3_summary,
)
from replay.invented.finder import finder
from replay.invented.games import Game
from replay.invented.people import season_of_person
from replay.invented.players import all_players, player_info
from replay.invented.rosters import team_roster
from replay.invented.season import InventedSeason
from replay.invented.teams import team_info
from replay.invented.told import Told
from replay.sources import Reply, not_found

Json = dict[str, Any]

MARK = "X-Hoopstat-Invented"
"""The response header that says that an answer is invented, and how to invent it again."""

DEFAULT_SEED = 7

_JSON = "application/json; charset=utf-8"

_GAME_DOCUMENTS: Mapping[str, Callable[[InventedSeason, Told], Json]] = {
    "boxscoresummaryv3": v3_summary.summary,
    "boxscoretraditionalv3": v3_boxes.traditional,
    "boxscoreadvancedv3": v3_boxes.advanced,
    "playbyplayv3": v3_play_by_play.play_by_play,
    "boxscoresummaryv2": v2_summary.summary,
    "boxscoretraditionalv2": v2_boxes.traditional,
    "boxscoreadvancedv2": v2_boxes.advanced,
    "playbyplayv2": v2_play_by_play.play_by_play,
}
_CANCELLED_DOCUMENTS: Mapping[str, Callable[[InventedSeason, Game], Json]] = {
    "boxscoresummaryv3": v3_summary.cancelled_summary,
    "boxscoretraditionalv3": v3_boxes.cancelled_traditional,
    "boxscoreadvancedv3": v3_boxes.cancelled_advanced,
    "playbyplayv3": v3_play_by_play.cancelled_play_by_play,
    "boxscoresummaryv2": v2_summary.cancelled_summary,
    "boxscoretraditionalv2": lambda _, game: v2_boxes.cancelled_traditional(game),
    "boxscoreadvancedv2": lambda _, game: v2_boxes.cancelled_advanced(game),
    "playbyplayv2": lambda _, game: v2_play_by_play.cancelled_play_by_play(game),
}
_SEASON_DOCUMENTS: Mapping[str, Callable[[InventedSeason], Json]] = {
    FINDER.name: finder,
    "commonallplayers": all_players,
}
_NUMBERED_DOCUMENTS: Mapping[str, Callable[[InventedSeason, int], Json]] = {
    ROSTER.name: team_roster,
    "teaminfocommon": team_info,
    PLAYER_INFO.name: player_info,
}


class InventedSource:
    """Answers every request about its seasons; what is not of them is a 404.

    The seasons are played when it is made, some seconds each.
    """

    def __init__(
        self,
        seasons: Sequence[Season],
        seed: int,
        conditions: Mapping[GameId, Condition] | None = None,
        observer: Observer | None = None,
    ) -> None:
        self.seasons = {
            season: InventedSeason(season, seed, conditions, observer) for season in seasons
        }

    def has_game(self, game: GameId) -> bool:
        season = self.seasons.get(game.season)
        return season is not None and str(game) in season.games

    def games_on(self, dates: DateRange) -> tuple[GameId, ...]:
        """The games of some days that were played, in the order of time."""
        games = [
            row.game
            for season in self.seasons.values()
            for row in season.results.values()
            if row.game.game_date in dates
        ]
        return tuple(game.game_id for game in sorted(games, key=lambda game: game.tip_off))

    def reply(self, endpoint: str, params: Mapping[str, str]) -> Reply:
        document = document_of_request(endpoint, params)
        if document is None:
            return not_found(f"{endpoint} with these parameters is nothing that is invented")
        season = self._season_of(document)
        told = _tell(season, document) if season else None
        if season is None or told is None:
            return not_found(f"{document} is not of an invented season")
        headers = {MARK: mark(season.season, season.seed)}
        return Reply(200, _JSON, _encode(told, endpoint), headers=headers)

    def _season_of(self, document: Document) -> InventedSeason | None:
        """A player's number tells his season; no two invented seasons share a person."""
        season = document.season or season_of_person(int(document.entity))
        return self.seasons.get(season) if season else None


def mark(season: Season, seed: int) -> str:
    """What the header says."""
    return f"season {season}, seed {seed}"


def _tell(season: InventedSeason, document: Document) -> Json | None:
    """None if the season has no such game; an unknown team or player has no rows, as in the API."""
    endpoint = document.endpoint
    if endpoint in _SEASON_DOCUMENTS:
        return _SEASON_DOCUMENTS[endpoint](season)
    if endpoint in _NUMBERED_DOCUMENTS:
        return _NUMBERED_DOCUMENTS[endpoint](season, int(document.entity))
    game = season.games.get(document.entity)
    if game is None:
        return None
    if season.conditions.get(game.game_id) is Condition.CANCELLED:
        return _CANCELLED_DOCUMENTS[endpoint](season, game)
    return _GAME_DOCUMENTS[endpoint](season, season.told(document.entity))


def _encode(told: Json, endpoint: str) -> bytes:
    """V3 tells letters with accents as they are, everything older escapes them."""
    is_v3 = endpoint.endswith("v3")
    return json.dumps(told, ensure_ascii=not is_v3, separators=(",", ":")).encode()
