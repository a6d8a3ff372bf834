"""Earlier validations, read from the history, and what got worse since the last one.

Files are read as they are: one of an older hoopstat may lack columns, one of a newer may have
more. A file that is damaged or none of ours is told and left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from lake.duck import DOWNLOADS_AT_ONCE, identifier, plain_path
from lake.errors import ObjectMissing
from lake.keys import VALIDATION_HISTORY, parse_history_key
from lake.store import Store
from validate.checks import Severity
from validate.history import COLUMNS, scope_of
from validate.report import PastMonth, PastVerdict, SeasonScore, ValidationReport
from validate.results import CheckResult
from validate.scores import OF_LISTS, WEIGHTS, Verdict

_NEEDED = ("run_id", "checked_at", "season", "check", "severity", "units", "failed")
_WORSE_FROM = (Verdict.PASSED, Verdict.NOT_RUN, Verdict.FAILED)
"""Each is worse than those before it."""


def with_history(
    connection: duckdb.DuckDBPyConnection, store: Store, report: ValidationReport, scratch: Path
) -> ValidationReport:
    """Add earlier validations of the report's seasons, and what got worse.

    Raises: LakeUnavailable.
    """
    connection.execute(_TABLE)
    unread = tuple(_read_files(connection, store, scratch))
    connection.execute(
        "delete from past_results where run_id = $run or season not in (select unnest($seasons))",
        {"run": report.run_id, "seasons": [str(season) for season in report.seasons]},
    )
    return replace(
        report,
        history=_past_verdicts(connection, report),
        past_months=_past_months(connection, report),
        worse=tuple(_worse(connection, report)),
        unread=unread,
    )


_TABLE = "create or replace temp table past_results ({})".format(
    ", ".join(f"{identifier(name)} {kind}" for name, kind in COLUMNS.items())
)


def _is_same(scope: Mapping[str, str | None]) -> str:
    """Write whether a row of past_results is of a scope, as SQL that takes its values."""
    return " and ".join(f"cast({name} as varchar) is not distinct from ${name}" for name in scope)


def _read_files(
    connection: duckdb.DuckDBPyConnection, store: Store, scratch: Path
) -> Iterator[str]:
    """Read every file; yield the key of each that can't be read, with the reason."""
    keys = [key for key in store.list(VALIDATION_HISTORY) if parse_history_key(key)]

    def bring(key: str) -> Path | None:
        try:
            return store.as_file(key, scratch)
        except ObjectMissing:
            return None  # Somebody tidies up meanwhile.

    with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        for key, path in zip(keys, pool.map(bring, keys), strict=True):
            if path is None:
                continue
            try:
                _read_file(connection, path)
            except duckdb.OutOfMemoryException:
                raise
            except (duckdb.Error, ValueError) as error:
                yield f"{key}: {str(error).splitlines()[0]}"


