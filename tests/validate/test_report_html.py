"""The report as one HTML file."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from lake.date_range import DateRange
from lake.local_store import LocalStore
from lake.seasons import SeasonType
from tests.validate.reports import (
    SCRIPT,
    make_check,
    make_finding,
    make_report,
    make_result,
    whole_report,
)
from validate import report_html
from validate.report import Bin, Distribution, PastVerdict, SeasonScore, ValidationReport
from validate.report_charts import Picture, histogram
from validate.report_html import to_html
from validate.results import CheckResult, NotRunIn, Outcome
from validate.scope import Scope
from validate.scores import Verdict

FOLDER = Path(report_html.__file__).parent
REFERENCE = re.compile(
    r"""(?ix) \bsrc\w*\s*= | \bhref\s*=\s*(?!"\#) | \baction\s*=
    | url\( | @import | https?: | ="//"""
)
EMPTY = {"meta", "wbr"}
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&{{ 7*7 }}\x00\x1b\u202e"


class Elements(HTMLParser):
    """The elements of a page in order, which must be closed as they were opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len(attrs) == len(dict(attrs)), attrs
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture(scope="module")
def whole() -> ValidationReport:
    return whole_report()


@pytest.fixture(scope="module")
def page(whole: ValidationReport) -> str:
    return to_html(whole)


def spoil(value: Any) -> Any:
    """Put something hostile behind every text of a report."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value + HOSTILE
    if isinstance(value, tuple):
        return tuple(map(spoil, value))
    if isinstance(value, Mapping):
        return {spoil(key): spoil(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: spoil(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **changed)
    return value


def text_of(page: str) -> str:
    return " ".join("".join(Elements(page).text).split())


def test_nothing_in_it_comes_from_another_place(page: str) -> None:
    assert REFERENCE.findall(page) == []
    tags = {tag for tag, _ in Elements(page).elements}
    assert tags & {"script", "link", "iframe", "img", "object", "embed", "image", "use"} == set()


def test_every_link_leads_to_a_place_in_it(page: str) -> None:
    elements = Elements(page)
    ids = Counter(attributes["id"] for _, attributes in elements.elements if "id" in attributes)

    assert [name for name, count in ids.items() if count > 1] == []
    for attributes in elements.named("a"):
        assert str(attributes["href"]).removeprefix("#") in ids
    for _, attributes in elements.elements:
        for name in str(attributes.get("aria-labelledby") or "").split():
            assert name in ids


def test_a_player_called_script_is_a_name_and_nothing_else(page: str) -> None:
    assert "<script" not in page.lower()
    assert text_of(page).count(SCRIPT) >= 5
    assert "&lt;script&gt;alert" in page[page.index("<svg") :]


def test_no_text_of_a_report_can_become_markup() -> None:
    page = to_html(spoil(whole_report(checks=15, findings=40)))

    elements = Elements(page)
    assert {tag for tag, _ in elements.elements} & {"script", "img"} == set()
    assert [name for _, found in elements.elements for name in found if name.startswith("on")] == []
    assert not re.search("[\x00\x1b\ud800]", page)
    assert "{{ 7*7 }}" in page
    assert "49" not in page.split("{{ 7*7 }}")[0][-50:]


def test_a_season_with_500_findings_tells_them_all_in_less_than_three_megabytes(
    page: str, whole: ValidationReport
) -> None:
    assert len(page.encode("utf-8")) < 3_000_000

    plain = page.replace("<wbr>", "")
    findings = [finding for result in whole.results for finding in result.findings]
    assert len(findings) == 500
    for finding in findings:
        assert f">player_id</b> {finding.key['player_id']}<" in plain
        assert all(f"<code>{key}</code>" in plain for key in finding.raw_keys)
    assert plain.count('<code class="mends">') == sum(bool(one.mend) for one in findings)


def test_more_findings_than_are_shown_are_counted() -> None:
    findings = tuple(map(make_finding, range(1000)))
    result = replace(make_result(make_check("a", "accuracy"), findings), finding_count=4321)

    page = to_html(make_report(result))

    assert page.count('data-label="expected"') == 500
    assert "497 more findings of a" in text_of(page)
    assert "These are the first 500 of 4,321" in text_of(page)


def test_verdict_score_and_what_to_do_stand_first(page: str) -> None:
    text = text_of(page)
    text = text[text.index("hoopstat validation report · 2024-25") :]

    places = [
        text.index(words)
        for words in (
            *("Failed", "10 checks failed: 6 errors, 4 warnings.", "0.9871", "What to do next"),
            *("Worse than the last time", "Mend 429 findings", "Findings players_and"),
            *("Known truths that look wrong", "Games that are held back"),
        )
    ]
    assert places == sorted(places)


def test_what_is_lacking_is_counted_and_folded_by_month(whole: ValidationReport) -> None:
    page = to_html(whole)

    assert (
        "33 of 5,284 owed documents are not published: 30 of boxscoreadvancedv3, "
        "3 of playbyplayv3; 30 of these are archived. The same by month" in text_of(page)
    )
    assert "<details><summary>The same by month" in page
    sound = replace(whole.completeness[0], published=whole.completeness[0].owed)
    assert "are not published" not in to_html(replace(whole, completeness=(sound,)))


@pytest.mark.parametrize("verdict", Verdict)
def test_findings_stand_first_where_the_verdict_is_failed(
    whole: ValidationReport, verdict: Verdict
) -> None:
    page = to_html(replace(whole, verdict=verdict))

    links = [str(one["href"]) for one in Elements(page).named("a")]
    sections = re.findall('<section id="([a-z]+)"', page)
    first = ["findings"] if verdict is Verdict.FAILED else []
    rest = [] if first else ["findings"]
    assert sections[:5] == ["next", *first, "completeness", "quality", *rest, "waived"]
    assert links[1 : 1 + len(sections)] == [f"#{name}" for name in sections]


def test_what_limits_the_verdict_stands_beside_it(whole: ValidationReport) -> None:
    dates = DateRange(date(2024, 11, 1), date(2024, 11, 30))
    types = (SeasonType.PRESEASON, SeasonType.REGULAR)
    text = text_of(to_html(replace(whole, scope=Scope(types, dates))))

    assert (
        "Owed are these games only: preseason, regular; 2024-11-01 to 2024-11-30. "
        "Published tables are judged as a whole. Score"
    ) in text
    assert "Owed are" not in text_of(to_html(whole))


def test_a_first_sound_validation_says_so_in_words() -> None:
    report = replace(
        make_report(make_result(make_check("a", "accuracy"))),
        season_scores=(SeasonScore("2024-25", Verdict.PASSED, 1.0),),
    )
    text = text_of(to_html(report))

    for words in (
        *("Every check that was run passed.", "Nothing. The tables are what they claim to be."),
        *("no earlier validation of 2024-25", "There are no values of 2024-25 to show"),
        *("Nothing is waived.", "No game is held back.", "No game of 2024-25 failed a check."),
        *("Nothing is known to be owed of 2024-25", "1 check that found nothing in 2024-25"),
    ):
        assert words in text
    assert "<svg" not in to_html(report)


def test_nothing_judged_is_not_taken_for_passed() -> None:
    result = CheckResult(make_check("a", "accuracy"), Outcome.NOT_RUN, reason="no games")
    report = replace(make_report(result), verdict=Verdict.NOT_RUN, score=None)

    text = text_of(to_html(report))

    assert "– Not run Nothing could be judged of 2024-25." in text
    assert "not run: no games" in text
    assert "The tables are what they claim" not in text


def test_a_season_that_a_check_was_not_run_in_says_so_and_why() -> None:
    seasons = ("2023-24", "2024-25")
    reason = "play_by_play has no rows of 2023-24"
    result = make_result(make_check("events_are_there", "validity"))
    report = replace(
        make_report(replace(result, not_run_in=(NotRunIn("2023-24", reason),))),
        season_scores=tuple(SeasonScore(one, Verdict.PASSED, 1.0) for one in seasons),
    )

    text = text_of(to_html(report))

    for words in (
        "Every check that was run passed; 1 check had nothing to judge in a season.",
        "2024-251.0000passed: 1 passed, 0 failed, 0 not run",
        "2023-241.0000passed: 0 passed, 0 failed, 1 not run",
        f"passed; not run in 2023-24: {reason}",
    ):
        assert words in text
    assert text.count(f"not run: {reason}") == 1


def test_the_newest_of_several_seasons_comes_first(whole: ValidationReport) -> None:
    older = SeasonScore("2023-24", Verdict.PASSED, None)
    text = text_of(to_html(replace(whole, season_scores=(older, *whole.season_scores))))

    completeness = text[text.index("Completeness 2024-25") :]
    assert "Nothing is known to be owed of 2023-24: it has no list of games." in completeness


@pytest.mark.parametrize("scores", [(None, None), (1.0, 1.0), (0.0, 0.0), (None, 0.5), (0.2, None)])
def test_a_trend_is_drawn_whatever_the_scores_were(scores: tuple[float | None, ...]) -> None:
    report = make_report(make_result(make_check("a", "accuracy")))
    past = tuple(
        PastVerdict(
            run_id=f"run-{place}",
            checked_at=report.checked_at - timedelta(days=2 - place),
            season="2024-25",
            verdict=Verdict.PASSED,
            score=score,
            errors=place,
            warnings=0,
        )
        for place, score in enumerate(scores)
    )
    present = SeasonScore("2024-25", Verdict.PASSED, 1.0)

    page = to_html(replace(report, history=past, season_scores=(present,)))

    drawn = page.count("<svg")
    assert drawn == (2 if scores == (None, None) else 3)
    assert "NaN" not in page
    assert "from 0 on 29 Jun 2025 to 0 now; 1 the last time" in text_of(page)


def test_trends_are_of_the_same_scope_and_say_how_many_were_not(whole: ValidationReport) -> None:
    other = {past.run_id for past in whole.history[1:]}
    report = replace(
        whole,
        history=tuple(replace(past, same_scope=past.run_id not in other) for past in whole.history),
        past_months=tuple(replace(past, same_scope=False) for past in whole.past_months),
    )

    trends = text_of(to_html(report))

    assert "Of validations of the same scope; 11 other ones owed other dates" in trends
    assert "2 validations, from 0.9500 on 19 Jun 2025 to 0.9871 now; 0.9500 the last" in trends
    assert "The score of each month" not in trends
    alone = to_html(replace(report, history=report.history[1:]))
    assert "has no earlier validation of 2024-25 of the same scope" in text_of(alone)
    assert "same scope" not in text_of(to_html(whole))


@pytest.mark.parametrize("counts", [(), (0,), (0, 0), (5,), (0, 1, 0), (10**9, 1)])
def test_a_distribution_of_any_values_is_drawn_or_left_out(counts: tuple[int, ...]) -> None:
    bins = tuple(Bin(place / 10, (place + 1) / 10, count) for place, count in enumerate(counts))
    distribution = Distribution("2024-25", "share", "of one", bins)

    page = to_html(replace(whole_report(checks=1, findings=0), distributions=(distribution,)))

    part = page[page.index('id="distributions"') : page.index('id="scores"')]
    assert part.count("<svg") == (1 if any(counts) else 0)
    assert "NaN" not in part


@pytest.mark.parametrize(
    ("lowest", "bins", "ends"),
    [
        *((492, 1, (487, 499)), (0, 1, (0, 12)), (2, 1, (0, 12)), (101, 2, (96, 108))),
        *((-1, 1, (-6, 6)), (70, 12, (70, 82)), (70, 30, (70, 100))),
    ],
)
def test_a_few_bins_do_not_fill_a_picture(
    lowest: int, bins: int, ends: tuple[float, float]
) -> None:
    rows = tuple(Bin(place, place + 1, 5) for place in range(lowest, lowest + bins))
    drawn = histogram(Picture("n", "t", "d"), Distribution("2024-25", "events", "events", rows))

    (first, last) = ends
    bars = re.findall(r'd="M([\d.]+),\d+h([\d.]+)v[\d.]+h-[\d.]+Z" fill="var\(--accent\)', drawn)
    width = 300 / (last - first)
    assert [float(wide) for _, wide in bars] == pytest.approx([width] * bins)
    assert float(bars[0][0]) == pytest.approx((lowest - first) * width)


def test_it_is_built_so_that_a_screen_reader_finds_its_way(page: str) -> None:
    elements = Elements(page)
    tags = Counter(tag for tag, _ in elements.elements)

    assert elements.named("html") == [{"lang": "en"}]
    assert [tags[name] for name in ("h1", "header", "nav", "main", "footer")] == [1] * 5
    assert page.count("<title>") == 1
    levels = [int(tag[1]) for tag, _ in elements.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert tags["caption"] == tags["table"]
    assert all("scope" in attributes for attributes in elements.named("th"))
    assert all({"role", "aria-labelledby"} <= one.keys() for one in elements.named("svg"))
    assert tags["desc"] == tags["svg"] == 9
    assert tags["summary"] == tags["details"]


def test_charts_take_their_colours_from_the_page(page: str) -> None:
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', page))

    assert {one for one in colours if not one.startswith("var(--")} <= {"none", "transparent"}
    defined = set(re.findall(r"(--[\w-]+):", (FOLDER / "report.css").read_text("utf-8")))
    assert {one[4:-1] for one in colours if one.startswith("var(")} <= defined


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(scheme: str) -> None:
    css = (FOLDER / "report.css").read_text("utf-8")
    light, dark = css.split("* {", 1)[0].split("@media screen and (prefers-color-scheme: dark)")
    colours = tokens(light) if scheme == "light" else {**tokens(light), **tokens(dark)}
    texts = ("ink", "muted", "accent", "full-ink", "bad-ink", "warn-ink")
    pairs = [(text, ground) for text in texts for ground in ("paper", "card")]
    pairs += [("ink", f"{kind}-{level}") for kind in ("error", "warn") for level in (1, 2)]
    pairs += [("full-ink", "full"), ("error-3-ink", "error-3"), ("warn-3-ink", "warn-3")]

    faint = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in pairs
        if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    assert faint == {}


def run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_other_forms_of_the_report_do_not_wait_for_pictures() -> None:
    code = (
        "import sys, hoopstat.commands.validate\n"
        "print({'altair', 'jinja2', 'vl_convert'} & set(sys.modules))"
    )
    assert run(code) == "set()\n"


def test_the_command_writes_the_page_with_pandas_out_of_reach(sound_lake: LocalStore) -> None:
    code = "import sys; from hoopstat.main import main; main()"
    options = ("--to", "2025-01-15", "--no-keep", "--format", "html")
    page = run(code, "validate", "--lake", sound_lake.location, *options)

    assert page.startswith("<!DOCTYPE html>")
    assert "✓ Passed" in text_of(page)
