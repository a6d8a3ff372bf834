"""The games that failed a check, each with its verdict and score."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from lake.duck import quote
from validate.checks import Check, Severity
from validate.report import GameScore
from validate.scores import WEIGHTS, Verdict, closing


def game_scores(
    connection: duckdb.DuckDBPyConnection,
    checks: Sequence[Check],
    fail_on: Severity = Severity.ERROR,
) -> tuple[GameScore, ...]:
    """Judge each game that has a failed unit, by all its units in `judged_units`.

    The order is that of seasons and games.
    """
    telling = [check for check in checks if "game_id" in check.grain]
    if not telling:
        return ()
    weights = ", ".join(
        f"({quote(check.name)}, {WEIGHTS[check.severity]}, "
        f"{str(check.severity in closing(fail_on)).lower()})"
        for check in telling
    )
    rows = connection.execute(
        f"""
        with weights(check_name, weight, is_closing) as (values {weights}),
        games as (
            select
                max(season) as season,
                max(month) as month,
                game_id,
                bool_or(failed > 0) as has_failed,
                bool_or(failed > 0 and is_closing) as is_failed,
                sum(weight * units) as judged,
                sum(weight * (units - failed)) as passed
            from judged_units
            join weights using (check_name)
            where game_id is not null
            group by game_id
        )
        select season, month, game_id, is_failed, passed / judged
        from games
        where has_failed
        order by season, game_id
        """
    ).fetchall()
    return tuple(
        GameScore(
            season, month, game, Verdict.FAILED if is_failed else Verdict.PASSED, float(points)
        )
        for season, month, game, is_failed, points in rows
    )
