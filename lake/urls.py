"""Addresses that are nothing but scheme, host, port and path."""

from __future__ import annotations

from urllib.parse import urlsplit


def plain_host(url: str) -> str | None:
    """Read the host of such an address; None if it is none, or has a query or a fragment."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 reading it is what checks it
    except ValueError:
        return None
    is_plain = parts.scheme in ("http", "https") and not (parts.query or parts.fragment)
    return parts.hostname if is_plain else None
