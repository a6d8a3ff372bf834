"""What a check says of a season that it judged nothing of, beside others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from lake.duck import DuckSettings, connect
from lake.local_store import LocalStore
from lake.seasons import Season
from lake.telemetry import Observer
from tests.invented import archive_game, invented_game
from transform.request import TransformRequest
from transform.run import transform
from validate.checks import Check, Severity, load_checks
from validate.report import ValidationReport
from validate.results import CheckResult, NotRunIn, Outcome, Share
from validate.run import ValidationRequest, validate
from validate.runner import run_checks
from validate.unjudged import with_unjudged

OLD, NEW = Season(2023), Season(2024)
ONE_THREAD = DuckSettings(threads=1)


def check(over: str, *needs: str, found: str = "false") -> Check:
    return Check(
        name="all_is_well",
        claim="all is well",
        dimension="validity",
        severity=Severity.ERROR,
        over=over,
        where="true",
        grain=("game_id",),
        needs=needs,
        uses=(),
        tolerance="none",
        statement=f"select game_id, 1 as expected, 2 as observed from {over} where {found}",
    )


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two seasons of games, events of the second alone, people and requests of none."""
    with connect(ONE_THREAD) as connection:
        connection.execute(
            "create table games as select * from (values ('2023-24', 'a'), ('2024-25', 'b')) "
            "as told(season, game_id)"
        )
        connection.execute("create table events as from games where season = '2024-25'")
        connection.execute("create table people as select null as season, 'p' as game_id")
        connection.execute("create table types as select 'x' as game_id")
        yield connection


def judged(connection: duckdb.DuckDBPyConnection, one: Check) -> CheckResult:
    results = run_checks(connection, [one], Observer())
    (result,) = with_unjudged(connection, results, [OLD, NEW])
    units = connection.execute("select season, game_id from judged_units order by all").fetchall()
    assert [season for season, _ in units] == [share.season for share in result.shares]
    return result


def test_a_season_without_rows_is_not_run_beside_one_that_was_judged(
    database: duckdb.DuckDBPyConnection,
) -> None:
    result = judged(database, check("events"))

    assert result.not_run_in == (NotRunIn("2023-24", "events has no rows of 2023-24"),)
    assert result.outcome_in("2023-24") is Outcome.NOT_RUN
    assert (result.outcome, result.outcome_in("2024-25")) == (Outcome.PASSED, Outcome.PASSED)


def test_a_season_without_rows_to_judge_by_is_not_passed(
    database: duckdb.DuckDBPyConnection,
) -> None:
    result = judged(database, check("games", "events", "people", "types"))

    assert result.not_run_in == (NotRunIn("2023-24", "events has no rows of 2023-24"),)
    assert result.shares == (Share("2024-25", None, 1, 0),)


def test_what_was_found_is_told_all_the_same(database: duckdb.DuckDBPyConnection) -> None:
    result = judged(database, check("games", "events", found="season = '2023-24'"))

    assert result.not_run_in == ()
    assert [result.outcome_in(one) for one in ("2023-24", "2024-25")] == [
        Outcome.FAILED,
        Outcome.PASSED,
    ]


def test_a_check_that_has_nothing_to_judge_by_in_any_season_is_not_run(
    database: duckdb.DuckDBPyConnection,
) -> None:
    database.execute("update events set season = '1999-00'")

    result = judged(database, check("games", "events"))

    assert (result.outcome, result.shares, result.not_run_in) == (Outcome.NOT_RUN, (), ())
    assert result.reason == "events has no rows of 2023-24; events has no rows of 2024-25"


def test_what_outlives_seasons_was_judged_in_each(database: duckdb.DuckDBPyConnection) -> None:
    result = judged(database, check("people"))

    assert result.not_run_in == ()
    assert result.outcome_in("2023-24") is Outcome.PASSED


def test_every_season_is_judged_as_it_is_alone(tmp_path: Path) -> None:
    """One of two seasons lacks the files of some tables."""
    store = LocalStore(tmp_path / "lake")
    archive_game(store, invented_game("0022300001", game_date="2023-11-03"))
    archive_game(store, invented_game("0022400001", game_date="2024-11-03"))
    transform(store, TransformRequest(duck=ONE_THREAD), Observer())
    for key in list(store.list("historical-backfill/")):
        if "season=2023-24" in key and ("play_by_play" in key or "/games/games/" in key):
            store.delete(key)

    def ended(*seasons: Season) -> ValidationReport:
        request = ValidationRequest(load_checks(), seasons=seasons, duck=ONE_THREAD)
        return validate(store, request, "run", Observer())

    both = ended(OLD, NEW)
    assert any(result.not_run_in for result in both.results)
    for season in (OLD, NEW):
        alone = {result.check.name: result.outcome for result in ended(season).results}
        beside = {one.check.name: one.outcome_in(str(season)) for one in both.results}
        assert beside == alone
