"""Settings of a capture, checked when they are made."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lake.errors import UsageError

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
    """Raises: UsageError if the address is none, holds a password, or would be asked too often."""

    api_url: str = STATS_API_URL
    rate_limit_s: float = RATE_LIMIT_S
    connect_timeout_s: float = CONNECT_TIMEOUT_S
    read_timeout_s: float = READ_TIMEOUT_S
    headers: Mapping[str, str] = field(default_factory=lambda: BROWSER_HEADERS)

    @property
    def is_loopback(self) -> bool:
        """Whether the API is a server on this machine."""
        return _is_loopback(_host(self.api_url) or "")

    def __post_init__(self) -> None:
        if "@" in self.api_url:
            raise UsageError(
                "the API address holds a user name or a password, which would be archived with "
                "every answer",
                hint="an --api-url without them",
            )
        host = _host(self.api_url)
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

    @property
    def interval_s(self) -> float:
        """Spacing between the starts of two requests, buffer included."""
        return self.rate_limit_s + (0 if self.is_loopback else BUFFER_S)

    def url(self, endpoint: str) -> str:
        return f"{self.api_url.rstrip('/')}/stats/{endpoint}"


def _host(url: str) -> str | None:
    """Read the host of an address that is nothing but scheme, host, port and path."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 reading it is what checks it
    except ValueError:
        return None
    is_plain = parts.scheme in ("http", "https") and not (parts.query or parts.fragment)
    return parts.hostname if is_plain else None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
