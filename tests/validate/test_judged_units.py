"""A unit that can't be compared, as a further relation lacks its game, is not counted as judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import pytest

from tests.validate.conftest import SOUND_GAMES
from tests.validate.plants.plant import HOME
from validate.checks import load_checks
from validate.results import CheckResult
from validate.runner import run_check

CHECKS = {check.name: check for check in load_checks()}
TAKEN = (
    *(("game_id", game_id) for game_id, _ in SOUND_GAMES),
    ("team_id", HOME),
    ("player_id", "9910001"),
)
STILL_JUDGED = {
    "every_table_tells_the_same_date": "games alone tells a season, a month and a day",
    "no_month_of_the_tables_is_empty": "its further relations only excuse months without a game",
    "values_that_are_owed_are_there": "what is null nowhere has no row in its further relation",
    "document_sizes_are_usual": "its further relation only excuses short documents",
}
"""Why the units of these are judged all the same."""
EXCUSED = {
    "listed_games_of_past_days_have_a_result": "what may be empty only excuses cancelled games",
    "teams_play_one_game_a_day": "box scores alone tell a team's days",
}
"""Why these are judged all the same where only what may be empty lacks something."""


def columns(database: duckdb.DuckDBPyConnection, relation: str) -> set[str]:
    return {row[0] for row in database.execute(f"describe {relation}").fetchall()}


@contextmanager
def without(
    database: duckdb.DuckDBPyConnection, relations: Sequence[str], column: str, value: str
) -> Iterator[None]:
    """Hide each relation behind one that lacks these rows, for views can't be deleted from."""
    for relation in relations:
        kept = f"from {relation} where cast({column} as varchar) <> '{value}'"
        database.execute(f"create temp table {relation} as {kept}")
    yield
    for relation in relations:
        database.execute(f"drop table temp.{relation}")


def judged_without(
    database: duckdb.DuckDBPyConnection, name: str, relations: Sequence[str]
) -> dict[str, CheckResult]:
    """Run a check without each of the games that the relations have; without a team or a player
    where they have no games.
    """
    known = [{name for name, _ in TAKEN} & columns(database, relation) for relation in relations]
    (column, *_) = [column for column, _ in TAKEN if any(column in found for found in known)]
    lacking = [
        relation for relation, found in zip(relations, known, strict=True) if column in found
    ]
    results = {}
    for value in (value for name, value in TAKEN if name == column):
        with without(database, lacking, column, value):
            results[value] = run_check(database, CHECKS[name])
    return results


def still_judged(
    database: duckdb.DuckDBPyConnection, name: str, relations: Sequence[str]
) -> list[str]:
    """List what is taken away and leaves as many units judged, and no finding."""
    units = run_check(database, CHECKS[name]).units
    return [
        value
        for value, result in judged_without(database, name, relations).items()
        if result.units >= units and not result.findings
    ]


def of_games(database: duckdb.DuckDBPyConnection, relations: Sequence[str]) -> list[str]:
    """Those that tell games, teams or players; a season's relation is empty without its season."""
    known = {name for name, _ in TAKEN}
    return [relation for relation in relations if known & columns(database, relation)]


@pytest.mark.parametrize("name", [name for name, check in CHECKS.items() if check.needs])
def test_what_a_needed_relation_lacks_is_found_or_not_judged(
    database: duckdb.DuckDBPyConnection, name: str
) -> None:
    needs = of_games(database, CHECKS[name].needs)
    judged = [relation for relation in needs if still_judged(database, name, [relation])]
    assert bool(judged) == (name in STILL_JUDGED), judged


@pytest.mark.parametrize("name", [name for name, check in CHECKS.items() if check.uses])
def test_what_all_further_relations_lack_is_found_or_not_judged(
    database: duckdb.DuckDBPyConnection, name: str
) -> None:
    further = of_games(database, [*CHECKS[name].needs, *CHECKS[name].uses])
    assert bool(still_judged(database, name, further)) == (name in STILL_JUDGED | EXCUSED)


def test_every_exception_is_a_check_that_reads_further_relations() -> None:
    assert {name for name in STILL_JUDGED if CHECKS[name].needs or CHECKS[name].uses} == (
        STILL_JUDGED.keys()
    )
