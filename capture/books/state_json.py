"""How the values that a backfill keeps about itself become JSON, and values again."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TypeVar

from cattrs.errors import BaseValidationError
from cattrs.preconf.json import make_converter

from lake.endpoints import Endpoint, find_endpoint
from lake.errors import StateDamaged, UsageError
from lake.instants import format_instant, parse_instant
from lake.seasons import GameId, Season

Value = TypeVar("Value")

_CONVERTER = make_converter()
for kind, write, read in (
    (Season, str, lambda text, _: Season.parse(text)),
    (GameId, str, lambda text, _: GameId(text)),
    (Endpoint, lambda endpoint: endpoint.name, lambda text, _: find_endpoint(text)),
    (datetime, format_instant, lambda text, _: parse_instant(text)),
):
    _CONVERTER.register_unstructure_hook(kind, write)
    _CONVERTER.register_structure_hook(kind, read)


def to_json(value: object) -> bytes:
    """Write a frozen dataclass as indented JSON; people read these objects too."""
    return json.dumps(_CONVERTER.unstructure(value), ensure_ascii=False, indent=1).encode() + b"\n"


def from_json(body: bytes, kind: type[Value], key: str) -> Value:
    """Read what `to_json` wrote; fields of later versions are passed over.

    Raises: StateDamaged if it is not that.
    """
    try:
        return _CONVERTER.structure(json.loads(body), kind)
    except (BaseValidationError, UsageError, ValueError) as error:
        raise StateDamaged(
            f"it is no {kind.__name__.lower()}: {_first_line(error)}",
            hint="look at it; if no capture runs, delete it: the archive knows what is owed",
            key=key,
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
