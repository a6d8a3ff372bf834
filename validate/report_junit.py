"""A validation report as JUnit XML, for the test pages of CI servers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from xml.etree import ElementTree as Xml

from validate.checks import Severity
from validate.report import ValidationReport
from validate.report_words import counted, examples, key_text, legible, points
from validate.results import CheckResult, Finding, Outcome

_MOST_EXAMPLES = 3
_COUNTED = {"tests": "testcase", "failures": "testcase/failure", "skipped": "testcase/skipped"}


def to_junit(report: ValidationReport) -> str:
    """Write a report with a testsuite a dimension and a testcase a check.

    A failed check is a failure if it makes the verdict failed. A warning that does not is told as
    skipped, which servers show and don't turn red for; so is a check that was not run, with the
    reason, and in a case of its own each season that it was not run in while it was in others.
    """
    root = Xml.Element("testsuites", name="hoopstat validate")
    ordered = sorted(report.results, key=lambda result: result.check.dimension)
    for dimension, results in groupby(ordered, key=lambda result: result.check.dimension):
        cases = (case for result in results for case in _cases(result, report))
        _add_suite(root, report, dimension, cases)
    for name, path in _COUNTED.items():
        root.set(name, str(len(root.findall(f"testsuite/{path}"))))
    root.set("errors", "0")
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode")


def _add_suite(
    root: Xml.Element, report: ValidationReport, name: str, cases: Iterable[Xml.Element]
) -> None:
    suite = Xml.SubElement(root, "testsuite", name=legible(name))
    _add_properties(suite, report)
    suite.extend(cases)
    for count, path in _COUNTED.items():
        suite.set(count, str(len(suite.findall(path))))
    suite.set("errors", "0")
    suite.set("timestamp", report.checked_at.strftime("%Y-%m-%dT%H:%M:%S"))


def _add_properties(suite: Xml.Element, report: ValidationReport) -> None:
    told = {
        "lake": report.lake,
        "run_id": report.run_id,
        "seasons": ", ".join(map(str, report.seasons)),
        "owed": str(report.scope),
        "fail_on": report.fail_on.value,
        "verdict": report.verdict.value,
        "data_quality_score": points(report.score),
    }
    properties = Xml.SubElement(suite, "properties")
    for name, value in told.items():
        Xml.SubElement(properties, "property", name=name, value=legible(value))


def _cases(result: CheckResult, report: ValidationReport) -> Iterator[Xml.Element]:
    yield _case(result, report)
    for one in result.not_run_in:
        case = _named_case(result.check.dimension, f"{result.check.name} of {one.season}")
        Xml.SubElement(case, "skipped", message=legible(f"not run: {one.reason}"))
        yield case


def _case(result: CheckResult, report: ValidationReport) -> Xml.Element:
    check = result.check
    case = _named_case(check.dimension, check.name)
    if result.outcome is Outcome.NOT_RUN:
        Xml.SubElement(case, "skipped", message=legible(f"not run: {result.reason}"))
    elif result.outcome is Outcome.FAILED:
        found = f"{result.failed_units:,} of {counted(result.units, 'unit')} failed: {check.claim}"
        if check.severity is Severity.ERROR or report.fail_on is Severity.WARN:
            _add_failure(case, result, report, found)
        else:
            Xml.SubElement(case, "skipped", message=legible(f"warning: {found}"))
            Xml.SubElement(case, "system-out").text = legible(_details(result, report))
    elif result.waived_count:
        told = f"waived: {counted(result.waived_count, 'finding')}"
        Xml.SubElement(case, "system-out").text = told
    return case


def _add_failure(
    case: Xml.Element, result: CheckResult, report: ValidationReport, found: str
) -> None:
    severity = result.check.severity.value
    failure = Xml.SubElement(case, "failure", message=legible(found), type=severity)
    failure.text = legible(_details(result, report))


def _details(result: CheckResult, report: ValidationReport) -> str:
    shown = examples(result.findings, _MOST_EXAMPLES)
    lines = [f"Tolerance: {result.check.tolerance}", *_told(shown)]
    if more := result.finding_count - len(shown):
        lines += ["", f"and {more:,} more: {report.rebuilding.validation('--format', 'json')}"]
    if result.waived_count:
        lines += ["", f"waived: {counted(result.waived_count, 'finding')}"]
    return "\n".join(lines)


def _told(findings: Sequence[Finding]) -> list[str]:
    lines = []
    for finding in findings:
        lines += ["", f"{finding.season}: {key_text(finding.key)}"]
        lines.append(f"  expected {finding.expected}, observed {finding.observed}")
        lines += [f"  raw object: {key}" for key in finding.raw_keys[:_MOST_EXAMPLES]]
        if finding.mend:
            lines.append(f"  mend: {finding.mend}")
    return lines


def _named_case(dimension: str, name: str) -> Xml.Element:
    names = {"classname": f"hoopstat.{dimension}", "name": name}
    return Xml.Element("testcase", {key: legible(value) for key, value in names.items()})
