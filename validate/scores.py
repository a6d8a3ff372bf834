"""Verdict and score.

The gate is the errors, not the score. The score is the share of judged units that passed, an
error's unit weighing as much as four of a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from validate.checks import Severity
from validate.results import CheckResult, Outcome, Share

WEIGHTS = {Severity.ERROR: 1.0, Severity.WARN: 0.25}


class Verdict(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not run"


def verdict(results: Sequence[CheckResult], *, fail_on: Severity = Severity.ERROR) -> Verdict:
    """Judge results: failed if a check of at least this severity failed; not run if none ran."""
    if all(result.outcome is Outcome.NOT_RUN for result in results):
        return Verdict.NOT_RUN
    closing = {Severity.ERROR} if fail_on is Severity.ERROR else set(Severity)
    failed = any(
        result.outcome is Outcome.FAILED and result.check.severity in closing for result in results
    )
    return Verdict.FAILED if failed else Verdict.PASSED


def score(
    results: Sequence[CheckResult], counts: Callable[[CheckResult, Share], bool] = lambda *_: True
) -> float | None:
    """Return the data quality score, 0-1, of the shares that count; None if nothing was judged."""
    judged = passed = 0.0
    for result in results:
        weight = WEIGHTS[result.check.severity]
        for share in result.shares:
            if counts(result, share):
                judged += weight * share.units
                passed += weight * (share.units - share.failed)
    return passed / judged if judged else None


def partition_verdict(
    results: Sequence[CheckResult], table: str, season: str, month: int | None
) -> tuple[Verdict, float | None]:
    """Judge one partition of a table by the checks over that table."""
    own = [result for result in results if result.check.over == table]

    def counts(_: CheckResult, share: Share) -> bool:
        return (share.season, share.month) == (season, month)

    points = score(own, counts)
    if points is None:
        return Verdict.NOT_RUN, None
    failed = any(
        share.failed
        for result in own
        if result.check.severity is Severity.ERROR
        for share in result.shares
        if counts(result, share)
    )
    return (Verdict.FAILED if failed else Verdict.PASSED), points
