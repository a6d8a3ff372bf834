"""The verdict comes from the errors, the score from weighted units."""

from __future__ import annotations

import pytest

from validate.checks import Check, Severity
from validate.results import CheckResult, Outcome, Share
from validate.scores import Verdict, partition_verdict, score, verdict

OCTOBER, NOVEMBER = 10, 11


def result(
    severity: Severity, *shares: Share, over: str = "games", outcome: Outcome | None = None
) -> CheckResult:
    check = Check(
        name=f"{severity}_over_{over}",
        claim="a claim",
        dimension="validity",
        severity=severity,
        over=over,
        where="true",
        grain=("game_id",),
        needs=(),
        uses=(),
        tolerance="none",
        statement="select 1",
    )
    failed = any(share.failed for share in shares)
    return CheckResult(check, outcome or (Outcome.FAILED if failed else Outcome.PASSED), shares)


def share(units: int, failed: int, month: int = OCTOBER, season: str = "2024-25") -> Share:
    return Share(season, month, units, failed)


NOT_RUN = result(Severity.ERROR, outcome=Outcome.NOT_RUN)
SOUND = result(Severity.ERROR, share(10, 0))
WITH_ERROR = result(Severity.ERROR, share(10, 1))
WITH_WARNING = result(Severity.WARN, share(8, 2))


def test_an_error_weighs_as_much_as_four_warnings() -> None:
    # 10 units at 1 and 8 at 0.25 were judged: 12. One error and two warnings failed: 1.5.
    assert score([WITH_ERROR, WITH_WARNING]) == pytest.approx(10.5 / 12)


def test_the_score_of_sound_tables_is_one() -> None:
    assert score([SOUND, result(Severity.WARN, share(3, 0))]) == 1.0


def test_a_check_that_was_not_run_does_not_count_in_the_score() -> None:
    assert score([WITH_ERROR, NOT_RUN]) == pytest.approx(0.9)


def test_there_is_no_score_where_nothing_was_judged() -> None:
    assert score([NOT_RUN]) is None


@pytest.mark.parametrize(
    ("results", "fail_on", "expected"),
    [
        ([SOUND], Severity.ERROR, Verdict.PASSED),
        ([SOUND, NOT_RUN], Severity.ERROR, Verdict.PASSED),
        ([SOUND, WITH_ERROR], Severity.ERROR, Verdict.FAILED),
        ([SOUND, WITH_ERROR], Severity.WARN, Verdict.FAILED),
        ([SOUND, WITH_WARNING], Severity.ERROR, Verdict.PASSED),
        ([SOUND, WITH_WARNING], Severity.WARN, Verdict.FAILED),
        ([NOT_RUN], Severity.ERROR, Verdict.NOT_RUN),
        ([], Severity.ERROR, Verdict.NOT_RUN),
    ],
)
def test_the_verdict_follows_the_severest_failure(
    results: list[CheckResult], fail_on: Severity, expected: Verdict
) -> None:
    assert verdict(results, fail_on=fail_on) is expected


def test_a_partition_is_judged_by_its_own_season_and_month() -> None:
    shares = (share(10, 0), share(10, 5, NOVEMBER), share(10, 5, season="2023-24"))
    results = [result(Severity.ERROR, *shares)]
    judged = {month: partition_verdict(results, "games", "2024-25", month) for month in (10, 11)}
    assert judged == {10: (Verdict.PASSED, 1.0), 11: (Verdict.FAILED, 0.5)}


def test_a_partition_is_judged_by_the_checks_over_its_table() -> None:
    results = [WITH_ERROR, result(Severity.ERROR, share(10, 0), over="officials")]
    assert partition_verdict(results, "officials", "2024-25", OCTOBER) == (Verdict.PASSED, 1.0)


def test_a_warning_lowers_the_score_of_a_partition_and_not_its_verdict() -> None:
    status, points = partition_verdict([WITH_WARNING, SOUND], "games", "2024-25", OCTOBER)
    assert status is Verdict.PASSED
    assert points == pytest.approx(11.5 / 12)


def test_a_partition_nothing_was_judged_of_has_no_verdict() -> None:
    assert partition_verdict([SOUND], "games", "2024-25", NOVEMBER) == (Verdict.NOT_RUN, None)
