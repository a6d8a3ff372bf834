"""A range of dates, such as those of the games a command is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lake.errors import UsageError
from lake.seasons import Season, first_day_of, last_day_of, season_of, season_range


@dataclass(frozen=True)
class DateRange:
    """Dates from the first to the last, both included; None leaves an end open.

    Raises: UsageError if the first is after the last.
    """

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise UsageError(
                f"the dates end before they start: {self.first} to {self.last}",
                hint=f"--from {self.last} --to {self.first}",
            )

    @classmethod
    def parse(cls, first: str | None, last: str | None) -> DateRange:
        """Read what a person types. Raises: UsageError."""
        return cls(_date(first), _date(last))

    def __contains__(self, day: date) -> bool:
        return (self.first or day) <= day <= (self.last or day)

    def __str__(self) -> str:
        if self.first and self.last:
            return f"{self.first} to {self.last}"
        if self.first:
            return f"{self.first} and later"
        return f"up to {self.last}" if self.last else "every date"

    @property
    def is_every_date(self) -> bool:
        return self == EVERY_DATE

    def has_days_of(self, season: Season) -> bool:
        """Tell whether some day of a season is among the dates."""
        starts_before_it_ends = (self.first or date.min) <= last_day_of(season)
        return starts_before_it_ends and (self.last or date.max) >= first_day_of(season)

    def require_days_of(self, seasons: Sequence[Season]) -> None:
        """Raises: UsageError with the first of the seasons that has no day among the dates."""
        for season in seasons:
            if not self.has_days_of(season):
                raise UsageError(
                    f"{season} has no day in the dates: {self}",
                    hint=f"dates from {first_day_of(season)} to {last_day_of(season)}",
                )

    def seasons(self, today: date) -> tuple[Season, ...]:
        """List the seasons the dates fall in, up to that of today; () without a first date.

        Raises: UsageError if the first date is before the first season.
        """
        if self.first is None:
            return ()
        first, last = season_of(self.first), season_of(min(self.last or today, today))
        return season_range(first, max(first, last))


EVERY_DATE = DateRange()


def _date(text: str | None) -> date | None:
    """Only the form with hyphens: `date.fromisoformat` also reads 20250114 and 2025-W03-2."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or str(day) != text:
        raise UsageError(f"{text!r} is not a date", hint="a date such as 2025-01-14")
    return day
