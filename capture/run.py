"""A capture: discover, plan, ask for what is missing, and say what is still owed."""

from __future__ import annotations

from capture.client import StatsClient
from capture.fetching import Fetching, fetch_all
from capture.plan import plan_season
from capture.players import plan_players
from capture.request import CaptureRequest
from capture.summary import CaptureSummary, count_archived, note_failure
from lake.archive import RawArchive
from lake.errors import PermanentError, TransientError
from lake.instants import Clock, now
from lake.seasons import Season
from lake.telemetry import Observer


def capture(
    request: CaptureRequest,
    archive: RawArchive,
    client: StatsClient,
    observer: Observer,
    clock: Clock = now,
) -> CaptureSummary:
    """Ask for everything that is owed and not archived: season by season, then the players.

    A refused answer or a game that does not come is noted, and the capture goes on; an API that
    seems to block, or does not even list the games, ends it.
    Raises: LakeUnavailable; RawObjectDamaged, AnswerRefused if the list of games can't be read
    from the archive.
    """
    summary = CaptureSummary(retries=client.retries)
    fetching = Fetching(request, client, observer, summary)
    try:
        for season in request.seasons:
            _capture_season(season, archive, fetching, clock)
        if request.wants_players:
            _capture_players(archive, fetching, clock)
    except TransientError as error:
        summary.stopped_by = error
    return summary


def _capture_season(season: Season, archive: RawArchive, fetching: Fetching, clock: Clock) -> None:
    request, summary = fetching.request, fetching.summary
    plan = plan_season(season, request, archive, clock)
    if plan.discovery:
        try:
            answer = fetching.client.fetch(plan.discovery, refresh=True)
        except PermanentError as error:
            note_failure(summary, plan.discovery, error, fetching.observer)
        else:
            count_archived(summary, plan.discovery, answer.body)
            plan = plan_season(season, request, archive, clock)
    summary.plans.append(plan)
    summary.waiting.extend(plan.waiting)
    fetch_all(plan.missing, f"documents of {season}", fetching)


def _capture_players(archive: RawArchive, fetching: Fetching, clock: Clock) -> None:
    """Plan the players only now: the games and rosters of all seasons are there."""
    summary = fetching.summary
    games = [game for plan in summary.plans for game in plan.games if game not in summary.waiting]
    plan = plan_players(fetching.request, games, archive, clock)
    summary.players = plan
    failed = (failure.document for failure in summary.failures)
    told = {document.entity for document in failed if document.is_of_game}
    for failure in plan.unread:
        if failure.document.entity not in told:
            note_failure(summary, failure.document, failure.error, fetching.observer)
    fetch_all(plan.missing, "players", fetching)
