"""Instants are aware datetimes in UTC, kept and written to the millisecond."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lake.errors import UsageError

Clock = Callable[[], datetime]

LEAGUE_ZONE = ZoneInfo("America/New_York")
"""The dates of games, and the hours of the league's offices, are of New York."""

_KEY_INSTANT = re.compile(r"[1-9][0-9]{7}T[0-9]{6}\.[0-9]{3}Z")


def now() -> datetime:
    """Return the present instant, cut to the millisecond."""
    return to_milliseconds(datetime.now(UTC))


def to_milliseconds(instant: datetime) -> datetime:
    utc = instant.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def format_instant(instant: datetime) -> str:
    """Write an instant as `2025-01-16T05:15:02.123Z`."""
    return to_milliseconds(instant).strftime("%Y-%m-%dT%H:%M:%S.") + f"{_ms(instant):03d}Z"


def format_key_instant(instant: datetime) -> str:
    """Write an instant as it stands in a key, `20250116T051502.123Z`; text order is time order."""
    return to_milliseconds(instant).strftime("%Y%m%dT%H%M%S.") + f"{_ms(instant):03d}Z"


def parse_key_instant(text: str) -> datetime:
    """Read `20250116T051502.123Z`.

    Raises: ValueError if it is not of exactly that form.
    """
    if not _KEY_INSTANT.fullmatch(text):
        raise ValueError(f"not an instant of a key: {text}")
    return datetime.fromisoformat(text)


def parse_instant(text: str, *, end_of_day: bool = False) -> datetime:
    """Read what a person types: an ISO date or an ISO instant; without an offset it is UTC.

    A bare date is its first instant, or its last millisecond with `end_of_day`.
    Raises: UsageError.
    """
    try:
        if "T" not in text and ":" not in text:
            day = datetime.combine(date.fromisoformat(text), time(tzinfo=UTC))
            return day + timedelta(days=1, milliseconds=-1) if end_of_day else day
        instant = datetime.fromisoformat(text)
        return to_milliseconds(instant if instant.tzinfo else instant.replace(tzinfo=UTC))
    except (OverflowError, ValueError) as error:
        raise UsageError(
            f"{text!r} is neither a date nor an instant",
            hint="2025-01-16 or 2025-01-16T05:15:02Z",
        ) from error


def _ms(instant: datetime) -> int:
    return instant.microsecond // 1000
