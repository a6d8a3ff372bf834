"""The console: how a person sees a stage work.

Everything here goes to stderr; stdout is for the data a command was asked for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol, TextIO

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from capture.books.progress import CaptureObserver, CaptureProgress, State
from hoopstat import interruption
from hoopstat.capture_view import CaptureView
from hoopstat.heartbeat import Heartbeat
from hoopstat.job_bars import JobBars
from hoopstat.options import LogFormat
from lake.instants import format_instant
from lake.telemetry import Event, JsonLines, Level, Value

REFRESH_HZ = 2
_UNBOUNDED = 10_000
"""The width of a table that goes into a file or a pipe."""

_NUMBER = re.compile(r"-?[\d,]*\.?\d*")
_STYLES = {Level.INFO: "dim", Level.WARNING: "yellow", Level.ERROR: "red"}
_QUIET = frozenset({"validate", "verify", "import"})
"""Components whose every event the summary shows again, in better order."""

_PICTURED = "capture"
"""The job whose bar the picture replaces."""


@dataclass(frozen=True)
class Summary:
    """What a stage did, for people as a table and for programs as totals."""

    stage: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    totals: Mapping[str, Value]
    notes: Sequence[str] = field(default_factory=tuple)


class CommandObserver(Protocol):
    """An observer that can also show a summary."""

    @property
    def observer(self) -> CaptureObserver: ...

    def summarize(self, summary: Summary) -> None: ...


class StoppableJsonLines(JsonLines, CaptureObserver):
    """Ends a job that advances after a signal came; of the pictures it keeps one a minute."""

    def __init__(self, correlation_id: str, stream: TextIO | None = None) -> None:
        super().__init__(correlation_id, stream)
        self._heartbeat = Heartbeat()

    def advanced(self, job_name: str, detail: str) -> None:
        interruption.check()

    def progressed(self, progress: CaptureProgress) -> None:
        if event := self._heartbeat.beat(progress):
            self.noted(event)


class JsonLog:
    def __init__(self, run_id: str) -> None:
        self.observer: CaptureObserver = StoppableJsonLines(run_id)

    def summarize(self, summary: Summary) -> None:
        self.observer.noted(Event(summary.stage, "summary", summary.title, fields=summary.totals))


class PlainConsole(CaptureObserver):
    """Warnings, errors and summaries, and a line a minute: nothing is drawn twice."""

    def __init__(self, console: Console) -> None:
        self.observer: CaptureObserver = self
        self._console = console
        self._heartbeat = Heartbeat()

    def advanced(self, job_name: str, detail: str) -> None:
        interruption.check()

    def noted(self, event: Event) -> None:
        if event.level is Level.INFO and event.component != "replay":
            return
        if event.component not in _QUIET:
            self._console.print(Text(event.message, style=_STYLES[event.level]), highlight=False)

    def progressed(self, progress: CaptureProgress) -> None:
        if event := self._heartbeat.beat(progress):
            line = f"{format_instant(progress.at)} {event.message}"
            self._console.print(Text(line), highlight=False, soft_wrap=True)

    def summarize(self, summary: Summary) -> None:
        self._console.print(render(summary), highlight=False)
        for note in summary.notes:
            self._console.print(Text(note), highlight=False)


class RichConsole(PlainConsole):
    """The picture of the capture and a bar for each other job; the lines above them."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._picture: CaptureProgress | None = None
        self._bars = JobBars(console)
        self._live = Live(
            get_renderable=self._drawn, console=console, refresh_per_second=REFRESH_HZ
        )

    def __enter__(self) -> RichConsole:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def job_started(self, job_name: str, total: int, unit: str) -> None:
        if not (job_name == _PICTURED and self._picture):
            self._bars.start(job_name, total, unit)

    def advanced(self, job_name: str, detail: str) -> None:
        super().advanced(job_name, detail)
        self._bars.advance(job_name)

    def job_finished(self, job_name: str, duration_s: float, records_processed: int) -> None:
        self._bars.finish(job_name)

    def progressed(self, progress: CaptureProgress) -> None:
        self._picture = progress
        self._bars.finish(_PICTURED)

    def summarize(self, summary: Summary) -> None:
        """The table tells all that the picture did."""
        self._picture = None
        super().summarize(summary)

    def _drawn(self) -> RenderableType:
        picture = self._picture
        if picture is None:
            return self._bars
        return Group("", CaptureView(picture, picture.state is State.RUNNING), self._bars)


@contextmanager
def command_console(log_format: LogFormat, run_id: str) -> Iterator[CommandObserver]:
    """Show a command's work on stderr, in the form that was asked for or suits it."""
    console = Console(stderr=True)
    is_json = log_format is LogFormat.JSON
    if console.is_terminal and not is_json:
        with RichConsole(console) as shown:
            yield shown
    elif log_format is LogFormat.CONSOLE:
        yield PlainConsole(console)
    else:
        yield JsonLog(run_id)


def render(summary: Summary) -> Table:
    """Draw a summary as a table; columns of numbers stand to the right."""
    table = Table(title=escape(summary.title), title_justify="left", title_style="bold")
    for number, column in enumerate(summary.columns):
        is_numeric = all(_NUMBER.fullmatch(row[number]) for row in summary.rows)
        table.add_column(escape(column), justify="right" if is_numeric else "left", overflow="fold")
    for row in summary.rows:
        table.add_row(*map(escape, row))
    return table


def print_data(text: str) -> None:
    """Write what was asked for to stdout."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def stdout_console() -> Console:
    """Give a console on stdout, as wide as it needs to be when that is no terminal."""
    return Console() if sys.stdout.isatty() else Console(width=_UNBOUNDED)


def print_table(summary: Summary) -> None:
    """Draw a table on stdout."""
    console = stdout_console()
    console.print(render(summary), highlight=False)
    for note in summary.notes:
        console.print(Text(note), highlight=False)


def print_error(message: str, hint: str) -> None:
    """Say what went wrong and what to type, in two lines."""
    sys.stderr.write(f"Error: {_one_line(message)}\nTry: {_one_line(hint)}\n")
    sys.stderr.flush()


def _one_line(text: str) -> str:
    return " ".join(text.split())
