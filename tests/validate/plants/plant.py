"""An error to be put into sound tables, and what a check says of it."""

from __future__ import annotations

from dataclasses import dataclass

GAME = "0022400001"
HOME, AWAY = "1610619901", "1610619902"
IN_GAME = {"game_id": GAME}
SECOND_GAME = "0022400002"
IN_SECOND_GAME = {"game_id": SECOND_GAME}
IN_SEASON = {"season": "2024-25"}
OF_HOME = IN_GAME | {"team_id": HOME}


def of_player(player_id: int) -> dict[str, str]:
    return IN_GAME | {"player_id": str(player_id)}


@dataclass(frozen=True)
class Plant:
    """SQL that puts an error into sound tables, and what the check says of it.

    `also` are further checks that the same error can't but trip.
    """

    sql: str
    findings: tuple[tuple[dict[str, str], str | None, str | None], ...]
    also: tuple[str, ...] = ()
