"""A validation report as a person reads it: what is wrong first, what is well in a line each.

The verdict comes last, where the eye is when a command has ended; a file or a pipe gets the same
text without line breaks of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from hoopstat.validation_tables import checks_table, dimensions_table, documents_table
from hoopstat.wording import count, instant, one_line
from validate.checks import Severity
from validate.report import HeldGame, ValidationReport
from validate.report_words import (
    examples,
    key_text,
    not_run_told,
    outcomes_told,
    points,
    severity_name,
)
from validate.results import CheckResult, Finding, Outcome, Waiver
from validate.scores import Verdict

MOST_EXAMPLES = 3
MOST_HELD = 10
MOST_PAST = 3
_MOST_NAMES = 5

_STYLES = {Verdict.PASSED: "bold green", Verdict.FAILED: "bold red", Verdict.NOT_RUN: "bold yellow"}
_SEVERITIES = {Severity.ERROR: "red", Severity.WARN: "yellow"}


def print_validation(console: Console, report: ValidationReport, *, every_check: bool) -> None:
    """Write a report; with `every_check` each check has a line, not only those that failed."""
    seasons = ", ".join(map(str, report.seasons))
    _line(console, Text(f"Checks of {report.lake}, seasons {seasons}", style="bold"))
    for part in (
        _failed(report),
        _held(report),
        _waived(report),
        documents_table(report.completeness),
        checks_table(report.results) if every_check else dimensions_table(report.results),
        _not_run(report.results),
        _notes(report),
        _worse(report),
        _verdict(report),
    ):
        _print_part(console, part)


def _print_part(console: Console, part: Iterable[RenderableType]) -> None:
    """Parts that have something to say are set apart by an empty line."""
    for number, renderable in enumerate(part):
        if number == 0:
            console.print()
        if isinstance(renderable, Text):
            _line(console, renderable)
        else:
            console.print(renderable, highlight=False)


def _line(console: Console, text: Text) -> None:
    """A text that must not be broken is longer than a line, and the terminal breaks it."""
    console.print(text, highlight=False, soft_wrap=bool(text.no_wrap))


def _indented(text: Text | str, by: int) -> RenderableType:
    return Padding(Text(text) if isinstance(text, str) else text, (0, 0, 0, by), expand=False)


def _pasted(text: str, by: int) -> Text:
    """What is to be copied is never broken by us; the terminal does that where it must."""
    return Text(" " * by + text, no_wrap=True)


# What failed


def _failed(report: ValidationReport) -> Iterator[RenderableType]:
    failed = [result for result in report.results if result.outcome is Outcome.FAILED]
    for number, result in enumerate(sorted(failed, key=_by_severity)):
        if number:
            yield Text()
        yield from _failed_check(result)


def _by_severity(result: CheckResult) -> tuple[int, str]:
    return list(Severity).index(result.check.severity), result.check.name


def _failed_check(result: CheckResult) -> Iterator[RenderableType]:
    check = result.check
    yield Text.assemble((check.name, f"bold {_SEVERITIES[check.severity]}"), f": {check.claim}")
    told = f"{result.failed_units:,} of {result.units:,} failed"
    yield _indented(f"{severity_name(check.severity)}, {check.dimension}: {told}", 2)
    shown = examples(result.findings, MOST_EXAMPLES)
    told = ""
    for finding in shown:
        yield _indented(_finding(finding), 2)
        for key in finding.raw_keys:
            yield _pasted(key, 4)
        if finding.mend not in ("", told):
            yield _pasted(f"Try: {finding.mend}", 4)
            told = finding.mend
    more = result.finding_count - len(shown)
    if more:
        yield _indented(f"and {more:,} more", 2)


def _finding(finding: Finding) -> str:
    told = f"expected {finding.expected}, observed {finding.observed}"
    return one_line(f"{key_text(finding.key)}: {told}")


# What does not count, or is not there


def held_lines(held: Sequence[HeldGame], most: int | None = None) -> Iterator[RenderableType]:
    """Tell the games in quarantine, each with the reason; `most` None is all of them."""
    for game in held[:most]:
        month = f"{game.season}, month {game.month}"
        yield _indented(one_line(f"{game.game_id} ({month}): {game.reason}"), 2)


def _held(report: ValidationReport) -> Iterator[RenderableType]:
    held = report.held_games
    if not held:
        return
    title = f"{count(len(held), 'game')} held back in quarantine, so not in the tables:"
    yield Text(title, style="bold")
    yield from held_lines(held, MOST_HELD)
    if len(held) > MOST_HELD:
        everything = report.rebuilding.validation("--quarantine")
        yield _pasted(f"and {len(held) - MOST_HELD:,} more: {everything}", 2)


def _waived(report: ValidationReport) -> Iterator[RenderableType]:
    waived = [(result, told) for result in report.results for told in result.waived]
    if not waived:
        return
    total = sum(result.waived_count for result in report.results)
    yield Text(f"{count(total, 'finding')} waived:", style="bold")
    counted = Counter(_waiver(told.waiver) for _, told in waived)
    for waiver, number in counted.items():
        yield _indented(f"{waiver} ({count(number, 'finding')})", 2)


def _waiver(waiver: Waiver) -> str:
    return f"{waiver.check}, {key_text(waiver.key)}: {waiver.reason}, until {waiver.until}"


# What to know beside it


def _not_run(results: Sequence[CheckResult]) -> Iterator[RenderableType]:
    told = [f"{_few(names)} ({reason})" for reason, names in not_run_told(results).items()]
    if told:
        yield Text(f"Not run: {'; '.join(told)}.")


def _few(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= _MOST_NAMES else count(len(names), "check")


def _notes(report: ValidationReport) -> Iterator[RenderableType]:
    for waiver in report.expired:
        yield Text(f"A waiver is over and does nothing any more: {_waiver(waiver)}.")
    for waiver in report.unused:
        yield Text(f"A waiver that nothing was found for: {_waiver(waiver)}.")
    for told in report.unread:
        yield Text(f"A file of the history can't be read and was left out: {told}.")


def _worse(report: ValidationReport) -> Iterator[RenderableType]:
    if report.worse:
        yield Text("Worse than the last time:", style="bold")
        for sentence in report.worse:
            yield _indented(sentence, 2)


def _verdict(report: ValidationReport) -> Iterator[RenderableType]:
    """What came before and what was owed, then the verdict, that of each season if there are
    several.
    """
    past = _past(report)
    if past:
        yield Text(f"Before: {past}.")
    if report.limits:
        yield Text(f"{report.limits}.")
    if len(report.season_scores) > 1:
        for season in report.season_scores:
            told = (season.verdict.value, _STYLES[season.verdict])
            ended = outcomes_told(report.results, season.season)
            score = f", score {points(season.score)}; {ended}."
            yield Text.assemble(f"{season.season}: ", told, score)
    yield Text.assemble(
        "Verdict: ",
        (report.verdict.value, _STYLES[report.verdict]),
        f". Score {points(report.score)}; {outcomes_told(report.results)}.",
    )


def _past(report: ValidationReport) -> str:
    """Tell the last verdicts of the same scope, and how many validations had another."""
    same = [past for past in report.history if past.same_scope]
    told = [
        f"{past.season} {past.verdict} on {instant(past.checked_at)}" for past in same[-MOST_PAST:]
    ]
    if report.of_other_scope:
        told.append(f"{count(report.of_other_scope, 'validation')} of another scope")
    return "; ".join(told)
