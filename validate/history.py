"""The history: every result of every validation, passes too, as Parquet in the lake.

data-quality/history/<run>.parquet has one row for each check and partition, which is a month of a
season, or the season where the check's relation has no months. A check that judged nothing of a
season has one row there that says so. Each row also tells the verdict and the score of its season,
and the scope of the validation: what was owed, and which severity closes the gate.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lake import __version__
from lake.duck import DuckSettings, connect, quote
from lake.instants import format_instant
from validate.given_rows import give_rows
from validate.report import Completeness, ValidationReport
from validate.results import CheckResult, Outcome, Share

COLUMNS = {
    "run_id": "varchar",
    "checked_at": "timestamp with time zone",
    "season": "varchar",
    "month": "integer",
    "check": "varchar",
    "dimension": "varchar",
    "severity": "varchar",
    "over": "varchar",
    "outcome": "varchar",
    "units": "bigint",
    "failed": "bigint",
    "waived": "bigint",
    "findings": "bigint",
    "season_verdict": "varchar",
    "season_score": "double",
    "fail_on": "varchar",
    "owed_from": "date",
    "owed_to": "date",
    "season_types": "varchar",
    "owed_games": "varchar",
    "hoopstat_version": "varchar",
}
"""The columns and their types. New ones may come; none goes, and none changes its meaning."""

_COMPLETENESS = {
    "season": "varchar",
    "month": "integer",
    "endpoint": "varchar",
    "owed": "bigint",
    "archived": "bigint",
    "published": "bigint",
    "run_id": "varchar",
    "checked_at": "timestamp with time zone",
}

_Row = dict[str, Any]


def history_of(report: ValidationReport) -> bytes:
    """Write all results of a validation as one Parquet file, in the order of its rows' keys."""
    rows = list(_rows(report))
    return _parquet(rows, COLUMNS, 'season, "check", month nulls first')


def completeness_of(report: ValidationReport, found: Sequence[Completeness]) -> bytes:
    """Write what a validation found there of a season as one Parquet file."""
    of_run = {"run_id": report.run_id, "checked_at": format_instant(report.checked_at)}
    rows = [vars(row) | of_run for row in found]
    return _parquet(rows, _COMPLETENESS, "season, month, endpoint")


def scope_of(report: ValidationReport) -> dict[str, str | None]:
    """Tell what makes two validations comparable, as the columns of a row."""
    scope = report.scope
    dates = scope.dates
    return {
        "fail_on": report.fail_on.value,
        "owed_from": str(dates.first) if dates.first else None,
        "owed_to": str(dates.last) if dates.last else None,
        "season_types": ",".join(sorted(scope.season_types)),
        "owed_games": ",".join(sorted(map(str, scope.games))) or None,
    }


def _rows(report: ValidationReport) -> Iterator[_Row]:
    of_run = {
        "run_id": report.run_id,
        "checked_at": format_instant(report.checked_at),
        **scope_of(report),
        "hoopstat_version": __version__,
    }
    judged = {season.season: season for season in report.season_scores}
    for result in report.results:
        for share in _shares(result, list(judged)):
            season = judged.get(share.season)
            yield of_run | {
                "season": share.season,
                "month": share.month,
                "check": result.check.name,
                "dimension": result.check.dimension,
                "severity": result.check.severity.value,
                "over": result.check.over,
                "outcome": _outcome(share).value,
                "units": share.units,
                "failed": share.failed,
                "waived": share.waived,
                "findings": share.findings,
                "season_verdict": season.verdict.value if season else None,
                "season_score": season.score if season else None,
            }


def _shares(result: CheckResult, seasons: Sequence[str]) -> list[Share]:
    there = {share.season for share in result.shares}
    absent = [Share(season, None, 0, 0) for season in seasons if season not in there]
    return [*result.shares, *absent]


def _outcome(share: Share) -> Outcome:
    if not share.units:
        return Outcome.NOT_RUN
    return Outcome.FAILED if share.failed else Outcome.PASSED


def _parquet(rows: Sequence[_Row], columns: Mapping[str, str], order: str) -> bytes:
    with (
        tempfile.TemporaryDirectory(prefix="hoopstat-") as folder,
        connect(DuckSettings(threads=1)) as connection,
    ):
        give_rows(connection, "results", columns, rows)
        file = Path(folder) / "results.parquet"
        connection.execute(
            f"copy (from results order by {order}) to {quote(str(file))} "
            "(format parquet, compression snappy)"
        )
        return file.read_bytes()
