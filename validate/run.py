"""A validation: the published tables of some seasons against every check."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lake.archive import RawArchive
from lake.date_range import EVERY_DATE, DateRange
from lake.discovery import discovered_games
from lake.documents import at_lake
from lake.duck import DuckSettings, add_published, connect, published_partitions
from lake.endpoints import finder_document
from lake.errors import Incomplete
from lake.instants import Clock, now
from lake.seasons import DEFAULT_SEASON_TYPES, Season, SeasonType
from lake.store import Store
from lake.telemetry import Observer
from validate.checks import Check, Severity
from validate.inventory import add_inventory
from validate.report import ValidationReport
from validate.request_log import add_request_log
from validate.runner import run_checks
from validate.scores import score, verdict


@dataclass(frozen=True)
class ValidationRequest:
    """`seasons` () is every season that has published tables or raw answers.

    `dates` limit what is owed, as a capture of these dates would; tables are judged as a whole.
    """

    checks: tuple[Check, ...]
    seasons: tuple[Season, ...] = ()
    season_types: tuple[SeasonType, ...] = DEFAULT_SEASON_TYPES
    dates: DateRange = EVERY_DATE
    fail_on: Severity = Severity.ERROR
    duck: DuckSettings = field(default_factory=DuckSettings)


def validate(
    store: Store,
    request: ValidationRequest,
    run_id: str,
    observer: Observer,
    clock: Clock = now,
) -> ValidationReport:
    """Run every check over the published tables.

    Raises: Incomplete if there is nothing to validate, or a part of the request log can't be read;
    RawObjectDamaged, AnswerRefused if a list of games is there and can't be read; UsageError if a
    check can't be run; LakeUnavailable.
    """
    archive = RawArchive(store)
    partitions = published_partitions(store)
    seasons = request.seasons or tuple(
        sorted({partition.season for partition in partitions} | set(archive.seasons()))
    )
    wanted = [partition for partition in partitions if partition.season in seasons]
    if not wanted:
        named = f" of {', '.join(map(str, request.seasons))}" if request.seasons else ""
        raise Incomplete(
            f"there are no published tables{named} in {store.location}",
            hint=f"{at_lake('hoopstat transform', store.location)}, then the same command again",
        )
    with (
        tempfile.TemporaryDirectory(prefix="hoopstat-") as scratch,
        connect(request.duck, Path(scratch)) as connection,
    ):
        add_published(connection, store, wanted, Path(scratch))
        undiscovered = add_inventory(
            connection, archive, seasons, request.season_types, request.dates
        )
        _require_readable(archive, undiscovered)
        add_request_log(connection, store, request.seasons)
        results = run_checks(connection, request.checks, observer)
    return ValidationReport(
        lake=store.location,
        run_id=run_id,
        checked_at=clock(),
        seasons=seasons,
        undiscovered=undiscovered,
        verdict=verdict(results, fail_on=request.fail_on),
        score=score(results),
        results=results,
        dates=request.dates,
    )


def _require_readable(archive: RawArchive, undiscovered: Sequence[Season]) -> None:
    """A season may lack its list of games; one that is there and damaged must not pass for that."""
    for season in undiscovered:
        finder = archive.read_newest(finder_document(season))
        if finder:
            discovered_games(finder.body)
