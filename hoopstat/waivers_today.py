"""The waivers that a transform goes by: those in effect today."""

from __future__ import annotations

from collections.abc import Sequence

from lake.instants import now
from lake.telemetry import Event, Level, Observer
from validate.checks import load_checks
from validate.results import Waiver
from validate.waivers import expired, in_effect, written


def waivers_today(waivers: Sequence[Waiver], observer: Observer) -> tuple[Waiver, ...]:
    """Return the waivers in effect; say which are over, and which are of no check of ours."""
    today = now().date()
    own = {check.name for check in load_checks()}
    told = [
        *((waiver, "over") for waiver in expired(waivers, today)),
        *(
            (waiver, "of no check of hoopstat's own")
            for waiver in waivers
            if waiver.check not in own
        ),
    ]
    for waiver, why in told:
        message = f"a waiver is {why} and does nothing here: {written(waiver)}"
        fields = {"check": waiver.check, "until": str(waiver.until)}
        observer.noted(Event("transform", "waiver_without_effect", message, Level.WARNING, fields))
    return in_effect(waivers, today)
