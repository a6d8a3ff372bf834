"""`hoopstat status`: where the backfill stands, from the lake alone."""

from __future__ import annotations

from typing import Annotated

import typer

from hoopstat import options, watching
from hoopstat.console import print_data, stdout_console
from hoopstat.standing import Backfill, read_backfill
from hoopstat.standing_json import to_json
from hoopstat.standing_view import BackfillView
from lake.open_lake import open_lake
from lake.store import Store


def command(
    context: typer.Context,
    lake: options.Lake = options.DEFAULT_LAKE,
    s3_bucket: options.S3Bucket = None,
    s3_endpoint_url: options.S3EndpointUrl = None,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            envvar="HOOPSTAT_WATCH",
            help="Show it anew every few seconds, until the capture ends or Ctrl-C.",
        ),
    ] = False,
    json: Annotated[
        bool,
        typer.Option(
            "--json", envvar="HOOPSTAT_JSON", help="One JSON object; with --watch one a change."
        ),
    ] = False,
) -> int:
    """Show where the backfill of a lake stands, from any machine that can read the lake.

    Exit codes: 0 a capture runs, or nothing is known to be owed; 2 usage, 3 something is still
    owed and nobody works on it, 4 the API blocks, 5 lake unavailable.
    """
    address = options.lake_address(context, lake, s3_bucket, s3_endpoint_url)
    store = open_lake(address, must_exist=True)
    found = _watch(store, is_json=json) if watch else _show(store, is_json=json)
    return found.standing.exit_code


def _show(store: Store, *, is_json: bool) -> Backfill:
    found = read_backfill(store)
    if is_json:
        print_data(to_json(found))
    else:
        stdout_console().print(BackfillView(found), highlight=False)
    return found


def _watch(store: Store, *, is_json: bool) -> Backfill:
    console = stdout_console()
    if console.is_terminal and not is_json:
        return watching.watch_drawn(lambda: read_backfill(store), console)
    changes = watching.Changes(to_json if is_json else watching.dated_line)
    return watching.watch(lambda: read_backfill(store), changes)