def _read_file(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raises: duckdb.Error, ValueError if it is no file of the history."""
    source = "read_parquet($path, hive_partitioning = false)"
    values = {"path": plain_path(path)}
    described = connection.execute(f"describe select * from {source}", values).fetchall()
    there = {row[0] for row in described}
    for name in _NEEDED:
        if name not in there:
            raise ValueError(f"it has no column {name}")
    columns = ", ".join(identifier(name) for name in COLUMNS if name in there)
    absent = " or ".join(f"{identifier(name)} is null" for name in _NEEDED)
    verdicts = ", ".join(f"'{verdict}'" for verdict in Verdict)
    ((wrong,),) = connection.execute(
        f"select count(*) filter (where {absent}) from {source}", values
    ).fetchall()
    if wrong:
        raise ValueError(f"{wrong} of its rows lack a value")
    if "season_verdict" in there:
        ((wrong,),) = connection.execute(
            f"select count(*) filter (where season_verdict not in ({verdicts})) from {source}",
            values,
        ).fetchall()
        if wrong:
            raise ValueError("it has a verdict that there is not")
    connection.execute(f"insert into past_results by name select {columns} from {source}", values)


def _past_verdicts(
    connection: duckdb.DuckDBPyConnection, report: ValidationReport
) -> tuple[PastVerdict, ...]:
    scope = scope_of(report)
    rows = connection.execute(
        f"""
        select
            run_id,
            checked_at,
            season,
            any_value(season_verdict) as verdict,
            any_value(season_score) as score,
            sum(failed) filter (where severity = '{Severity.ERROR}') as errors,
            sum(failed) filter (where severity <> '{Severity.ERROR}') as warnings,
            bool_and({_is_same(scope)}) as same_scope
        from past_results
        where season_verdict is not null
        group by run_id, checked_at, season
        order by checked_at, run_id, season
        """,
        scope,
    ).fetchall()
    return tuple(
        PastVerdict(run, at, season, Verdict(told), score, int(errors or 0), int(warned or 0), same)
        for run, at, season, told, score, errors, warned, same in rows
    )


def _past_months(
    connection: duckdb.DuckDBPyConnection, report: ValidationReport
) -> tuple[PastMonth, ...]:
    scope = scope_of(report)
    weight = (
        f"case severity when '{Severity.ERROR}' then {WEIGHTS[Severity.ERROR]} "
        f"else {WEIGHTS[Severity.WARN]} end"
    )
    rows = connection.execute(
        f"""
        select
            run_id,
            checked_at,
            season,
            month,
            bool_or(failed > 0 and (severity = '{Severity.ERROR}' or fail_on = '{Severity.WARN}')),
            sum({weight} * (units - failed)) / nullif(sum({weight} * units), 0),
            bool_and({_is_same(scope)})
        from past_results
        where units > 0
        group by run_id, checked_at, season, month
        having bool_or(failed > 0 or not starts_with(coalesce("over", ''), '{OF_LISTS}'))
        order by checked_at, run_id, season, month nulls first
        """,
        scope,
    ).fetchall()
    return tuple(
        PastMonth(
            run, at, season, month, Verdict.FAILED if failed else Verdict.PASSED, float(score), same
        )
        for run, at, season, month, failed, score, same in rows
    )


@dataclass(frozen=True)
class _Before:
    """The last validation of a season that had the same scope."""

    run_id: str
    verdict: Verdict
    score: float | None


def _worse(connection: duckdb.DuckDBPyConnection, report: ValidationReport) -> Iterator[str]:
    names = {result.check.name for result in report.results}
    for season in report.season_scores:
        before = _last(connection, report, season.season)
        if before:
            past = _past_by_check(connection, before, season.season)
            yield from _worse_season(season, before, is_same_measure=past.keys() == names)
            for result in report.results:
                yield from _worse_check(result, season.season, past)


def _last(
    connection: duckdb.DuckDBPyConnection, report: ValidationReport, season: str
) -> _Before | None:
    scope = scope_of(report)
    row = connection.execute(
        f"""
        select run_id, season_verdict, season_score
        from past_results
        where season = $season and season_verdict is not null and checked_at < $now
            and {_is_same(scope)}
        order by checked_at desc, run_id desc
        limit 1
        """,
        {"season": season, "now": report.checked_at, **scope},
    ).fetchone()
    return _Before(row[0], Verdict(row[1]), row[2]) if row else None


def _past_by_check(
    connection: duckdb.DuckDBPyConnection, before: _Before, season: str
) -> dict[str, tuple[int, int]]:
    """Read how many units each check judged, and how many of them failed."""
    rows = connection.execute(
        'select "check", cast(sum(units) as bigint), cast(sum(failed) as bigint) '
        'from past_results where run_id = $run and season = $season group by "check"',
        {"run": before.run_id, "season": season},
    ).fetchall()
    return {name: (units, failed) for name, units, failed in rows}


def _worse_season(season: SeasonScore, before: _Before, *, is_same_measure: bool) -> Iterator[str]:
    """Scores can be compared where both are by the same checks."""
    if _WORSE_FROM.index(season.verdict) > _WORSE_FROM.index(before.verdict):
        yield f"{season.season} was {before.verdict}, is {season.verdict}"
    if before.score is None or season.score is None or not is_same_measure:
        return
    if season.score < before.score:
        yield f"the score of {season.season} fell from {before.score:.6f} to {season.score:.6f}"


def _worse_check(
    result: CheckResult, season: str, past: dict[str, tuple[int, int]]
) -> Iterator[str]:
    """A check that is new had nothing to get worse from; one that judged and no longer does has."""
    if result.check.name not in past:
        return
    units, failed = past[result.check.name]
    own = [share for share in result.shares if share.season == season]
    if units and not own:
        yield f"{result.check.name} judged {units:,} units of {season} before, and nothing now"
    now = sum(share.failed for share in own)
    if now > failed:
        yield f"{result.check.name} failed {failed:,} units of {season} before, {now:,} now"
