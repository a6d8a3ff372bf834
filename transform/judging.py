"""Judging: the checks over built tables, and the games that fail one.

Only checks that a game's own documents decide are asked: what is owed, how it was asked for and
how it compares with the rest of the season is for `hoopstat validate`, and a partition has to
come out the same in whatever order its answers arrived.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import duckdb

from lake.duck import identifier
from lake.sql_files import SqlFile
from lake.telemetry import Observer
from validate.box_and_events import (
    RELATION,
    add_box_and_events,
    is_made_of,
    reads_box_and_events,
    statements_behind,
)
from validate.checks import Check, Severity, load_checks
from validate.results import CheckResult, Finding, Waiver
from validate.runner import run_checks

HELD = "held"
"""The schema of the rows that are held back."""

REASON = "reason"
"""The column that quarantined rows have and published rows have not."""

_MOST_REASONS = 3
_GAME = "game_id"

_OF_SEASONS = "anomaly"
"""The dimension of the checks that compare a game with the rest of its season."""


class OnFailure(StrEnum):
    """What becomes of a game that fails a check of severity error.

    It is held back and written under quarantine/; or its months stay as they were published; or
    it is published all the same, and the partition says that it failed.
    """

    QUARANTINE = "quarantine"
    REJECT = "reject"
    KEEP = "keep"


@dataclass(frozen=True)
class Judgement:
    """`failures` has the reasons of each game that failed; `results` are of what is published."""

    results: tuple[CheckResult, ...]
    failures: Mapping[str, str]


def checks_before_publishing(tables: Collection[SqlFile]) -> tuple[Check, ...]:
    """List the checks that need nothing but these tables, and of games no other games."""
    built = {table.name for table in tables}
    of_games = {table.name for table in tables if _GAME in table.names("grain")}
    if is_made_of(built):
        built.add(RELATION)
        of_games.add(RELATION)
    return tuple(
        check
        for check in load_checks()
        if {check.over, *check.needs, *check.uses} <= built
        and check.dimension != _OF_SEASONS
        and (_GAME in check.grain or check.over not in of_games)
    )


def checks_digest(checks: Sequence[Check]) -> str:
    """Return one digest of all that the checks would judge by."""
    told = (
        f"{check.name} {check.severity} {check.where} {check.grain} {check.statement}"
        for check in checks
    )
    return hashlib.sha256("\0".join([*told, *statements_behind(checks)]).encode()).hexdigest()


def judge(
    connection: duckdb.DuckDBPyConnection,
    checks: Sequence[Check],
    tables: Sequence[SqlFile],
    on_failure: OnFailure,
    at_once: int,
    waivers: Sequence[Waiver] = (),
) -> Judgement:
    """Run the checks; with `quarantine` move the rows of games that fail to the schema `held`.

    What is waived makes no game fail.
    """
    results = _run(connection, checks, at_once, waivers)
    failures = _failures(results)
    if failures and on_failure is OnFailure.QUARANTINE:
        _hold(connection, tables, failures)
        results = _run(connection, checks, at_once, waivers)
    return Judgement(results, failures)


def _run(
    connection: duckdb.DuckDBPyConnection,
    checks: Sequence[Check],
    at_once: int,
    waivers: Sequence[Waiver],
) -> tuple[CheckResult, ...]:
    if any(map(reads_box_and_events, checks)):
        add_box_and_events(connection)
    return run_checks(connection, checks, Observer(), at_once, waivers)


def _failures(results: Sequence[CheckResult]) -> dict[str, str]:
    reasons: dict[str, list[str]] = {}
    for result in results:
        if result.check.severity is not Severity.ERROR:
            continue
        told: dict[str, str] = {}
        for finding in result.findings:
            told.setdefault(finding.key[_GAME], _reason(result.check, finding))
        for game in result.games:
            reasons.setdefault(game, []).append(told.get(game, result.check.name))
    return {game: _listed(why) for game, why in sorted(reasons.items())}


def _reason(check: Check, finding: Finding) -> str:
    key = ", ".join(f"{name} {value}" for name, value in finding.key.items() if name != _GAME)
    place = f" ({key})" if key else ""
    return f"{check.name}{place}: expected {finding.expected}, observed {finding.observed}"


def _listed(reasons: Sequence[str]) -> str:
    more = len(reasons) - _MOST_REASONS
    return "; ".join(reasons[:_MOST_REASONS]) + (f"; and {more} more checks" if more > 0 else "")


def _hold(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[SqlFile], failures: Mapping[str, str]
) -> None:
    connection.execute(f"create schema {HELD}")
    connection.execute(
        f"create table {HELD}.failures as "
        f"select unnest($games) as {_GAME}, unnest($reasons) as {REASON}",
        {"games": list(failures), "reasons": list(failures.values())},
    )
    for table in tables:
        name = identifier(table.name)
        connection.execute(
            f"create table {HELD}.{name} as "
            f"select * from main.{name} inner join {HELD}.failures using ({_GAME})"
        )
        connection.execute(
            f"delete from main.{name} where {_GAME} in (select {_GAME} from {HELD}.failures)"
        )


def failing(failures: Mapping[str, str], games: Collection[str]) -> tuple[str, ...]:
    """Name the games among some that fail."""
    return tuple(sorted(failures.keys() & set(games)))
