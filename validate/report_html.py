"""A validation report as one HTML file, which needs neither a network nor a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lake import __version__
from validate.checks import Severity
from validate.report import Completeness, GameScore, HeldGame, SeasonScore, ValidationReport
from validate.report_matrix import (
    Matrix,
    completeness_matrix,
    history_matrix,
    partition_matrix,
    quality_matrices,
)
from validate.report_steps import failed_results, next_steps
from validate.report_words import (
    counted,
    legible,
    month_name,
    outcomes_told,
    points,
    season_order,
    severity_name,
)
from validate.results import Outcome
from validate.scores import Verdict

if TYPE_CHECKING:
    from validate.report_figures import Figure

MOST_FINDINGS = 500
"""Of a check; a browser shows so many tables without effort, and the JSON has the rest."""

_AT_ONCE = 3
_SIGNS = {Verdict.PASSED: "✓", Verdict.FAILED: "✕", Verdict.NOT_RUN: "–"}


@dataclass(frozen=True)
class SeasonPage:
    """All that is shown of one season; what is None or () has nothing to show."""

    score: SeasonScore
    completeness: Matrix | None
    lacking: str
    incomplete: tuple[Completeness, ...]
    quality: Matrix | None
    sound: Matrix | None
    partitions: Matrix | None
    games: tuple[GameScore, ...]
    held_games: tuple[HeldGame, ...]
    trends: tuple[Figure, ...]
    past: Matrix | None
    histograms: tuple[Figure, ...]


def to_html(report: ValidationReport) -> str:
    """Write a report as a page that stands alone."""
    # They take half a second, which no other command is to wait for.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        plain = isinstance(value, str) and not isinstance(value, Markup)
        return legible(value) if plain else value

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "counted": counted,
        "month": month_name,
        "outcomes": outcomes_told,
        "points": points,
        "severity": severity_name,
    }
    environment.globals |= {"picture": Markup}
    return environment.get_template("report.html.j2").render(_context(report))


def _context(report: ValidationReport) -> dict[str, Any]:
    results = report.results
    return {
        "report": report,
        "version": __version__,
        "sign": _SIGNS[report.verdict],
        "sentence": _sentence(report),
        "seasons": ", ".join(map(str, report.seasons)) or "no season",
        "finding_count": sum(result.finding_count for result in results),
        "waived_count": sum(result.waived_count for result in results),
        "steps": next_steps(report),
        "failed": failed_results(report),
        "failed_first": report.verdict is Verdict.FAILED,
        "waived": [(result, waived) for result in results for waived in result.waived],
        "pages": [_season_page(report, score) for score in _season_scores(report)],
        "at_once": _AT_ONCE,
        "most": MOST_FINDINGS,
    }


def _sentence(report: ValidationReport) -> str:
    failed = failed_results(report)
    errors = sum(result.check.severity is Severity.ERROR for result in failed)
    warnings = len(failed) - errors
    if report.verdict is Verdict.NOT_RUN:
        unjudged = [one.season for one in _season_scores(report) if one.score is None]
        return f"Nothing could be judged of {', '.join(unjudged) or report.lake}."
    if not failed:
        not_run = sum(result.outcome is Outcome.NOT_RUN for result in report.results)
        partly = sum(bool(result.not_run_in) for result in report.results)
        but = f"; {counted(not_run, 'check')} had nothing to judge" if not_run else ""
        but += f"; {counted(partly, 'check')} had nothing to judge in a season" if partly else ""
        return f"Every check that was run passed{but}."
    parts = [counted(errors, "error")] if errors else []
    parts += [counted(warnings, "warning")] if warnings else []
    return f"{counted(len(failed), 'check')} failed: {', '.join(parts)}."


def _season_scores(report: ValidationReport) -> Sequence[SeasonScore]:
    """Give the newest season first; one that was not scored by itself is shown all the same."""
    scored = {one.season: one for one in report.season_scores}
    for season in map(str, report.seasons):
        scored.setdefault(season, SeasonScore(season, Verdict.NOT_RUN, None))
    return [scored[season] for season in sorted(scored, reverse=True)]


def _season_page(report: ValidationReport, score: SeasonScore) -> SeasonPage:
    from validate.report_figures import histograms, trends

    season = score.season
    owed = [row for row in report.completeness if row.season == season]
    incomplete = [row for row in owed if row.published < row.owed]
    quality, sound = quality_matrices(report.results, season)
    return SeasonPage(
        score=score,
        completeness=completeness_matrix(report.completeness, season),
        lacking=_lacking(owed),
        incomplete=tuple(
            sorted(incomplete, key=lambda row: (row.endpoint, season_order(row.month)))
        ),
        quality=quality,
        sound=sound,
        partitions=partition_matrix(report.partitions, season),
        games=tuple(
            sorted(
                (game for game in report.games if game.season == season),
                key=lambda game: (game.score, game.game_id),
            )
        ),
        held_games=tuple(held for held in report.held_games if held.season == season),
        trends=trends(report, score),
        past=history_matrix(report, season),
        histograms=histograms(report, season),
    )


def _lacking(owed: Sequence[Completeness]) -> str:
    """Say how many documents are not published, of each endpoint too; "" if all are."""
    by_endpoint: Counter[str] = Counter()
    for row in owed:
        by_endpoint[row.endpoint] += row.owed - row.published
    lacking = f"{sum(by_endpoint.values()):,} of {sum(row.owed for row in owed):,}"
    told = [f"{count:,} of {endpoint}" for endpoint, count in sorted(by_endpoint.items()) if count]
    unpublished = sum(row.archived - row.published for row in owed)
    archived = f"; {unpublished:,} of these are archived" if unpublished else ""
    named = ", ".join(told)
    return f"{lacking} owed documents are not published: {named}{archived}." if told else ""
