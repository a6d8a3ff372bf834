"""Runs checks over the relations of a database."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from lake.duck import each_beside, identifier, quote
from lake.errors import UsageError
from lake.telemetry import Event, Level, Observer, job
from validate.box_and_events import RELATION, TABLES
from validate.checks import Check, Severity
from validate.results import CheckResult, Finding, Outcome, WaivedFinding, Waiver
from validate.schema import unlike_their_headers
from validate.units import WAIVED_BY, begin_units, count_sound, count_told, season_of_finding
from validate.unseen import why_out_of_sight

MOST_FINDINGS = 1000
"""So many findings of a check are kept of each season; all are counted."""

_JUDGED = ("expected", "observed")


def run_checks(
    connection: duckdb.DuckDBPyConnection,
    checks: Sequence[Check],
    observer: Observer,
    at_once: int = 1,
    waivers: Sequence[Waiver] = (),
) -> tuple[CheckResult, ...]:
    """Run each check; a check without anything to scan is "not run", never a pass.

    Afterwards the relation `judged_units` tells of all of them (validate/units.py).
    With `at_once` above 1 everything that checks read must be committed.

    Raises: UsageError if a check's SQL fails or does not return its grain, expected, observed, or
    a waiver names a part of a key that the check does not return; duckdb.OutOfMemoryException.
    """
    results = []
    begin_units(connection)

    def run(own: duckdb.DuckDBPyConnection, check: Check) -> CheckResult:
        return run_check(own, check, waivers)

    with job(observer, "validate", len(checks), "checks") as running:
        found = (
            each_beside(connection, run, checks, at_once)
            if at_once > 1
            else (run(connection, check) for check in checks)
        )
        for result in found:
            results.append(result)
            _note(result, observer)
            running.advance(result.check.name)
    return tuple(results)


def run_check(
    connection: duckdb.DuckDBPyConnection, check: Check, waivers: Sequence[Waiver] = ()
) -> CheckResult:
    """Run one check; what can't be read because published files lack columns is not run.

    Raises: UsageError; duckdb.OutOfMemoryException.
    """
    for relation in (check.over, *check.needs):
        if not _has_rows(connection, check, relation):
            return _not_run(connection, check, _why_empty(connection, relation))
    for relation in check.uses:
        _has_rows(connection, check, relation)
    try:
        return _run(connection, check, [waiver for waiver in waivers if waiver.check == check.name])
    except duckdb.OutOfMemoryException:
        raise  # It says nothing of the check.
    except duckdb.Error as error:
        unlike = unlike_their_headers(connection, (check.over, *check.needs, *check.uses))
        if unlike:
            return CheckResult(check, Outcome.NOT_RUN, reason="; ".join(unlike))
        raise _broken(check, str(error).splitlines()[0]) from error


def _run(
    connection: duckdb.DuckDBPyConnection, check: Check, waivers: Sequence[Waiver]
) -> CheckResult:
    connection.execute(f"create or replace temp table found as {check.statement}")
    columns = [row[0] for row in connection.execute("describe found").fetchall()]
    missing = {*check.grain, *_JUDGED} - set(columns)
    if missing:
        raise _broken(check, f"it does not return {', '.join(sorted(missing))}")
    key = [column for column in columns if column not in _JUDGED]
    _check_keys(check, waivers, key)
    if not connection.execute("select 1 from found limit 1").fetchall():
        shares = count_sound(connection, check)
        return CheckResult(check, Outcome.PASSED, shares) if shares else _not_run(connection, check)
    connection.execute(
        f"create or replace temp table told as "
        f"select *, {_waived_by(waivers)} as {identifier(WAIVED_BY)} from found"
    )
    shares = count_told(connection, check, columns)
    if not shares:
        return _not_run(connection, check)
    counted, waived_count = _count(connection)
    kept = _findings(connection, check, key, "is null")
    waived = _findings(connection, check, key, "is not null")
    return CheckResult(
        check,
        Outcome.FAILED if counted else Outcome.PASSED,
        shares,
        tuple(finding for finding, _ in kept),
        counted,
        games=_games(connection, check),
        waived=tuple(WaivedFinding(finding, waivers[number]) for finding, number in waived),
        waived_count=waived_count,
    )


def _not_run(connection: duckdb.DuckDBPyConnection, check: Check, reason: str = "") -> CheckResult:
    """Say why; a file that can't be read explains what is missing."""
    why = why_out_of_sight(connection, check) or reason or f"{check.over} has no rows to be judged"
    return CheckResult(check, Outcome.NOT_RUN, reason=why)


