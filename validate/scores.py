"""Verdict and score.

The gate is the errors, not the score. The score is the share of judged units that passed, an
error's unit weighing as much as four of a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from validate.checks import Severity
from validate.results import CheckResult, Outcome, Share

OF_LISTS = "listed_"
"""How the names of relations begin that the list of games alone fills: what they have of a month
does not say that the lake has anything of it, or is owed it."""

WEIGHTS = {Severity.ERROR: 1.0, Severity.WARN: 0.25}


class Verdict(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not run"


def verdict(results: Sequence[CheckResult], *, fail_on: Severity = Severity.ERROR) -> Verdict:
    """Judge results: failed if a check of at least this severity failed; not run if none ran."""
    if all(result.outcome is Outcome.NOT_RUN for result in results):
        return Verdict.NOT_RUN
    failed = any(
        result.outcome is Outcome.FAILED and result.check.severity in closing(fail_on)
        for result in results
    )
    return Verdict.FAILED if failed else Verdict.PASSED


def closing(fail_on: Severity) -> frozenset[Severity]:
    """Name the severities that close the gate."""
    return frozenset(Severity) if fail_on is Severity.WARN else frozenset({Severity.ERROR})


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Of several verdicts the one that counts: a season that was not judged is no green one."""
    found = set(verdicts)
    if Verdict.FAILED in found:
        return Verdict.FAILED
    return Verdict.PASSED if found == {Verdict.PASSED} else Verdict.NOT_RUN


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

    def counts(result: CheckResult, share: Share) -> bool:
        is_of_partition = (share.season, share.month) == (season, month)
        return is_of_partition and result.check.over == table

    return _judged(results, counts, Severity.ERROR)


def season_verdict(
    results: Sequence[CheckResult], season: str, *, fail_on: Severity = Severity.ERROR
) -> tuple[Verdict, float | None]:
    """Judge one season by every check."""
    return _judged(results, lambda _, share: share.season == season, fail_on)


def month_verdict(
    results: Sequence[CheckResult],
    season: str,
    month: int | None,
    *,
    fail_on: Severity = Severity.ERROR,
) -> tuple[Verdict, float | None]:
    """Judge one month of a season by every check over what has months; None is what has none."""

    def counts(_: CheckResult, share: Share) -> bool:
        return (share.season, share.month) == (season, month)

    return _judged(results, counts, fail_on)


def _judged(
    results: Sequence[CheckResult],
    counts: Callable[[CheckResult, Share], bool],
    fail_on: Severity,
) -> tuple[Verdict, float | None]:
    points = score(results, counts)
    if points is None:
        return Verdict.NOT_RUN, None
    failed = any(
        share.failed
        for result in results
        if result.check.severity in closing(fail_on)
        for share in result.shares
        if counts(result, share)
    )
    return (Verdict.FAILED if failed else Verdict.PASSED), points
