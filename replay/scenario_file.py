"""The file a scenario is written in.

seed = 7
latency_ms = [200, 1500]

[[trouble]]
kind = "429"
endpoint = "boxscoresummaryv3"
entity = "0022400061"
times = 2
retry_after_s = 1

[[trouble]]
kind = "cancelled"
game = "0022400062"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lake.documents import WHOLE_SEASON
from lake.endpoints import ENDPOINTS, Endpoint, Per, find_endpoint
from lake.errors import UsageError
from lake.seasons import GameId, Season
from replay.conditions import Condition
from replay.latency import Latency
from replay.scenario import ALWAYS, Kind, Rule, Scenario
from replay.toml_table import TomlTable

_WHICH = ("kind", "endpoint", "entity", "game", "season")
_OWN: Mapping[Kind, tuple[str, ...]] = {
    Kind.STATUS_429: ("retry_after_s",),
    Kind.STATUS_503: ("retry_after_s",),
    Kind.TRICKLE: ("pause_s",),
}
_GAME_ID_LENGTH = 10


def read_scenario(path: Path) -> Scenario:
    """Raises: UsageError if the file can't be read, or says what makes no sense."""
    top = TomlTable(str(path), _read(path))
    top.allow("seed", "latency_ms", "trouble")
    rules: list[Rule] = []
    conditions: dict[GameId, Condition] = {}
    for table in top.tables("trouble"):
        kind = _read_kind(table)
        named = table.within(kind)
        if isinstance(kind, Kind):
            rules.append(_read_rule(kind, named))
        elif (game := _read_conditioned_game(named)) in conditions:
            named.refuse(f"game {game} is {conditions[game]} already", "one condition for a game")
        else:
            conditions[game] = kind
    return Scenario(tuple(rules), conditions, _read_latency(top), top.whole("seed") or 0)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UsageError(
            f"can't read {path}: {reason}", hint="a scenario as docs/trouble.md shows it"
        ) from error


def _read_kind(table: TomlTable) -> Kind | Condition:
    known: dict[str, Kind | Condition] = {kind.value: kind for kind in (*Kind, *Condition)}
    text = table.text("kind")
    if text is None or text not in known:
        table.refuse(
            "it has no kind" if text is None else f"there is no kind {text!r}",
            "one of " + ", ".join(known),
        )
    return known[text]


def _read_conditioned_game(table: TomlTable) -> GameId:
    table.allow("kind", "game")
    game = table.parsed("game", GameId)
    return game or table.refuse("it names no game", 'game = "0022400061"')


def _read_rule(kind: Kind, table: TomlTable) -> Rule:
    how_often = ("probability",) if kind.lasts else ("times", "probability")
    table.allow(*_WHICH, *how_often, *_OWN.get(kind, ()))
    endpoint = table.parsed("endpoint", find_endpoint)
    if endpoint and not kind.can_strike(endpoint):
        able = [row.name for row in ENDPOINTS.values() if kind.can_strike(row)]
        table.refuse(f"it can't strike {endpoint.name}", "one of " + ", ".join(able))
    return Rule(
        kind,
        endpoint.name if endpoint else None,
        *_read_subject(table, endpoint),
        times=_read_times(table),
        probability=table.number("probability", 1),
        retry_after_s=table.whole("retry_after_s"),
        pause_s=_given(table.number("pause_s"), Rule.pause_s),
    )


def _read_subject(table: TomlTable, endpoint: Endpoint | None) -> tuple[str | None, Season | None]:
    """Read what the documents are about, and check that there can be any."""
    table.allow_one_of("entity", "game")
    game = table.parsed("game", GameId)
    entity = str(game) if game else table.text("entity")
    season = table.parsed("season", Season.parse)
    if entity is not None:
        table.check(lambda: _check_entity(entity, endpoint, season))
    return entity, season


def _check_entity(entity: str, endpoint: Endpoint | None, season: Season | None) -> None:
    """Raises: UsageError if nothing has this id, or not at this endpoint or in this season."""
    per = endpoint.per if endpoint else None
    if per is Per.GAME or (per is None and len(entity) == _GAME_ID_LENGTH):
        of = GameId(entity).season
        if season and season != of:
            raise UsageError(f"game {entity} is of {of}, not {season}", hint=f'season = "{of}"')
    elif per is Per.SEASON and entity != WHOLE_SEASON:
        raise UsageError(
            f"an answer for a whole season is not about {entity!r}", hint='season = "2024-25"'
        )
    elif entity != WHOLE_SEASON and not (entity.isascii() and entity.isdigit()):
        raise UsageError(f"{entity!r} is no id", hint="digits: of a game, a team or a player")


def _read_times(table: TomlTable) -> float:
    table.allow_one_of("times", "probability")
    value = table.content.get("times")
    if value == "always":
        return ALWAYS
    if isinstance(value, str):
        table.refuse(f"times is {value!r}", 'a whole number, 1 or more, or "always"')
    return _given(table.whole("times", 1), Rule.times)


def _read_latency(table: TomlTable) -> Latency:
    value: Any = table.content.get("latency_ms", 0)
    ends = value if isinstance(value, list) else [value, value]
    if len(ends) != 2 or any(type(end) not in (int, float) for end in ends):
        table.refuse(
            f"latency_ms is {value!r}", "latency_ms = 800, or [200, 1500] to spread it between"
        )
    return table.check(lambda: Latency(*ends))


def _given(value: float | None, default: float) -> float:
    return default if value is None else value
