"""What a stage tells while it works, and the JSON lines that keep it.

A stage reports to an Observer, which does nothing; the console and the JSON lines are two others.
"""

from __future__ import annotations

import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TextIO

import structlog

from lake.instants import Clock, format_instant, now


class Level(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


Value = str | int | float | bool | None


@dataclass(frozen=True)
class Event:
    """Something that happened; `message` is for people, `fields` for programs."""

    component: str
    event_type: str
    message: str
    level: Level = Level.INFO
    fields: Mapping[str, Value] = field(default_factory=dict)


class Observer:
    """Hears what a stage does. This one does nothing."""

    def job_started(self, job_name: str, total: int, unit: str) -> None:
        """`total` is how many units there are to do."""

    def advanced(self, job_name: str, detail: str) -> None:
        """One unit is done; `detail` says which."""

    def noted(self, event: Event) -> None:
        """Something worth a line happened."""

    def job_finished(self, job_name: str, duration_s: float, records_processed: int) -> None:
        """The job ended, well or not."""


class Job:
    """A running job: counts what is done and tells the observer."""

    def __init__(self, observer: Observer, name: str) -> None:
        self._observer = observer
        self._name = name
        self.records_processed = 0

    def advance(self, detail: str) -> None:
        self.records_processed += 1
        self._observer.advanced(self._name, detail)


@contextmanager
def job(observer: Observer, name: str, total: int, unit: str) -> Iterator[Job]:
    """Tell the observer of a job from its start to its end, however it ends."""
    running = Job(observer, name)
    started = time.monotonic()
    observer.job_started(name, total, unit)
    try:
        yield running
    finally:
        observer.job_finished(name, time.monotonic() - started, running.records_processed)


class JsonLines(Observer):
    """Writes each event as one JSON line: timestamp, level, component, event_type,
    correlation_id, message, and the event's fields.
    """

    def __init__(
        self, correlation_id: str, stream: TextIO | None = None, clock: Clock = now
    ) -> None:
        def stamp(
            _: object, __: str, event: structlog.types.EventDict
        ) -> structlog.types.EventDict:
            return {"timestamp": format_instant(clock()), **event}

        self._log = structlog.wrap_logger(
            structlog.WriteLogger(stream or sys.stderr),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.EventRenamer("message"),
                stamp,
                structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
            ],
            wrapper_class=structlog.BoundLogger,
            correlation_id=correlation_id,
        )

    def job_started(self, job_name: str, total: int, unit: str) -> None:
        self.noted(
            Event(
                job_name,
                "job_started",
                f"{job_name}: {total} {unit}",
                fields={"job_name": job_name, "total": total, "unit": unit},
            )
        )

    def noted(self, event: Event) -> None:
        getattr(self._log, event.level)(
            event.message,
            component=event.component,
            event_type=event.event_type,
            **event.fields,
        )

    def job_finished(self, job_name: str, duration_s: float, records_processed: int) -> None:
        self.noted(
            Event(
                job_name,
                "job_finished",
                f"{job_name}: {records_processed} in {duration_s:.1f} s",
                fields={
                    "job_name": job_name,
                    "duration_in_seconds": round(duration_s, 3),
                    "records_processed": records_processed,
                },
            )
        )


def new_run_id() -> str:
    """Return the name of one run of a command; it stands in its log lines and raw objects."""
    return uuid.uuid4().hex[:12]
