from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.asking.pacer import LONGEST_DELAY_S, Pace, Pacer
from tests.capture.fake_time import START, FakeTime


class Told(NamedTuple):
    """The delay in force, as a person sees it."""

    seconds: float
    reason: str = ""


def told(pacer: Pacer) -> Told:
    return Told(pacer.delay.seconds, pacer.delay.reason)


def pacer_of(time: FakeTime, pace: Pace | None = None) -> Pacer:
    return Pacer(pace or Pace(5.5), monotonic=time.monotonic, clock=time.clock, sleep=time.sleep)


def test_the_first_request_waits_a_full_interval() -> None:
    time = FakeTime()

    slot = pacer_of(time).wait()

    assert slot.started_at == START + timedelta(seconds=5.5)
    assert slot.delay_s == 5.5


def test_a_request_after_a_long_pause_starts_at_once_and_saves_up_no_burst() -> None:
    time = FakeTime()
    pacer = pacer_of(time)
    pacer.wait()
    time.seconds += 100

    starts = []
    for _ in range(3):
        pacer.wait()
        starts.append(time.seconds)

    assert starts == [1105.5, 1111.0, 1116.5]


def test_a_429_doubles_the_delay() -> None:
    time = FakeTime()
    pacer = pacer_of(time)
    pacer.wait()

    pacer.heard(429, 0.2)

    assert told(pacer) == Told(11.0, "429 at 02:00:05 UTC")
    pacer.heard(429, 0.2)
    assert pacer.delay.seconds == 22.0


def test_a_retry_after_that_is_longer_than_the_delay_is_kept() -> None:
    time = FakeTime()
    pacer = pacer_of(time)
    pacer.wait()

    pacer.heard(429, 0.2, retry_after_s=100)

    assert told(pacer) == Told(11.0, "429 at 02:00:05 UTC; Retry-After 100 s at 02:00:05 UTC")
    pacer.wait()
    assert time.seconds == 1105.5


def test_a_retry_after_that_is_shorter_than_the_delay_changes_nothing() -> None:
    time = FakeTime()
    pacer = pacer_of(time)
    pacer.wait()
    pacer.heard(429, 0.2, retry_after_s=3)

    pacer.wait()

    assert time.seconds == 1005.5 + 11.0


def test_three_timeouts_in_a_row_make_the_delay_half_as_long_again() -> None:
    pacer = pacer_of(FakeTime())

    delays = []
    for _ in range(6):
        pacer.timed_out()
        delays.append(pacer.delay.seconds)

    assert delays == [5.5, 5.5, 8.25, 8.25, 8.25, 12.375]


@pytest.mark.parametrize("status", [200, 404, 429, 503])
def test_any_answer_between_ends_a_row_of_timeouts(status: int) -> None:
    pacer = pacer_of(FakeTime())
    pacer.timed_out()
    pacer.timed_out()
    pacer.heard(status, 2.0)
    before = pacer.delay.seconds

    pacer.timed_out()

    assert pacer.delay.seconds == before


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_pauses_for_thirty_seconds_and_leaves_the_delay(status: int) -> None:
    time = FakeTime()
    pacer = pacer_of(time)
    pacer.wait()

    pacer.heard(status, 0.2)

    assert told(pacer) == Told(5.5, f"{status}, paused for 30 s at 02:00:05 UTC")
    pacer.wait()
    assert time.seconds == 1005.5 + 30
    assert told(pacer) == Told(5.5)


def test_fast_answers_shrink_the_delay_towards_the_base_and_no_further() -> None:
    pacer = pacer_of(FakeTime())
    pacer.heard(429, 0.2)

    pacer.heard(200, 0.9)
    assert pacer.delay.seconds == pytest.approx(10.45)
    for _ in range(20):
        pacer.heard(200, 0.9)
    assert told(pacer) == Told(5.5)


@pytest.mark.parametrize(("status", "elapsed_s"), [(200, 1.0), (404, 0.1), (403, 0.1), (304, 0.1)])
def test_nothing_but_a_fast_200_shrinks_the_delay(status: int, elapsed_s: float) -> None:
    pacer = pacer_of(FakeTime())
    pacer.heard(429, 0.2)

    pacer.heard(status, elapsed_s)

    assert pacer.delay.seconds == 11.0


def test_the_delay_has_a_longest() -> None:
    pacer = pacer_of(FakeTime())

    for _ in range(20):
        pacer.heard(429, 0.2)

    assert pacer.delay.seconds == LONGEST_DELAY_S


