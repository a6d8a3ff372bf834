"""`hoopstat transform`: raw archive to Parquet, offline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from hoopstat import cache_options, options
from hoopstat.console import CommandObserver, Summary, command_console
from hoopstat.waivers_today import waivers_today
from hoopstat.wording import count
from lake.cached_store import read_through
from lake.commands import at_lake
from lake.errors import Incomplete
from lake.instants import parse_instant
from lake.open_lake import open_lake_to_write
from lake.store import Store
from lake.telemetry import new_run_id
from transform.judging import OnFailure
from transform.publish import Change
from transform.request import TransformRequest
from transform.run import transform
from transform.season_run import SeasonTransform
from validate.waivers import load_waivers

AsOf = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_AS_OF",
        metavar="DATE",
        help="Build from the answers that were archived up to then (UTC).",
    ),
]
_MOST_NAMED = 3
"""So many games are named in an error."""

Force = Annotated[
    bool,
    typer.Option(
        "--force",
        envvar="HOOPSTAT_FORCE",
        help="Build everything anew, not only what has changed since it was published.",
    ),
]
OnFailing = Annotated[
    OnFailure,
    typer.Option(
        "--on-failure",
        envvar="HOOPSTAT_ON_FAILURE",
        help="Of a game that fails an error check: hold it back under quarantine/, leave its "
        "months as they are, or publish it and say so.",
    ),
]
Scratch = Annotated[
    Path | None,
    typer.Option(
        envvar="HOOPSTAT_SCRATCH",
        metavar="DIR",
        help="Where answers are unpacked and DuckDB spills; the system's own folder if left out.",
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
    force: Force = False,
    accept_shrink: AcceptShrink = False,
    on_failure: OnFailing = OnFailure.QUARANTINE,
    waivers: options.Waivers = None,
    scratch: Scratch = None,
    cache_dir: cache_options.CacheDir = None,
    cache_size: cache_options.CacheSize = cache_options.DEFAULT_SIZE,
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
        force=force,
        accept_shrink=accept_shrink,
        on_failure=on_failure,
        scratch=scratch,
        waivers=load_waivers(waivers, None),
        duck=options.duck_settings(threads, memory_limit),
    )
    cache = cache_options.cache_settings(cache_dir, cache_size)
    address = options.lake_address(context, lake, s3_bucket, s3_endpoint_url)
    with command_console(log_format, new_run_id()) as shown:
        request = replace(request, waivers=waivers_today(request.waivers, shown.observer))
        store = open_lake_to_write(address, must_exist=True, observer=shown.observer)
        transform_stage(read_through(store, cache, shown.observer), request, shown)
    return 0


def transform_stage(store: Store, request: TransformRequest, shown: CommandObserver) -> None:
    """Transform, show the summary, and raise what could not be done.

    Raises: Incomplete; LakeUnavailable.
    """
    done = transform(store, request, shown.observer)
    shown.summarize(_summary(done, store.location))
    _raise_what_is_left(done, request.on_failure, store.location)


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
            "failing_games": sum(len(result.failures) for result in done),
            "rightly_empty": len(empty),
            "drifted_paths": sum(len(result.drift) for result in done),
            **{f"partitions_{change}": changes[change] for change in Change},
        },
        notes,
    )


def _raise_what_is_left(done: Sequence[SeasonTransform], on_failure: OnFailure, lake: str) -> None:
    """Say all that could not be done in one sentence, and how to mend the first of it.

    Raises: Incomplete.
    """
    left = [
        *_set_aside(done, lake),
        *_failures(done, on_failure, lake),
        *_failed_tables(done, lake),
        *_shrinks(done, lake),
    ]
    if left:
        raise Incomplete("; ".join(message for message, _ in left), hint=left[0][1])


def _set_aside(done: Sequence[SeasonTransform], lake: str) -> Iterator[tuple[str, str]]:
    errors = [error for result in done for error in result.set_aside]
    if errors:
        yield (
            f"{count(len(errors), 'raw object')} can't be used, the first: {errors[0]}",
            at_lake(errors[0].hint, lake),
        )


def _failures(
    done: Sequence[SeasonTransform], on_failure: OnFailure, lake: str
) -> Iterator[tuple[str, str]]:
    failures = {game: why for result in done for game, why in result.failures.items()}
    if not failures or on_failure is OnFailure.KEEP:
        return  # Who keeps them has decided already.
    first, why = min(failures.items())
    named = ",".join(sorted(failures)[:_MOST_NAMED])
    held = on_failure is OnFailure.QUARANTINE
    became = "held back in quarantine" if held else "their months left as they were"
    yield (
        f"{count(len(failures), 'game')} failed a check, {became}; the first: {first}, {why}",
        f"{at_lake(f'hoopstat capture --refresh --games {named}', lake)} "
        f"&& {at_lake('hoopstat transform', lake)}",
    )


def _failed_tables(done: Sequence[SeasonTransform], lake: str) -> Iterator[tuple[str, str]]:
    for result in done:
        for table, why in result.failed_tables.items():
            yield (
                f"the {table} of {result.season} fail a check and are published: {why}",
                at_lake("hoopstat validate", lake),
            )


def _shrinks(done: Sequence[SeasonTransform], lake: str) -> Iterator[tuple[str, str]]:
    everything = [part for result in done for part in result.refused if part.shrinks]
    of_seasons = [part for part in everything if part.partition.month is None]
    if of_seasons:
        tables = sorted({part.partition.table for part in of_seasons})
        teams = sorted({team for part in of_seasons for team in part.shrinks})
        yield (
            f"{', '.join(tables)} were left as they are, since teams would be lost: "
            f"{', '.join(teams[:_MOST_NAMED])}",
            at_lake(
                "hoopstat capture --refresh --endpoints commonteamroster,teaminfocommon --season "
                f"{of_seasons[0].partition.season}",
                lake,
            )
            + f"; or {at_lake('hoopstat transform --accept-shrink', lake)}",
        )
    refused = [part for part in everything if part.partition.month is not None]
    if refused:
        games = sorted({game for part in refused for game in part.shrinks})
        more = len(games) - _MOST_NAMED
        yield (
            f"{count(len(refused), 'published file')} left as before, since games would lose rows: "
            f"{', '.join(games[:_MOST_NAMED])}" + (f" and {more} more" if more > 0 else ""),
            f"{at_lake('hoopstat capture', lake)} --games with these, if their answers are gone "
            f"from the archive; {at_lake('hoopstat transform --accept-shrink', lake)}, if less is "
            "right",
        )
