"""Patience with a lake that does not answer for a while.

A capture that runs for days outlives a router that restarts and an S3 that has a bad minute. What
is denied or full does not get better by waiting, and is told at once.
"""

from __future__ import annotations

from collections.abc import Callable

import tenacity

from lake.errors import LakeBusy

LONGEST_S = 600
"""After ten minutes an accepted answer is given up with the run."""

_FIRST_WAIT_S = 1
_LONGEST_WAIT_S = 30


def patience(sleep: Callable[[float], None]) -> tenacity.Retrying:
    """Make a caller that repeats what fails with LakeBusy, and raises that in the end."""
    return tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(LakeBusy),
        wait=tenacity.wait_exponential(multiplier=_FIRST_WAIT_S, max=_LONGEST_WAIT_S),
        stop=tenacity.stop_before_delay(LONGEST_S),
        sleep=sleep,
        reraise=True,
    )
