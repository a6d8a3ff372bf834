"""Errors that a check of courtesy finds."""

from __future__ import annotations

from tests.request_log import RUN
from tests.validate.plants.plant import Plant

PLANTS = {
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
}
