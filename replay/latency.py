"""How long a replay takes before it answers."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from lake.errors import UsageError

_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_HINT = "800, or 200-1500 to spread them evenly between"


@dataclass(frozen=True)
class Latency:
    """Spread evenly from the lowest to the highest, which are the same for a fixed one.

    Raises: UsageError if one is negative or endless, or the highest is below the lowest.
    """

    lowest_ms: float = 0.0
    highest_ms: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.lowest_ms <= self.highest_ms < math.inf:
            raise UsageError(
                f"{self.lowest_ms:g}-{self.highest_ms:g} is no latency in milliseconds", hint=_HINT
            )

    def delay_s(self, share: float) -> float:
        """Give the delay in seconds at a share of the way from the lowest to the highest."""
        return (self.lowest_ms + share * (self.highest_ms - self.lowest_ms)) / 1000


def parse_latency(text: str) -> Latency:
    """Read milliseconds such as 800, or a range such as 200-1500. Raises: UsageError."""
    match = re.fullmatch(f"{_NUMBER}(?:-{_NUMBER})?", text.strip())
    if match is None:
        raise UsageError(f"{text!r} is no latency in milliseconds", hint=_HINT)
    return Latency(float(match[1]), float(match[2] or match[1]))
