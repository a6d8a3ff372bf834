"""Options that more than one command has, and how their texts become values."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from lake.duck import DuckSettings
from lake.seasons import DEFAULT_SEASON_TYPES, Season

DEFAULT_LAKE = "hoopstat-lake"


class LogFormat(StrEnum):
    """`auto` is the console on a terminal and JSON lines elsewhere."""

    AUTO = "auto"
    CONSOLE = "console"
    JSON = "json"


Lake = Annotated[
    str,
    typer.Option(envvar="HOOPSTAT_LAKE", metavar="DIR", help="The folder that holds the lake."),
]
Log = Annotated[
    LogFormat,
    typer.Option(
        "--log-format",
        envvar="HOOPSTAT_LOG_FORMAT",
        help="What goes to stderr; auto: console on a terminal, JSON lines elsewhere.",
    ),
]
Seasons = Annotated[
    str | None,
    typer.Option(
        "--season",
        envvar="HOOPSTAT_SEASON",
        metavar="2024-25[,...]",
        help="One season or several; all that the lake holds if left out.",
    ),
]
SeasonTypes = Annotated[
    str,
    typer.Option(
        "--season-types",
        envvar="HOOPSTAT_SEASON_TYPES",
        metavar="TYPE[,...]",
        help="preseason, regular, all-star, playoffs, play-in, cup-final; or all.",
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        envvar="HOOPSTAT_FROM",
        metavar="DATE",
        help="Only games of this date or later, such as 2025-01-01.",
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to", envvar="HOOPSTAT_TO", metavar="DATE", help="Only games of this date or earlier."
    ),
]
Seed = Annotated[
    int, typer.Option(envvar="HOOPSTAT_SEED", min=0, help="Another seed invents other games.")
]
Threads = Annotated[
    int | None,
    typer.Option(
        envvar="HOOPSTAT_THREADS", min=1, help="Threads of DuckDB; all cores if left out."
    ),
]
MemoryLimit = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_MEMORY_LIMIT", metavar="SIZE", help="Memory of DuckDB, such as 2GB."
    ),
]

DEFAULT_TYPES = ",".join(DEFAULT_SEASON_TYPES)


def parse_seasons(text: str | None) -> tuple[Season, ...]:
    """Read comma-separated season labels; () for none. Raises: UsageError."""
    return tuple(Season.parse(label.strip()) for label in text.split(",")) if text else ()


def split(text: str | None) -> Sequence[str]:
    """Part a comma-separated text; () for none."""
    return [word.strip() for word in text.split(",") if word.strip()] if text else ()


def duck_settings(threads: int | None, memory_limit: str | None) -> DuckSettings:
    return DuckSettings(threads, memory_limit)
