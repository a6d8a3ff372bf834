"""Settings of a capture, checked when they are made."""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lake.errors import UsageError
from lake.urls import plain_host

STATS_API_URL = "https://stats.nba.com"

RATE_LIMIT_S = 5.0
"""Spacing of request starts. 0.6 s has held and 0.5 s has not; this keeps well away from both."""

BUFFER_S = 0.5
"""Added to the spacing for every host that is not loopback."""

LOWEST_RATE_LIMIT_S = 1.0
"""Nothing but a loopback address is asked more often than this."""

CONNECT_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 30.0
"""The API mostly fails by hanging, so both are always set."""

PEAK_FACTOR = 1.5
"""How much longer the delay is in the peak hours of the API's own readers."""

SERVER_ERROR_PAUSE_S = 30.0
"""Nothing is sent for so long after a 5xx."""

IN_FLIGHT = 8
"""Requests that may be under way at once: one every 5.5 s and none slower than the two timeouts
together makes seven, and one more."""

BROWSER_HEADERS: Mapping[str, str] = {
    "User-Agent": (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/145.0.0.0 Safari/537.36"
    ),
    "Accept": "application/json, text/plain, */*",
    "Accept-Language": "en-US,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "keep-alive",
    "Referer": "https://www.nba.com/",
    "Pragma": "no-cache",
    "Cache-Control": "no-cache",
}
"""What the API answers to; seen to work in 2026, and changing every year or two. No `br`, which
`requests` can't decode without a further package."""


@dataclass(frozen=True)
class CaptureSettings:
    """How the API is asked.

    `peak_hours_factor` None is 1.5, and 1 for a server on this machine, which has no peak hours.
    Raises: UsageError if the address is none, holds a password, or would be asked too often, or a
    number makes no sense.
    """

    api_url: str = STATS_API_URL
    rate_limit_s: float = RATE_LIMIT_S
    connect_timeout_s: float = CONNECT_TIMEOUT_S
    read_timeout_s: float = READ_TIMEOUT_S
    peak_hours_factor: float | None = None
    server_error_pause_s: float = SERVER_ERROR_PAUSE_S
    in_flight: int = IN_FLIGHT
    contact: str | None = None

    @property
    def is_loopback(self) -> bool:
        """Whether the API is a server on this machine."""
        return _is_loopback(plain_host(self.api_url) or "")

    def __post_init__(self) -> None:
        if "@" in self.api_url:
            raise UsageError(
                "the API address holds a user name or a password, which would be archived with "
                "every answer",
                hint="an --api-url without them",
            )
        host = plain_host(self.api_url)
        if host is None:
            raise UsageError(
                f"{self.api_url!r} is not the address of an API", hint=f"--api-url {STATS_API_URL}"
            )
        lowest = 0.0 if self.is_loopback else LOWEST_RATE_LIMIT_S
        if not (math.isfinite(self.rate_limit_s) and self.rate_limit_s >= lowest):
            raise UsageError(
                f"one request every {self.rate_limit_s:g} s is not how often {host} "
                "should be asked",
                hint=f"--rate-limit-seconds {RATE_LIMIT_S:g}; {lowest:g} or more",
            )
        self._require_sense()

    def _require_sense(self) -> None:
        for option, value, lowest in (
            ("--connect-timeout-seconds", self.connect_timeout_s, 0.001),
            ("--read-timeout-seconds", self.read_timeout_s, 0.001),
            ("--peak-hours-factor", self.peak_factor, 1),
            ("--in-flight", self.in_flight, 1),
        ):
            if not (math.isfinite(value) and value >= lowest):
                raise UsageError(f"{option} {value:g} makes no sense", hint=f"{lowest:g} or more")

        if self.contact is not None and not re.fullmatch(r"[!-?A-~]+@[!-?A-~]+", self.contact):
            raise UsageError(
                f"--contact {self.contact!r} is no e-mail address", hint="--contact me@example.org"
            )

    @property
    def headers(self) -> Mapping[str, str]:
        """What every request is sent with."""
        return {**BROWSER_HEADERS, **({"From": self.contact} if self.contact else {})}

    @property
    def peak_factor(self) -> float:
        """By how much the delay is multiplied in peak hours."""
        if self.peak_hours_factor is not None:
            return self.peak_hours_factor
        return 1.0 if self.is_loopback else PEAK_FACTOR

    @property
    def interval_s(self) -> float:
        """Spacing between the starts of two requests, buffer included."""
        return self.rate_limit_s + (0 if self.is_loopback else BUFFER_S)

    def url(self, endpoint: str) -> str:
        return f"{self.api_url.rstrip('/')}/stats/{endpoint}"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
