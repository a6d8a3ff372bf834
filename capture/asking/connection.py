"""Puts a client together: cache, transport, gate and pacer, each below the one before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import requests

from capture.asking.archive_cache import archive_session
from capture.asking.attempt import Attempt
from capture.asking.client import StatsClient
from capture.asking.control import ControlDocuments
from capture.asking.exchange import Exchanger
from capture.asking.gate import Gate
from capture.asking.pacer import Pace, Pacer
from capture.asking.passing_time import PassingTime
from capture.asking.patience import patience
from capture.asking.stop import Stop
from capture.asking.transport import GatedAdapter
from lake.archive import RawArchive
from lake.settings import CaptureSettings
from lake.telemetry import Observer


def _ignore(_: Attempt) -> None:
    """Nobody keeps a log."""


def _allow() -> None:
    """Nothing has to be asked before a start."""


@dataclass(frozen=True)
class Link:
    """What ties a client to a run.

    `attempted` hears of each request that was sent, from the thread that sent it; `before_start`
    is called before each start and may raise.
    """

    run_id: str
    stop: Stop = field(default_factory=Stop)
    time: PassingTime = field(default_factory=PassingTime)
    observer: Observer = field(default_factory=Observer)
    attempted: Callable[[Attempt], None] = _ignore
    before_start: Callable[[], None] = _allow


def connect(archive: RawArchive, settings: CaptureSettings, link: Link) -> tuple[StatsClient, Gate]:
    """Make a client whose every network send passes the gate that is returned with it."""
    time = link.time
    sleep = time.sleep or link.stop.sleep
    pace = Pace(settings.interval_s, settings.peak_factor, settings.server_error_pause_s)
    pacer = Pacer(pace, monotonic=time.monotonic, clock=time.clock, sleep=sleep)
    gate = Gate(pacer, link.stop, lambda: patience(sleep)(link.before_start))
    adapter = GatedAdapter(gate, settings.headers, settings.in_flight)
    session = archive_session(archive, link.run_id, time.clock)
    # A proxy that the environment names knows nothing of this machine's own servers.
    session.trust_env = not settings.is_loopback
    # What is asked only to learn whether the API answers belongs in no archive.
    uncached = requests.Session()
    uncached.trust_env = session.trust_env
    for each in (session, uncached):
        each.mount("https://", adapter)
        each.mount("http://", adapter)
    exchanger = Exchanger(
        session, uncached, adapter, gate, settings, archive.is_cancelled, link.attempted, time.clock
    )
    client = StatsClient(
        exchanger, gate, ControlDocuments(archive), link.stop, link.observer, time.clock, sleep
    )
    return client, gate