def _why_empty(connection: duckdb.DuckDBPyConnection, relation: str) -> str:
    """What is made of tables has no rows either where their columns are missing."""
    unlike = unlike_their_headers(connection, TABLES) if relation == RELATION else ()
    return "; ".join(unlike) or f"{relation} has no rows"


def _check_keys(check: Check, waivers: Sequence[Waiver], key: Sequence[str]) -> None:
    for waiver in waivers:
        unknown = sorted(waiver.key.keys() - set(key))
        if unknown:
            raise UsageError(
                f"a waiver of the check {check.name} has the key {unknown[0]}, "
                "which its findings have not",
                hint=f"some of {', '.join(key)}",
            )


def _waived_by(waivers: Sequence[Waiver]) -> str:
    """Write the number of the first waiver that a row of `found` falls under, as SQL."""
    cases = [
        "when "
        + " and ".join(
            f"cast({identifier(name)} as varchar) = {quote(value)}"
            for name, value in waiver.key.items()
        )
        + f" then {number}"
        for number, waiver in enumerate(waivers)
    ]
    return f"case {' '.join(cases)} end" if cases else "cast(null as integer)"


def _has_rows(connection: duckdb.DuckDBPyConnection, check: Check, relation: str) -> bool:
    """Raises: UsageError if there is no such relation."""
    try:
        rows = connection.execute(f"select 1 from {identifier(relation)} limit 1").fetchall()
    except duckdb.CatalogException as error:
        raise _broken(check, f"there is no {relation}") from error
    return bool(rows)


def _count(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Count the findings that count, and those that are waived."""
    ((counted, waived),) = connection.execute(
        f"select count(*) filter (where {identifier(WAIVED_BY)} is null), "
        f"count({identifier(WAIVED_BY)}) from told"
    ).fetchall()
    return counted, waived


def _games(connection: duckdb.DuckDBPyConnection, check: Check) -> tuple[str, ...]:
    if "game_id" not in check.grain:
        return ()
    rows = connection.execute(
        "select distinct game_id from told "
        f"where game_id is not null and {identifier(WAIVED_BY)} is null order by game_id"
    ).fetchall()
    return tuple(row[0] for row in rows)


def _findings(
    connection: duckdb.DuckDBPyConnection, check: Check, key: Sequence[str], waived: str
) -> list[tuple[Finding, int]]:
    """List the first findings that are waived or not, with the number of the waiver."""
    texts = ", ".join(f"cast(told.{identifier(column)} as varchar)" for column in (*key, *_JUDGED))
    season, placed = season_of_finding(check)
    rows = connection.execute(
        f"""
        select {season}, {texts}, {identifier(WAIVED_BY)}
        from told
        {placed}
        where {identifier(WAIVED_BY)} {waived}
        qualify row_number() over (partition by {season} order by {texts}) <= {MOST_FINDINGS}
        order by all
        """
    ).fetchall()
    return [
        (
            Finding(
                season=season or "",
                key=dict(zip(key, texts[:-2], strict=True)),
                expected=texts[-2],
                observed=texts[-1],
            ),
            number,
        )
        for season, *texts, number in rows
    ]


def _broken(check: Check, message: str) -> UsageError:
    return UsageError(
        f"the check {check.name} can't be run: {message}", hint="mend its SQL; docs/sql.md"
    )


def _note(result: CheckResult, observer: Observer) -> None:
    check = result.check
    level = Level.INFO
    if result.outcome is Outcome.FAILED:
        level = Level.ERROR if check.severity is Severity.ERROR else Level.WARNING
    observer.noted(
        Event(
            "validate",
            "check_" + result.outcome.replace(" ", "_"),
            f"{check.name}: {result.outcome}",
            level,
            {
                "check": check.name,
                "severity": check.severity.value,
                "units": result.units,
                "failed_units": result.failed_units,
                "findings": result.finding_count,
                "waived": result.waived_count,
                "reason": result.reason,
            },
        )
    )
