"""A capture: discover, plan, ask for what is missing, and say what is still owed."""

from __future__ import annotations

from capture.client import StatsClient
from capture.fetching import fetch_all
from capture.plan import plan_season
from capture.request import CaptureRequest
from capture.summary import CaptureSummary, count_archived, note_failure
from lake.archive import RawArchive
from lake.errors import PermanentError, TransientError
from lake.instants import Clock, now
from lake.seasons import Season
from lake.telemetry import Observer, job


def capture(
    request: CaptureRequest,
    archive: RawArchive,
    client: StatsClient,
    observer: Observer,
    clock: Clock = now,
) -> CaptureSummary:
    """Ask for everything that is owed and not archived.

    A refused answer or a game that does not come is noted, and the capture goes on; an API that
    seems to block, or does not even list the games, ends it.
    Raises: LakeUnavailable; RawObjectDamaged if the list of games can't be read from the archive.
    """
    summary = CaptureSummary()
    try:
        for season in request.seasons:
            _capture_season(season, request, archive, client, observer, clock, summary)
    except TransientError as error:
        summary.stopped_by = error
    return summary


def _capture_season(
    season: Season,
    request: CaptureRequest,
    archive: RawArchive,
    client: StatsClient,
    observer: Observer,
    clock: Clock,
    summary: CaptureSummary,
) -> None:
    plan = plan_season(season, request, archive, clock)
    if plan.discovery:
        try:
            answer = client.fetch(plan.discovery, refresh=True)
        except PermanentError as error:
            note_failure(summary, plan.discovery, error, observer)
        else:
            count_archived(summary, plan.discovery, answer.body)
            plan = plan_season(season, request, archive, clock)
    summary.plans.append(plan)
    summary.waiting.extend(plan.waiting)
    with job(observer, "capture", len(plan.missing), f"documents of {season}") as running:
        fetch_all(plan.missing, request, client, summary, observer, running)
