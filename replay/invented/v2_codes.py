"""The numbers that V2 has for what happened.

Sources: 0021900001 and 1022500234; pbpstats for 28; for the replays, rows of both versions of the
API side by side.
"""

from __future__ import annotations

from replay.invented.events import Event, Kind
from replay.invented.shots import all_kinds

_TYPES = {
    Kind.MADE_SHOT: 1,
    Kind.MISSED_SHOT: 2,
    Kind.FREE_THROW: 3,
    Kind.REBOUND: 4,
    Kind.TURNOVER: 5,
    Kind.FOUL: 6,
    Kind.VIOLATION: 7,
    Kind.SUBSTITUTION: 8,
    Kind.TIMEOUT: 9,
    Kind.JUMP_BALL: 10,
    Kind.PERIOD_START: 12,
    Kind.PERIOD_END: 13,
    Kind.REPLAY: 18,
}
_FREE_THROWS = {
    "Free Throw 1 of 1": 10,
    "Free Throw 1 of 2": 11,
    "Free Throw 2 of 2": 12,
    "Free Throw 1 of 3": 13,
    "Free Throw 2 of 3": 14,
    "Free Throw 3 of 3": 15,
    "Free Throw Technical": 16,
}
_REBOUNDS = {"Unknown": 0, "Normal Rebound": 1}
_TURNOVERS = {
    "Bad Pass": 1,
    "Lost Ball": 2,
    "Traveling": 4,
    "3 Second Violation": 8,
    "8 Second Violation": 10,
    "Shot Clock Turnover": 11,
    "Backcourt Turnover": 13,
    "Offensive Foul Turnover": 37,
    "Step Out of Bounds Turnover": 39,
    "Out of Bounds Lost Ball Turnover": 40,
    "Out of Bounds - Bad Pass Turnover": 45,
}
_FOULS = {
    "Personal": 1,
    "Shooting": 2,
    "Loose Ball": 3,
    "Offensive": 4,
    "Technical": 11,
    "Personal Take": 28,
}
_VIOLATIONS = {"Delay Of Game": 1, "Defensive Goaltending": 2, "Kicked Ball": 5}
_REPLAYS = {"Support Ruling": 0, "Overturn Ruling": 1, "Coach Challenge Support Ruling": 4}
_SHOTS = {name: kind.code for name, kind in all_kinds().items()}
_ACTION_TYPES = {
    Kind.MADE_SHOT: _SHOTS,
    Kind.MISSED_SHOT: _SHOTS,
    Kind.FREE_THROW: _FREE_THROWS,
    Kind.REBOUND: _REBOUNDS,
    Kind.TURNOVER: _TURNOVERS,
    Kind.FOUL: _FOULS,
    Kind.VIOLATION: _VIOLATIONS,
    Kind.TIMEOUT: {"Regular": 1},
    Kind.REPLAY: _REPLAYS,
}


def message_type(event: Event) -> int:
    """EVENTMSGTYPE. A steal and a block have none, since they have no row."""
    return _TYPES[event.kind]


def action_type(event: Event) -> int:
    """EVENTMSGACTIONTYPE, 0 where a kind of event knows no others."""
    return _ACTION_TYPES.get(event.kind, {}).get(event.detail, 0)
