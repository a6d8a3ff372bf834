"""A validation: the published tables of some seasons against every check."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lake.archive import RawArchive
from lake.commands import Commands
from lake.duck import DuckSettings, published_partitions
from lake.errors import Incomplete
from lake.instants import Clock, now
from lake.keys import Partition, published_key
from lake.seasons import Season
from lake.store import Store
from lake.telemetry import Observer
from validate.checks import Check, Severity
from validate.completeness import completeness
from validate.distributions import distributions
from validate.game_scores import game_scores
from validate.inventory import add_inventory
from validate.looked_at import add_seasons_looked_at
from validate.null_values import add_null_values
from validate.past import with_history
from validate.quarantine import add_held_games, told_held_games
from validate.read_objects import unreadable_files
from validate.report import HeldGame, PartitionScore, SeasonScore, ValidationReport
from validate.request_log import add_request_log
from validate.results import CheckResult, Waiver
from validate.runner import run_checks
from validate.scope import EVERYTHING, Scope
from validate.scores import Verdict, partition_verdict, score, season_verdict, verdict, worst
from validate.stored_files import add_stored_files
from validate.tables import open_tables
from validate.tracing import Tracer
from validate.typed import LIMITS, Rebuilding, options_of
from validate.unjudged import with_unjudged
from validate.waivers import expired, in_effect, unused

_EXAMPLE = Season(2024)


@dataclass(frozen=True)
class ValidationRequest:
    """`seasons` () is every season that has published tables or raw answers.

    Raises: UsageError if the dates of its scope have no day of one of them.

    `scope` limits what is owed, as a capture of it would; tables are judged as a whole.
    `waivers` are a person's, expired ones too. `s3_endpoint_url`, and the options that were
    `typed`, are for the commands that people are told to type.
    """

    checks: tuple[Check, ...]
    seasons: tuple[Season, ...] = ()
    scope: Scope = EVERYTHING
    fail_on: Severity = Severity.ERROR
    duck: DuckSettings = field(default_factory=DuckSettings)
    waivers: tuple[Waiver, ...] = ()
    s3_endpoint_url: str | None = None
    typed: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scope.dates.require_days_of(self.seasons)

    def commands(self, store: Store) -> Commands:
        return Commands(store.location, self.s3_endpoint_url)


def validate(
    store: Store,
    request: ValidationRequest,
    run_id: str,
    observer: Observer,
    clock: Clock = now,
) -> ValidationReport:
    """Run every check over the published tables.

    Nothing is written; `keeping.keep_report` keeps what comes back.
    Raises: Incomplete if there is nothing to validate; UsageError if a check can't be run;
    CriticalError if disk or memory do not suffice; LakeUnavailable.
    """
    archive = RawArchive(store)
    partitions = published_partitions(store)
    seasons = request.seasons or _seasons_there(request, partitions, archive)
    wanted = [partition for partition in partitions if partition.season in seasons]
    if not wanted:
        raise _nothing_published(store, request, seasons, archive.seasons())
    with open_tables(store, wanted, request.duck) as (connection, scratch):
        checked_at = clock()
        undiscovered = add_inventory(connection, archive, seasons, request.scope)
        add_null_values(connection)
        add_seasons_looked_at(connection, archive, seasons, request.scope, checked_at)
        add_request_log(connection, store, request.seasons)
        add_held_games(connection, store, seasons, scratch)
        add_stored_files(connection, store, request.seasons)
        waivers = in_effect(request.waivers, checked_at.date())
        results = run_checks(
            connection,
            request.checks,
            observer,
            request.duck.workers,
            waivers,
        )
        results = with_unjudged(connection, results, seasons)
        held = told_held_games(connection)
        season_scores = _season_scores(results, seasons, request.fail_on)
        report = ValidationReport(
            lake=store.location,
            s3_endpoint_url=request.s3_endpoint_url,
            typed=request.typed,
            run_id=run_id,
            checked_at=checked_at,
            seasons=seasons,
            undiscovered=undiscovered,
            verdict=_whole(results, season_scores, request.fail_on),
            score=score(results),
            results=_traced(archive, request, results, held),
            scope=request.scope,
            season_scores=season_scores,
            partitions=tuple(_partition_scores(results, wanted, unreadable_files(connection))),
            games=game_scores(connection, request.checks, request.fail_on),
            completeness=completeness(connection),
            held_games=held,
            distributions=distributions(connection),
            expired=expired(request.waivers, checked_at.date()),
            unused=unused(waivers, results, seasons),
            fail_on=request.fail_on,
        )
        return with_history(connection, store, report, scratch)


def _seasons_there(
    request: ValidationRequest, partitions: Sequence[Partition], archive: RawArchive
) -> tuple[Season, ...]:
    there = {partition.season for partition in partitions} | set(archive.seasons())
    return tuple(sorted(filter(request.scope.dates.has_days_of, there)))


def _nothing_published(
    store: Store,
    request: ValidationRequest,
    seasons: Sequence[Season],
    archived: Sequence[Season],
) -> Incomplete:
    """Say what to type, and of seasons that the archive has nothing of what it has instead."""
    steps = Rebuilding(request.commands(store), request.typed)
    lacking = [season for season in seasons if season not in archived]
    named = f" of {', '.join(map(str, seasons))}" if request.seasons else ""
    message = f"there are no published tables{named} in {store.location}"
    if archived and not lacking:
        return Incomplete(message, hint=steps.after())
    if archived:
        message += f"; the lake holds {', '.join(map(str, archived))}"
    return Incomplete(message, hint=steps.after(steps.captured(lacking or [_EXAMPLE])))


def _traced(
    archive: RawArchive,
    request: ValidationRequest,
    results: Sequence[CheckResult],
    held: Sequence[HeldGame],
) -> tuple[CheckResult, ...]:
    tracer = Tracer(
        archive,
        request.commands(archive.store),
        frozenset(game.game_id for game in held),
        options_of(request.typed, LIMITS),
    )
    return tuple(tracer.trace(result) for result in results)


def _whole(
    results: Sequence[CheckResult], seasons: Sequence[SeasonScore], fail_on: Severity
) -> Verdict:
    """The verdict of the whole is that of its worst season."""
    everything = verdict(results, fail_on=fail_on)
    return worst([everything, *(season.verdict for season in seasons)])


def _season_scores(
    results: Sequence[CheckResult], seasons: Sequence[Season], fail_on: Severity
) -> tuple[SeasonScore, ...]:
    names = map(str, seasons)
    return tuple(
        SeasonScore(name, *season_verdict(results, name, fail_on=fail_on)) for name in names
    )


def _partition_scores(
    results: Sequence[CheckResult], partitions: Sequence[Partition], unreadable: Collection[str]
) -> Iterator[PartitionScore]:
    """Nothing is sound in a file that can't be read."""
    for part in sorted(partitions, key=published_key):
        season = str(part.season)
        judged = partition_verdict(results, part.table, season, part.month)
        if published_key(part) in unreadable:
            judged = Verdict.FAILED, 0.0
        yield PartitionScore(part.table, season, part.month, *judged)
