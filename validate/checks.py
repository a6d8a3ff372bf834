"""A check: one SQL file that returns the rows which contradict a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lake.errors import UsageError
from lake.sql_files import SqlFile, load_directory, load_folder


class Severity(StrEnum):
    """An error closes the gate, a warning is told."""

    ERROR = "error"
    WARN = "warn"


@dataclass(frozen=True)
class Check:
    """What a check's header promises.

    `over` is the relation whose units, one for each value of `grain`, are judged, those only for
    which `where` holds; `needs` are further relations without rows of which there is nothing to
    judge by; `uses` are those that may be empty.
    """

    name: str
    claim: str
    dimension: str
    severity: Severity
    over: str
    where: str
    grain: tuple[str, ...]
    needs: tuple[str, ...]
    uses: tuple[str, ...]
    tolerance: str
    statement: str


def load_checks(extra: Path | None = None) -> tuple[Check, ...]:
    """Load hoopstat's own checks, and a person's from a folder, in the order of their names.

    Raises: UsageError with the file if a header is wrong or a name is taken.
    """
    own = load_folder("checks")
    added = load_directory(extra) if extra else {}
    taken = sorted(own.keys() & added.keys())
    if taken:
        raise UsageError(
            f"{extra}: hoopstat has a check called {taken[0]} already", hint="another name"
        )
    return tuple(_check(file) for _, file in sorted({**own, **added}.items()))


def _check(file: SqlFile) -> Check:
    named = file.names("needs")
    return Check(
        name=file.field("check"),
        claim=file.field("claim"),
        dimension=file.field("dimension"),
        severity=_severity(file),
        over=file.field("over"),
        where=file.fields.get("where", "true"),
        grain=file.names("grain"),
        needs=tuple(name for name in named if not name.endswith("?")),
        uses=tuple(name.removesuffix("?") for name in named if name.endswith("?")),
        tolerance=file.field("tolerance"),
        statement=file.statement,
    )


def _severity(file: SqlFile) -> Severity:
    try:
        return Severity(file.field("severity"))
    except ValueError as error:
        raise UsageError(
            f"{file.path}: the severity is neither error nor warn", hint="-- severity: error"
        ) from error


@dataclass(frozen=True)
class Finding:
    """One row a check returned: its key, and what the claim expects against what is there."""

    season: str
    key: Mapping[str, str]
    expected: str | None
    observed: str | None


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not run"


@dataclass(frozen=True)
class Share:
    """How many units of a partition were judged, and how many of them failed.

    `month` is None where the relation has no months.
    """

    season: str
    month: int | None
    units: int
    failed: int


@dataclass(frozen=True)
class CheckResult:
    """What a check found. `findings` are the first ones only, `finding_count` counts all.

    `reason` says why a check was not run, "" otherwise; `games` are all that it found something of.
    """

    check: Check
    outcome: Outcome
    shares: tuple[Share, ...] = ()
    findings: tuple[Finding, ...] = ()
    finding_count: int = 0
    reason: str = ""
    games: tuple[str, ...] = ()

    @property
    def units(self) -> int:
        return sum(share.units for share in self.shares)

    @property
    def failed_units(self) -> int:
        return sum(share.failed for share in self.shares)
