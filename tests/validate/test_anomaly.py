"""Checks of anomalies: a game or an answer unlike the rest of its season, if there is a season."""

from __future__ import annotations

import duckdb
import pytest

from lake.telemetry import Observer
from tests.validate.conftest import add_games, add_requests
from tests.validate.plants import anomaly
from transform.catalog import load_catalog
from transform.judging import checks_before_publishing
from validate.checks import Severity, load_checks
from validate.results import Finding, Outcome
from validate.runner import run_checks

CHECKS = [check for check in load_checks() if check.dimension == "anomaly"]


def tripped(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[Finding, ...]]:
    results = run_checks(connection, CHECKS, Observer())
    assert {result.outcome for result in results} <= {Outcome.PASSED, Outcome.FAILED}
    return {
        result.check.name: result.findings for result in results if result.outcome is Outcome.FAILED
    }


def test_an_anomaly_is_a_warning() -> None:
    assert {check.severity for check in CHECKS} == {Severity.WARN}


def test_a_transform_does_not_ask_what_is_unlike_the_rest_of_the_season() -> None:
    asked = checks_before_publishing(load_catalog().month_tables)
    assert {check.dimension for check in asked}.isdisjoint({"anomaly"})


def test_in_a_season_without_an_outlier_every_check_passes(
    season_database: duckdb.DuckDBPyConnection,
) -> None:
    assert tripped(season_database) == {}


@pytest.mark.parametrize("name", [check.name for check in CHECKS])
def test_an_outlier_trips_its_check_and_no_other(
    season_database: duckdb.DuckDBPyConnection, name: str
) -> None:
    plant = anomaly.PLANTS[name]
    season_database.execute(plant.sql)
    assert tripped(season_database) == {
        name: tuple(Finding("2024-25", key, want, got) for key, want, got in plant.findings)
    }


def test_too_few_games_and_answers_are_not_judged(database: duckdb.DuckDBPyConnection) -> None:
    add_games(database, 97)
    add_requests(database, 96)
    for plant in anomaly.PLANTS.values():
        database.execute(plant.sql)
    results = run_checks(database, CHECKS, Observer())
    assert {(result.outcome, result.reason) for result in results} == {
        (Outcome.NOT_RUN, f"{check.over} has no rows to be judged") for check in CHECKS
    }


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param(
            "update play_by_play set period = 8 where game_id = '0022400150' and period = 4; "
            "insert into play_by_play by name select game_id, season, month, 8 as period "
            "from play_by_play where game_id = '0022400150' and event_index <= 90; "
            "update team_box_traditional set minutes = 340, pts = 95, pf = 34 "
            "where game_id = '0022400150'",
            id="a game of four overtimes",
        ),
        pytest.param(
            "update team_box_traditional set pts = 196, game_id = '0032400150' "
            "where game_id = '0022400150'",
            id="an all-star game",
        ),
        pytest.param(
            "update request_log set bytes = 300 where request_number = 150; "
            "insert into archived_documents (season, game_id, endpoint, empty_reason) values "
            "('2024-25', '0022400150', 'playbyplayv3', 'the game was cancelled')",
            id="an answer that is rightly empty",
        ),
        pytest.param(
            "update request_log set elapsed_ms = 9000 where request_number = 150",
            id="an answer that took nine seconds",
        ),
        pytest.param(
            "update request_log set bytes = null, elapsed_ms = 30000, outcome = 'timed_out' "
            "where request_number = 150",
            id="no answer",
        ),
    ],
)
def test_what_is_rare_and_sound_trips_nothing(
    season_database: duckdb.DuckDBPyConnection, sql: str
) -> None:
    season_database.execute(sql)
    assert tripped(season_database) == {}
