"""A check: one SQL file that returns the rows which contradict a claim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from lake.endpoints import ENDPOINTS
from lake.errors import UsageError
from lake.sql_files import SqlFile, load_directory, load_folder

Choice = TypeVar("Choice", bound=StrEnum)

_FIELDS = (
    "check",
    "claim",
    "dimension",
    "severity",
    "over",
    "where",
    "grain",
    "needs",
    "tolerance",
    "mend",
    "asks",
)


class Severity(StrEnum):
    """An error closes the gate, a warning is told."""

    ERROR = "error"
    WARN = "warn"


class Dimension(StrEnum):
    """What of the data a check is about."""

    COMPLETENESS = "completeness"
    ACCURACY = "accuracy"
    CONSISTENCY = "consistency"
    VALIDITY = "validity"
    UNIQUENESS = "uniqueness"
    ANOMALY = "anomaly"
    COURTESY = "courtesy"


class Mend(StrEnum):
    """What makes a finding go away once the cause is gone.

    Asking for what is missing, asking again for what is there, building the tables again, or no
    command at all: then it is to be looked at, and waived if it is true.
    """

    CAPTURE = "capture"
    REFRESH = "refresh"
    TRANSFORM = "transform"
    NONE = "none"


@dataclass(frozen=True)
class Check:
    """What a check's header promises.

    `over` is the relation whose units, one for each value of `grain`, are judged, those only for
    which `where` holds; `needs` are further relations without rows of which there is nothing to
    judge by; `uses` are those that may be empty.
    `mend` is `refresh` where the header of one of hoopstat's own has no such line, and `none` where
    that of a person's has none. `asks` are the endpoints whose answers make a finding go away,
    where these are not all that the check looks at.
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
    mend: Mend = Mend.REFRESH
    asks: tuple[str, ...] = ()


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
    return tuple(
        _check(file, Mend.NONE if name in added else Mend.REFRESH)
        for name, file in sorted({**own, **added}.items())
    )


def _check(file: SqlFile, mend: Mend) -> Check:
    present = [*file.fields, *(["column"] if file.columns else [])]
    unknown = [name for name in present if name not in _FIELDS]
    if unknown:
        raise UsageError(
            f"{file.path}: a check has no header field {unknown[0]}",
            hint=f"the fields are {', '.join(_FIELDS)}",
        )
    named = file.names("needs")
    return Check(
        name=file.field("check"),
        claim=file.field("claim"),
        dimension=_one_of(Dimension, file, file.field("dimension")),
        severity=_one_of(Severity, file, file.field("severity")),
        over=file.field("over"),
        where=file.fields.get("where", "true"),
        grain=file.names("grain"),
        needs=tuple(name for name in named if not name.endswith("?")),
        uses=tuple(name.removesuffix("?") for name in named if name.endswith("?")),
        tolerance=file.field("tolerance"),
        statement=file.statement,
        mend=_one_of(Mend, file, file.fields.get("mend", mend)),
        asks=_endpoints(file),
    )


def _endpoints(file: SqlFile) -> tuple[str, ...]:
    for name in (named := file.names("asks")):
        if name not in ENDPOINTS:
            raise UsageError(
                f"{file.path}: there is no endpoint {name}", hint=f"some of {', '.join(ENDPOINTS)}"
            )
    return named


def _one_of(kind: type[Choice], file: SqlFile, value: str) -> Choice:
    try:
        return kind(value)
    except ValueError as error:
        name, known = kind.__name__.lower(), [choice.value for choice in kind]
        raise UsageError(
            f"{file.path}: the {name} {value} is none of {', '.join(known)}",
            hint=f"-- {name}: {known[0]}",
        ) from error
