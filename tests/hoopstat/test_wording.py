from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from hoopstat.wording import count, delay, duration, instant, one_line


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (-3, "0 s"),
        (0.4, "0 s"),
        (59.6, "1 min 0 s"),
        (187, "3 min 7 s"),
        (15_720, "4 h 22 min"),
        (86_399.9, "1 d 0 h"),
        (1_000_000, "11 d 13 h"),
    ],
)
def test_a_duration_is_its_two_largest_units(seconds: float, written: str) -> None:
    assert duration(timedelta(seconds=seconds)) == written


@pytest.mark.parametrize(
    ("seconds", "written"), [(11, "11.0 s"), (5.5, "5.5 s"), (1, "1.0 s"), (0.02, "0.02 s")]
)
def test_a_delay_is_told_as_finely_as_it_matters(seconds: float, written: str) -> None:
    assert delay(seconds) == written


def test_an_instant_is_told_in_utc() -> None:
    eastern = timezone(timedelta(hours=-5))

    assert instant(datetime(2025, 1, 16, 21, 30, 59, tzinfo=eastern)) == "2025-01-17 02:30 UTC"


def test_one_is_no_plural() -> None:
    assert [count(number, "game") for number in (0, 1, 2421)] == [
        "0 games",
        "1 game",
        "2,421 games",
    ]


def test_what_no_terminal_should_get_becomes_a_space() -> None:
    assert one_line(" Jokić\x1b[2J\r\n\x00 next ") == "Jokić [2J next"
