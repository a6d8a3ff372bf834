"""The report as JUnit XML."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as Xml

from lake.date_range import DateRange
from lake.seasons import SeasonType
from tests.validate.reports import (
    make_check,
    make_finding,
    make_report,
    make_result,
    whole_report,
)
from validate.checks import Severity
from validate.report import ValidationReport
from validate.report_junit import to_junit
from validate.results import CheckResult, NotRunIn, Outcome
from validate.scope import Scope


def parsed(report: ValidationReport) -> Xml.Element:
    return Xml.fromstring(to_junit(report).encode("utf-8"))  # noqa: S314


def counts(element: Xml.Element) -> dict[str, int]:
    names = ("tests", "failures", "skipped", "errors")
    return {name: int(element.get(name, "-1")) for name in names}


def text_of(element: Xml.Element, path: str) -> str:
    found = element.find(path)
    assert found is not None
    return found.text or ""


def test_a_suite_is_a_dimension_and_a_case_is_a_check() -> None:
    report = make_report(
        make_result(make_check("points_agree", "accuracy")),
        make_result(make_check("grain_is_unique", "uniqueness")),
        make_result(make_check("minutes_agree", "accuracy")),
    )

    root = parsed(report)

    assert [
        (suite.get("name"), [case.get("name") for case in suite.iter("testcase")]) for suite in root
    ] == [("accuracy", ["points_agree", "minutes_agree"]), ("uniqueness", ["grain_is_unique"])]
    assert counts(root) == {"tests": 3, "failures": 0, "skipped": 0, "errors": 0}


def test_every_suite_tells_what_was_judged() -> None:
    report = make_report(make_result(make_check("points_agree", "accuracy")))
    types = (SeasonType.REGULAR, SeasonType.PLAYOFFS)
    report = replace(report, scope=Scope(types, DateRange(date(2024, 11, 1), None)))

    properties = parsed(report).findall("testsuite/properties/property")

    assert {one.get("name"): one.get("value") for one in properties} == {
        "lake": "s3://nba",
        "run_id": "20250701-1230-7f3a",
        "seasons": "2024-25",
        "owed": "regular, playoffs; 2024-11-01 and later",
        "fail_on": "error",
        "verdict": "passed",
        "data_quality_score": "1.0000",
    }


def test_a_failed_error_is_a_failure_with_its_first_three_findings() -> None:
    findings = tuple(make_finding(number) for number in range(1, 6))
    result = make_result(make_check("points_agree", "accuracy"), findings)

    root = parsed(make_report(result))

    assert counts(root) == {"tests": 1, "failures": 1, "skipped": 0, "errors": 0}
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("message") == f"5 of 34,346 units failed: {result.check.claim}"
    assert (failure.text or "").splitlines()[:7] == [
        "Tolerance: none",
        "",
        "2024-25: game_id 0022400002, player_id 1629001",
        "  expected 3, observed 1",
        f"  raw object: {findings[0].raw_keys[0]}",
        f"  raw object: {findings[0].raw_keys[1]}",
        f"  mend: {findings[0].mend}",
    ]
    assert (failure.text or "").count("player_id") == 3
    assert "and 2 more" in (failure.text or "")


def test_a_failed_warning_turns_nothing_red_and_is_still_shown() -> None:
    check = make_check("points_agree", "accuracy", Severity.WARN)
    root = parsed(make_report(make_result(check, (make_finding(1),))))

    assert counts(root) == {"tests": 1, "failures": 0, "skipped": 1, "errors": 0}
    skipped = root.find("testsuite/testcase/skipped")
    assert skipped is not None
    assert str(skipped.get("message")).startswith("warning: 1 of 34,346 units failed")
    assert "game_id 0022400002" in text_of(root, "testsuite/testcase/system-out")


def test_a_failed_warning_is_a_failure_where_warnings_close_the_gate() -> None:
    check = make_check("points_agree", "accuracy", Severity.WARN)
    report = make_report(make_result(check, (make_finding(1),)))

    root = parsed(replace(report, fail_on=Severity.WARN))

    assert counts(root) == {"tests": 1, "failures": 1, "skipped": 0, "errors": 0}


def test_what_was_not_run_is_skipped_with_the_reason() -> None:
    result = CheckResult(make_check("c", "courtesy"), Outcome.NOT_RUN, reason="no request log")

    root = parsed(make_report(result))

    assert counts(root) == {"tests": 1, "failures": 0, "skipped": 1, "errors": 0}
    (skipped,) = root.iter("skipped")
    assert skipped.get("message") == "not run: no request log"


def test_a_season_that_a_check_was_not_run_in_is_skipped_beside_the_others() -> None:
    result = make_result(make_check("events_are_there", "validity"))
    reason = "play_by_play has no rows of 2023-24"

    root = parsed(make_report(replace(result, not_run_in=(NotRunIn("2023-24", reason),))))

    assert counts(root) == {"tests": 2, "failures": 0, "skipped": 1, "errors": 0}
    judged, left = root.iter("testcase")
    assert (judged.get("name"), list(judged)) == ("events_are_there", [])
    assert (left.get("name"), left.get("classname")) == (
        "events_are_there of 2023-24",
        "hoopstat.validity",
    )
    assert [one.get("message") for one in left] == [f"not run: {reason}"]


def test_no_name_can_break_the_document() -> None:
    hostile = "]]>\x00\x1b[31m\ufffe\ud800<&\"'\n\x7f"
    check = replace(make_check(f"c{hostile}", f"d{hostile}"), claim=hostile, tolerance=hostile)
    finding = replace(make_finding(1, player_name=hostile), mend=hostile, observed=hostile)
    report = replace(make_report(make_result(check, (finding,))), lake=hostile)

    root = parsed(report)

    legible = "]]>\ufffd\ufffd[31m\ufffd\ufffd<&\"'\n\ufffd"
    assert f"player_name {legible}" in text_of(root, "testsuite/testcase/failure")
    assert root.find("testsuite/testcase").get("name") == f"c{legible}"  # type: ignore[union-attr]


def test_the_counts_of_a_whole_report_add_up() -> None:
    report = whole_report()

    root = parsed(report)

    by_outcome = {
        (outcome, severity): sum(
            (result.outcome, result.check.severity) == (outcome, severity)
            for result in report.results
        )
        for outcome in Outcome
        for severity in Severity
    }
    left = [one for result in report.results for one in result.not_run_in]
    assert counts(root) == {
        "tests": len(report.results) + len(left),
        "failures": by_outcome[Outcome.FAILED, Severity.ERROR],
        "skipped": by_outcome[Outcome.FAILED, Severity.WARN] + 1 + len(left),
        "errors": 0,
    }
    summed = [counts(suite) for suite in root]
    assert {name: sum(one[name] for one in summed) for name in summed[0]} == counts(root)
