"""A validation report: what people and programs are told of a lake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lake.commands import Commands
from lake.seasons import Season
from validate.checks import Severity
from validate.results import CheckResult, Waiver
from validate.scope import EVERYTHING, Scope
from validate.scores import Verdict
from validate.typed import Rebuilding


@dataclass(frozen=True)
class SeasonScore:
    """`score` is None if nothing of the season was judged."""

    season: str
    verdict: Verdict
    score: float | None


@dataclass(frozen=True)
class PartitionScore:
    """One published file by the checks over its table; `month` is None where it has no months."""

    table: str
    season: str
    month: int | None
    verdict: Verdict
    score: float | None


@dataclass(frozen=True)
class GameScore:
    """One game, by every check that tells games apart."""

    season: str
    month: int | None
    game_id: str
    verdict: Verdict
    score: float


@dataclass(frozen=True)
class Completeness:
    """Of the documents of one endpoint that the games of a month are owed, how many are there.

    `published` counts those whose rows stand in the tables, or that are rightly empty.
    """

    season: str
    month: int
    endpoint: str
    owed: int
    archived: int
    published: int


@dataclass(frozen=True)
class HeldGame:
    """A game in quarantine; `tables` are those whose rows are held back."""

    season: str
    month: int
    game_id: str
    reason: str
    tables: tuple[str, ...]


@dataclass(frozen=True)
class PastVerdict:
    """What an earlier validation said of a season; `errors` are units that failed a check of
    severity error, `warnings` those of the others. With the `same_scope` as the validation that
    tells of it, the same was owed and the same severity closed the gate: only then are they
    comparable.
    """

    run_id: str
    checked_at: datetime
    season: str
    verdict: Verdict
    score: float | None
    errors: int
    warnings: int
    same_scope: bool = True


@dataclass(frozen=True)
class PastMonth:
    """What an earlier validation found in a month of a season; None is what has no months.
    `same_scope` is that of PastVerdict.
    """

    run_id: str
    checked_at: datetime
    season: str
    month: int | None
    verdict: Verdict
    score: float | None
    same_scope: bool = True


@dataclass(frozen=True)
class Bin:
    """`count` values from `lower`, included, to `upper`."""

    lower: float
    upper: float
    count: int


@dataclass(frozen=True)
class Distribution:
    """How often values of a season came, such as the points of a team in a game."""

    season: str
    name: str
    unit: str
    bins: tuple[Bin, ...]


@dataclass(frozen=True)
class ValidationReport:
    """What a validation found.

    `undiscovered` are the seasons without a list of games that can be read. `score` is None if
    nothing was judged. `scope` tells which games were owed, `fail_on` the severity that closes the
    gate.
    `games` are those that failed a check. `history` are earlier verdicts, the oldest first, and
    `past_months` the same by month; `worse` says in a sentence each what got worse since the last
    one of the same scope. `unread` are keys of the history that could not be read, with the reason.
    `expired` and `unused` are waivers whose day is over, and those that nothing was found for.
    `typed` are the options that the validation was asked for with, by their names.
    """

    lake: str
    run_id: str
    checked_at: datetime
    seasons: tuple[Season, ...]
    undiscovered: tuple[Season, ...]
    verdict: Verdict
    score: float | None
    results: tuple[CheckResult, ...]
    scope: Scope = EVERYTHING
    season_scores: tuple[SeasonScore, ...] = ()
    partitions: tuple[PartitionScore, ...] = ()
    games: tuple[GameScore, ...] = ()
    completeness: tuple[Completeness, ...] = ()
    held_games: tuple[HeldGame, ...] = ()
    history: tuple[PastVerdict, ...] = ()
    worse: tuple[str, ...] = ()
    distributions: tuple[Distribution, ...] = ()
    expired: tuple[Waiver, ...] = ()
    unused: tuple[Waiver, ...] = ()
    fail_on: Severity = Severity.ERROR
    past_months: tuple[PastMonth, ...] = ()
    unread: tuple[str, ...] = ()
    s3_endpoint_url: str | None = None
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def rebuilding(self) -> Rebuilding:
        """Writes the commands that people are told to type."""
        return Rebuilding(Commands(self.lake, self.s3_endpoint_url), self.typed)

    @property
    def of_other_scope(self) -> int:
        """Count the earlier validations that this one can't be compared with."""
        return len({past.run_id for past in self.history if not past.same_scope})

    @property
    def limits(self) -> str:
        """Say which games were owed only, and whether there were any; "" if all were."""
        if self.scope.is_everything:
            return ""
        told = f"Owed are these games only: {self.scope}"
        return told if self.completeness else f"{told}; there are none"
