"""A stat correction: the same box score, with one assist given to a teammate."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lake.endpoints import TRADITIONAL

_V2 = "boxscoretraditionalv2"


class _Line(NamedTuple):
    """One player who played: where the assists are, and with whom they can be exchanged."""

    group: Hashable
    statistics: Any
    key: str | int

    @property
    def assists(self) -> int:
        return int(self.statistics[self.key])


def correct_box(endpoint: str, body: bytes) -> bytes:
    """Move an assist from the player of a group with most of them to the one with fewest.

    A group are the starters or the substitutes of a team, so that no sum of the document changes.
    The body comes back as it is if nobody has an assist, or it is no box score of the endpoint.
    """
    try:
        content = json.loads(body)
        is_corrected = _move_assist(list(CORRECTED_BOXES[endpoint](content)))
    except (AttributeError, KeyError, TypeError, ValueError):
        return body
    if not is_corrected:
        return body
    # Whoever wrote the body escaped what is not ASCII, or did not.
    text = json.dumps(content, ensure_ascii=body.isascii(), separators=(",", ":"))
    return text.encode()


def _move_assist(lines: Sequence[_Line]) -> bool:
    for group in dict.fromkeys(line.group for line in lines):
        ranked = sorted(
            (line for line in lines if line.group == group), key=lambda line: line.assists
        )
        fewest, most = ranked[0], ranked[-1]
        if most is not fewest and most.assists:
            most.statistics[most.key] -= 1
            fewest.statistics[fewest.key] += 1
            return True
    return False


def _lines_of_v3(content: Any) -> Iterator[_Line]:
    for side in ("homeTeam", "awayTeam"):
        for player in content["boxScoreTraditional"][side]["players"]:
            if player["statistics"]["minutes"]:
                yield _Line((side, player["position"] != ""), player["statistics"], "assists")


def _lines_of_v2(content: Any) -> Iterator[_Line]:
    players = {each["name"]: each for each in content["resultSets"]}["PlayerStats"]
    team, start, minutes, assists = map(
        players["headers"].index, ("TEAM_ID", "START_POSITION", "MIN", "AST")
    )
    for row in players["rowSet"]:
        if row[minutes]:
            yield _Line((row[team], row[start] != ""), row, assists)


CORRECTED_BOXES: Mapping[str, Callable[[Any], Iterator[_Line]]] = {
    TRADITIONAL.name: _lines_of_v3,
    _V2: _lines_of_v2,
}
"""The endpoints a stat correction knows, with how their players are read."""
