"""Seasons that a check judged nothing of, though it judged others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import duckdb

from lake.duck import identifier
from lake.seasons import Season
from validate.results import CheckResult, NotRunIn, Outcome

_HasRows = Callable[[str, str], bool]


def with_unjudged(
    connection: duckdb.DuckDBPyConnection, results: Sequence[CheckResult], seasons: Sequence[Season]
) -> tuple[CheckResult, ...]:
    """Tell of each check in which of the seasons it was not run, and why.

    What it passed in a season counts no more, in `judged_units` neither, where a relation that it
    needs has no rows of that season: what holds of a lake of this season alone holds beside others
    too. A check over what outlives seasons is not asked about any.
    """

    @cache
    def has_rows(relation: str, season: str) -> bool:
        return _has_rows(connection, relation, season)

    names = [str(season) for season in seasons]
    told = tuple(_told(result, names, has_rows) for result in results)
    for result, left in zip(results, told, strict=True):
        for share in set(result.shares) - set(left.shares):
            connection.execute(
                "delete from judged_units where check_name = $name and season = $season",
                {"name": result.check.name, "season": share.season},
            )
    return told


def _told(result: CheckResult, seasons: Sequence[str], has_rows: _HasRows) -> CheckResult:
    if result.outcome is Outcome.NOT_RUN or not any(share.season for share in result.shares):
        return result
    left = tuple(
        NotRunIn(season, reason)
        for season in seasons
        if (reason := _reason(result, season, has_rows))
    )
    names = {one.season for one in left}
    shares = tuple(share for share in result.shares if share.season not in names)
    if shares:
        return replace(result, shares=shares, not_run_in=left)
    reason = "; ".join(one.reason for one in left)
    return replace(result, outcome=Outcome.NOT_RUN, reason=reason, shares=())


def _reason(result: CheckResult, season: str, has_rows: _HasRows) -> str:
    """Say why nothing of a season was judged; "" if something was, or found."""
    check = result.check
    own = [share for share in result.shares if share.season == season and share.units]
    if any(share.failed or share.waived for share in own):
        return ""
    for relation in (check.over, *check.needs):
        if not has_rows(relation, season):
            return f"{relation} has no rows of {season}"
    return "" if own else f"{check.over} has no rows of {season} to be judged"


def _has_rows(connection: duckdb.DuckDBPyConnection, relation: str, season: str) -> bool:
    """Tell whether a relation has rows of a season, or of what outlives seasons."""
    described = connection.execute(f"describe {identifier(relation)}").fetchall()
    if "season" not in {row[0] for row in described}:
        return True
    rows = connection.execute(
        f"select 1 from {identifier(relation)} "
        "where coalesce(cast(season as varchar), '') in ('', $season) limit 1",
        {"season": season},
    ).fetchall()
    return bool(rows)
