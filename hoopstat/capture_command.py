"""The command that asks for what a capture was about; the reverse of hoopstat.capture_request."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from capture.planning.request import DEFAULT_ENDPOINTS, CaptureRequest
from lake.endpoints import PLAYER_INFO
from lake.seasons import DEFAULT_SEASON_TYPES, season_range


def capture_command(request: CaptureRequest, lake: str) -> str:
    """Write what a person types to go on; where the API answers and how often is theirs to add."""
    return shlex.join(
        ["hoopstat", "capture", *_scope(request), *_narrowed(request), *of_lake(lake)]
    )


def of_lake(lake: str) -> list[str]:
    return ["--lake", lake]


def _scope(request: CaptureRequest) -> Iterator[str]:
    if request.games:
        yield from ("--games", _list(request.games))
    elif request.players:
        yield from ("--players", _list(request.players))
    else:
        yield from _seasons(request)


def _seasons(request: CaptureRequest) -> tuple[str, ...]:
    first, last = min(request.seasons), max(request.seasons)
    if first != last and request.seasons == season_range(first, last):
        return ("--start-season", str(first), "--end-season", str(last))
    return ("--season", _list(request.seasons))


def _narrowed(request: CaptureRequest) -> Iterator[str]:
    if request.dates.first:
        yield from ("--from", str(request.dates.first))
    if request.dates.last:
        yield from ("--to", str(request.dates.last))
    if request.season_types != DEFAULT_SEASON_TYPES:
        yield from ("--season-types", _list(request.season_types))
    if request.endpoints != ((PLAYER_INFO,) if request.players else DEFAULT_ENDPOINTS):
        yield from ("--endpoints", _list(endpoint.name for endpoint in request.endpoints))
    if request.refresh:
        yield "--refresh"
    if request.recheck_days:
        yield from ("--recheck-days", str(request.recheck_days))


def _list(values: Iterable[object]) -> str:
    return ",".join(map(str, values))
