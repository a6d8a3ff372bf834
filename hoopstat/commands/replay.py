"""`hoopstat replay`: answer as stats.nba.com does, from the archive, with trouble on request."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from hoopstat import options
from hoopstat.console import command_console, print_data
from lake.archive import RawArchive
from lake.errors import UsageError
from lake.open_lake import open_lake
from lake.telemetry import new_run_id
from replay.latency import parse_latency
from replay.scenario import Scenario
from replay.scenario_file import read_scenario
from replay.server import ReplayServer
from replay.sources import ArchiveSource
from replay.trouble import TroubledSource


def command(
    lake: options.Lake = options.DEFAULT_LAKE,
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
    """Answer /stats/<endpoint>?... on loopback, with the exact archived bytes.

    What the archive doesn't hold is a 404, and whatever else should go wrong, you can say. Prints
    where it listens once it does; Ctrl-C ends it.
    """
    scenario = _scenario(trouble, latency_ms)
    if scenario.conditions:
        game, condition = next(iter(scenario.conditions.items()))
        raise UsageError(
            f"{trouble}: an archived game can't become {condition}: {game}",
            hint="--invent 2024-25: invented games can",
        )
    archive = RawArchive(open_lake(lake, must_exist=True))
    source = TroubledSource(ArchiveSource(archive), scenario)
    with (
        command_console(log_format, new_run_id()) as shown,
        ReplayServer(source, port, shown.observer) as server,
    ):
        print_data(f"listening on {server.url}")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


def _scenario(trouble: Path | None, latency_ms: str | None) -> Scenario:
    """Read what a person wants to go wrong; the latency of the option beats the file's."""
    scenario = read_scenario(trouble) if trouble else Scenario()
    return replace(scenario, latency=parse_latency(latency_ms)) if latency_ms else scenario
