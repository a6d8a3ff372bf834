"""Lines of a request log, as a capture writes them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from lake.duck import DuckSettings, connect
from lake.errors import Incomplete
from lake.instants import format_instant
from lake.keys import request_log_key
from lake.store import Store
from validate.checks import load_checks
from validate.request_log import add_request_log
from validate.results import CheckResult
from validate.runner import run_check

RUN, OTHER_RUN = "a1b2c3d4e5f6", "0f1e2d3c4b5a"
STARTED_AT = datetime(2025, 1, 16, 5, 15, 2, 123000, tzinfo=UTC)

Line = dict[str, Any]


def logged(
    request_number: int,
    *,
    after_s: float = 0,
    run_id: str = RUN,
    delay_s: float = 5.5,
    **fields: Any,
) -> Line:
    """One attempt that was accepted, `after_s` seconds after STARTED_AT."""
    return {
        "sent_at": format_instant(STARTED_AT + timedelta(milliseconds=round(after_s * 1000))),
        "run_id": run_id,
        "request_number": request_number,
        "endpoint": "playbyplayv3",
        "season": "2024-25",
        "entity": "0022400561",
        "attempt": 1,
        "outcome": "accepted",
        "status": 200,
        "elapsed_ms": 812,
        "bytes": 70213,
        "delay_s": delay_s,
        "error": None,
    } | fields


def log_requests(store: Store, lines: Iterable[Line], segment: int = 1, run_id: str = RUN) -> str:
    """Put one segment into the log of a run; return its key."""
    key = request_log_key(STARTED_AT.date(), run_id, segment)
    text = "".join(json.dumps(line) + "\n" for line in lines)
    store.put_new(key, gzip.compress(text.encode(), mtime=0))
    return key


def check_request_log(store: Store) -> CheckResult:
    """Judge the spacing of all requests in a lake's log; no published table is needed.

    Raises: Incomplete if the log can't be read; LakeUnavailable.
    """
    (check,) = (check for check in load_checks() if check.name == "request_starts_are_spaced")
    with connect(DuckSettings(threads=1)) as connection:
        for part in add_request_log(connection, store):
            if part.reason:
                raise Incomplete(
                    f"a part of the request log can't be read: {part.reason}",
                    hint="put a whole copy of it back, or take it away: "
                    "then its requests are not judged",
                    key=part.key,
                )
        return run_check(connection, check)
