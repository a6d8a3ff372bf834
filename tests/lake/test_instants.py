from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lake.errors import UsageError
from lake.instants import (
    format_instant,
    format_key_instant,
    now,
    parse_instant,
    parse_key_instant,
    to_milliseconds,
)

INSTANT = datetime(2025, 1, 16, 5, 15, 2, 123000, tzinfo=UTC)
IN_NEW_YORK = datetime(2025, 1, 16, 0, 15, 2, 123999, tzinfo=timezone(timedelta(hours=-5)))

instants = st.datetimes(
    datetime(1976, 1, 1),  # noqa: DTZ001
    datetime(2999, 1, 1),  # noqa: DTZ001
    timezones=st.builds(
        timezone, st.integers(-14 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes))
    ),
)


def test_now_is_in_utc_and_whole_milliseconds() -> None:
    before, instant = datetime.now(UTC), now()

    assert instant.tzinfo is UTC
    assert instant.microsecond % 1000 == 0
    assert before - timedelta(milliseconds=1) < instant <= datetime.now(UTC)


def test_an_instant_is_cut_to_the_millisecond_in_utc() -> None:
    cut = to_milliseconds(IN_NEW_YORK)

    assert cut == INSTANT
    assert cut.tzinfo is UTC


@pytest.mark.parametrize("instant", [INSTANT, IN_NEW_YORK])
def test_an_instant_is_written_in_iso_form(instant: datetime) -> None:
    assert format_instant(instant) == "2025-01-16T05:15:02.123Z"


@pytest.mark.parametrize("instant", [INSTANT, IN_NEW_YORK])
def test_an_instant_is_written_into_a_key(instant: datetime) -> None:
    assert format_key_instant(instant) == "20250116T051502.123Z"


def test_milliseconds_are_written_with_their_zeros() -> None:
    assert format_instant(INSTANT.replace(microsecond=7000)) == "2025-01-16T05:15:02.007Z"
    assert format_key_instant(INSTANT.replace(microsecond=0)) == "20250116T051502.000Z"


# Instants of keys


@settings(deadline=None)
@given(instants)
def test_an_instant_of_a_key_makes_the_round_trip(instant: datetime) -> None:
    assert parse_key_instant(format_key_instant(instant)) == to_milliseconds(instant)


@settings(deadline=None)
@given(instants, instants)
def test_text_order_is_time_order(one: datetime, other: datetime) -> None:
    by_text = format_key_instant(one) < format_key_instant(other)

    assert by_text == (to_milliseconds(one) < to_milliseconds(other))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20250116",
        "20250116T051502Z",
        "20250116T051502.1Z",
        "20250116T051502.123000Z",
        "20250116T051502.123",
        "20250116T051502.123+00:00",
        "2025-01-16T05:15:02.123Z",
        "20250230T051502.123Z",
        "20250116T051560.123Z",
        "20250116T051502.123Z ",
        "2025116T051502.123Z",
        "２０250116T051502.123Z",
    ],
)
def test_another_form_is_no_instant_of_a_key(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_key_instant(text)


# What a person types


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-01-16T05:15:02.123Z", INSTANT),
        ("2025-01-16T05:15:02.123999Z", INSTANT),
        ("2025-01-16T05:15:02.123", INSTANT),
        ("2025-01-16T00:15:02.123-05:00", INSTANT),
        ("2025-01-16 05:15", datetime(2025, 1, 16, 5, 15, tzinfo=UTC)),
        ("2025-01-16", datetime(2025, 1, 16, tzinfo=UTC)),
    ],
)
def test_a_date_or_an_instant_is_read(text: str, instant: datetime) -> None:
    read = parse_instant(text)

    assert read == instant
    assert read.tzinfo is UTC


def test_a_date_may_mean_its_last_millisecond() -> None:
    assert parse_instant("2024-12-31", end_of_day=True) == datetime(
        2024, 12, 31, 23, 59, 59, 999000, tzinfo=UTC
    )


def test_an_instant_means_itself_also_as_an_end() -> None:
    assert parse_instant("2025-01-16T05:15:02.123Z", end_of_day=True) == INSTANT


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2025-01-32", "16.01.2025", "2025-01-16T25:00", "0022400561"]
)
def test_what_is_neither_a_date_nor_an_instant_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_instant(text)
    assert refused.value.message == f"{text!r} is neither a date nor an instant"
    assert refused.value.hint == "2025-01-16 or 2025-01-16T05:15:02Z"
