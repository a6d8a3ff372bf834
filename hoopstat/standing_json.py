"""Where a backfill stands, as one JSON object; docs/status.md tells every field."""

from __future__ import annotations

import json
from typing import Any

from capture.books.state_json import to_json as state_to_json
from hoopstat.standing import Backfill
from hoopstat.standing_view import what_next
from lake.instants import format_instant

SCHEMA_VERSION = 1


def to_json(backfill: Backfill) -> str:
    """Write one line."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "lake": backfill.lake,
        "at": format_instant(backfill.at),
        "state": backfill.standing.value,
        "exit_code": backfill.standing.exit_code,
        "next": what_next(backfill),
        "lease": _plain(backfill.lease),
        "checkpoint": _checkpoint(backfill),
    }
    return json.dumps(content, ensure_ascii=False)


def _checkpoint(backfill: Backfill) -> Any:
    """The games are counted, not listed: the lake's own checkpoint names them all."""
    if backfill.checkpoint is None:
        return None
    content = _plain(backfill.checkpoint)
    content["completed_games"] = {
        season: len(games) for season, games in content["completed_games"].items()
    }
    content["progress"]["time_left_s"] = backfill.checkpoint.progress.time_left.total_seconds()
    return content


def _plain(value: object) -> Any:
    return json.loads(state_to_json(value))
