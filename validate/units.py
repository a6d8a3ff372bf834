"""Units: what a check judges, one for each value of its grain.

judged_units(check_name, season, month, game_id, units, failed, waived, findings)
    how many units of each game a check judged, and how many of them failed; game_id is null where
    the check does not tell games apart, month where its relation has none, season is '' for what
    outlives seasons
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from lake.duck import identifier
from lake.errors import UsageError
from validate.checks import Check
from validate.results import Share
from validate.schema import MONTH_NUMBER
from validate.unseen import out_of_sight

WAIVED_BY = "waived by"
"""The column of `told` with the number of the waiver that a finding falls under, or null."""

_COLUMNS = (
    "check_name varchar, season varchar, month integer, game_id varchar, units bigint, "
    "failed bigint, waived bigint, findings bigint"
)
_SEASON = "season of unit"
_MONTH = "month of unit"


def begin_units(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the relation `judged_units` anew, without a row."""
    connection.execute(f"create or replace table judged_units ({_COLUMNS})")


def count_sound(connection: duckdb.DuckDBPyConnection, check: Check) -> tuple[Share, ...]:
    """Count the units of a check that found nothing."""
    connection.execute(
        f"""
        create or replace temp table counted as
        select
            {identifier(_SEASON)} as season,
            {identifier(_MONTH)} as month,
            {_game(check)} as game_id,
            count(*) as units,
            0 as failed,
            0 as waived,
            0 as findings
        from ({_judged(connection, check)})
        where not ({_out_of_sight(connection, check)})
        group by all
        """
    )
    return _counted(connection, check)


def count_told(
    connection: duckdb.DuckDBPyConnection, check: Check, columns: Sequence[str]
) -> tuple[Share, ...]:
    """Count the units of a check whose findings are in `told`, of these columns.

    What is out of sight leaves `told`.
    """
    _place_units(connection, check, columns)
    unseen = _out_of_sight(connection, check)
    connection.execute(
        f"delete from told using units where {_same(check, 'told', 'units')} and ({unseen})"
    )
    connection.execute(f"delete from units where {unseen}")
    connection.execute(
        f"""
        create or replace temp table counted as
        select
            {identifier(_SEASON)} as season,
            {identifier(_MONTH)} as month,
            {_game(check)} as game_id,
            count(*) as units,
            count(*) filter (where findings > 0) as failed,
            count(*) filter (where is_told and findings = 0) as waived,
            sum(findings) as findings
        from units
        group by all
        """
    )
    return _counted(connection, check)


def season_of_finding(check: Check) -> tuple[str, str]:
    """Write the season of a row of `told`, and the join that gives it, as SQL."""
    season = identifier(_SEASON)
    grain = columns_of(check)
    placed = f"select {grain}, min({season}) as {season} from units group by {grain}"
    return f"placed.{season}", f"left join ({placed}) as placed on {_same(check, 'told', 'placed')}"


def _out_of_sight(connection: duckdb.DuckDBPyConnection, check: Check) -> str:
    return out_of_sight(connection, check, identifier(_SEASON), identifier(_MONTH))


def columns_of(check: Check) -> str:
    return ", ".join(identifier(name) for name in check.grain)


def _counted(connection: duckdb.DuckDBPyConnection, check: Check) -> tuple[Share, ...]:
    connection.execute(f"create table if not exists judged_units ({_COLUMNS})")
    connection.execute(
        "insert into judged_units by name select $name as check_name, * from counted",
        {"name": check.name},
    )
    rows = connection.execute(
        """
        select season, month, sum(units), sum(failed), sum(waived), sum(findings)
        from counted
        group by season, month
        order by season, month
        """
    ).fetchall()
    return tuple(Share(season, month, *map(int, counts)) for season, month, *counts in rows)


def _judged(connection: duckdb.DuckDBPyConnection, check: Check) -> str:
    """Write the SELECT of the units of a check, each with its season and month."""
    return f"""
        select distinct
            {columns_of(check)},
            coalesce(cast(season as varchar), '') as {identifier(_SEASON)},
            {_month(connection, check)} as {identifier(_MONTH)}
        from {identifier(check.over)}
        where {check.where}
    """


