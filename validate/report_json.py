"""A validation report as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from lake.instants import format_instant
from validate.report import PastVerdict, ValidationReport
from validate.results import CheckResult, Finding, Waiver
from validate.scores import Verdict

SCHEMA_VERSION = 2

Json = dict[str, Any]


def to_json(report: ValidationReport) -> str:
    """Write a report as one JSON object.

    docs/validation-report.md tells its fields, docs/validation-report.schema.json their types.
    """
    dates = report.scope.dates
    document = {
        "schema_version": SCHEMA_VERSION,
        "lake": report.lake,
        "run_id": report.run_id,
        "checked_at": format_instant(report.checked_at),
        "seasons": [str(season) for season in report.seasons],
        "undiscovered_seasons": [str(season) for season in report.undiscovered],
        "owed_from": str(dates.first) if dates.first else None,
        "owed_to": str(dates.last) if dates.last else None,
        "season_types": [kind.value for kind in report.scope.season_types],
        "owed_games": [str(game) for game in report.scope.games],
        "fail_on": report.fail_on.value,
        **_judged(report.verdict, report.score),
        "season_scores": [
            {"season": one.season, **_judged(one.verdict, one.score)}
            for one in report.season_scores
        ],
        "worse": list(report.worse),
        "completeness": [asdict(row) for row in report.completeness],
        "partitions": [
            {
                "table": one.table,
                "season": one.season,
                "month": one.month,
                **_judged(one.verdict, one.score),
            }
            for one in report.partitions
        ],
        "games": [
            {
                "season": one.season,
                "month": one.month,
                "game_id": one.game_id,
                **_judged(one.verdict, one.score),
            }
            for one in report.games
        ],
        "held_games": [asdict(held) for held in report.held_games],
        "expired_waivers": _waivers(report.expired),
        "unused_waivers": _waivers(report.unused),
        "history": [_past(past) for past in report.history],
        "history_by_month": [
            {
                "run_id": past.run_id,
                "checked_at": format_instant(past.checked_at),
                "season": past.season,
                "month": past.month,
                **_judged(past.verdict, past.score),
                "same_scope": past.same_scope,
            }
            for past in report.past_months
        ],
        "unread_history": list(report.unread),
        "distributions": [asdict(one) for one in report.distributions],
        "checks": [_result(result) for result in report.results],
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)


def _judged(verdict: Verdict, score: float | None) -> Json:
    return {"verdict": verdict.value, "data_quality_score": score}


def _past(past: PastVerdict) -> Json:
    return {
        "run_id": past.run_id,
        "checked_at": format_instant(past.checked_at),
        "season": past.season,
        **_judged(past.verdict, past.score),
        "errors": past.errors,
        "warnings": past.warnings,
        "same_scope": past.same_scope,
    }


def _result(result: CheckResult) -> Json:
    check = result.check
    return {
        "check": check.name,
        "claim": check.claim,
        "dimension": check.dimension,
        "severity": check.severity.value,
        "over": check.over,
        "grain": list(check.grain),
        "tolerance": check.tolerance,
        "mended_by": check.mend.value,
        "outcome": result.outcome.value,
        "reason": result.reason,
        "not_run_in": [asdict(one) for one in result.not_run_in],
        "units": result.units,
        "failed_units": result.failed_units,
        "shares": [asdict(share) for share in result.shares],
        "games": list(result.games),
        "finding_count": result.finding_count,
        "findings": [_finding(finding) for finding in result.findings],
        "waived_count": result.waived_count,
        "waived": [
            {**_finding(waived.finding), "waiver": _waiver(waived.waiver)}
            for waived in result.waived
        ],
    }


def _finding(finding: Finding) -> Json:
    return {
        "season": finding.season,
        "key": dict(finding.key),
        "expected": finding.expected,
        "observed": finding.observed,
        "raw_keys": list(finding.raw_keys),
        "mend": finding.mend,
    }


def _waivers(waivers: Sequence[Waiver]) -> list[Json]:
    return [_waiver(waiver) for waiver in waivers]


def _waiver(waiver: Waiver) -> Json:
    return {
        "check": waiver.check,
        "key": dict(waiver.key),
        "reason": waiver.reason,
        "until": str(waiver.until),
    }
