"""A capture: discover, plan, ask for what is missing, and say what is still owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from capture.client import MOST_ATTEMPTS, StatsClient
from capture.plan import SeasonPlan, held_documents, is_stale
from lake.archive import RawArchive
from lake.discovery import DiscoveredGame, discovered_games, of_types
from lake.documents import Document, RawVersion
from lake.endpoints import (
    FINDER,
    GAME_DOCUMENTS,
    SUMMARY,
    Endpoint,
    finder_document,
    owed_documents,
)
from lake.errors import (
    AccessDenied,
    AnswerRefused,
    GameNotFinal,
    HoopstatError,
    NoAnswer,
    PermanentError,
    RawObjectDamaged,
    TransientError,
    UsageError,
)
from lake.instants import Clock, now
from lake.seasons import DEFAULT_SEASON_TYPES, GameId, Season, SeasonType
from lake.telemetry import Event, Job, Level, Observer, job

MOST_BLOCK_SIGNALS = 5
"""After so many requests in a row that are not answered, or denied, the API is taken to block."""


@dataclass(frozen=True)
class CaptureRequest:
    """What a person wants captured.

    With `games` nothing is discovered: exactly these are asked for, final or not.
    Raises: UsageError if an endpoint is none that capture can plan.
    """

    seasons: tuple[Season, ...]
    games: tuple[GameId, ...] = ()
    season_types: tuple[SeasonType, ...] = DEFAULT_SEASON_TYPES
    endpoints: tuple[Endpoint, ...] = (FINDER, *GAME_DOCUMENTS)
    refresh: bool = False

    def __post_init__(self) -> None:
        plannable = (FINDER, *GAME_DOCUMENTS)
        for endpoint in self.endpoints:
            if endpoint not in plannable:
                raise UsageError(
                    f"{endpoint.name} can be imported, but capture does not ask for it",
                    hint="--endpoints with some of " + ",".join(row.name for row in plannable),
                )

    @property
    def game_endpoints(self) -> tuple[Endpoint, ...]:
        return tuple(row for row in GAME_DOCUMENTS if row in self.endpoints)

    @property
    def wants_discovery(self) -> bool:
        return not self.games and (FINDER in self.endpoints or bool(self.game_endpoints))


@dataclass(frozen=True)
class Failure:
    """A document that is still owed, and why."""

    document: Document
    error: HoopstatError


@dataclass
class CaptureSummary:
    """What a capture did.

    `waiting` are games that are not final and so owe nothing yet; `stopped_by` is None unless the
    capture ended early, because the API seems to block.
    """

    plans: list[SeasonPlan] = field(default_factory=list)
    archived: Counter[str] = field(default_factory=Counter)
    bytes_archived: int = 0
    failures: list[Failure] = field(default_factory=list)
    waiting: list[GameId] = field(default_factory=list)
    stopped_by: TransientError | None = None

    @property
    def held(self) -> int:
        """Documents that were archived already when the capture began."""
        return sum(len(plan.owed) - len(plan.missing) for plan in self.plans)


def plan_season(
    season: Season, request: CaptureRequest, archive: RawArchive, clock: Clock = now
) -> SeasonPlan:
    """Work out what a season owes from what the archive holds; nothing is asked for.

    Raises: RawObjectDamaged if the list of games can't be read from the archive.
    """
    if request.games:
        games = tuple(game for game in request.games if game.season == season)
        return _plan(season, games, (), request, archive, discovery=None, is_discovered=True)
    finder = finder_document(season)
    version = archive.newest(finder)
    stale = request.wants_discovery and (
        version is None
        or is_stale(version, FINDER, clock())
        or (request.refresh and FINDER in request.endpoints)
    )
    found = _listed_games(archive, version, is_refreshed=stale)
    listed = of_types(found or (), request.season_types)
    return _plan(
        season,
        tuple(game.game_id for game in listed if game.is_final),
        tuple(game.game_id for game in listed if not game.is_final),
        request,
        archive,
        discovery=finder if stale else None,
        is_discovered=found is not None,
    )


def _listed_games(
    archive: RawArchive, version: RawVersion | None, *, is_refreshed: bool
) -> Sequence[DiscoveredGame] | None:
    """Read the archived list of games; None if there is none, or a damaged one to be replaced."""
    if version is None:
        return None
    try:
        return discovered_games(archive.read(version).body)
    except (AnswerRefused, RawObjectDamaged):
        if is_refreshed:
            return None
        raise


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
            _fail(summary, plan.discovery, error, observer)
        else:
            _count(summary, plan.discovery, answer.body)
            plan = plan_season(season, request, archive, clock)
    summary.plans.append(plan)
    summary.waiting.extend(plan.waiting)
    with job(observer, "capture", len(plan.missing), f"documents of {season}") as running:
        _fetch_all(plan.missing, request, client, summary, observer, running)


def _plan(
    season: Season,
    games: tuple[GameId, ...],
    waiting: tuple[GameId, ...],
    request: CaptureRequest,
    archive: RawArchive,
    *,
    discovery: Document | None,
    is_discovered: bool,
) -> SeasonPlan:
    endpoints = request.game_endpoints
    if request.games and SUMMARY not in endpoints:
        endpoints = (SUMMARY, *endpoints)  # It tells whether a game nobody discovered is final.
    owed = owed_documents(games, endpoints)
    held = held_documents(archive, season, endpoints)
    refreshed = {row.name for row in request.game_endpoints} if request.refresh else set()
    missing = tuple(doc for doc in owed if doc not in held or doc.endpoint in refreshed)
    return SeasonPlan(season, games, waiting, owed, missing, discovery, is_discovered)


def _fetch_all(
    documents: Sequence[Document],
    request: CaptureRequest,
    client: StatsClient,
    summary: CaptureSummary,
    observer: Observer,
    running: Job,
) -> None:
    block_signals = 0
    unplayed: set[str] = set()
    for document in documents:
        if document.entity not in unplayed:
            try:
                answer = client.fetch(document, refresh=request.refresh)
                _count(summary, document, answer.body)
                block_signals = 0
            except (PermanentError, TransientError) as error:
                if isinstance(error, GameNotFinal):
                    unplayed.add(document.entity)
                if isinstance(error, GameNotFinal) and request.games:
                    summary.waiting.append(GameId(document.entity))
                    _note(observer, document, error)
                else:
                    _fail(summary, document, error, observer)
                block_signals = block_signals + signals if (signals := _signals(error)) else 0
                if block_signals >= MOST_BLOCK_SIGNALS:
                    raise _blocked(error) from error
        running.advance(str(document))


def _signals(error: HoopstatError) -> int:
    """Count the requests behind an error that look like being blocked."""
    if isinstance(error, TransientError):
        return MOST_ATTEMPTS
    return 1 if isinstance(error, AccessDenied) else 0


def _blocked(error: HoopstatError) -> TransientError:
    return NoAnswer(
        f"the API did not answer {MOST_BLOCK_SIGNALS} requests in a row or more: {error.message}",
        hint="wait an hour or more, then the same command again: it goes on where it stopped",
    )


def _count(summary: CaptureSummary, document: Document, body: bytes) -> None:
    summary.archived[document.endpoint] += 1
    summary.bytes_archived += len(body)


def _fail(
    summary: CaptureSummary, document: Document, error: HoopstatError, observer: Observer
) -> None:
    summary.failures.append(Failure(document, error))
    _note(observer, document, error)


def _note(observer: Observer, document: Document, error: HoopstatError) -> None:
    observer.noted(
        Event(
            "capture",
            "not_archived",
            f"{document}: {error.message}",
            Level.WARNING,
            {
                "endpoint": document.endpoint,
                "entity": document.entity,
                "kind": error.kind.value,
                "error": type(error).__name__,
            },
        )
    )
