from __future__ import annotations

import threading
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from capture.pacer import Pacer


class FakeTime:
    """A clock that only sleeping moves, and a sleep that may wake too early or too late."""

    def __init__(self, wakes_late_by: float = 0.0) -> None:
        self.now = 1000.0
        self._late = wakes_late_by

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += max(seconds + self._late, 0.001)


def test_the_first_request_waits_a_full_interval() -> None:
    time = FakeTime()
    pacer = Pacer(5.5, monotonic=time.monotonic, sleep=time.sleep)

    pacer.wait()

    assert time.now == 1005.5


def test_a_request_after_a_long_pause_starts_at_once_and_saves_up_no_burst() -> None:
    time = FakeTime()
    pacer = Pacer(5.5, monotonic=time.monotonic, sleep=time.sleep)
    pacer.wait()
    time.now += 100

    starts = []
    for _ in range(3):
        pacer.wait()
        starts.append(time.now)

    assert starts == [1105.5, 1111.0, 1116.5]


@given(
    pauses=st.lists(st.floats(0, 20), min_size=2, max_size=30),
    interval=st.floats(0.01, 10),
    late=st.floats(-0.5, 0.5),
)
def test_no_two_starts_are_closer_than_the_interval(
    pauses: list[float], interval: float, late: float
) -> None:
    time = FakeTime(wakes_late_by=late)
    pacer = Pacer(interval, monotonic=time.monotonic, sleep=time.sleep)

    starts = []
    for pause in pauses:
        time.now += pause
        pacer.wait()
        starts.append(time.now)

    gaps = [second - first for first, second in pairwise(starts)]
    assert all(gap >= interval - 1e-9 for gap in gaps)


def test_threads_share_one_spacing() -> None:
    time = FakeTime()
    pacer = Pacer(1.0, monotonic=time.monotonic, sleep=time.sleep)
    threads = [threading.Thread(target=pacer.wait) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert time.now == 1008.0
