"""A capture as a person sees it: bars, facts and the last events, made from one picture.

Fits 80 columns and 24 lines, whatever the number of seasons. Texts are never read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.filesize import decimal
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from capture.books.progress import CaptureProgress, Recent, SeasonProgress, State
from hoopstat.wording import count, delay, duration, instant, one_line
from lake.telemetry import Level

MOST_SEASONS = 3
"""With more of them only the current one and all together are shown."""

MOST_EVENTS = 3
_WIDEST = 110
"""Longer bars tell no more, and part the numbers from what they are of."""

_LABEL_WIDTH = 10
_STYLES = {Level.INFO: "", Level.WARNING: "yellow", Level.ERROR: "red"}


@dataclass(frozen=True)
class CaptureView:
    """`is_running` tells whether a process still works on it, which a picture can't."""

    progress: CaptureProgress
    is_running: bool

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        progress = self.progress
        yield facts([("capture", _stage(progress, self.is_running))])
        if progress.seasons or progress.players_owed:
            yield ""
            yield _bars(progress, min(options.max_width, _WIDEST))
            yield ""
        yield facts(_facts(progress, self.is_running))
        if progress.recent:
            yield ""
            yield facts([_event(event) for event in progress.recent[-MOST_EVENTS:]])


def facts(rows: Iterable[tuple[str, Text]]) -> Table:
    """Lay out what is known, one line each, its name before it."""
    table = Table.grid(padding=(0, 2))
    table.add_column(width=_LABEL_WIDTH, style="dim", no_wrap=True)
    table.add_column()
    for label, text in rows:
        text.no_wrap, text.overflow = True, "ellipsis"
        table.add_row(label, text)
    return table


def _stage(progress: CaptureProgress, is_running: bool) -> Text:
    spent = duration(progress.at - progress.started_at)
    if is_running:
        return Text(f"{one_line(progress.stage)}, running for {spent}", style="bold")
    state = "stopped" if progress.state is State.RUNNING else progress.state.value
    return Text(f"{state} after {spent}: {one_line(progress.stage)}", style="bold")


def _bars(progress: CaptureProgress, width: int) -> Table:
    """A bar is as long as its share of documents; a game counts once all of its own are there."""
    table = Table.grid(padding=(0, 2), expand=True)
    table.width = width
    table.add_column(width=_LABEL_WIDTH, no_wrap=True)
    table.add_column(ratio=1)
    for _ in range(3):
        table.add_column(justify="right", no_wrap=True)
    for label, season in _shown(progress):
        games = f"{season.games_complete:,}/{season.games_owed:,} games"
        table.add_row(*_bar(label, games, season.documents_archived, season.documents_owed))
    if progress.players_owed:
        table.add_row(*_bar("players", "", progress.players_archived, progress.players_owed))
    return table


def _bar(label: str, games: str, archived: int, owed: int) -> tuple[RenderableType, ...]:
    return (
        Text(label, style="bold"),
        ProgressBar(total=owed or 1, completed=archived),
        _percent(archived, owed),
        games,
        f"{archived:,}/{owed:,} documents",
    )


def _shown(progress: CaptureProgress) -> list[tuple[str, SeasonProgress]]:
    seasons = progress.seasons
    named = [(str(season.season), season) for season in seasons]
    if len(seasons) <= 1:
        return named
    all_seasons = SeasonProgress(
        seasons[0].season,
        progress.games_owed,
        progress.games_complete,
        sum(season.documents_owed for season in seasons),
        sum(season.documents_archived for season in seasons),
    )
    if len(seasons) > MOST_SEASONS:
        current = _current(progress)
        return [(str(current.season), current), (f"{len(seasons)} seasons", all_seasons)]
    return [*named, ("together", all_seasons)]


def _current(progress: CaptureProgress) -> SeasonProgress:
    """The one being asked for; behind it, seasons may lack what failed."""
    named = [season for season in progress.seasons if str(season.season) in progress.stage]
    unfinished = [
        season for season in progress.seasons if season.documents_archived < season.documents_owed
    ]
    return [*named, *unfinished, progress.seasons[-1]][0]


def _percent(archived: int, owed: int) -> str:
    """Rounded down: 100 % is all of it."""
    return f"{archived * 100 // owed} %" if owed else "-"


def _facts(progress: CaptureProgress, is_running: bool) -> list[tuple[str, Text]]:
    rows = [("requests", Text(_requests(progress, is_running)))]
    if is_running:
        rows.append(("delay", _delay(progress)))
    if progress.requests_left:
        rows.append(("time left", Text(_time_left(progress, is_running))))
    rows.append(("archived", _archived(progress)))
    if progress.outcomes:
        rows.append(("outcomes", Text(_outcomes(progress))))
    return rows


def _requests(progress: CaptureProgress, is_running: bool) -> str:
    numbers = f"{progress.requests_sent:,} sent · {progress.requests_left:,} left"
    if not is_running:
        return numbers
    return (
        f"{numbers} · {progress.requests_per_minute:.1f} a minute · {progress.in_flight} in flight"
    )


def _delay(progress: CaptureProgress) -> Text:
    if not progress.delay_reason:
        return Text(f"{delay(progress.delay_s)}")
    return Text(f"{delay(progress.delay_s)}: {one_line(progress.delay_reason)}", style="yellow")


def _time_left(progress: CaptureProgress, is_running: bool) -> str:
    length = duration(progress.time_left)
    if not is_running:
        return f"{length}, once it goes on"
    return f"{length}, until about {instant(progress.at + progress.time_left)}"


def _archived(progress: CaptureProgress) -> Text:
    """What this run has added, whenever the rest came."""
    done = f"{count(progress.documents_archived, 'document')}, {decimal(progress.bytes_archived)}"
    text = Text(f"{done}, by this run")
    if progress.documents_failed:
        text.append(f" · {progress.documents_failed:,} failed", style="yellow")
    return text


def _outcomes(progress: CaptureProgress) -> str:
    """In the order of names, so that they keep their places."""
    return " · ".join(
        f"{one_line(name)} {number:,}" for name, number in sorted(progress.outcomes.items())
    )


def _event(event: Recent) -> tuple[str, Text]:
    at = f"{event.at.astimezone(UTC):%H:%M:%S}"
    return at, Text(one_line(event.message), style=_STYLES[event.level])
