"""The play-by-play of a game as V2 spells it: up to three persons an event.

A steal stands in the row of its turnover and a block in that of its shot, told on its own side.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from replay.invented.box import FIRST_WITH_EVENTS
from replay.invented.events import AWAY, HOME, NOBODY, Event, Kind
from replay.invented.games import Game
from replay.invented.names import to_ascii
from replay.invented.numbering import numbered_events
from replay.invented.result_sets import Json, Row, columns, document, result_set, without_rows
from replay.invented.season import InventedSeason
from replay.invented.story import NOBODYS_NUMBER, Storyteller, storyteller_of
from replay.invented.told import Told
from replay.invented.v2_codes import action_type, message_type
from replay.invented.wall_clock import clock_words

_EVENT = columns("""
GAME_ID EVENTNUM EVENTMSGTYPE EVENTMSGACTIONTYPE PERIOD WCTIMESTRING PCTIMESTRING HOMEDESCRIPTION
NEUTRALDESCRIPTION VISITORDESCRIPTION SCORE SCOREMARGIN
""")
_PERSON = columns("""
PERSON{0}TYPE PLAYER{0}_ID PLAYER{0}_NAME PLAYER{0}_TEAM_ID PLAYER{0}_TEAM_CITY
PLAYER{0}_TEAM_NICKNAME PLAYER{0}_TEAM_ABBREVIATION
""")
_PERSONS = tuple(column.format(number) for number in (1, 2, 3) for column in _PERSON)
_VIDEO = "VIDEO_AVAILABLE_FLAG"

_WITH_OFFICIAL = frozenset({Kind.FOUL, Kind.VIOLATION, Kind.TURNOVER, Kind.REPLAY})
"""Whose third person is of type 1, and nobody; not a turnover that was a steal."""
_NOT_ON_VIDEO = frozenset(
    {Kind.PERIOD_START, Kind.SUBSTITUTION, Kind.TIMEOUT, Kind.VIOLATION, Kind.REPLAY}
)

_PLAYER_TYPES = {HOME: 4, AWAY: 5}
_TEAM_TYPES = {HOME: 2, AWAY: 3}
_NO_TYPE, _OFFICIAL_TYPE = 0, 1
_NOTHING = [None] * 5
_NO_PERSON = [_NO_TYPE, 0, *_NOTHING]


class _Moment(NamedTuple):
    """An event, and the steal or the block that it was for the other side."""

    event: Event
    reply: Event | None


def play_by_play(season: InventedSeason, told: Told) -> Json:
    """Without rows before 1996-97."""
    if season.season < FIRST_WITH_EVENTS:
        return cancelled_play_by_play(told.game)
    storyteller = storyteller_of(season, told)
    rows = [_row(moment, told, storyteller) for moment in _moments(numbered_events(season, told))]
    return _document(told.game, rows)


def cancelled_play_by_play(game: Game) -> Json:
    return without_rows(_document(game, []))


def _document(game: Game, rows: list[Row]) -> Json:
    return document(
        "playbyplay",
        {"GameID": str(game.game_id), "StartPeriod": 0, "EndPeriod": 0},
        [
            result_set("PlayByPlay", (*_EVENT, *_PERSONS, _VIDEO), rows),
            result_set("AvailableVideo", (_VIDEO,), [[1]]),
        ],
    )


def _moments(events: tuple[Event, ...]) -> Iterator[_Moment]:
    replies = (Kind.STEAL, Kind.BLOCK)
    for event, following in zip(events, (*events[1:], None), strict=True):
        if event.kind not in replies:
            is_answered = following is not None and following.kind in replies
            yield _Moment(event, following if is_answered else None)


def _row(moment: _Moment, told: Told, storyteller: Storyteller) -> Row:
    event = moment.event
    return [
        str(told.game.game_id),
        event.number,
        message_type(event),
        action_type(event),
        event.period,
        clock_words(storyteller.clock.at(event.period, event.tenths)),
        f"{event.tenths // 600}:{event.tenths // 10 % 60:02d}",
        *_texts(moment, storyteller),
        *_score(event),
        *_first(event, told),
        *_second(moment, told),
        *_third(moment, told),
        int(not _is_unseen(event)),
    ]


def _is_unseen(event: Event) -> bool:
    return event.kind in _NOT_ON_VIDEO or (event.kind is Kind.REBOUND and event.player == NOBODY)


def _texts(moment: _Moment, storyteller: Storyteller) -> Row:
    """What the home team's, nobody's and the visitors' text say; of a delay of game nothing."""
    texts: dict[int, str] = {}
    for event in moment:
        if event and not _is_delay(event):
            texts[event.side] = storyteller.describe(event)
    return [texts.get(side) for side in (HOME, NOBODY, AWAY)]


def _is_delay(event: Event) -> bool:
    return event.kind is Kind.VIOLATION and event.player == NOBODY


def _score(event: Event) -> Row:
    """The visitors' points first, and how far the home team is ahead; not before the tip-off."""
    if event.kind is Kind.PERIOD_START:
        is_told = event.period > 1
    elif event.kind is Kind.FREE_THROW:
        is_told = event.counts[0] > 0
    else:
        is_told = event.kind in (Kind.MADE_SHOT, Kind.PERIOD_END, Kind.REPLAY)
    if not is_told:
        return [None, None]
    margin = event.home - event.away
    return [f"{event.away} - {event.home}", str(margin) if margin else "TIE"]


def _first(event: Event, told: Told) -> Row:
    if event.kind is Kind.REPLAY:
        return [_NO_TYPE, NOBODYS_NUMBER, *_NOTHING]
    if event.side == NOBODY:
        return _NO_PERSON
    if event.player != NOBODY:
        return _player(told, event.side, event.player)
    # A delay of game has no type at all (event 395 of 0021900001).
    team_type = None if _is_delay(event) else _TEAM_TYPES[event.side]
    return [team_type, told.game.franchises[event.side].team_id, *_NOTHING]


def _second(moment: _Moment, told: Told) -> Row:
    """Who stole the ball, was fouled, jumped against the first, assisted or came in."""
    event, reply = moment
    if reply and reply.kind is Kind.STEAL:
        return _player(told, reply.side, reply.player)
    is_other_side = event.kind in (Kind.FOUL, Kind.JUMP_BALL)
    return _player(told, 1 - event.side if is_other_side else event.side, event.other)


def _third(moment: _Moment, told: Told) -> Row:
    """Who blocked the shot or got the tip."""
    event, reply = moment
    if reply and reply.kind is Kind.BLOCK:
        return _player(told, reply.side, reply.player)
    if event.kind is Kind.JUMP_BALL:
        (winner,) = event.counts
        return _player(told, winner, event.third)
    if event.kind in _WITH_OFFICIAL and reply is None:
        return [_OFFICIAL_TYPE, 0, *_NOTHING]
    return _NO_PERSON


def _player(told: Told, side: int, place: int) -> Row:
    """His name is in ASCII, as all of play-by-play."""
    if place == NOBODY:
        return _NO_PERSON
    player, team = told.selections[side].dressed[place], told.game.franchises[side]
    return [
        *(_PLAYER_TYPES[side], player.person_id, to_ascii(player.full_name)),
        *(team.team_id, team.city, team.name, team.tricode),
    ]
