"""What a validation that is not passed ends with: what is wrong, and what to type first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lake.duck import DuckSettings
from lake.endpoints import FINDER
from lake.seasons import DEFAULT_SEASON_TYPES, Season
from validate.checks import Mend, Severity
from validate.report import ValidationReport
from validate.results import CheckResult, Outcome
from validate.scope import Scope
from validate.scores import Verdict, closing

_MOST_COMMANDS = 5


def typed_options(
    seasons: Sequence[Season],
    scope: Scope,
    files: Mapping[str, Path | None],
    fail_on: Severity,
    *,
    keep: bool,
    duck: DuckSettings,
) -> dict[str, str]:
    """Name the options that make a validation what it is, without those that are left out."""
    types = scope.season_types
    named = {
        "--season": "" if scope.games else ",".join(map(str, seasons)),
        "--games": ",".join(map(str, scope.games)),
        "--season-types": ",".join(types) if types != DEFAULT_SEASON_TYPES else "",
        "--from": str(scope.dates.first or ""),
        "--to": str(scope.dates.last or ""),
        **{name: str(path or "") for name, path in files.items()},
        "--fail-on": fail_on.value if fail_on is not Severity.ERROR else "",
        "--threads": str(duck.threads or ""),
        "--memory-limit": duck.memory_limit or "",
    }
    typed = {name: value for name, value in named.items() if value}
    return typed if keep else typed | {"--no-keep": ""}


def what_is_wrong(report: ValidationReport) -> tuple[str, str]:
    """Say it in one line, and what to type in another."""
    if report.verdict is Verdict.NOT_RUN:
        return _nothing_judged(report)
    failed = [
        result
        for result in report.results
        if result.outcome is Outcome.FAILED and result.check.severity in closing(report.fail_on)
    ]
    return f"checks failed: {', '.join(result.check.name for result in failed)}", _hint(
        report, failed
    )


def _nothing_judged(report: ValidationReport) -> tuple[str, str]:
    """What the lake has no list of games of either is to be captured first."""
    empty = [one.season for one in report.season_scores if one.score is None]
    lacking = [season for season in report.undiscovered if str(season) in empty]
    first = [report.rebuilding.captured(lacking)] if lacking else []
    told = f"nothing could be judged of {', '.join(empty) or report.lake}"
    return told, report.rebuilding.after(*first)


def _hint(report: ValidationReport, failed: Sequence[CheckResult]) -> str:
    """What is missing comes first: the rest can't be judged without it."""
    missing = [result for result in failed if _is_missing(result)]
    mends = [_mends(result) for result in missing or failed]
    found = list(dict.fromkeys(command for commands in mends for command in commands))
    first = found[: _MOST_COMMANDS if missing else 1]
    if not first:
        return report.rebuilding.validation("--format", "json")
    if first[0].startswith("hoopstat transform "):
        return " && ".join((*first, report.rebuilding.validation()))
    return report.rebuilding.after(*first)


def _is_missing(result: CheckResult) -> bool:
    """What is asked for first, and the lists of games, which tell what is missing."""
    asks_for_lists = result.check.asks == (FINDER.name,)
    return bool(_mends(result)) and (result.check.mend is Mend.CAPTURE or asks_for_lists)


def _mends(result: CheckResult) -> list[str]:
    """List the first command of each season."""
    by_season: dict[str, str] = {}
    for finding in result.findings:
        if finding.mend:
            by_season.setdefault(finding.season, finding.mend)
    return list(dict.fromkeys(by_season.values()))
