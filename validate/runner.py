"""Runs checks over the relations of a database."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from lake.duck import each_beside, identifier
from lake.errors import UsageError
from lake.telemetry import Event, Level, Observer, job
from validate.checks import Check, Severity
from validate.results import CheckResult, Finding, Outcome, Share

MOST_FINDINGS = 1000
"""So many findings of a check are kept; all are counted."""

_JUDGED = ("expected", "observed")


def run_checks(
    connection: duckdb.DuckDBPyConnection,
    checks: Sequence[Check],
    observer: Observer,
    at_once: int = 1,
) -> tuple[CheckResult, ...]:
    """Run each check; a check without anything to scan is "not run", never a pass.

    With `at_once` above 1 everything that checks read must be committed.

    Raises: UsageError if a check's SQL fails or does not return its grain, expected, observed.
    """
    results = []
    with job(observer, "validate", len(checks), "checks") as running:
        found = (
            each_beside(connection, run_check, checks, at_once)
            if at_once > 1
            else (run_check(connection, check) for check in checks)
        )
        for result in found:
            results.append(result)
            _note(result, observer)
            running.advance(result.check.name)
    return tuple(results)


def run_check(connection: duckdb.DuckDBPyConnection, check: Check) -> CheckResult:
    """Run one check. Raises: UsageError."""
    for relation in (check.over, *check.needs):
        if not _has_rows(connection, check, relation):
            return CheckResult(check, Outcome.NOT_RUN, reason=f"{relation} has no rows")
    for relation in check.uses:
        _has_rows(connection, check, relation)
    try:
        shares = _shares(connection, check)
        if not shares:
            reason = f"{check.over} has no rows to be judged"
            return CheckResult(check, Outcome.NOT_RUN, reason=reason)
        connection.execute(f"create or replace temp table found as {check.statement}")
        columns = [row[0] for row in connection.execute("describe found").fetchall()]
        missing = {*check.grain, *_JUDGED} - set(columns)
        if missing:
            raise _broken(check, f"it does not return {', '.join(sorted(missing))}")
        count = _count(connection, "found")
        if not count:
            return CheckResult(check, Outcome.PASSED, shares)
        shares = _shares_with_failures(connection, check)
        findings = _findings(connection, check, [c for c in columns if c not in _JUDGED])
        games = _games(connection, check)
    except duckdb.Error as error:
        raise _broken(check, str(error).splitlines()[0]) from error
    return CheckResult(check, Outcome.FAILED, shares, findings, count, games=games)


def _has_rows(connection: duckdb.DuckDBPyConnection, check: Check, relation: str) -> bool:
    """Raises: UsageError if there is no such relation."""
    try:
        rows = connection.execute(f"select 1 from {identifier(relation)} limit 1").fetchall()
    except duckdb.CatalogException as error:
        raise _broken(check, f"there is no {relation}") from error
    return bool(rows)


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    row = connection.execute(f"select count(*) from {identifier(relation)}").fetchone()
    return int(row[0]) if row else 0


def _games(connection: duckdb.DuckDBPyConnection, check: Check) -> tuple[str, ...]:
    if "game_id" not in check.grain:
        return ()
    rows = connection.execute(
        "select distinct game_id from found where game_id is not null order by game_id"
    ).fetchall()
    return tuple(row[0] for row in rows)


def _shares(connection: duckdb.DuckDBPyConnection, check: Check) -> tuple[Share, ...]:
    """Count the units of each partition, as if all were sound."""
    rows = connection.execute(
        f"""
        select season, month, count(*)
        from (
            select distinct {_columns(check.grain)}, season, {_month(connection, check)} as month
            from {identifier(check.over)}
            where {check.where}
        )
        group by season, month
        order by season, month
        """
    ).fetchall()
    return tuple(Share(season, month, units, 0) for season, month, units in rows)


def _shares_with_failures(connection: duckdb.DuckDBPyConnection, check: Check) -> tuple[Share, ...]:
    _place_units(connection, check)
    rows = connection.execute(
        "select season, month, count(*), count(*) filter (where is_failed) "
        "from units group by season, month order by season, month"
    ).fetchall()
    return tuple(Share(*row) for row in rows)


def _month(connection: duckdb.DuckDBPyConnection, check: Check) -> str:
    described = connection.execute(f"describe {identifier(check.over)}").fetchall()
    return "month" if "month" in {row[0] for row in described} else "cast(null as integer)"


def _place_units(connection: duckdb.DuckDBPyConnection, check: Check) -> None:
    """Make the relation `units`: each unit with its season and month, and whether it failed.

    A finding may be about a unit that `over` lacks (a player missing from a box score); it counts
    as a failed one, in the season and month of its game.
    """
    over, grain = identifier(check.over), _columns(check.grain)
    month = _month(connection, check)
    of_game = "game_id" if "game_id" in check.grain else "cast(null as varchar)"
    connection.execute(
        f"""
        create or replace temp table units as
        with judged as (
            select distinct {grain}, season, {month} as month from {over} where {check.where}
        ),
        failed as (
            select distinct {grain}, true as is_failed from found
        ),
        games as (
            select {of_game} as game, any_value(season) as season, any_value(month) as month
            from judged group by all
        )
        select
            {grain},
            coalesce(judged.season, games.season, '') as season,
            coalesce(judged.month, games.month) as month,
            coalesce(is_failed, false) as is_failed
        from judged
        full join failed using ({grain})
        left join games on {of_game} = games.game
        """
    )


def _findings(
    connection: duckdb.DuckDBPyConnection, check: Check, key: Sequence[str]
) -> tuple[Finding, ...]:
    texts = ", ".join(f"cast({identifier(column)} as varchar)" for column in (*key, *_JUDGED))
    rows = connection.execute(
        f"""
        select season_of_unit, {texts}
        from found
        left join (
            select {_columns(check.grain)}, season as season_of_unit from units
        ) using ({_columns(check.grain)})
        order by all
        limit {MOST_FINDINGS}
        """
    ).fetchall()
    return tuple(
        Finding(
            season=row[0] or "",
            key=dict(zip(key, row[1:-2], strict=True)),
            expected=row[-2],
            observed=row[-1],
        )
        for row in rows
    )


def _columns(names: Sequence[str]) -> str:
    return ", ".join(identifier(name) for name in names)


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
                "reason": result.reason,
            },
        )
    )
