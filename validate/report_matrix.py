"""Heat maps of a validation report, as tables: months across, what is judged down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from validate.report import Completeness, PartitionScore, ValidationReport
from validate.report_words import counted, month_name, percentage, points, season_order
from validate.results import CheckResult, Outcome, Share
from validate.scores import OF_LISTS, Verdict, month_verdict

MOST_RUNS = 8

_SLIGHT, _CLEAR = 0.01, 0.1


@dataclass(frozen=True)
class Cell:
    """`mark` gives the colour, `text` stands in the cell, `told` says the same in a sentence."""

    mark: str = "blank"
    text: str = "–"
    told: str = "nothing to judge"


@dataclass(frozen=True)
class Row:
    """`note` stands in place of the cells where there is none; `target` is linked to."""

    name: str
    cells: tuple[Cell, ...] = ()
    note: str = ""
    target: str = ""


@dataclass(frozen=True)
class Group:
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Matrix:
    """`columns` are names of months."""

    columns: tuple[str, ...]
    groups: tuple[Group, ...]


def completeness_matrix(rows: Sequence[Completeness], season: str) -> Matrix | None:
    """Set out which part of what is owed is published, endpoints by months; None without rows."""
    own: dict[tuple[str, int | None], Completeness] = {
        (row.endpoint, row.month): row for row in rows if row.season == season
    }
    months = _months(month for _, month in own)
    endpoints = dict.fromkeys(endpoint for endpoint, _ in own)
    drawn = tuple(
        Row(name, tuple(_completeness_cell(own.get((name, month))) for month in months))
        for name in endpoints
    )
    return _matrix(months, (Group("", drawn),)) if own else None


def quality_matrices(
    results: Sequence[CheckResult], season: str
) -> tuple[Matrix | None, Matrix | None]:
    """Set out how many units failed, checks by months, a group a dimension.

    The first has the checks that found something or judged nothing, the second the others; None
    where there are none.
    """
    sound = [result for result in results if _is_sound(result, season)]
    others = [result for result in results if not _is_sound(result, season)]
    return _checks_by_months(others, season), _checks_by_months(sound, season)


def partition_matrix(partitions: Sequence[PartitionScore], season: str) -> Matrix | None:
    """Set out the scores of the published files, tables by months; None without any."""
    own = {
        (one.table, one.month): (one.verdict, one.score)
        for one in partitions
        if one.season == season
    }
    unjudged = (Verdict.NOT_RUN, None)
    months = _months(month for _, month in own)
    tables = dict.fromkeys(table for table, _ in own)
    rows = tuple(
        Row(table, tuple(_score_cell(*own.get((table, month), unjudged)) for month in months))
        for table in tables
    )
    return _matrix(months, (Group("", rows),)) if own else None


def history_matrix(report: ValidationReport, season: str) -> Matrix | None:
    """Set out the scores of the months in the last validations, this one first; None if it is the
    first of its scope.
    """
    past = [one for one in report.past_months if one.season == season and one.same_scope]
    runs = dict.fromkeys((one.checked_at, one.run_id) for one in reversed(past))
    if not past:
        return None
    present = {
        month: month_verdict(report.results, season, month, fail_on=report.fail_on)
        for month in _scored_months(report.results, season)
    }
    earlier = {(one.run_id, one.month): (one.verdict, one.score) for one in past}
    months = _months([*present, *(one.month for one in past)])
    unjudged = (Verdict.NOT_RUN, None)
    cells = (_score_cell(*present.get(month, unjudged)) for month in months)
    rows = [Row("this validation", tuple(cells))]
    for instant, run_id in list(runs)[:MOST_RUNS]:
        cells = (_score_cell(*earlier.get((run_id, month), unjudged)) for month in months)
        rows.append(Row(f"{instant:%Y-%m-%d %H:%M}, {run_id}", tuple(cells)))
    return _matrix(months, (Group("", tuple(rows)),))


def _scored_months(results: Sequence[CheckResult], season: str) -> set[int | None]:
    """Name the months that the lake has something of, is owed something of, or failed."""
    return {
        share.month
        for result in results
        for share in _own(result, season)
        if share.failed or (share.units and not result.check.over.startswith(OF_LISTS))
    }


def _months(months: Iterable[int | None]) -> list[int | None]:
    return sorted(set(months), key=season_order)


def _matrix(months: Sequence[int | None], groups: tuple[Group, ...]) -> Matrix:
    return Matrix(tuple(map(month_name, months)), groups)


def _checks_by_months(results: Sequence[CheckResult], season: str) -> Matrix | None:
    shares = (share for result in results for share in _own(result, season))
    months = _months(share.month for share in shares if share.units) or [None]
    ordered = sorted(results, key=lambda result: (result.check.dimension, result.check.name))
    groups = tuple(
        Group(dimension, tuple(_quality_row(result, season, months) for result in own))
        for dimension, own in groupby(ordered, key=lambda result: result.check.dimension)
    )
    return _matrix(months, groups) if groups else None


def _is_sound(result: CheckResult, season: str) -> bool:
    own = _own(result, season)
    return any(share.units for share in own) and not any(share.failed for share in own)


def _own(result: CheckResult, season: str) -> list[Share]:
    """List the shares of a season; what outlives seasons is shown with each."""
    return [share for share in result.shares if share.season in {season, ""}]


def _completeness_cell(row: Completeness | None) -> Cell:
    if row is None or not row.owed:
        return Cell()
    missing, unpublished = row.owed - row.archived, row.archived - row.published
    if row.published >= row.owed:
        return Cell("full", "✓", f"all {row.owed:,} published")
    share = percentage(max(row.published, 0), row.owed)
    told = [f"{row.published:,} of {row.owed:,} published"]
    told += [f"{missing:,} not archived"] if missing > 0 else []
    told += [f"{unpublished:,} archived and not published"] if unpublished > 0 else []
    level = _level((row.owed - row.published) / row.owed)
    return Cell(f"error-{level}", share.removesuffix(" %"), ", ".join(told))


def _quality_row(result: CheckResult, season: str, months: Sequence[int | None]) -> Row:
    name = result.check.name
    if reason := result.reason_in(season):
        return Row(name, note=f"not run: {reason}")
    own = {share.month: share for share in _own(result, season)}
    target = name if result.outcome is Outcome.FAILED else ""
    cells = tuple(_quality_cell(own.get(month), result.check.severity.value) for month in months)
    return Row(name, cells, target=target)


def _quality_cell(share: Share | None, severity: str) -> Cell:
    if share is None or not share.units:
        return Cell()
    judged = counted(share.units, "unit")
    if not share.failed:
        return Cell("full", "·", f"{judged} passed")
    mark = f"{severity}-{_level(share.failed / share.units)}"
    return Cell(mark, _short(share.failed), f"{share.failed:,} of {judged} failed")


def _score_cell(verdict: Verdict, score: float | None) -> Cell:
    if verdict is Verdict.NOT_RUN or score is None:
        return Cell()
    told = f"{verdict.value}, score {points(score)}"
    if verdict is Verdict.FAILED:
        return Cell(f"error-{_level(1 - score)}", _tersely(score), told)
    if score < 1:
        return Cell(f"warn-{_level(1 - score)}", _tersely(score), told)
    return Cell("full", "✓", told)


def _tersely(score: float) -> str:
    return points(score)[1:5] if score < 1 else "1"


def _level(share: float) -> int:
    return 1 if share <= _SLIGHT else 2 if share <= _CLEAR else 3


def _short(count: int) -> str:
    return str(count) if count < 1000 else f"{count / 1000:.1f}k" if count < 10_000 else "9k+"
