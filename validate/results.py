"""What a check found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from validate.checks import Check


@dataclass(frozen=True)
class Finding:
    """One row a check returned: its key, and what the claim expects against what is there.

    `raw_keys` are the raw objects it comes from, `mend` is the command that makes it go away once
    the cause is gone; () and "" where there is none.
    """

    season: str
    key: Mapping[str, str]
    expected: str | None
    observed: str | None
    raw_keys: tuple[str, ...] = ()
    mend: str = ""

    @property
    def game_id(self) -> str | None:
        return self.key.get("game_id")


@dataclass(frozen=True)
class Waiver:
    """A known truth that looks wrong: what a check says of a key does not count, `until` a day.

    A finding is meant whose key has all that `key` has; the day itself is included.
    """

    check: str
    key: Mapping[str, str]
    reason: str
    until: date


@dataclass(frozen=True)
class WaivedFinding:
    finding: Finding
    waiver: Waiver


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not run"


@dataclass(frozen=True)
class Share:
    """How many units of a partition were judged, and how many of them failed.

    `season` is "" for what outlives seasons, `month` None where the relation has no months.
    A unit whose findings are all waived did not fail; `waived` counts these. `findings` are those
    that are not waived.
    """

    season: str
    month: int | None
    units: int
    failed: int
    waived: int = 0
    findings: int = 0


@dataclass(frozen=True)
class NotRunIn:
    """A season of which a check judged nothing though it judged others, and why."""

    season: str
    reason: str


@dataclass(frozen=True)
class CheckResult:
    """What a check found. `findings` are the first ones only, `finding_count` counts all.

    `reason` says why a check was not run, "" otherwise; `not_run_in` are seasons that it was not
    run in while it was in others. `games` are all that it found something of.
    What was waived is in `waived` alone, the first ones, and does not make a check fail.
    """

    check: Check
    outcome: Outcome
    shares: tuple[Share, ...] = ()
    findings: tuple[Finding, ...] = ()
    finding_count: int = 0
    reason: str = ""
    games: tuple[str, ...] = ()
    waived: tuple[WaivedFinding, ...] = ()
    waived_count: int = 0
    not_run_in: tuple[NotRunIn, ...] = ()

    def outcome_in(self, season: str) -> Outcome:
        """Tell how a check ended in a season; over what outlives seasons it ends alike in all."""
        if self.reason_in(season):
            return Outcome.NOT_RUN
        own = [share for share in self.shares if share.season in {season, ""}]
        return Outcome.FAILED if any(share.failed for share in own) else Outcome.PASSED

    def reason_in(self, season: str) -> str:
        """Say why a check was not run in a season; "" if it was."""
        return next((one.reason for one in self.not_run_in if one.season == season), self.reason)

    @property
    def units(self) -> int:
        return sum(share.units for share in self.shares)

    @property
    def failed_units(self) -> int:
        return sum(share.failed for share in self.shares)
