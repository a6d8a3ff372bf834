"""`hoopstat validate`: the tables against every check."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hoopstat import options
from hoopstat.console import (
    CommandObserver,
    command_console,
    print_data,
    print_error,
    stdout_console,
)
from hoopstat.quarantine_view import print_quarantine, quarantine_json
from hoopstat.validation_hint import typed_options, what_is_wrong
from hoopstat.validation_view import print_validation
from lake.commands import Commands
from lake.date_range import DateRange
from lake.errors import CriticalError, Incomplete, LakeUnavailable, UsageError
from lake.instants import now
from lake.open_lake import open_lake
from lake.seasons import Season, parse_season_types
from lake.store import Store
from lake.telemetry import Event, Level, new_run_id
from validate.checks import Severity, load_checks
from validate.keeping import keep_report
from validate.quarantine import held_games
from validate.report import ValidationReport
from validate.report_html import to_html
from validate.report_json import to_json
from validate.report_junit import to_junit
from validate.run import ValidationRequest, validate
from validate.scope import Scope
from validate.scores import Verdict
from validate.waivers import load_waivers

CHECKS_FAILED = 1


class ReportFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"
    HTML = "html"


_WRITTEN: Mapping[ReportFormat, Callable[[ValidationReport], str]] = {
    ReportFormat.JSON: to_json,
    ReportFormat.JUNIT: to_junit,
    ReportFormat.HTML: to_html,
}
"""The formats that are for programs, or for a browser; text is drawn for the terminal it is on."""

Format = Annotated[
    ReportFormat,
    typer.Option("--format", envvar="HOOPSTAT_FORMAT", help="The report that goes to stdout."),
]
Checks = Annotated[
    Path | None,
    typer.Option(
        envvar="HOOPSTAT_CHECKS", metavar="DIR", help="A folder of checks of your own, added."
    ),
]
FailOn = Annotated[
    Severity,
    typer.Option(envvar="HOOPSTAT_FAIL_ON", help="The severity from which the verdict is failed."),
]


Keep = Annotated[
    bool,
    typer.Option(
        "--keep/--no-keep",
        envvar="HOOPSTAT_KEEP",
        help="Keep the report and every result under data-quality/ in the lake.",
    ),
]
Every = Annotated[
    bool,
    typer.Option(
        "--all", envvar="HOOPSTAT_ALL", help="A line for every check, not only for what failed."
    ),
]
Quarantine = Annotated[
    bool,
    typer.Option(
        "--quarantine",
        envvar="HOOPSTAT_QUARANTINE",
        help="Only list the games that a transform holds back, and why; nothing is judged.",
    ),
]


def command(
    context: typer.Context,
    lake: options.Lake = options.DEFAULT_LAKE,
    s3_bucket: options.S3Bucket = None,
    s3_endpoint_url: options.S3EndpointUrl = None,
    season: options.Seasons = None,
    season_types: options.SeasonTypes = options.DEFAULT_TYPES,
    games: options.Games = None,
    from_date: options.From = None,
    to_date: options.To = None,
    report_format: Format = ReportFormat.TEXT,
    every_check: Every = False,
    checks: Checks = None,
    waivers: options.Waivers = None,
    fail_on: FailOn = Severity.ERROR,
    keep: Keep = True,
    quarantine: Quarantine = False,
    threads: options.Threads = None,
    memory_limit: options.MemoryLimit = None,
    log_format: options.Log = options.LogFormat.AUTO,
) -> int:
    """Judge the published tables and the completeness of the archive by SQL checks.

    --games, --from and --to limit what the archive owes; the tables are judged as a whole. Nothing
    but the lake is read.
    Exit codes: 0 passed, 1 checks failed, 2 usage, 3 nothing to validate, 5 lake unavailable.
    """
    dates = DateRange.parse(from_date, to_date)
    scope = Scope(parse_season_types(season_types), dates, options.parse_games(games))
    seasons = _seasons(season, scope)
    address = options.lake_address(context, lake, s3_bucket, s3_endpoint_url)
    if quarantine:
        store = open_lake(address, must_exist=True)
        commands = Commands(store.location, s3_endpoint_url)
        return _list_quarantine(store, commands, seasons, report_format)
    loaded = load_checks(checks)
    files = {"--checks": checks, "--waivers": waivers}
    duck = options.duck_settings(threads, memory_limit)
    request = ValidationRequest(
        checks=loaded,
        seasons=seasons,
        scope=scope,
        fail_on=fail_on,
        duck=duck,
        waivers=load_waivers(waivers, loaded),
        s3_endpoint_url=s3_endpoint_url,
        typed=typed_options(seasons, scope, files, fail_on, keep=keep, duck=duck),
    )
    run_id = new_run_id()
    with command_console(log_format, run_id) as shown:
        store = open_lake(address, must_exist=True)
        report = validate_stage(store, request, run_id, shown)
    print_report(report, report_format, every_check=every_check)
    if keep:
        keep_stage(store, report)
    if report.verdict is not Verdict.PASSED:
        print_error(*what_is_wrong(report))
    return exit_code(report)


def _seasons(typed: Sequence[str] | None, scope: Scope) -> tuple[Season, ...]:
    """Those that are named, else those of the games or the dates; () is all. Raises: UsageError."""
    named = options.parse_seasons(typed)
    if scope.games and named:
        raise UsageError("--games stands instead of --season", hint="one or the other")
    of_games = tuple(sorted({game.season for game in scope.games}))
    return named or of_games or scope.dates.seasons(now().date())


def validate_stage(
    store: Store, request: ValidationRequest, run_id: str, shown: CommandObserver
) -> ValidationReport:
    """Validate. Raises: Incomplete; UsageError; LakeUnavailable."""
    report = validate(store, request, run_id, shown.observer)
    shown.observer.noted(
        Event(
            "validate",
            "verdict",
            f"verdict: {report.verdict}",
            Level.INFO if report.verdict is Verdict.PASSED else Level.ERROR,
            {"verdict": report.verdict.value, "data_quality_score": report.score},
        )
    )
    return report


def keep_stage(store: Store, report: ValidationReport) -> None:
    """Keep a report that was shown already. Raises: LakeUnavailable with what else to type."""
    try:
        keep_report(store, report)
    except CriticalError as error:
        raise LakeUnavailable(
            f"the report can't be kept in the lake: {error.message}",
            hint="the same command with --no-keep, which shows the report and keeps nothing",
            key=error.key,
        ) from error


def exit_code(report: ValidationReport) -> int:
    """Nothing but a passed verdict is success."""
    return {Verdict.PASSED: 0, Verdict.FAILED: CHECKS_FAILED}.get(
        report.verdict, Incomplete.exit_code
    )


def print_report(
    report: ValidationReport, report_format: ReportFormat, *, every_check: bool = False
) -> None:
    """Write the report to stdout."""
    if report_format in _WRITTEN:
        print_data(_WRITTEN[report_format](report))
    else:
        print_validation(stdout_console(), report, every_check=every_check)


def _list_quarantine(
    store: Store, commands: Commands, seasons: tuple[Season, ...], report_format: ReportFormat
) -> int:
    """Show what is held back. Raises: UsageError if that has no such format; Incomplete."""
    with tempfile.TemporaryDirectory(prefix="hoopstat-") as scratch:
        held = held_games(store, seasons, Path(scratch))
    if report_format is ReportFormat.JSON:
        print_data(quarantine_json(store.location, held))
    elif report_format is ReportFormat.TEXT:
        print_quarantine(stdout_console(), commands, held)
    else:
        raise UsageError(
            f"the list of the quarantine is not written as {report_format}",
            hint="--format text, or --format json",
        )
    return 0
