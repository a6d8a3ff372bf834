"""A validation report as JSON."""

from __future__ import annotations

import json
from typing import Any

from lake.instants import format_instant
from validate.report import ValidationReport
from validate.results import CheckResult

SCHEMA_VERSION = 1


def to_json(report: ValidationReport) -> str:
    """Write a report as one JSON object; docs/validation-report.md tells its fields."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "lake": report.lake,
        "run_id": report.run_id,
        "checked_at": format_instant(report.checked_at),
        "seasons": [str(season) for season in report.seasons],
        "undiscovered_seasons": [str(season) for season in report.undiscovered],
        "owed_from": str(report.dates.first) if report.dates.first else None,
        "owed_to": str(report.dates.last) if report.dates.last else None,
        "verdict": report.verdict.value,
        "data_quality_score": report.score,
        "checks": [_result(result) for result in report.results],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _result(result: CheckResult) -> dict[str, Any]:
    check = result.check
    return {
        "check": check.name,
        "claim": check.claim,
        "dimension": check.dimension,
        "severity": check.severity.value,
        "over": check.over,
        "grain": list(check.grain),
        "tolerance": check.tolerance,
        "outcome": result.outcome.value,
        "reason": result.reason,
        "units": result.units,
        "failed_units": result.failed_units,
        "finding_count": result.finding_count,
        "findings": [
            {
                "season": finding.season,
                "key": dict(finding.key),
                "expected": finding.expected,
                "observed": finding.observed,
            }
            for finding in result.findings
        ],
    }
