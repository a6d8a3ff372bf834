"""The words that reports share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from validate.checks import Severity
from validate.results import CheckResult, Finding, Outcome

_ILLEGIBLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIRST_MONTH = 10


def legible(text: str) -> str:
    """Put a replacement character for each that XML forbids or nobody can see, such as NUL."""
    return _ILLEGIBLE.sub("\ufffd", text)


def key_text(key: Mapping[str, str]) -> str:
    """Write the key of a finding, `game_id 0022400561, player_id 203999`."""
    return ", ".join(f"{name} {value}" for name, value in key.items())


def examples(findings: Sequence[Finding], most: int) -> list[Finding]:
    """List the first findings of different games, then others; in the order they came."""
    seen: set[str | None] = set()
    again = []
    for number, finding in enumerate(findings):
        again.append((finding.game_id in seen, number))
        seen.add(finding.game_id)
    return [findings[number] for number in sorted(number for _, number in sorted(again)[:most])]


def counted(count: int, noun: str) -> str:
    """Write `1 finding` or `1,234 findings`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def not_run_told(results: Iterable[CheckResult]) -> dict[str, list[str]]:
    """Name the checks that were not run, in some season or at all, by the reason."""
    by_reason: dict[str, list[str]] = {}
    for result in results:
        reasons = (result.reason, *(one.reason for one in result.not_run_in))
        for reason in filter(None, reasons):
            by_reason.setdefault(reason, []).append(result.check.name)
    return by_reason


def severity_name(severity: Severity) -> str:
    """Name what a failed check of a severity is: an error, or a warning."""
    return "warning" if severity is Severity.WARN else severity.value


def outcomes_told(results: Iterable[CheckResult], season: str | None = None) -> str:
    """Write `3 passed, 2 failed (1 error, 1 warning), 0 not run`, of a season or of all.

    A failed check is an error or a warning.
    """
    counts = Counter(
        (result.outcome_in(season) if season else result.outcome, result.check.severity)
        for result in results
    )
    told = []
    for outcome in Outcome:
        own = {severity: counts[outcome, severity] for severity in Severity}
        words = f"{sum(own.values())} {outcome}"
        if outcome is Outcome.FAILED and any(own.values()):
            kinds = [counted(own[one], severity_name(one)) for one in Severity if own[one]]
            words += f" ({', '.join(kinds)})"
        told.append(words)
    return ", ".join(told)


def points(score: float | None) -> str:
    """Write a score with four decimals, rounded down: only a flawless one is 1.0000."""
    return "not judged" if score is None else f"{math.floor(score * 10_000) / 10_000:.4f}"


def percentage(part: int, whole: int) -> str:
    """Write `99.8 %`, rounded down: only all of it is 100 %."""
    if part == whole:
        return "100 %"
    return f"{part * 1000 // whole / 10:.1f} %"


def month_name(month: int | None) -> str:
    """Name a month in three letters; what has no months is of the whole season."""
    return "Season" if month is None else _MONTHS[month - 1]


def season_order(month: int | None) -> int:
    """Tell the place of a month in a season, which begins in October; None is last."""
    return 12 if month is None else (month - _FIRST_MONTH) % 12
