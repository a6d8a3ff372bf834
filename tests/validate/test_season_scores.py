"""The verdict and the score of a season, its partitions and its games, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from lake.duck import DuckSettings, connect
from lake.telemetry import Observer
from validate.checks import Check, Severity
from validate.game_scores import game_scores
from validate.report import GameScore
from validate.results import CheckResult, Outcome
from validate.runner import run_checks
from validate.scores import (
    Verdict,
    month_verdict,
    partition_verdict,
    score,
    season_verdict,
    verdict,
    worst,
)

GAMES = 1000
"""Of 2024-25, half of them in January (1), half in February (2). Each has two teams."""
DAMAGED = 10
"""Games 1 to 10, all in January: 1 %."""

OVER_GAMES = Check(
    name="a_game_has_points",
    claim="points were scored",
    dimension="validity",
    severity=Severity.ERROR,
    over="games",
    where="true",
    grain=("game_id",),
    needs=(),
    uses=(),
    tolerance="none",
    statement="select game_id, 'points' as expected, 'none' as observed from games "
    "where points = 0 order by game_id",
)
OVER_TEAMS = replace(
    OVER_GAMES,
    name="a_team_has_rebounds",
    over="teams",
    grain=("game_id", "team_id"),
    severity=Severity.WARN,
    statement="select game_id, team_id, 'rebounds' as expected, 'none' as observed from teams "
    "where rebounds = 0 order by game_id, team_id",
)
BOTH = (OVER_GAMES, OVER_TEAMS)


@pytest.fixture
def season(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A thousand games; the first ten are without points, one team of each without rebounds."""
    with connect(DuckSettings(threads=1), tmp_path) as connection:
        connection.execute(
            "create table games as select '2024-25' as season, if(n <= 500, 1, 2) as month, "
            "printf('00224%05d', n) as game_id, if(n <= $damaged, 0, 200) as points "
            f"from range(1, {GAMES + 1}) as numbers(n)",
            {"damaged": DAMAGED},
        )
        connection.execute(
            "create table teams as select season, month, game_id, team_id, "
            "if(points = 0 and team_id = 1, 0, 40) as rebounds "
            "from games cross join range(1, 3) as numbers(team_id)"
        )
        yield connection


def judge(season: duckdb.DuckDBPyConnection) -> tuple[CheckResult, ...]:
    return run_checks(season, BOTH, Observer())


def test_a_season_with_one_percent_of_its_games_damaged(
    season: duckdb.DuckDBPyConnection,
) -> None:
    """Judged are 1,000 games, of which 10 fail an error (weight 1), and 2,000 teams, of which 10
    fail a warning (weight 1/4):

        judged  1 x 1000 + 1/4 x 2000 = 1500
        passed  1 x  990 + 1/4 x 1990 = 990 + 497.5 = 1487.5
        score   1487.5 / 1500         = 0.991666...

    The score is above 0.99 and the gate is shut all the same: ten games are wrong.
    """
    results = judge(season)
    assert score(results) == 1487.5 / 1500
    assert verdict(results) is Verdict.FAILED
    assert season_verdict(results, "2024-25") == (
        Verdict.FAILED,
        1487.5 / 1500,
    )


def test_with_the_errors_gone_the_gate_is_open_and_the_score_still_tells_the_warnings(
    season: duckdb.DuckDBPyConnection,
) -> None:
    """Passed: 1 x 1000 + 1/4 x 1990 = 1497.5 of 1500, which is 0.998333..."""
    season.execute("update games set points = 200")
    results = judge(season)
    assert season_verdict(results, "2024-25") == (Verdict.PASSED, 1497.5 / 1500)
    assert season_verdict(results, "2024-25", fail_on=Severity.WARN)[0] is Verdict.FAILED


def test_the_months_of_a_season(season: duckdb.DuckDBPyConnection) -> None:
    """January: 500 games and 1,000 teams make 750; 490 + 1/4 x 990 = 737.5 of them passed."""
    results = judge(season)
    assert month_verdict(results, "2024-25", 1) == (Verdict.FAILED, 737.5 / 750)
    assert month_verdict(results, "2024-25", 2) == (Verdict.PASSED, 1.0)
    assert month_verdict(results, "2024-25", 3) == (Verdict.NOT_RUN, None)


