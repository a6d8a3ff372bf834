"""How durations and instants are written for people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def duration(length: timedelta) -> str:
    """Write the two largest units: `2 d 3 h`, `4 h 22 min`, `3 min 7 s`, `42 s`."""
    minutes, seconds = divmod(max(round(length.total_seconds()), 0), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def delay(seconds: float) -> str:
    """Write `11.0 s`, and `0.02 s` as nobody asks but a server on this machine."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds:.2g} s"


def instant(at: datetime) -> str:
    """Write an instant as `2025-01-16 14:03 UTC`."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def count(number: int, noun: str) -> str:
    """Write `1 game` and `2,421 games`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def one_line(text: str) -> str:
    """Keep what a terminal can show in one line; texts of an API may hold anything."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
