"""Options that more than one command has, and how their texts become values."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lake.duck import DuckSettings
from lake.errors import UsageError
from lake.open_lake import S3_SCHEME, LakeAddress
from lake.seasons import DEFAULT_SEASON_TYPES, GameId, Season

DEFAULT_LAKE = "hoopstat-lake"


class LogFormat(StrEnum):
    """`auto` is the console on a terminal and JSON lines elsewhere."""

    AUTO = "auto"
    CONSOLE = "console"
    JSON = "json"


Lake = Annotated[
    str,
    typer.Option(
        envvar="HOOPSTAT_LAKE",
        metavar="DIR",
        help="The folder that holds the lake, or s3://BUCKET/PREFIX.",
    ),
]
S3Bucket = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_S3_BUCKET",
        metavar="NAME",
        help="A bucket that holds the lake: the same as --lake s3://NAME.",
    ),
]
S3EndpointUrl = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_S3_ENDPOINT_URL",
        metavar="URL",
        help="Where S3 answers, such as a MinIO; AWS, or what AWS_ENDPOINT_URL says, if left out.",
    ),
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
    list[str] | None,
    typer.Option(
        "--season",
        envvar="HOOPSTAT_SEASON",
        metavar="2024-25[,...]",
        help="One season or several, also by saying --season again; all that the lake holds if "
        "left out.",
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
Games = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_GAMES",
        metavar="ID[,...]",
        help="Exactly these games, by their ten-character ids, instead of seasons.",
    ),
]
Waivers = Annotated[
    Path | None,
    typer.Option(
        envvar="HOOPSTAT_WAIVERS",
        metavar="FILE",
        help="Known truths that look wrong, which are told apart and do not count.",
    ),
]
Seed = Annotated[
    int, typer.Option(envvar="HOOPSTAT_SEED", min=0, help="Another seed invents other games.")
]
Threads = Annotated[
    int | None,
    typer.Option(
        envvar="HOOPSTAT_THREADS", min=1, max=256, help="Threads of DuckDB; all cores if left out."
    ),
]
MemoryLimit = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_MEMORY_LIMIT", metavar="SIZE", help="Memory of DuckDB, such as 2GB."
    ),
]

_STRENGTH = ("DEFAULT", "DEFAULT_MAP", "ENVIRONMENT", "COMMANDLINE")
"""Where a value may come from, the weakest first; DEFAULT_MAP is hoopstat.toml."""

DEFAULT_TYPES = ",".join(DEFAULT_SEASON_TYPES)


def lake_address(
    context: typer.Context, lake: str, s3_bucket: str | None, s3_endpoint_url: str | None
) -> LakeAddress:
    """Put together where the lake is; of --lake and --s3-bucket the more explicit one counts.

    Raises: UsageError if both are as explicit, or one makes no sense.
    """
    if s3_bucket is None:
        return LakeAddress(lake, s3_endpoint_url)
    named, with_bucket = (_strength(context, name) for name in ("lake", "s3_bucket"))
    if named == with_bucket:
        raise UsageError(
            "--lake and --s3-bucket both say where the lake is",
            hint=f"one of them; --lake {S3_SCHEME}BUCKET/PREFIX says it all",
        )
    location = lake if named > with_bucket else f"{S3_SCHEME}{s3_bucket}"
    return LakeAddress(location, s3_endpoint_url)


def _strength(context: typer.Context, name: str) -> int:
    source = context.get_parameter_source(name)
    return _STRENGTH.index(source.name) if source else 0


def parse_seasons(text: str | Sequence[str] | None) -> tuple[Season, ...]:
    """Read comma-separated season labels, of one text or several; () for none.

    Raises: UsageError.
    """
    texts = [text] if isinstance(text, str) else text or ()
    labels = (label.strip() for each in texts if each for label in each.split(","))
    return tuple(dict.fromkeys(Season.parse(label) for label in labels))


def parse_games(text: str | None) -> tuple[GameId, ...]:
    """Read comma-separated ids of games; () without a text. Raises: UsageError."""
    if text is not None and not split(text):
        raise UsageError("--games names no game", hint="--games 0022400561")
    return tuple(dict.fromkeys(GameId(word) for word in split(text)))


def split(text: str | None) -> Sequence[str]:
    """Part a comma-separated text; () for none."""
    return [word.strip() for word in text.split(",") if word.strip()] if text else ()


def duck_settings(threads: int | None, memory_limit: str | None) -> DuckSettings:
    return DuckSettings(threads, memory_limit)
