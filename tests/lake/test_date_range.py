from __future__ import annotations

from datetime import date

import pytest

from lake.date_range import EVERY_DATE, DateRange
from lake.errors import UsageError
from lake.seasons import Season

TODAY = date(2025, 3, 1)
NEW_YEAR, MID_JANUARY = date(2025, 1, 1), date(2025, 1, 14)


def test_both_ends_are_included() -> None:
    dates = DateRange(NEW_YEAR, MID_JANUARY)

    assert (NEW_YEAR in dates, MID_JANUARY in dates) == (True, True)
    assert (date(2024, 12, 31) in dates, date(2025, 1, 15) in dates) == (False, False)


@pytest.mark.parametrize(
    ("dates", "before", "within", "after"),
    [
        (DateRange(first=NEW_YEAR), False, True, True),
        (DateRange(last=MID_JANUARY), True, True, False),
        (EVERY_DATE, True, True, True),
    ],
)
def test_an_end_that_is_left_out_is_open(
    dates: DateRange, before: bool, within: bool, after: bool
) -> None:
    days = (date(2024, 12, 31), date(2025, 1, 7), date(2025, 1, 15))

    assert tuple(day in dates for day in days) == (before, within, after)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-01-01", "2025-01-14", "2025-01-01 to 2025-01-14"),
        ("2025-01-01", None, "2025-01-01 and later"),
        (None, "2025-01-14", "up to 2025-01-14"),
        (None, None, "every date"),
    ],
)
def test_a_range_is_read_and_told(first: str | None, last: str | None, words: str) -> None:
    dates = DateRange.parse(first, last)

    assert (str(dates), dates.is_every_date) == (words, words == "every date")


@pytest.mark.parametrize("text", ["2025-13-01", "2025-02-29", "20250101", "2025-W01-1", "soon", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a date"):
        DateRange.parse(text, None)


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(UsageError, match="2025-01-14 to 2025-01-01") as refused:
        DateRange(MID_JANUARY, NEW_YEAR)

    assert refused.value.hint == "--from 2025-01-01 --to 2025-01-14"


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        pytest.param("2025-01-01", "2025-01-14", [2024], id="within a season"),
        pytest.param("2023-06-30", "2024-07-01", [2022, 2023, 2024], id="across seasons"),
        pytest.param("2023-12-01", None, [2023, 2024], id="from then to today"),
        pytest.param("2024-12-01", "9999-12-31", [2024], id="no season of the future"),
        pytest.param("2030-01-01", None, [2029], id="but the one that is named"),
        pytest.param(None, "2025-01-14", [], id="no first one without a first date"),
    ],
)
def test_the_seasons_of_a_range(first: str | None, last: str | None, years: list[int]) -> None:
    assert DateRange.parse(first, last).seasons(TODAY) == tuple(map(Season, years))
