"""The three stages, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from capture.planning.request import CaptureRequest
from capture.run import CaptureRun
from hoopstat.commands import capture, transform, validate
from hoopstat.console import CommandObserver, print_error
from lake.archive import RawArchive
from lake.cached_store import read_through
from lake.errors import CriticalError, HoopstatError, UsageError
from lake.raw_cache import CacheSettings
from lake.settings import CaptureSettings
from lake.store import Store
from transform.request import TransformRequest
from validate.report import ValidationReport
from validate.run import ValidationRequest


@dataclass(frozen=True)
class Pipeline:
    """What each stage is to do in one lake; `cache` is for what the transform reads."""

    store: Store
    capture: CaptureRequest
    settings: CaptureSettings
    transform: TransformRequest
    validate: ValidationRequest
    cache: CacheSettings | None = None


@dataclass(frozen=True)
class Outcome:
    """`codes` are the exit codes of the stages; `report` is None if nothing could be judged."""

    codes: tuple[int, ...]
    report: ValidationReport | None

    @property
    def code(self) -> int:
        """That of the first stage that did not end with 0."""
        return next((code for code in self.codes if code), 0)


def run_stages(pipeline: Pipeline, run_id: str, shown: CommandObserver) -> Outcome:
    """Do what can be done: an incomplete capture is transformed and validated too.

    A capture that leaves nothing at all ends it.
    Raises: CriticalError, UsageError.
    """
    store = pipeline.store
    cached = read_through(store, pipeline.cache, shown.observer)
    captured = _attempt(
        lambda: capture.capture_stage(
            store, pipeline.capture, pipeline.settings, CaptureRun(run_id, shown.observer), shown
        )
    )
    if captured and RawArchive(store).is_empty():
        return Outcome((captured,), None)
    reports: list[ValidationReport] = []
    codes = [
        captured,
        _attempt(lambda: transform.transform_stage(cached, pipeline.transform, shown)),
        _attempt(
            lambda: reports.append(validate.validate_stage(store, pipeline.validate, run_id, shown))
        ),
    ]
    codes += [validate.exit_code(report) for report in reports]
    return Outcome(tuple(codes), reports[0] if reports else None)


def _attempt(stage: Callable[[], None]) -> int:
    """Run a stage; say what it left undone and return its exit code.

    Raises: CriticalError, UsageError: after these no further stage makes sense.
    """
    try:
        stage()
    except (CriticalError, UsageError):
        raise
    except HoopstatError as error:
        print_error(str(error), error.hint)
        return error.exit_code
    return 0
