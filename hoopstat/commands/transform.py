"""`hoopstat transform`: raw archive to Parquet, offline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer

from hoopstat import options
from hoopstat.console import CommandObserver, Summary, command_console
from lake.errors import Incomplete
from lake.instants import parse_instant
from lake.open_lake import open_lake_to_write
from lake.store import Store
from lake.telemetry import new_run_id
from transform.publish import Change
from transform.run import SeasonTransform, TransformRequest, transform

AsOf = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_AS_OF",
        metavar="DATE",
        help="Build from the answers that were archived up to then (UTC).",
    ),
]
AcceptShrink = Annotated[
    bool,
    typer.Option(
        "--accept-shrink",
        envvar="HOOPSTAT_ACCEPT_SHRINK",
        help="Publish a partition even if games lose rows by it.",
    ),
]


def command(
    context: typer.Context,
    lake: options.Lake = options.DEFAULT_LAKE,
    s3_bucket: options.S3Bucket = None,
    s3_endpoint_url: options.S3EndpointUrl = None,
    season: options.Seasons = None,
    as_of: AsOf = None,
    accept_shrink: AcceptShrink = False,
    threads: options.Threads = None,
    memory_limit: options.MemoryLimit = None,
    log_format: options.Log = options.LogFormat.AUTO,
) -> int:
    """Build every table from the raw archive, without any network.

    Exit codes: 0 all is published, 2 usage, 3 something could not be used or was held back,
    5 lake unavailable.
    """
    request = TransformRequest(
        seasons=options.parse_seasons(season),
        as_of=parse_instant(as_of, end_of_day=True) if as_of else None,
        accept_shrink=accept_shrink,
        duck=options.duck_settings(threads, memory_limit),
    )
    address = options.lake_address(context, lake, s3_bucket, s3_endpoint_url)
    with command_console(log_format, new_run_id()) as shown:
        store = open_lake_to_write(address, must_exist=True, observer=shown.observer)
        transform_stage(store, request, shown)
    return 0


def transform_stage(store: Store, request: TransformRequest, shown: CommandObserver) -> None:
    """Transform, show the summary, and raise what could not be done.

    Raises: Incomplete; LakeUnavailable.
    """
    done = transform(store, request, shown.observer)
    shown.summarize(_summary(done, store.location))
    _raise_what_is_left(done)


def _summary(done: Sequence[SeasonTransform], lake: str) -> Summary:
    rows = []
    for result in done:
        files: dict[str, Counter[str]] = {}
        for part in result.partitions:
            counts = files.setdefault(part.partition.table, Counter())
            counts["files"] += 1
            counts["rows"] += part.row_count
            counts[part.change] += 1
        rows += [
            (
                f"{result.season} {table}",
                f"{counts['files']:,}",
                f"{counts['rows']:,}",
                ", ".join(f"{counts[change]} {change}" for change in Change if counts[change]),
            )
            for table, counts in sorted(files.items())
        ]
    changes = Counter(part.change for result in done for part in result.partitions)
    empty = [document for result in done for document in result.empty]
    notes = [
        f"Rightly empty, so without rows: {doc.version.document} ({doc.empty_reason})."
        for doc in empty
    ]
    return Summary(
        "transform",
        f"Published in {lake}",
        ("table", "files", "rows", "changes"),
        rows,
        {
            "raw_objects": sum(result.documents for result in done),
            "set_aside": sum(len(result.set_aside) for result in done),
            "rightly_empty": len(empty),
            **{f"partitions_{change}": changes[change] for change in Change},
        },
        notes,
    )


def _raise_what_is_left(done: Sequence[SeasonTransform]) -> None:
    set_aside = [error for result in done for error in result.set_aside]
    refused = [part for result in done for part in result.refused]
    held_back = ""
    if refused:
        games = sorted({game for part in refused for game in part.shrinks})
        held_back = (
            f"{len(refused)} published files were left as they are, since games would lose rows: "
            f"{', '.join(games[:3])}" + (f" and {len(games) - 3} more" if len(games) > 3 else "")
        )
    if set_aside:
        raise Incomplete(
            f"{len(set_aside)} raw objects can't be used, the first: {set_aside[0]}"
            + (f"; {held_back}" if held_back else ""),
            hint=set_aside[0].hint,
        )
    if refused:
        raise Incomplete(
            held_back,
            hint="hoopstat capture --games with these, if their answers are gone from the archive; "
            "hoopstat transform --accept-shrink, if less is right",
        )
