"""`hoopstat import`: saved responses to raw archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from capture.saved_files import (
    ALREADY_HELD,
    ARCHIVED,
    REFUSED,
    ImportedFile,
    ImportRequest,
    import_files,
)
from hoopstat import options
from hoopstat.console import Summary, command_console
from lake.archive import RawArchive
from lake.endpoints import find_endpoint
from lake.errors import Incomplete
from lake.instants import parse_instant
from lake.open_lake import open_lake_to_write
from lake.seasons import Season
from lake.telemetry import new_run_id


def command(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Responses as they were served.")],
    endpoint: Annotated[
        str, typer.Option(envvar="HOOPSTAT_ENDPOINT", help="Whose answers the files are.")
    ],
    lake: options.Lake = options.DEFAULT_LAKE,
    s3_bucket: options.S3Bucket = None,
    s3_endpoint_url: options.S3EndpointUrl = None,
    season: Annotated[
        str | None,
        typer.Option(
            envvar="HOOPSTAT_SEASON",
            metavar="2024-25",
            help="Needed only where the answers don't tell it.",
        ),
    ] = None,
    captured_at: Annotated[
        str | None,
        typer.Option(
            envvar="HOOPSTAT_CAPTURED_AT",
            metavar="INSTANT",
            help="When they were captured (UTC); each file's modification time if left out.",
        ),
    ] = None,
    log_format: options.Log = options.LogFormat.AUTO,
) -> int:
    """Archive saved responses, exact bytes.

    A file that is no acceptable answer of the endpoint is refused with the reason, and the others
    go on. Exit codes: 0 all are archived, 2 usage, 3 some were refused, 5 lake unavailable.
    """
    run_id = new_run_id()
    request = ImportRequest(
        endpoint=find_endpoint(endpoint),
        files=tuple(files),
        season=Season.parse(season) if season else None,
        captured_at=parse_instant(captured_at) if captured_at else None,
        run_id=run_id,
    )
    address = options.lake_address(context, lake, s3_bucket, s3_endpoint_url)
    with command_console(log_format, run_id) as shown:
        store = open_lake_to_write(address, must_exist=False, observer=shown.observer)
        imported = import_files(request, RawArchive(store), shown.observer)
        shown.summarize(_summary(imported, store.location))
    refused = [result for result in imported if result.is_refused]
    if refused:
        raise Incomplete(
            f"{len(refused)} of {len(imported)} files were refused, the first: "
            f"{refused[0].path}: {refused[0].note}",
            hint=f"other files of {endpoint}; what was accepted is archived",
        )
    return 0


def _summary(imported: Sequence[ImportedFile], lake: str) -> Summary:
    counts = Counter(result.outcome for result in imported)
    return Summary(
        "import",
        f"Imported into {lake}",
        ("file", "document", "outcome", "note"),
        [
            (str(result.path), str(result.document or ""), result.outcome, result.note)
            for result in imported
        ],
        {
            outcome.replace(" ", "_"): counts[outcome]
            for outcome in (ARCHIVED, ALREADY_HELD, REFUSED)
        },
    )
