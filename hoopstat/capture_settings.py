"""How a capture asks: the options that `hoopstat capture` and `hoopstat run` share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

RateLimit = Annotated[
    float,
    typer.Option(
        "--rate-limit-seconds",
        envvar="HOOPSTAT_RATE_LIMIT_SECONDS",
        help="Seconds between the starts of two requests; half a second is added.",
    ),
]
PeakHoursFactor = Annotated[
    float | None,
    typer.Option(
        envvar="HOOPSTAT_PEAK_HOURS_FACTOR",
        metavar="FACTOR",
        help="How much longer they are from 9:00 to 18:00 in New York; 1.5 if left out.",
    ),
]
ConnectTimeout = Annotated[
    float,
    typer.Option(
        "--connect-timeout-seconds",
        envvar="HOOPSTAT_CONNECT_TIMEOUT_SECONDS",
        help="How long a connection may take.",
    ),
]
ReadTimeout = Annotated[
    float,
    typer.Option(
        "--read-timeout-seconds",
        envvar="HOOPSTAT_READ_TIMEOUT_SECONDS",
        help="How long the API may be silent before that counts as no answer.",
    ),
]
InFlight = Annotated[
    int,
    typer.Option(
        envvar="HOOPSTAT_IN_FLIGHT",
        metavar="N",
        help="Requests that may be under way at once, so that slow answers cost no time.",
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_CONTACT",
        metavar="ADDRESS",
        help="An e-mail address for the API's operators, sent as From with every request.",
    ),
]
ApiUrl = Annotated[
    str, typer.Option(envvar="HOOPSTAT_API_URL", metavar="URL", help="Where the API answers.")
]
StateFile = Annotated[
    Path | None,
    typer.Option(
        "--state-file-path",
        envvar="HOOPSTAT_STATE_FILE_PATH",
        metavar="FILE",
        help="A file for a copy of the checkpoint; the checkpoint itself is in the lake.",
    ),
]
