"""The pictures of a validation report: how it went over time, and how values are distributed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from validate import report_charts as charts
from validate.checks import Severity
from validate.report import Distribution, PastVerdict, SeasonScore, ValidationReport
from validate.report_words import counted, month_name, points
from validate.scores import Verdict

MOST_RUNS = 40


@dataclass(frozen=True)
class Figure:
    """A chart, its title, and in words what it shows."""

    title: str
    told: str
    svg: str


def trends(report: ValidationReport, score: SeasonScore) -> tuple[Figure, ...]:
    """Draw score, errors and warnings of a season over the last validations, this one included.

    () if this is the first of its scope.
    """
    season = score.season
    past = [one for one in report.history if one.season == season and one.same_scope][-MOST_RUNS:]
    if not past:
        return ()
    runs = [*past, _present(report, score)]
    scored = [run for run in runs if run.score is not None]
    return (
        *([_trend("Score", scored, _score, points, 0.0001)] if len(scored) > 1 else []),
        _trend("Units with errors", runs, lambda run: run.errors, _count),
        _trend("Units with warnings", runs, lambda run: run.warnings, _count),
    )


def histograms(report: ValidationReport, season: str) -> tuple[Figure, ...]:
    """Draw the distributions of a season, and with each those of what outlives seasons.

    Those without a value are left out.
    """
    own = [one for one in report.distributions if one.season in {season, ""}]
    return tuple(
        _histogram(f"values-{season}-{place}", one)
        for place, one in enumerate(own)
        if charts.most_frequent(one)
    )


def _present(report: ValidationReport, score: SeasonScore) -> PastVerdict:
    failed = dict.fromkeys(Severity, 0)
    for result in report.results:
        for share in result.shares:
            if share.season == score.season:
                failed[result.check.severity] += share.failed
    return PastVerdict(
        run_id=report.run_id,
        checked_at=report.checked_at,
        season=score.season,
        verdict=score.verdict,
        score=score.score,
        errors=failed[Severity.ERROR],
        warnings=failed[Severity.WARN],
    )


def _score(run: PastVerdict) -> float:
    return run.score or 0.0


def _count(value: float) -> str:
    return f"{value:,.0f}"


def _trend(
    title: str,
    runs: list[PastVerdict],
    value: Callable[[PastVerdict], float],
    text: Callable[[float], str],
    step: float = 1,
) -> Figure:
    first, before, last = runs[0], runs[-2], runs[-1]
    told = (
        f"{counted(len(runs), 'validation')}, from {text(value(first))} on {_day(first)} "
        f"to {text(value(last))} now; {text(value(before))} the last time."
    )
    drawn = [
        charts.Point(_day(run), value(run), text(value(run)), run.verdict is Verdict.FAILED)
        for run in runs
    ]
    name = f"trend-{last.season}-{title.lower().replace(' ', '-')}"
    return Figure(title, told, charts.trend(charts.Picture(name, title, told), drawn, step))


def _day(run: PastVerdict) -> str:
    return f"{run.checked_at.day} {month_name(run.checked_at.month)} {run.checked_at.year}"


def _histogram(name: str, distribution: Distribution) -> Figure:
    fullest = charts.most_frequent(distribution)
    count = sum(one.count for one in distribution.bins)
    lowest, highest = distribution.bins[0].lower, distribution.bins[-1].upper
    told = f"{counted(count, 'value')} from {lowest:,g} to {highest:,g} {distribution.unit}"
    if fullest and len(distribution.bins) > 1:
        told += f"; most, {fullest.count:,}, from {fullest.lower:,g} to {fullest.upper:,g}"
    title = distribution.name
    picture = charts.Picture(name, title, f"{told}.")
    return Figure(title, f"{told}.", charts.histogram(picture, distribution))
