"""What leaguegamefinder says about a season: its games, whether final or not, and its teams."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lake.errors import AnswerRefused, UsageError
from lake.seasons import GameId, SeasonType


@dataclass(frozen=True, order=True)
class DiscoveredGame:
    """`is_final` is true once every row of a game, one a team, has a result."""

    game_date: date
    game_id: GameId
    is_final: bool


_UNREADABLE = (AttributeError, KeyError, RecursionError, TypeError, UsageError, ValueError)


def discovered_games(body: bytes) -> tuple[DiscoveredGame, ...]:
    """Read an accepted answer of leaguegamefinder, in the order of dates and ids.

    The answer's own order changes between calls; MATCHUP is not read, since both rows of a game
    at a neutral site may say "A @ B".
    Raises: AnswerRefused if a game's id or date is none, or a row lacks values.
    """
    try:
        return _games(json.loads(body))
    except _UNREADABLE as error:
        raise _unreadable(error) from error


def discovered_teams(body: bytes) -> tuple[int, ...]:
    """Read the ids of the league's own teams: those that play games of the regular season.

    An answer also has visitors of the preseason and the teams of all-star games.
    Raises: AnswerRefused if a game's or team's id is none, or a row lacks values.
    """
    try:
        return _teams(json.loads(body))
    except _UNREADABLE as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> AnswerRefused:
    return AnswerRefused(
        f"it lists a game that can't be read: {error}",
        hint="hoopstat capture --refresh --endpoints leaguegamefinder --season ...",
    )


def _table(content: dict[str, Any]) -> tuple[list[str], list[list[Any]]]:
    """Return the headers and the rows. Raises: ValueError if a row lacks values."""
    (result_set,) = content["resultSets"]
    headers, rows = result_set["headers"], result_set["rowSet"]
    for row in rows:
        if len(row) < len(headers):
            raise ValueError(f"a row has {len(row)} values, and there are {len(headers)} headers")
    return headers, rows


def _games(content: dict[str, Any]) -> tuple[DiscoveredGame, ...]:
    headers, rows = _table(content)
    game_id, day, result = (headers.index(name) for name in ("GAME_ID", "GAME_DATE", "WL"))
    dates: dict[str, date] = {}
    results: dict[str, list[object]] = {}
    for row in rows:
        dates[row[game_id]] = date.fromisoformat(row[day])
        results.setdefault(row[game_id], []).append(row[result])
    return tuple(
        sorted(DiscoveredGame(dates[text], GameId(text), all(results[text])) for text in dates)
    )


def _teams(content: dict[str, Any]) -> tuple[int, ...]:
    headers, rows = _table(content)
    game_id, team_id = (headers.index(name) for name in ("GAME_ID", "TEAM_ID"))
    regular = {
        row[team_id] for row in rows if GameId(row[game_id]).season_type is SeasonType.REGULAR
    }
    strange = [team for team in regular if type(team) is not int or team <= 0]
    if strange:
        raise ValueError(f"{strange[0]!r} is no id of a team")
    return tuple(sorted(regular))


def of_types(
    games: Sequence[DiscoveredGame], season_types: Sequence[SeasonType]
) -> tuple[DiscoveredGame, ...]:
    return tuple(game for game in games if game.game_id.season_type in season_types)
