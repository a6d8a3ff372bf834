"""What makes a body an acceptable answer of its endpoint.

A status of 200 is no answer yet: `{}`, pages of HTML, halves of documents, other games' documents
and `{"PlayerPosition": ["Invalid parameters"]}` have all come with it. An accepted answer is JSON,
of its endpoint's shape, about one known entity, and not empty without a reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from lake.discovery import discovered_games
from lake.documents import Document
from lake.endpoints import FINDER, Content, Endpoint, Per, ResultSetsShape, V3Shape
from lake.errors import AnswerRefused, EmptyAnswer, GameNotFinal, UsageError
from lake.seasons import GameId, Season

CANCELLED = "the game was cancelled"
BEFORE_EVENTS = "there is no play-by-play before 1996-97"

_FINAL = 3
"""gameStatus: 1 scheduled, 2 running, 3 final."""

_WHOLE_GAME = {"StartPeriod": ("0", "1"), "EndPeriod": ("0", "10"), "RangeType": ("0",)}
"""Whole games have been asked for with more than one set of periods (0 to 0, 0 to 10)."""

_UNUSED_RANGE = frozenset({"StartRange", "EndRange"})
"""These mean nothing while RangeType is 0."""

IsCancelled = Callable[[GameId], bool]


@dataclass(frozen=True)
class AcceptedAnswer:
    """`empty_reason` is None unless the answer is rightly empty."""

    document: Document
    empty_reason: str | None = None


def judge(
    endpoint: Endpoint,
    body: bytes,
    *,
    is_cancelled: IsCancelled,
    season: Season | None = None,
) -> AcceptedAnswer:
    """Tell what document a body answers.

    `season` is needed where the body doesn't tell it, and must agree where it does.
    `is_cancelled` says whether a game is already known as cancelled.
    Raises: AnswerRefused with the reason; GameNotFinal if the game is still to be played or over.
    """
    try:
        answer = _judge(endpoint, body, is_cancelled, season)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise AnswerRefused(
            f"it is not of the shape of {endpoint.name}: {error}", hint="look at what came back"
        ) from error
    if season and answer.document.season and answer.document.season != season:
        refuse(f"it is about {answer.document.season}, not {season}")
    return answer


def _judge(
    endpoint: Endpoint, body: bytes, is_cancelled: IsCancelled, season: Season | None
) -> AcceptedAnswer:
    content = _parse(body)
    if isinstance(endpoint.shape, V3Shape):
        answer = _judge_v3(endpoint, endpoint.shape, content, is_cancelled)
    else:
        answer = _judge_result_sets(endpoint, endpoint.shape, content, season)
    if endpoint is FINDER:
        # Everything owed hangs on it, so every row must be readable and of its season.
        of_others = {game.game_id.season for game in discovered_games(body)} - {
            answer.document.season
        }
        if of_others:
            refuse(f"it lists games of {', '.join(map(str, sorted(of_others)))} too")
    return answer


def refuse(
    reason: str, hint: str = "ask for it again later, or look at what came back"
) -> NoReturn:
    raise AnswerRefused(reason, hint=hint)


def nothing_there(
    reason: str, hint: str = "ask for it again later, or look at what came back"
) -> NoReturn:
    """Refuse an answer without anything in it.

    It may be the truth about this one entity, or how the API blocks: `{}` for everybody.
    """
    raise EmptyAnswer(reason, hint=hint)


def _parse(body: bytes) -> dict[str, Any]:
    text = body.lstrip()
    if not text:
        nothing_there("it is empty: no byte of JSON")
    if text.startswith(b"<"):
        word = "an Access Denied page" if b"Access Denied" in body else "a page of HTML or XML"
        nothing_there(f"it is {word}, not JSON")
    try:
        content = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except ValueError as error:
        refuse(f"it is not JSON, or only a part of it: {error}")
    if not isinstance(content, dict):
        refuse(f"it is JSON, but no object: {text[:40]!r}")
    if not content:
        nothing_there("it is {}: a retired endpoint, or nothing there for this entity")
    invalid = [name for name, value in content.items() if value == ["Invalid parameters"]]
    if invalid:
        refuse(f"the API did not accept the parameter {', '.join(invalid)}")
    return content


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number of JSON")


def _judge_v3(
    endpoint: Endpoint, shape: V3Shape, content: dict[str, Any], is_cancelled: IsCancelled
) -> AcceptedAnswer:
    root = content.get(shape.root)
    if not isinstance(root, dict):
        refuse(f"it has no {shape.root}, so it is no answer of {endpoint.name}")
    game_id = _game_id(root.get("gameId"))
    reason = {
        Content.SUMMARY: _judge_summary,
        Content.BOX: _judge_box,
        Content.EVENTS: _judge_events,
    }[shape.content](game_id, root, is_cancelled)
    return AcceptedAnswer(endpoint.document(str(game_id), None), reason)


def _judge_summary(game_id: GameId, root: dict[str, Any], _: IsCancelled) -> str | None:
    status = root.get("gameStatus")
    if status != _FINAL:
        raise _not_final(game_id, status)
    _teams(root, "periods")
    return None


def _judge_box(game_id: GameId, root: dict[str, Any], _: IsCancelled) -> str | None:
    """A cancelled game keeps its two team ids outside and has team 0 without players inside.

    Source: the three documents of 0021201214.
    """
    teams = _teams(root, "players")
    if all(team["players"] for team in teams):
        return None
    was_scheduled = root.get("homeTeamId") and root.get("awayTeamId")
    if was_scheduled and all(not team["players"] and team.get("teamId") == 0 for team in teams):
        return CANCELLED
    refuse(f"it has a team without players for game {game_id}")


def _judge_events(game_id: GameId, root: dict[str, Any], is_cancelled: IsCancelled) -> str | None:
    actions = root.get("actions")
    if not isinstance(actions, list):
        refuse("it has no list of actions")
    if actions:
        return None
    if game_id.season < Season(1996):
        return BEFORE_EVENTS
    if is_cancelled(game_id):
        return CANCELLED
    nothing_there(
        f"it has no events for game {game_id}, which is not known to be cancelled",
        hint="the box score of the game first: an unplayed or blocked game looks the same here",
    )


def _teams(root: dict[str, Any], listed: str) -> tuple[dict[str, Any], dict[str, Any]]:
    home, away = root.get("homeTeam"), root.get("awayTeam")
    for team in (home, away):
        if not isinstance(team, dict) or not isinstance(team.get(listed), list):
            refuse(f"it lacks a team, or a team's {listed}")
    return home, away  # type: ignore[return-value]  # held to be objects just above


def _judge_result_sets(
    endpoint: Endpoint, shape: ResultSetsShape, content: dict[str, Any], season: Season | None
) -> AcceptedAnswer:
    rows = _rows(shape, content)
    echoed = _echoed_params(content)
    _check_echo(endpoint, echoed)
    told = _told_season(shape, rows, echoed)
    if endpoint.per is Per.GAME:
        entity = str(_game_id(rows[0][shape.entity_column]))
    elif shape.entity_column:
        entity = str(rows[0][shape.entity_column])
    else:
        entity = ""
    if shape.entity_column and len({row[shape.entity_column] for row in rows}) > 1:
        refuse(f"its rows are about more than one {shape.entity_column}")
    if rows[0].get("GAME_STATUS_ID", _FINAL) != _FINAL:
        raise _not_final(GameId(entity), rows[0]["GAME_STATUS_ID"])
    try:
        return AcceptedAnswer(endpoint.document(entity, told or season))
    except UsageError as error:
        raise AnswerRefused(error.message, hint=error.hint) from error


def _rows(shape: ResultSetsShape, content: dict[str, Any]) -> list[dict[str, Any]]:
    """Some endpoints say resultSet, and some of those give the one set without a list."""
    sets = content.get("resultSets", content.get("resultSet"))
    for result_set in sets if isinstance(sets, list) else [sets]:
        if isinstance(result_set, dict) and result_set.get("name") == shape.name:
            break
    else:
        refuse(f"it has no result set {shape.name}")
    headers, row_set = result_set.get("headers"), result_set.get("rowSet")
    if not isinstance(headers, list) or not isinstance(row_set, list):
        refuse(f"its result set {shape.name} has no headers or no rowSet")
    missing = set(shape.columns) - set(headers)
    if missing:
        refuse(f"its result set {shape.name} lacks {', '.join(sorted(missing))}")
    if not row_set:
        nothing_there(f"its result set {shape.name} has no rows")
    if any(not isinstance(row, list) or len(row) != len(headers) for row in row_set):
        refuse(f"its result set {shape.name} has a row that does not fit its headers")
    return [dict(zip(headers, row, strict=True)) for row in row_set]


def _echoed_params(content: dict[str, Any]) -> dict[str, str]:
    """The parameters the API says it was asked with, those without a value left out.

    commonplayerinfo gives them as an array of one-key objects.
    """
    echoed = content.get("parameters")
    pairs = echoed if isinstance(echoed, list) else [echoed]
    return {
        name: str(value)
        for pair in pairs
        if isinstance(pair, dict)
        for name, value in pair.items()
        if value is not None and value != ""
    }


def _check_echo(endpoint: Endpoint, echoed: dict[str, str]) -> None:
    """Refuse a filtered list: commonallplayers of current players only had 151 of 5,000 rows."""
    own = {endpoint.entity_param, endpoint.season_param}
    for name, value in echoed.items():
        wanted = _WHOLE_GAME.get(name, (endpoint.params.get(name, ""),))
        if name not in own | _UNUSED_RANGE and value not in wanted:
            refuse(f"it was asked for with {name}={value}, and hoopstat needs {name}={wanted[0]}")


def _told_season(
    shape: ResultSetsShape, rows: list[dict[str, Any]], echoed: dict[str, str]
) -> Season | None:
    """A season column says 2024-25 or only 2024; without one the echoed parameter tells."""
    text = str(rows[0][shape.season_column]) if shape.season_column else echoed.get("Season", "")
    if not text:
        return None
    try:
        return Season.parse(str(Season(int(text))) if text.isdigit() else text)
    except UsageError as error:
        refuse(error.message)


def _game_id(value: object) -> GameId:
    try:
        return GameId(str(value))
    except UsageError as error:
        refuse(error.message)


def _not_final(game_id: GameId, status: object) -> GameNotFinal:
    return GameNotFinal(
        f"game {game_id} is not final (its status is {status}, final is {_FINAL})",
        hint="ask again when it is over",
    )
