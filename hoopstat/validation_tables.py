"""The tables of a validation report: what is there of each season, and how the checks ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from validate.report import Completeness
from validate.report_words import severity_name
from validate.results import CheckResult, Outcome


def documents_table(completeness: Sequence[Completeness]) -> Iterator[RenderableType]:
    if not completeness:
        return
    totals: dict[tuple[str, str], Counter[str]] = {}
    for row in completeness:
        of_endpoint = totals.setdefault((row.season, row.endpoint), Counter())
        of_endpoint.update(owed=row.owed, archived=row.archived, published=row.published)
    yield _table(
        ("season", "documents", "owed", "archived", "published"),
        [
            (season, endpoint, *(f"{total[name]:,}" for name in ("owed", "archived", "published")))
            for (season, endpoint), total in sorted(totals.items())
        ],
        numbers_from=2,
    )


def dimensions_table(results: Sequence[CheckResult]) -> Iterator[RenderableType]:
    """One line for each dimension, in the order of their names."""
    counts: dict[str, Counter[str]] = {}
    for result in sorted(results, key=lambda result: result.check.dimension):
        counts.setdefault(result.check.dimension, Counter())[_column(result)] += 1
    columns = ("passed", "failed (error)", "failed (warning)", "not run")
    yield _table(
        ("checks of", *columns),
        [
            (dimension, *(f"{of_dimension[name]:,}" for name in columns))
            for dimension, of_dimension in counts.items()
        ],
        numbers_from=1,
    )


def _column(result: CheckResult) -> str:
    if result.outcome is Outcome.FAILED:
        return f"{result.outcome} ({severity_name(result.check.severity)})"
    return result.outcome.value


def checks_table(results: Sequence[CheckResult]) -> Iterator[RenderableType]:
    yield _table(
        ("check", "severity", "outcome", "units", "failed", "waived"),
        [
            (
                result.check.name,
                severity_name(result.check.severity),
                _outcome(result),
                f"{result.units:,}",
                f"{result.failed_units:,}",
                f"{sum(share.waived for share in result.shares):,}",
            )
            for result in results
        ],
        numbers_from=3,
    )


def _outcome(result: CheckResult) -> str:
    seasons = ", ".join(one.season for one in result.not_run_in)
    return f"{result.outcome}, not run in {seasons}" if seasons else result.outcome.value


def _table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, numbers_from: int
) -> RenderableType:
    table = Table()
    for number, column in enumerate(columns):
        is_number = number >= numbers_from
        table.add_column(escape(column), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    return table
