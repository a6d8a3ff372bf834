"""The gate by itself: real threads, and a clock that moves on by sleeping alone."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capture.asking.attempt import Sent
from capture.asking.gate import MOST_BLOCK_SIGNALS, Gate
from capture.asking.pacer import Pace, Pacer
from capture.asking.stop import Stop, StopRequested
from lake.errors import LeaseLost
from tests.capture.fake_time import START, FakeTime

INTERVAL_S = 5.5
Ends = queue.SimpleQueue[Sent | type[StopRequested]]


def gate_of(
    time: FakeTime, stop: Stop | None = None, before_start: Callable[[], None] = lambda: None
) -> Gate:
    pacer = Pacer(Pace(INTERVAL_S), monotonic=time.monotonic, clock=time.clock, sleep=time.sleep)
    return Gate(pacer, stop or Stop(), before_start)


def leave(gate: Gate, *signals: bool) -> list[bool]:
    """Let requests end; tell who of them is to send the control request."""
    return [gate.leave(is_block_signal=signal) for signal in signals]


@contextmanager
def entering(gate: Gate, number: int = 1) -> Iterator[Ends]:
    """Threads that enter, and what came of each; they must have ended when this does."""
    ends: Ends = queue.SimpleQueue()

    def enter() -> None:
        try:
            ends.put(gate.enter())
        except StopRequested:
            ends.put(StopRequested)

    threads = [threading.Thread(target=enter) for _ in range(number)]
    for thread in threads:
        thread.start()
    yield ends
    for thread in threads:
        thread.join()


def test_several_requests_are_under_way_at_once_while_answers_come() -> None:
    gate = gate_of(FakeTime())

    sent = [gate.enter() for _ in range(3)]

    assert [(each.request_number, each.delay_s) for each in sent] == [(1, 5.5), (2, 5.5), (3, 5.5)]
    assert [(each.sent_at - START).total_seconds() for each in sent] == [5.5, 11.0, 16.5]
    assert gate.in_flight == 3
    leave(gate, False, False)
    assert gate.in_flight == 1


def test_after_a_block_signal_the_next_request_waits_for_those_under_way() -> None:
    gate = gate_of(FakeTime())
    for _ in range(3):
        gate.enter()
    leave(gate, True)

    with entering(gate) as ends:
        leave(gate, True)
        with pytest.raises(queue.Empty):
            ends.get(block=False)
        leave(gate, True)
        assert isinstance(ends.get(), Sent)

    assert gate.in_flight == 1


def test_one_answer_lets_several_be_under_way_again() -> None:
    gate = gate_of(FakeTime())
    gate.enter()
    leave(gate, True)
    gate.enter()

    leave(gate, False)

    assert [gate.enter().request_number for _ in range(3)] == [3, 4, 5]


def test_a_signal_that_comes_while_a_request_waits_for_its_slot_holds_that_one_back_too() -> None:
    time, is_waiting = FakeTime(), threading.Event()

    def sleep(seconds: float) -> None:
        time.sleep(seconds)
        if len(time.slept) == 3:
            leave(gate, True)
            is_waiting.set()

    gate = Gate(Pacer(Pace(1), monotonic=time.monotonic, clock=time.clock, sleep=sleep), Stop())
    gate.enter()
    gate.enter()

    with entering(gate) as ends:
        is_waiting.wait()
        with pytest.raises(queue.Empty):
            ends.get(timeout=0)
        assert gate.in_flight == 1
        leave(gate, False)

    assert ends.get() == Sent(3, START.replace(second=4), 1)


def test_of_five_signals_in_a_row_only_the_fifth_asks_for_a_control_request() -> None:
    gate = gate_of(FakeTime())
    for _ in range(8):
        gate.enter()

    assert leave(gate, *[True] * 8) == [False] * 4 + [True] + [False] * 3


def test_an_answer_between_them_begins_the_count_anew() -> None:
    gate = gate_of(FakeTime())
    for _ in range(10):
        gate.enter()

    assert leave(gate, *[True] * 4, False, *[True] * 4) == [False] * 9
    assert leave(gate, True) == [True]


def test_exactly_one_thread_is_told_to_send_the_control_request() -> None:
    gate = gate_of(FakeTime())
    threads_together = threading.Barrier(8)
    told: queue.SimpleQueue[bool] = queue.SimpleQueue()
    for _ in range(8):
        gate.enter()

    def end() -> None:
        threads_together.wait()
        told.put(gate.leave(is_block_signal=True))

    threads = [threading.Thread(target=end) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told.get() for _ in threads) == [False] * 7 + [True]


def suspected(stop: Stop | None = None) -> Gate:
    gate = gate_of(FakeTime(), stop)
    for _ in range(MOST_BLOCK_SIGNALS):
        gate.enter()
        leave(gate, True)
    return gate


def test_while_the_api_is_suspected_only_the_control_request_passes() -> None:
    gate = suspected()

    with entering(gate) as ends:
        with gate.control():
            assert gate.enter().request_number == 6
        leave(gate, False)
        with pytest.raises(queue.Empty):
            ends.get(timeout=0)
        gate.reopen()

    sent = ends.get()
    assert isinstance(sent, Sent)
    assert sent.request_number == 7


def test_after_a_control_request_that_was_answered_it_takes_five_signals_again() -> None:
    gate = suspected()
    gate.reopen()
    for _ in range(5):
        gate.enter()

    assert leave(gate, *[True] * 5) == [False] * 4 + [True]


def test_a_request_to_stop_wakes_everybody_who_waits() -> None:
    stop = Stop()

    with entering(suspected(stop), number=4) as ends:
        stop.request()

    assert [ends.get() for _ in range(4)] == [StopRequested] * 4


def test_what_is_asked_before_a_start_is_asked_after_the_wait_for_it() -> None:
    time = FakeTime()
    asked_at: list[float] = []
    gate = gate_of(time, before_start=lambda: asked_at.append(time.seconds))

    gate.enter()
    gate.enter()

    assert asked_at == [1005.5, 1011.0]


def test_the_time_that_question_takes_is_no_part_of_the_spacing() -> None:
    time = FakeTime()
    gate = gate_of(time, before_start=lambda: time.sleep(20))

    starts = [(gate.enter().sent_at - START).total_seconds() for _ in range(2)]

    assert starts == [25.5, 51.0]


def test_a_request_that_must_not_start_is_not_counted() -> None:
    def refuse() -> None:
        raise LeaseLost("lost", hint="")

    gate = gate_of(FakeTime(), before_start=refuse)

    with pytest.raises(LeaseLost):
        gate.enter()

    assert gate.in_flight == 0


@settings(max_examples=30, deadline=None)
@given(
    workers=st.integers(1, 4),
    signals=st.lists(st.booleans(), min_size=1, max_size=25),
    interval_s=st.floats(0.01, 10),
)
def test_starts_stay_spaced_and_no_more_are_under_way_than_there_are_workers(
    workers: int, signals: list[bool], interval_s: float
) -> None:
    time = FakeTime()
    pacer = Pacer(Pace(interval_s), monotonic=time.monotonic, clock=time.clock, sleep=time.sleep)
    gate = Gate(pacer, Stop())
    ends = iter(signals)
    lock = threading.Lock()
    seen: list[tuple[Sent, int]] = []

    def work() -> None:
        while True:
            with lock:
                signal = next(ends, None)
            if signal is None:
                return
            seen.append((gate.enter(), gate.in_flight))
            if gate.leave(is_block_signal=signal):
                with gate.control():
                    seen.append((gate.enter(), gate.in_flight))
                gate.leave(is_block_signal=False)
                gate.reopen()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    sent = sorted((each for each, _ in seen), key=lambda each: each.request_number)
    assert [each.request_number for each in sent] == list(range(1, len(sent) + 1))
    assert all(
        (second.sent_at - first.sent_at).total_seconds() >= second.delay_s - 1e-5
        for first, second in pairwise(sent)
    )
    assert all(1 <= in_flight <= workers for _, in_flight in seen)
    assert gate.in_flight == 0
