"""`hoopstat validate`: the tables against every check."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hoopstat import options
from hoopstat.console import (
    CommandObserver,
    Summary,
    command_console,
    print_data,
    print_error,
    print_table,
)
from lake.date_range import DateRange
from lake.instants import now
from lake.open_lake import open_lake
from lake.seasons import parse_season_types
from lake.store import Store
from lake.telemetry import Event, Level, new_run_id
from validate.checks import Severity, load_checks
from validate.report import ValidationReport
from validate.report_json import to_json
from validate.results import CheckResult, Finding, Outcome
from validate.run import ValidationRequest, validate
from validate.scores import Verdict

CHECKS_FAILED = 1
MOST_EXAMPLES = 3


class ReportFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


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


def command(
    context: typer.Context,
    lake: options.Lake = options.DEFAULT_LAKE,
    s3_bucket: options.S3Bucket = None,
    s3_endpoint_url: options.S3EndpointUrl = None,
    season: options.Seasons = None,
    season_types: options.SeasonTypes = options.DEFAULT_TYPES,
    from_date: options.From = None,
    to_date: options.To = None,
    report_format: Format = ReportFormat.TEXT,
    checks: Checks = None,
    fail_on: FailOn = Severity.ERROR,
    threads: options.Threads = None,
    memory_limit: options.MemoryLimit = None,
    log_format: options.Log = options.LogFormat.AUTO,
) -> int:
    """Judge the published tables and the completeness of the archive by SQL checks.

    --from and --to limit what the archive owes; the tables are judged as a whole.
    Exit codes: 0 passed, 1 checks failed, 2 usage, 3 nothing to validate, 5 lake unavailable.
    """
    dates = DateRange.parse(from_date, to_date)
    request = ValidationRequest(
        checks=load_checks(checks),
        seasons=options.parse_seasons(season) or dates.seasons(now().date()),
        season_types=parse_season_types(season_types),
        dates=dates,
        fail_on=fail_on,
        duck=options.duck_settings(threads, memory_limit),
    )
    address = options.lake_address(context, lake, s3_bucket, s3_endpoint_url)
    run_id = new_run_id()
    with command_console(log_format, run_id) as shown:
        report = validate_stage(open_lake(address, must_exist=True), request, run_id, shown)
    print_report(report, report_format)
    if report.verdict is Verdict.FAILED:
        failed = [result for result in report.results if result.outcome is Outcome.FAILED]
        print_error(
            f"checks failed: {', '.join(result.check.name for result in failed)}",
            f"hoopstat validate --lake {report.lake} --format json, which tells every finding",
        )
    return exit_code(report)


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


def exit_code(report: ValidationReport) -> int:
    """Nothing but a passed verdict is success."""
    return 0 if report.verdict is Verdict.PASSED else CHECKS_FAILED


def print_report(report: ValidationReport, report_format: ReportFormat) -> None:
    """Write the report to stdout."""
    if report_format is ReportFormat.JSON:
        print_data(to_json(report))
    else:
        print_table(_summary(report))


def _summary(report: ValidationReport) -> Summary:
    rows = [
        (
            result.check.name,
            result.check.severity.value,
            _outcome(result),
            f"{result.units:,}",
            f"{result.failed_units:,}",
        )
        for result in report.results
    ]
    return Summary(
        "validate",
        f"Checks of {report.lake}, seasons {', '.join(map(str, report.seasons))}",
        ("check", "severity", "outcome", "units", "failed"),
        rows,
        {},
        [*_examples(report), *_notes(report), _verdict_line(report)],
    )


def _outcome(result: CheckResult) -> str:
    return f"not run: {result.reason}" if result.reason else result.outcome.value


def _examples(report: ValidationReport) -> list[str]:
    lines = []
    for result in report.results:
        if result.outcome is not Outcome.FAILED:
            continue
        lines += ["", f"{result.check.name}: {result.check.claim}"]
        lines += [f"  {_finding(finding)}" for finding in result.findings[:MOST_EXAMPLES]]
        more = result.finding_count - len(result.findings[:MOST_EXAMPLES])
        if more:
            lines.append(f"  and {more:,} more")
    return lines


def _finding(finding: Finding) -> str:
    key = ", ".join(f"{name} {value}" for name, value in finding.key.items())
    return f"{key}: expected {finding.expected}, observed {finding.observed}"


def _notes(report: ValidationReport) -> list[str]:
    limits = (
        []
        if report.dates.is_every_date
        else [f"Owed are the games of these dates only: {report.dates}."]
    )
    return limits + [
        f"{season} has no list of its games in the archive, so a game that is missing altogether "
        f"can't be seen: hoopstat capture --season {season} --endpoints leaguegamefinder"
        for season in report.undiscovered
    ]


def _verdict_line(report: ValidationReport) -> str:
    points = "not judged" if report.score is None else f"{report.score:.4f}"
    not_run = sum(result.outcome is Outcome.NOT_RUN for result in report.results)
    failed = sum(result.outcome is Outcome.FAILED for result in report.results)
    passed = len(report.results) - failed - not_run
    return (
        f"Verdict: {report.verdict.value}. Score {points}; "
        f"{passed} passed, {failed} failed, {not_run} not run."
    )
