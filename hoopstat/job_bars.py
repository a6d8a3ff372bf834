"""A bar for each running job, with its rate and the time left."""

from __future__ import annotations

from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class JobBars:
    """Draws nothing while no job runs."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}", style="bold", markup=False),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            _RateColumn(),
            TimeElapsedColumn(),
            TextColumn("eta"),
            TimeRemainingColumn(),
            console=console,
            auto_refresh=False,
            expand=True,
        )
        self._tasks: dict[str, TaskID] = {}

    def __rich__(self) -> RenderableType:
        return self._progress.get_renderable()

    def start(self, job_name: str, total: int, unit: str) -> None:
        if total:
            self._tasks[job_name] = self._progress.add_task(f"{job_name}: {unit}", total=total)

    def advance(self, job_name: str) -> None:
        """Count one; a job without a bar is passed over."""
        if job_name in self._tasks:
            self._progress.advance(self._tasks[job_name])

    def finish(self, job_name: str) -> None:
        """Take the bar away, if there is one."""
        task = self._tasks.pop(job_name, None)
        if task is not None:
            self._progress.remove_task(task)


class _RateColumn(ProgressColumn):
    """How many are done in a minute."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed * 60:,.0f}/min" if speed else "-/min", style="dim")
