"""`hoopstat replay`: answer as stats.nba.com does, from the archive."""

from __future__ import annotations

from typing import Annotated

import typer

from hoopstat import options
from hoopstat.console import command_console, print_data
from lake.archive import RawArchive
from lake.open_lake import open_lake
from lake.telemetry import new_run_id
from replay.server import ReplayServer
from replay.sources import ArchiveSource


def command(
    lake: options.Lake = options.DEFAULT_LAKE,
    port: Annotated[
        int,
        typer.Option(envvar="HOOPSTAT_PORT", min=0, max=65535, help="0 takes a free one."),
    ] = 0,
    log_format: options.Log = options.LogFormat.AUTO,
) -> int:
    """Answer /stats/<endpoint>?... on loopback, with the exact archived bytes.

    What the archive doesn't hold is a 404. Prints where it listens once it does; Ctrl-C ends it.
    """
    archive = RawArchive(open_lake(lake, must_exist=True))
    with (
        command_console(log_format, new_run_id()) as shown,
        ReplayServer(ArchiveSource(archive), port, shown.observer) as server,
    ):
        print_data(f"listening on {server.url}")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0
