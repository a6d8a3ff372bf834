"""Where raw objects of a lake on S3 are kept for the next time, and how many."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import platformdirs
import typer

from lake.errors import UsageError
from lake.raw_cache import CacheSettings

DEFAULT_SIZE = "4GB"

CacheDir = Annotated[
    Path | None,
    typer.Option(
        envvar="HOOPSTAT_CACHE_DIR",
        metavar="DIR",
        help="Where raw objects of a lake on S3 are kept for the next time; your own cache "
        "folder if left out.",
    ),
]
CacheSize = Annotated[
    str,
    typer.Option(
        envvar="HOOPSTAT_CACHE_SIZE",
        metavar="SIZE",
        help="What they may take, those used least recently going first; 0 keeps none.",
    ),
]

_SIZE = re.compile(r"(?P<number>\d+(\.\d+)?) ?(?P<unit>[KMGT]?B)", re.IGNORECASE)
_UNITS = {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}


def cache_settings(folder: Path | None, size: str) -> CacheSettings | None:
    """Read what a person types; None if nothing is to be kept. Raises: UsageError."""
    limit_bytes = _size_bytes(size.strip())
    if not limit_bytes:
        return None
    own = platformdirs.user_cache_path("hoopstat", appauthor=False) / "raw"
    return CacheSettings(folder or own, limit_bytes)


def _size_bytes(size: str) -> int:
    """A kilobyte is 1,000 bytes, as in DuckDB's --memory-limit."""
    if size == "0":
        return 0
    match = _SIZE.fullmatch(size)
    if match is None:
        raise UsageError(f"--cache-size {size!r} is no size", hint="--cache-size 4GB; 0 for none")
    return int(float(match["number"]) * _UNITS[match["unit"].upper()])