def test_the_partitions_of_a_season(season: duckdb.DuckDBPyConnection) -> None:
    """January's games: 490 of 500. Its teams: 990 of 1,000, and no error among them."""
    results = judge(season)
    told = {
        (table, month): partition_verdict(results, table, "2024-25", month)
        for table in ("games", "teams")
        for month in (1, 2)
    }
    assert told == {
        ("games", 1): (Verdict.FAILED, 0.98),
        ("games", 2): (Verdict.PASSED, 1.0),
        ("teams", 1): (Verdict.PASSED, 0.99),
        ("teams", 2): (Verdict.PASSED, 1.0),
    }


def test_the_games_that_failed_a_check(season: duckdb.DuckDBPyConnection) -> None:
    """A damaged game is judged by itself, 1 x 1, and by its two teams, 1/4 x 2: 1.5. Of that one
    team has passed: 1/4, which is 0.1666... A game whose one team lacks rebounds keeps 1.25.
    """
    season.execute("update teams set rebounds = 0 where game_id = '0022400600' and team_id = 2")
    judge(season)
    found = game_scores(season, BOTH)
    assert found == (
        *(
            GameScore("2024-25", 1, f"00224{n:05d}", Verdict.FAILED, 0.25 / 1.5)
            for n in range(1, DAMAGED + 1)
        ),
        GameScore("2024-25", 2, "0022400600", Verdict.PASSED, 1.25 / 1.5),
    )
    (*_, warned) = game_scores(season, BOTH, Severity.WARN)
    assert warned.verdict is Verdict.FAILED


def test_a_finding_about_a_unit_that_is_not_there_lowers_the_score_of_its_game(
    season: duckdb.DuckDBPyConnection,
) -> None:
    """The game's row, two teams and one that is missing: 1 + 3/4 judged, 1 + 2/4 passed."""
    season.execute("update teams set rebounds = 40")
    season.execute("update games set points = 200")
    missing = replace(
        OVER_TEAMS,
        statement="select '0022400007' as game_id, 3 as team_id, 'a team' as expected, "
        "'none' as observed",
    )
    run_checks(season, (OVER_GAMES, missing), Observer())
    assert game_scores(season, (OVER_GAMES, missing)) == (
        GameScore("2024-25", 1, "0022400007", Verdict.PASSED, 1.5 / 1.75),
    )


def test_a_finding_without_a_game_is_a_failed_unit_too(
    season: duckdb.DuckDBPyConnection,
) -> None:
    season.execute("insert into games values ('2024-25', 2, null, 0)")
    (result,) = run_checks(season, [OVER_GAMES], Observer())
    assert (result.outcome, result.failed_units) == (Outcome.FAILED, DAMAGED + 1)
    assert {finding.season for finding in result.findings} == {"2024-25"}
    assert result.units == GAMES + 1


def test_the_same_comes_out_of_several_threads(season: duckdb.DuckDBPyConnection) -> None:
    alone = judge(season), game_scores(season, BOTH)
    together = run_checks(season, BOTH, Observer(), at_once=2), game_scores(season, BOTH)
    assert together == alone


def test_seasons_are_judged_apart_and_the_whole_is_the_worst(
    season: duckdb.DuckDBPyConnection,
) -> None:
    season.execute("update games set season = '2023-24' where points > 0")
    season.execute("update teams set season = '2023-24' where rebounds > 0")
    results = judge(season)
    assert season_verdict(results, "2023-24") == (Verdict.PASSED, 1.0)
    assert season_verdict(results, "2024-25") == (Verdict.FAILED, 0.0)
    assert season_verdict(results, "2022-23") == (Verdict.NOT_RUN, None)


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([Verdict.PASSED, Verdict.PASSED], Verdict.PASSED),
        ([Verdict.PASSED, Verdict.FAILED, Verdict.NOT_RUN], Verdict.FAILED),
        ([Verdict.PASSED, Verdict.NOT_RUN], Verdict.NOT_RUN),
        ([], Verdict.NOT_RUN),
    ],
)
def test_the_worst_verdict_counts(verdicts: list[Verdict], expected: Verdict) -> None:
    assert worst(verdicts) is expected
