"""`hoopstat replay`: answer as stats.nba.com does, with trouble on request."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from hoopstat import options
from hoopstat.console import CommandObserver, command_console, print_data
from lake.archive import RawArchive
from lake.errors import UsageError
from lake.open_lake import LakeAddress, open_lake
from lake.telemetry import new_run_id
from replay.invented.source import DEFAULT_SEED, InventedSource
from replay.latency import parse_latency
from replay.scenario import Scenario
from replay.scenario_file import read_scenario
from replay.server import ReplayServer
from replay.sources import ArchiveSource, Source
from replay.trouble import TroubledSource


def command(
    context: typer.Context,
    lake: options.Lake = options.DEFAULT_LAKE,
    s3_bucket: options.S3Bucket = None,
    s3_endpoint_url: options.S3EndpointUrl = None,
    invent: Annotated[
        str | None,
        typer.Option(
            envvar="HOOPSTAT_INVENT",
            metavar="2024-25[,...]",
            help="Answer from invented seasons instead of the archive.",
        ),
    ] = None,
    seed: options.Seed = DEFAULT_SEED,
    port: Annotated[
        int,
        typer.Option(envvar="HOOPSTAT_PORT", min=0, max=65535, help="0 takes a free one."),
    ] = 0,
    trouble: Annotated[
        Path | None,
        typer.Option(
            envvar="HOOPSTAT_TROUBLE",
            metavar="FILE",
            help="What goes wrong with which requests; docs/trouble.md tells how to write it.",
        ),
    ] = None,
    latency_ms: Annotated[
        str | None,
        typer.Option(
            envvar="HOOPSTAT_LATENCY_MS",
            metavar="MS[-MS]",
            help="Wait before each answer, such as 800, or 200-1500 to spread it evenly between.",
        ),
    ] = None,
    log_format: options.Log = options.LogFormat.AUTO,
) -> int:
    """Answer /stats/<endpoint>?... on loopback, from the archive or from an invented season.

    The archive answers with its exact bytes; what it doesn't hold is a 404. An invented season has
    every document of every game; the same season and seed give the same bytes everywhere. Prints
    where it listens once it does; Ctrl-C ends it.
    """
    scenario = _scenario(trouble, latency_ms)
    address = options.lake_address(context, lake, s3_bucket, s3_endpoint_url)
    with command_console(log_format, new_run_id()) as shown:
        if invent is not None:
            source = _invented(invent, seed, scenario, shown)
        else:
            source = _archived(address, trouble, scenario)
        with ReplayServer(TroubledSource(source, scenario), port, shown.observer) as server:
            print_data(f"listening on {server.url}")
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                return 0
    return 0


def _invented(text: str, seed: int, scenario: Scenario, shown: CommandObserver) -> Source:
    """Raises: UsageError if no season is named, or the scenario names a game of none of them."""
    if not text.strip():
        raise UsageError("--invent names no season", hint="--invent 2024-25")
    source = InventedSource(options.parse_seasons(text), seed, scenario.conditions, shown.observer)
    for game in scenario.conditions:
        if not source.has_game(game):
            raise UsageError(
                f"the invented seasons have no game {game}, which the trouble file makes "
                f"{scenario.conditions[game]}",
                hint="a game of --invent, such as 0022400001",
            )
    return source


def _archived(lake: LakeAddress, trouble: Path | None, scenario: Scenario) -> Source:
    """Raises: UsageError if there is no lake, or the scenario wants what only inventing can."""
    if scenario.conditions:
        game, condition = next(iter(scenario.conditions.items()))
        raise UsageError(
            f"{trouble}: an archived game can't become {condition}: {game}",
            hint="--invent 2024-25: invented games can",
        )
    return ArchiveSource(RawArchive(open_lake(lake, must_exist=True)))


def _scenario(trouble: Path | None, latency_ms: str | None) -> Scenario:
    """Read what a person wants to go wrong; the latency of the option beats the file's."""
    scenario = read_scenario(trouble) if trouble else Scenario()
    if latency_ms is None:
        return scenario
    return replace(scenario, latency=parse_latency(latency_ms))
