"""Errors that a check of courtesy finds."""

from __future__ import annotations

from tests.request_log import RUN
from tests.validate.plants.plant import Plant

PLANTS = {
    "request_log_is_readable": Plant(
        "insert into read_objects by name select 'part of the request log' as kind, "
        "'2024-25' as season, 'backfill-state/request-log/x' as object_key, "
        "'it is empty' as reason",
        (
            (
                {"object_key": "backfill-state/request-log/x"},
                "a part that can be read",
                "it is empty",
            ),
        ),
    ),
    "request_starts_are_spaced": Plant(
        "update request_log set sent_at = sent_at - interval 2300 milliseconds "
        "where request_number = 3",
        (
            (
                {"run_id": RUN, "request_number": "3"},
                "5.5 s after the request before",
                f"3.2 s after request 2 of run {RUN}",
            ),
        ),
    ),
    "most_requests_are_answered": Plant(
        "update request_log set outcome = 'busy', status = 503",
        (({"run_id": RUN}, "at least 90 % answered", "0 of 3 answered"),),
    ),
    "requests_are_not_blocked": Plant(
        "insert into request_log by name select log.* replace (request_number + later as "
        "request_number, sent_at + to_milliseconds(5500 * later) as sent_at, "
        "'timed_out' as outcome, null as status) "
        "from request_log as log cross join range(1, 6) as more (later) "
        "where request_number = 3",
        (({"run_id": RUN}, "at most 4 in a row", "5 in a row, the first is request 4"),),
        also=("most_requests_are_answered",),
    ),
    "a_429_slows_requests_down": Plant(
        "update request_log set outcome = 'busy', status = 429 where request_number = 1",
        (
            (
                {"run_id": RUN, "request_number": "1"},
                "a delay above 5.5 s",
                "5.5 s before request 2",
            ),
        ),
    ),
}