def _month(connection: duckdb.DuckDBPyConnection, check: Check) -> str:
    described = connection.execute(f"describe {identifier(check.over)}").fetchall()
    has_months = "month" in {row[0] for row in described}
    return MONTH_NUMBER if has_months else "cast(null as integer)"


def _game(check: Check) -> str:
    return "game_id" if "game_id" in check.grain else "cast(null as varchar)"


def _place_units(
    connection: duckdb.DuckDBPyConnection, check: Check, columns: Sequence[str]
) -> None:
    """Make the relation `units`: each unit with its season and month, and its findings.

    A finding may be about a unit that `over` lacks (a player missing from a box score), or that
    `where` leaves out; it counts as one more, in the season and month that `over` has of it, in
    those of its game, in those that the finding tells, or in the season that the id of its game
    tells.
    Raises: UsageError if nothing of this can tell the season of a finding of such a check.
    """
    season, month = identifier(_SEASON), identifier(_MONTH)
    grain = ", ".join(
        f"coalesce(judged.{name}, marked.{name}) as {name}" for name in map(identifier, check.grain)
    )
    told_season = "min(cast(season as varchar))" if "season" in columns else "null"
    told_month = f"min({MONTH_NUMBER})" if "month" in columns else "null"
    game = "coalesce(judged.game_id, marked.game_id)" if "game_id" in check.grain else "null"
    game_season = _season_of_game(game)
    connection.execute(
        f"""
        create or replace temp table units as
        with judged as ({_judged(connection, check)}),
        left_out as (
            select {columns_of(check)}, min({season}) as {season}, min({month}) as {month}
            from ({_judged(connection, replace(check, where="true"))})
            group by {columns_of(check)}
        ),
        marked as (
            select
                {columns_of(check)},
                {told_season} as told_season,
                {told_month} as told_month,
                count(*) filter (where {identifier(WAIVED_BY)} is null) as findings
            from told
            group by {columns_of(check)}
        ),
        games as (
            select {_game(check)} as game, min({season}) as {season},
                min({month}) as {month}
            from judged
            group by all
        )
        select
            {grain},
            coalesce(
                judged.{season},
                left_out.{season},
                games.{season},
                marked.told_season,
                {game_season}
            ) as {season},
            coalesce(judged.{month}, left_out.{month}, games.{month}, marked.told_month)
                as {month},
            marked.findings is not null as is_told,
            coalesce(marked.findings, 0) as findings
        from judged
        full join marked on {_same(check, "judged", "marked")}
        left join left_out on {_same(check, "left_out", "marked")}
        left join games on {game} = games.game
        """
    )
    if "season" not in columns and "game_id" not in check.grain:
        _require_seasons(connection, check)
    connection.execute(f"update units set {season} = '' where {season} is null")


def _require_seasons(connection: duckdb.DuckDBPyConnection, check: Check) -> None:
    """Raises: UsageError with the first finding that is of no season anybody could name."""
    lost = connection.execute(
        f"select {columns_of(check)} from units where {identifier(_SEASON)} is null "
        "order by all limit 1"
    ).fetchone()
    if lost:
        key = ", ".join(f"{name} {value}" for name, value in zip(check.grain, lost, strict=True))
        raise UsageError(
            f"the check {check.name} tells of {key}, which {check.over} has not, and of no season",
            hint="return its season too; docs/sql.md",
        )


def _season_of_game(game: str) -> str:
    """Write the season that the id of a game tells, as SQL: characters 4 and 5 are its year."""
    year = f"try_cast(substr(cast({game} as varchar), 4, 2) as integer)"
    full = f"({year} + if({year} < 46, 2000, 1900))"
    return f"(case when {year} is not null then printf('%d-%02d', {full}, ({year} + 1) % 100) end)"


def _same(check: Check, left: str, right: str) -> str:
    """A row may lack a part of its key, and is a unit all the same."""
    return " and ".join(
        f"{left}.{name} is not distinct from {right}.{name}"
        for name in map(identifier, check.grain)
    )
