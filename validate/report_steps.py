"""What to do next about a validation report."""

from __future__ import annotations

from dataclasses import dataclass

from validate.checks import Severity
from validate.report import ValidationReport
from validate.report_commands import Mending, mendings, unlisted
from validate.report_words import counted
from validate.results import CheckResult, Outcome

_MOST_COMMANDS = 8


@dataclass(frozen=True)
class Step:
    """What is to be done, and the command that does it, "" where there is none."""

    told: str
    command: str = ""


def next_steps(report: ValidationReport) -> tuple[Step, ...]:
    """List what makes the report better, errors before warnings; () if there is nothing to do."""
    failed = failed_results(report)
    steps = [*_commands(failed), *_looks(failed)]
    if any(step.command for step in steps):
        steps.append(_again(report, sum(_left(result) for result in failed)))
    steps += [
        Step(f"Look again at the waiver of {waiver.check}, which ended on {waiver.until}.")
        for waiver in report.expired
    ]
    return tuple(steps)


def failed_results(report: ValidationReport) -> list[CheckResult]:
    """List the failed checks, errors first, those with the most failed units before the others."""
    failed = [result for result in report.results if result.outcome is Outcome.FAILED]
    return sorted(
        failed,
        key=lambda result: (
            result.check.severity is not Severity.ERROR,
            -result.failed_units,
            result.check.name,
        ),
    )


def _commands(failed: list[CheckResult]) -> list[Step]:
    found = mendings(failed)
    steps = [
        Step(
            f"Mend {counted(mending.findings, 'finding')} of {_enumerated(mending.checks)}"
            f"{_listed(mending, failed)}.",
            mending.command,
        )
        for mending in found[:_MOST_COMMANDS]
    ]
    if more := len(found) - len(steps):
        steps.append(Step(f"And {counted(more, 'command')} more, each beside its finding."))
    return steps


def _listed(mending: Mending, failed: list[CheckResult]) -> str:
    """Say how many of the findings are listed; "" where all are."""
    if mending.unlisted:
        return f", {mending.findings - mending.unlisted:,} of which are listed"
    left = sum(_left(result) for result in failed if result.check.name in mending.checks)
    return f"; {left:,} more were found and are not listed" if left else ""


def _left(result: CheckResult) -> int:
    """Count the findings that are not listed, and that no command is known to mend."""
    mended = sum(count for _, count in unlisted(result))
    return result.finding_count - len(result.findings) - mended


def _looks(failed: list[CheckResult]) -> list[Step]:
    counts = {result.check.name: _without_command(result) for result in failed}
    names = dict.fromkeys(name for name, count in counts.items() if count)
    if not names:
        return []
    told = f"Look at {counted(sum(counts.values()), 'finding')} of {_enumerated(names)}"
    return [Step(f"{told} that no command mends, and waive what is true.")]


def _without_command(result: CheckResult) -> int:
    count = sum(not finding.mend for finding in result.findings)
    return result.finding_count if count == len(result.findings) else count


def _again(report: ValidationReport, unlisted: int) -> Step:
    more = f": {counted(unlisted, 'more finding')} did not fit in here" if unlisted else ""
    return Step(
        f"Build the tables again, and judge them again{more}.",
        report.rebuilding.after(),
    )


def _enumerated(names: dict[str, None]) -> str:
    first, *others = names
    return f"{first} and {counted(len(others), 'other check')}" if others else first
