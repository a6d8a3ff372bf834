"""Captures as tests run them: one request after the other, and no time passes but by sleeping."""

from __future__ import annotations

from datetime import datetime

from capture.request import CaptureRequest
from capture.run import CaptureRun, capture
from capture.summary import CaptureSummary
from lake.archive import RawArchive
from lake.instants import now
from lake.settings import CaptureSettings
from tests.capture.fake_time import FakeTime


def run_capture(
    archive: RawArchive, url: str, request: CaptureRequest, at: datetime | None = None
) -> CaptureSummary:
    """Capture as if it were `at`, or now."""
    settings = CaptureSettings(url, rate_limit_s=0, in_flight=1)
    run = CaptureRun("run-1", time=FakeTime(start=at or now()).passing)
    return capture(request, settings, archive.store, run)