def test_a_base_that_is_longer_than_the_longest_stays() -> None:
    pacer = pacer_of(FakeTime(), Pace(900))

    pacer.heard(429, 0.2)

    assert pacer.delay.seconds == 900


@pytest.mark.parametrize(
    ("at", "delay"),
    [
        (datetime(2025, 7, 4, 12, 59, tzinfo=UTC), Told(5.5)),
        (datetime(2025, 7, 4, 13, 0, tzinfo=UTC), Told(8.25, "peak hours in New York")),
        (datetime(2025, 7, 4, 21, 59, tzinfo=UTC), Told(8.25, "peak hours in New York")),
        (datetime(2025, 7, 4, 22, 0, tzinfo=UTC), Told(5.5)),
        # Without daylight saving time New York is another hour away.
        (datetime(2025, 1, 4, 13, 30, tzinfo=UTC), Told(5.5)),
        (datetime(2025, 1, 4, 22, 30, tzinfo=UTC), Told(8.25, "peak hours in New York")),
    ],
)
def test_peak_hours_in_new_york_multiply_the_delay(at: datetime, delay: Told) -> None:
    pacer = pacer_of(FakeTime(start=at), Pace(5.5, peak_factor=1.5))

    assert told(pacer) == delay


def test_peak_hours_and_trouble_multiply() -> None:
    pacer = pacer_of(
        FakeTime(start=datetime(2025, 7, 4, 14, 3, 22, tzinfo=UTC)), Pace(5.5, peak_factor=1.5)
    )

    pacer.heard(429, 0.2)

    assert told(pacer) == Told(16.5, "429 at 14:03:22 UTC; peak hours in New York")


def test_a_delay_that_grows_during_a_wait_is_waited_for() -> None:
    time = FakeTime()
    pacer = pacer_of(time)

    def sleep(seconds: float) -> None:
        time.sleep(seconds)
        if len(time.slept) == 1:
            pacer.heard(429, 0.2)

    pacer = Pacer(Pace(5.5), monotonic=time.monotonic, clock=time.clock, sleep=sleep)

    slot = pacer.wait()

    assert (time.seconds, slot.delay_s) == (1011.0, 11.0)


def test_a_restart_goes_on_as_slowly_and_recovers() -> None:
    pacer = pacer_of(FakeTime())

    pacer.go_on_at(22.0, None, "as before")
    assert told(pacer) == Told(22.0, "as before")
    pacer.go_on_at(3.0, None, "as before")
    assert told(pacer) == Told(5.5)


def test_a_restart_waits_for_the_end_of_a_pause() -> None:
    time = FakeTime()
    pacer = pacer_of(time)

    pacer.go_on_at(0.0, START + timedelta(minutes=40), "as before")

    assert pacer.wait().started_at == START + timedelta(minutes=40)


def test_a_pause_that_begins_while_the_lake_is_asked_is_kept() -> None:
    time = FakeTime()
    pacer = pacer_of(time)

    slot = pacer.wait(lambda: pacer.heard(503, 0.2) if time.seconds < 1010 else None)

    assert slot.started_at == START + timedelta(seconds=5.5 + 30)


EVENTS = st.one_of(
    st.tuples(st.just("pause"), st.floats(0, 20)),
    st.tuples(st.just("heard"), st.sampled_from([200, 404, 429, 503])),
    st.tuples(st.just("timed_out"), st.just(0)),
)


@given(
    events=st.lists(EVENTS, max_size=40),
    interval=st.floats(0.01, 10),
    late=st.floats(-0.5, 0.5),
)
def test_no_start_is_closer_than_the_delay_in_force(
    events: list[tuple[str, float]], interval: float, late: float
) -> None:
    time = FakeTime(wakes_late_by=late)
    pacer = pacer_of(time, Pace(interval, peak_factor=1.5))

    slots = [(time.seconds, 0.0)]
    for kind, value in events:
        if kind == "pause":
            time.seconds += value
        elif kind == "heard":
            pacer.heard(int(value), 0.2)
        else:
            pacer.timed_out()
        slot = pacer.wait()
        assert slot.delay_s >= interval
        slots.append((time.seconds, slot.delay_s))

    assert all(
        second - first >= delay_s - 1e-9 for (first, _), (second, delay_s) in pairwise(slots)
    )


def test_threads_share_one_spacing() -> None:
    time = FakeTime()
    pacer = pacer_of(time, Pace(1.0))
    threads = [threading.Thread(target=pacer.wait) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert time.seconds == 1008.0
