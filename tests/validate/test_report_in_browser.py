"""The HTML report as a browser shows it: on a phone and on a desk, by day, by night, on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.validate.browser import NAMES, Page, find_browser, open_browser
from tests.validate.reports import SCRIPT, whole_report
from validate.report_html import to_html

PROGRAM = find_browser()
PHONE, DESK, PAPER = 360, 1280, 690
SHOWN = [(width, dark) for width in (PHONE, DESK) for dark in (False, True)]
CONTRAST = (Path(__file__).parent / "contrast.js").read_text("utf-8")
LONGEST = "Wemba" * 60

pytestmark = pytest.mark.skipif(
    PROGRAM is None, reason=f"there is no browser here, none of {', '.join(NAMES)}"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    assert PROGRAM is not None
    with open_browser(PROGRAM, tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(to_html(whole_report()), "utf-8")
    return path


def width_of(page: Page) -> int:
    return int(page.evaluate("document.scrollingElement.scrollWidth"))


def image_of(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("L")


@pytest.mark.parametrize(("width", "dark"), SHOWN)
def test_it_is_there_and_no_wider_than_the_window(
    page: Page, report: Path, width: int, dark: bool
) -> None:
    page.open(report, width=width, dark=dark)

    assert width_of(page) == width
    image = image_of(page.picture())
    assert image.size == (width, 900)
    often = image.histogram()
    most = max(often)
    lightness = often.index(most)
    assert lightness < 40 if dark else lightness > 240
    assert 0.01 < 1 - most / (width * 900) < 0.5


@pytest.mark.parametrize(("width", "dark"), SHOWN)
def test_every_text_can_be_read(page: Page, report: Path, width: int, dark: bool) -> None:
    page.open(report, width=width, dark=dark)

    texts = page.evaluate(CONTRAST)

    assert len(texts) > 1000
    assert [text for text in texts if text[0] < 4.5] == []
    assert [text for text in texts if text[2] < 9.5] == []


def test_it_asks_for_nothing_and_complains_of_nothing(page: Page, report: Path) -> None:
    page.requests.clear()
    page.complaints.clear()

    page.open(report, width=DESK)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.picture()

    assert page.requests == [report.as_uri()]
    assert page.complaints == []


def test_a_player_called_script_is_shown_and_not_run(page: Page, report: Path) -> None:
    page.open(report, width=DESK)

    assert page.evaluate("document.scripts.length") == 0
    assert SCRIPT in page.evaluate("document.getElementById('waived').innerText")
    drawn = "[...document.querySelectorAll('svg text')].map((one) => one.textContent)"
    assert SCRIPT in page.evaluate(drawn)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_no_name_is_too_long_for_it(page: Page, tmp_path: Path, width: int) -> None:
    whole = whole_report(checks=3, findings=9)
    first, *others = whole.results
    finding = replace(
        first.findings[0],
        key={LONGEST: LONGEST},
        expected=LONGEST,
        raw_keys=(LONGEST,),
        mend=f"--{LONGEST}",
    )
    check = replace(first.check, name=LONGEST, claim=LONGEST, dimension=LONGEST)
    long = replace(first, check=check, findings=(finding,), waived=first.waived)
    held = replace(whole.held_games[0], reason=LONGEST, tables=(LONGEST,))
    path = tmp_path / "long.html"
    changed = replace(whole, lake=LONGEST, results=(long, *others), held_games=(held,))
    path.write_text(to_html(changed), "utf-8")

    page.open(path, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    assert width_of(page) == width


def test_the_keyboard_opens_what_is_folded(page: Page, report: Path) -> None:
    page.open(report, width=DESK)
    folded = "document.querySelector('#findings details')"
    assert page.evaluate(f"{folded}.open") is False

    page.evaluate(f"{folded}.querySelector('summary').focus()")
    for kind in ("keyDown", "keyUp"):
        key: dict[str, Any] = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
        page.call("Input.dispatchKeyEvent", type=kind, text="\r", **key)

    assert page.evaluate(f"{folded}.open") is True


def test_paper_shows_what_is_folded_on_a_screen_and_cuts_nothing_off(
    page: Page, report: Path
) -> None:
    page.open(report, width=PAPER)
    visible = (
        "[...document.querySelectorAll('details:not([open]) td')]"
        ".map((one) => one.checkVisibility({visibilityProperty: true}))"
    )
    assert not any(page.evaluate(visible))

    printed = page.pdf()

    assert printed.startswith(b"%PDF")
    shown = page.evaluate(visible)
    assert len(shown) > 1000
    assert all(shown)
    assert width_of(page) == PAPER
