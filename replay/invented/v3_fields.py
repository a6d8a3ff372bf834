"""What several documents of V3 have in common."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from replay.invented.franchises import Franchise
from replay.invented.games import Game
from replay.invented.season import InventedSeason

Json = dict[str, Any]


def meta(season: InventedSeason, game: Game, page: str) -> Json:
    """Says that it is invented. Of `time` the fraction is only minute and second again."""
    built = game.tip_off_utc + timedelta(days=33, minutes=17 * (int(str(game.game_id)) % 97))
    stamp = f"{built:%Y-%m-%dT%H:%M:%S}.{built.minute}{built.second}Z"
    request = f"http://invented.hoopstat/seed-{season.seed}/games/{game.game_id}/{page}?Format=json"
    return {"version": 1, "request": request, "time": stamp}


def team_fields(franchise: Franchise) -> Json:
    return {
        "teamId": franchise.team_id,
        "teamCity": franchise.city,
        "teamName": franchise.name,
        "teamTricode": franchise.tricode,
        "teamSlug": franchise.slug,
    }


def clock_of(tenths: int) -> str:
    seconds, rest = divmod(tenths, 10)
    return f"PT{seconds // 60:02d}M{seconds % 60:02d}.{rest}0S"
