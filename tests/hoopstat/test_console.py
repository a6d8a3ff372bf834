"""The console on a terminal, drawn into a text."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from hoopstat.console import RichConsole, Summary
from lake.telemetry import Event, Level
from tests.hoopstat.pictures import PICTURE


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def shown(stream: io.StringIO) -> Iterator[RichConsole]:
    terminal = Console(file=stream, width=80, height=24, force_terminal=True, color_system=None)
    with RichConsole(terminal) as running:
        yield running


def last_frame(shown: RichConsole, stream: io.StringIO) -> str:
    """What stays on the screen when the console ends now; ending it again draws nothing."""
    before = len(stream.getvalue())
    shown.__exit__()
    return stream.getvalue()[before:]


def test_the_picture_stands_instead_of_the_bar_of_the_capture(
    shown: RichConsole, stream: io.StringIO
) -> None:
    shown.job_started("capture", 8, "documents of 2024-25")
    shown.progressed(PICTURE)
    shown.advanced("capture", "playbyplayv3 0022400001")
    shown.job_finished("capture", 1.0, 1)
    shown.job_started("capture", 8, "players")

    frame = last_frame(shown, stream)

    assert "capture     documents of 2024-25, running for 2 h 14 min" in frame
    assert "capture: " not in frame


def test_without_a_picture_every_job_has_a_bar(shown: RichConsole, stream: io.StringIO) -> None:
    shown.job_started("capture", 8, "documents of [2024-25]")
    shown.advanced("capture", "playbyplayv3 0022400001")
    shown.job_started("staging", 4, "objects")

    frame = last_frame(shown, stream)

    assert "capture: documents of [2024-25] " in frame
    assert " 1/8 " in frame
    assert "staging: objects " in frame


def test_warnings_stand_above_the_picture(shown: RichConsole, stream: io.StringIO) -> None:
    shown.progressed(PICTURE)
    shown.noted(Event("capture", "retry", "[bold] is no markup", Level.WARNING))
    shown.noted(Event("capture", "noted", "not worth a line"))

    text = stream.getvalue() + last_frame(shown, stream)

    assert "[bold] is no markup" in text
    assert "2,430 sent" in text.rpartition("[bold] is no markup")[2]
    assert "not worth a line" not in text


def test_the_summary_takes_the_place_of_the_picture(
    shown: RichConsole, stream: io.StringIO
) -> None:
    shown.progressed(PICTURE)
    shown.summarize(Summary("capture", "Captured", ("endpoint", "archived"), [("all", "9")], {}))

    assert "sent" not in last_frame(shown, stream)
    assert "Captured" in stream.getvalue()
