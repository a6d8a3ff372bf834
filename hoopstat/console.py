"""The console: how a person sees a stage work.

Everything here goes to stderr; stdout is for the data a command was asked for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from capture.progress import CaptureObserver
from hoopstat import interruption
from hoopstat.job_bars import JobBars
from hoopstat.options import LogFormat
from lake.telemetry import Event, JsonLines, Level, Value

REFRESH_HZ = 2
_UNBOUNDED = 10_000
"""The width of a table that goes into a file or a pipe."""

_NUMBER = re.compile(r"-?[\d,]*\.?\d*")
_STYLES = {Level.INFO: "dim", Level.WARNING: "yellow", Level.ERROR: "red"}
_QUIET = frozenset({"validate", "import"})
"""Components whose every event the summary shows again, in better order."""


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
    """Ends a job that advances after a signal came."""

    def advanced(self, job_name: str, detail: str) -> None:
        interruption.check()


class JsonLog:
    def __init__(self, run_id: str) -> None:
        self.observer: CaptureObserver = StoppableJsonLines(run_id)

    def summarize(self, summary: Summary) -> None:
        self.observer.noted(Event(summary.stage, "summary", summary.title, fields=summary.totals))


class RichConsole(CaptureObserver):
    """A bar for each job with rate and time left; warnings and errors above it."""

    def __init__(self, console: Console) -> None:
        self.observer: CaptureObserver = self
        self._console = console
        self._bars = JobBars(console)
        self._live = Live(self._bars, console=console, refresh_per_second=REFRESH_HZ)

    def __enter__(self) -> RichConsole:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def job_started(self, job_name: str, total: int, unit: str) -> None:
        self._bars.start(job_name, total, unit)

    def advanced(self, job_name: str, detail: str) -> None:
        interruption.check()
        self._bars.advance(job_name)

    def noted(self, event: Event) -> None:
        if event.level is Level.INFO and event.component != "replay":
            return
        if event.component not in _QUIET:
            self._console.print(Text(event.message, style=_STYLES[event.level]), highlight=False)

    def job_finished(self, job_name: str, duration_s: float, records_processed: int) -> None:
        self._bars.finish(job_name)

    def summarize(self, summary: Summary) -> None:
        self._console.print(render(summary), highlight=False)
        for note in summary.notes:
            self._console.print(Text(note), highlight=False)


@contextmanager
def command_console(log_format: LogFormat, run_id: str) -> Iterator[CommandObserver]:
    """Show a command's work on stderr, in the form that was asked for or suits it."""
    console = Console(stderr=True)
    if log_format is LogFormat.CONSOLE or (log_format is LogFormat.AUTO and console.is_terminal):
        with RichConsole(console) as shown:
            yield shown
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


def print_table(summary: Summary) -> None:
    """Draw a table on stdout, as wide as it needs to be when that is no terminal."""
    console = Console() if sys.stdout.isatty() else Console(width=_UNBOUNDED)
    console.print(render(summary), highlight=False)
    for note in summary.notes:
        console.print(Text(note), highlight=False)


def print_error(message: str, hint: str) -> None:
    """Say what went wrong and what to type, in two lines."""
    sys.stderr.write(f"Error: {_one_line(message)}\nTry: {_one_line(hint)}\n")
    sys.stderr.flush()


def _one_line(text: str) -> str:
    return " ".join(text.split())
