"""The play-by-play of a game as V3 spells it."""

from __future__ import annotations

from replay.invented.box import FIRST_WITH_EVENTS
from replay.invented.events import HOME, NOBODY, Event, Kind
from replay.invented.games import Game
from replay.invented.numbering import numbered_events
from replay.invented.season import InventedSeason
from replay.invented.story import NOBODYS_NUMBER, Storyteller, storyteller_of
from replay.invented.told import Told
from replay.invented.v3_fields import Json, clock_of, meta

_ACTION_TYPES = {
    Kind.PERIOD_START: ("period", "start"),
    Kind.PERIOD_END: ("period", "end"),
    Kind.JUMP_BALL: ("Jump Ball", ""),
    Kind.MADE_SHOT: ("Made Shot", None),
    Kind.MISSED_SHOT: ("Missed Shot", None),
    Kind.FREE_THROW: ("Free Throw", None),
    Kind.REBOUND: ("Rebound", None),
    Kind.STEAL: ("", ""),
    Kind.BLOCK: ("", ""),
    Kind.TURNOVER: ("Turnover", None),
    Kind.FOUL: ("Foul", None),
    Kind.SUBSTITUTION: ("Substitution", ""),
    Kind.TIMEOUT: ("Timeout", None),
    Kind.VIOLATION: ("Violation", None),
    Kind.REPLAY: ("Instant Replay", None),
}
"""actionType and subType; None where the event's detail is the sub type."""

_TELLS_SCORE = frozenset({Kind.PERIOD_START, Kind.PERIOD_END, Kind.REPLAY, Kind.MADE_SHOT})
_NOT_ON_VIDEO = frozenset({Kind.SUBSTITUTION, Kind.TIMEOUT, Kind.VIOLATION, Kind.REPLAY})


def play_by_play(season: InventedSeason, told: Told) -> Json:
    """Without events before 1996-97, as with the API."""
    storyteller = storyteller_of(season, told)
    has_events = season.season >= FIRST_WITH_EVENTS
    return {
        "meta": meta(season, told.game, "playbyplay"),
        "game": {
            "gameId": str(told.game.game_id),
            "videoAvailable": int(has_events),
            "actions": [
                _action(event, number, told, storyteller)
                for number, event in enumerate(numbered_events(season, told), start=1)
            ]
            if has_events
            else [],
        },
    }


def cancelled_play_by_play(season: InventedSeason, game: Game) -> Json:
    return {
        "meta": meta(season, game, "playbyplay"),
        "game": {"gameId": str(game.game_id), "videoAvailable": 0, "actions": []},
    }


def _action(event: Event, action_id: int, told: Told, storyteller: Storyteller) -> Json:
    """A team's event has the team in personId and 0 in teamId."""
    action_type, sub_type = _ACTION_TYPES[event.kind]
    is_shot = event.kind is Kind.MADE_SHOT or event.kind is Kind.MISSED_SHOT
    tells_score = event.kind in _TELLS_SCORE or (
        event.kind is Kind.FREE_THROW and event.counts[0] > 0
    )
    return {
        "actionNumber": event.number,
        "clock": clock_of(event.tenths),
        "period": event.period,
        **_who(event, told),
        "xLegacy": event.x,
        "yLegacy": event.y,
        "shotDistance": event.distance_ft,
        "shotResult": action_type.split()[0] if is_shot else "",
        "isFieldGoal": int(is_shot),
        "scoreHome": str(event.home) if tells_score else "",
        "scoreAway": str(event.away) if tells_score else "",
        "pointsTotal": event.home + event.away if tells_score else 0,
        "location": "" if event.side == NOBODY else "h" if event.side == HOME else "v",
        "description": storyteller.describe(event),
        "actionType": action_type,
        "subType": event.detail if sub_type is None else sub_type,
        "videoAvailable": int(event.kind not in _NOT_ON_VIDEO),
        "shotValue": event.value if is_shot or event.kind is Kind.BLOCK else 0,
        "actionId": action_id,
    }


def _who(event: Event, told: Told) -> Json:
    team_id, tricode, person_id, name, short_name = 0, "", 0, "", ""
    if event.kind is Kind.REPLAY:
        person_id = NOBODYS_NUMBER
    elif event.side != NOBODY:
        franchise = told.game.franchises[event.side]
        if event.player == NOBODY:
            person_id = franchise.team_id
        else:
            player = told.selections[event.side].dressed[event.player]
            team_id, tricode = franchise.team_id, franchise.tricode
            person_id, name, short_name = (
                player.person_id, player.event_name, player.event_short_name
            )  # fmt: skip
    return {
        "teamId": team_id,
        "teamTricode": tricode,
        "personId": person_id,
        "playerName": name,
        "playerNameI": short_name,
    }
