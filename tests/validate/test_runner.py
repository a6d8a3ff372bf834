"""Running checks: what is judged, what is not run, and what a broken check is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from lake.archive import RawArchive
from lake.duck import DuckSettings, connect, empty_table
from lake.errors import UsageError
from lake.instants import now
from lake.local_store import LocalStore
from lake.sql_files import load_folder
from lake.telemetry import Event, Level, Observer
from validate.checks import Check, Mend, Severity, load_checks
from validate.inventory import add_inventory
from validate.looked_at import add_seasons_looked_at
from validate.null_values import add_null_values
from validate.quarantine import add_no_held_games
from validate.request_log import add_empty_request_log
from validate.results import Finding, Outcome, Share
from validate.runner import MOST_FINDINGS, run_check, run_checks
from validate.schema import add_schema
from validate.scope import EVERYTHING
from validate.scores import Verdict, score, verdict
from validate.stored_files import add_stored_files
from validate.tables import note_published

CHECKS = {check.name: check for check in load_checks()}
EXTRA = """\
-- check: {name}
-- claim: nobody scores more than ten points
-- dimension: validity
-- severity: warn
-- over: player_box_traditional
-- grain: game_id, player_id
-- tolerance: none
{sql}
"""
TOO_MANY_POINTS = """\
select game_id, player_id, 10 as expected, pts as observed
from player_box_traditional
where pts > 10 and game_id = '0022400001'
order by game_id, player_id"""

MakeCheck = Callable[..., Check]


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Every published table, the inventory and the request log, without a row."""
    with connect(DuckSettings(threads=1)) as connection:
        for table in load_folder("tables").values():
            empty_table(connection, table)
        add_empty_request_log(connection)
        add_no_held_games(connection)
        add_schema(connection, {})
        archive = RawArchive(LocalStore(tmp_path_factory.mktemp("none")))
        add_inventory(connection, archive, [])
        add_null_values(connection)
        add_seasons_looked_at(connection, archive, [], EVERYTHING, now())
        note_published(connection, {}, at_once=1)
        add_stored_files(connection, archive.store)
        yield connection


def test_a_check_over_a_relation_that_does_not_exist_is_a_usage_error(
    empty_database: duckdb.DuckDBPyConnection,
) -> None:
    check = replace(CHECKS["two_teams_a_game"], over="team_box_traditionl")

    with pytest.raises(UsageError, match="there is no team_box_traditionl"):
        run_check(empty_database, check)


@pytest.fixture
def make_check(tmp_path: Path) -> MakeCheck:
    """Write a check into a folder of one's own and load it from there."""

    def make(sql: str, name: str = "few_points") -> Check:
        folder = tmp_path / "checks"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.sql").write_text(EXTRA.format(name=name, sql=sql), "utf-8")
        (check,) = (check for check in load_checks(folder) if check.name == name)
        return check

    return make


def test_a_result_tells_units_failures_and_findings(database: duckdb.DuckDBPyConnection) -> None:
    database.execute(
        "update team_box_traditional set ast = ast + 1, blk = blk + 1 "
        "where game_id = '0022400001' and team_id = 1610619901"
    )
    result = run_check(database, CHECKS["player_sums_equal_team_totals"])
    key = {"game_id": "0022400001", "team_id": "1610619901"}
    assert result.outcome is Outcome.FAILED
    assert result.shares == (Share("2024-25", 10, 2, 1, findings=2), Share("2024-25", 11, 2, 0))
    assert (result.units, result.failed_units, result.finding_count) == (4, 1, 2)
    assert result.findings == (
        Finding("2024-25", key | {"statistic": "ast"}, "17", "16"),
        Finding("2024-25", key | {"statistic": "blk"}, "6", "5"),
    )


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_with_nothing_to_scan_is_not_run(
    empty_database: duckdb.DuckDBPyConnection, name: str
) -> None:
    check = CHECKS[name]
    result = run_check(empty_database, check)
    assert (result.outcome, result.reason) == (Outcome.NOT_RUN, f"{check.over} has no rows")
    assert (result.units, result.findings) == (0, ())


@pytest.mark.parametrize(
    ("name", "needed"),
    [(check.name, needed) for check in CHECKS.values() for needed in check.needs],
)
def test_a_check_with_nothing_to_judge_by_is_not_run(
    database: duckdb.DuckDBPyConnection, name: str, needed: str
) -> None:
    database.execute(f"create or replace temp table told as from {needed} limit 0")
    (kind,) = database.execute(
        "select table_type from information_schema.tables where table_name = $name",
        {"name": needed},
    ).fetchone() or ("",)
    database.execute(f"drop {'view' if kind == 'VIEW' else 'table'} {needed}")
    database.execute(f"create table {needed} as from told")
    result = run_check(database, CHECKS[name])
    assert (result.outcome, result.reason) == (Outcome.NOT_RUN, f"{needed} has no rows")


def test_a_check_runs_without_what_it_only_uses(database: duckdb.DuckDBPyConnection) -> None:
    database.execute("delete from play_by_play")
    assert run_check(database, CHECKS["final_score_is_the_same_everywhere"]).outcome is (
        Outcome.PASSED
    )


def test_a_finding_that_where_leaves_out_counts_in_its_season_and_month(
    database: duckdb.DuckDBPyConnection, make_check: MakeCheck
) -> None:
    check = replace(
        make_check(
            "select team_id, game_date, 'fewer' as expected, pts as observed "
            "from team_box_traditional where game_id = '0022400001' and is_home"
        ),
        over="team_box_traditional",
        grain=("team_id", "game_date"),
        where="month = 11",
    )
    result = run_check(database, check)
    key = {"team_id": "1610619901", "game_date": "2024-10-22"}
    assert result.findings == (Finding("2024-25", key, "fewer", "63"),)
    assert result.shares == (Share("2024-25", 10, 1, 1, findings=1), Share("2024-25", 11, 2, 0))


@pytest.mark.parametrize("season", ["2023-24", None])
def test_a_finding_of_what_is_not_there_counts_in_the_season_that_it_tells_or_is_refused(
    database: duckdb.DuckDBPyConnection, make_check: MakeCheck, season: str | None
) -> None:
    told = f", '{season}' as season" if season else ""
    check = replace(
        make_check(f"select 7 as team_id, 'a team' as expected, 'none' as observed{told}"),
        over="team_box_traditional",
        grain=("team_id",),
    )
    if season:
        assert Share(season, None, 1, 1, findings=1) in run_check(database, check).shares
        return
    with pytest.raises(UsageError) as refused:
        run_check(database, check)
    assert refused.value.message == (
        "the check few_points tells of team_id 7, which team_box_traditional has not, "
        "and of no season"
    )
    assert refused.value.hint == "return its season too; docs/sql.md"


def test_nothing_was_run_over_an_empty_database(
    empty_database: duckdb.DuckDBPyConnection,
) -> None:
    results = run_checks(empty_database, load_checks(), Observer())
    assert {result.outcome for result in results} == {Outcome.NOT_RUN}
    assert (verdict(results), score(results)) == (Verdict.NOT_RUN, None)


def test_a_check_of_ones_own_is_run(
    database: duckdb.DuckDBPyConnection, make_check: MakeCheck
) -> None:
    result = run_check(database, make_check(TOO_MANY_POINTS))
    points = {9910001: 11, 9910002: 14, 9910004: 12, 9910005: 12}
    points |= {9920001: 15, 9920002: 12, 9920003: 12, 9920004: 12, 9920005: 12}
    assert result.check.severity is Severity.WARN
    assert result.findings == tuple(
        Finding("2024-25", {"game_id": "0022400001", "player_id": str(player)}, "10", str(scored))
        for player, scored in points.items()
    )


def test_checks_of_ones_own_stand_among_ours_by_name(make_check: MakeCheck) -> None:
    check = make_check(TOO_MANY_POINTS, name="a_first_check")
    assert check.name == "a_first_check"
    assert [check.name for check in load_checks()] == sorted(CHECKS)


def test_a_check_may_not_take_the_name_of_one_of_ours(make_check: MakeCheck) -> None:
    with pytest.raises(UsageError, match="hoopstat has a check called two_teams_a_game already"):
        make_check(TOO_MANY_POINTS, name="two_teams_a_game")


def test_a_folder_without_a_check_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has no \.sql file"):
        load_checks(tmp_path)


def test_a_folder_of_checks_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="missing is not a folder"):
        load_checks(tmp_path / "missing")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("-- severity: warn\n", "the header has no line `-- severity: ...`"),
        ("-- claim: nobody scores more than ten points\n", "has no line `-- claim: ...`"),
        ("-- tolerance: none\n", "the header has no line `-- tolerance: ...`"),
    ],
)
def test_a_check_without_a_header_field_is_refused(tmp_path: Path, line: str, message: str) -> None:
    text = EXTRA.format(name="few_points", sql=TOO_MANY_POINTS).replace(line, "")
    (tmp_path / "few_points.sql").write_text(text, "utf-8")
    with pytest.raises(UsageError) as refused:
        load_checks(tmp_path)
    assert message in refused.value.message
    assert refused.value.message.startswith("few_points.sql: ")


def test_a_check_of_an_unknown_severity_is_refused(tmp_path: Path) -> None:
    text = EXTRA.format(name="few_points", sql=TOO_MANY_POINTS).replace("warn", "fatal")
    (tmp_path / "few_points.sql").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"few_points\.sql: the severity fatal is none"):
        load_checks(tmp_path)


def test_a_check_of_ones_own_asks_for_nothing_unless_it_says_so(make_check: MakeCheck) -> None:
    assert make_check(TOO_MANY_POINTS).mend is Mend.NONE


def test_a_check_that_asks_for_an_unknown_endpoint_is_refused(tmp_path: Path) -> None:
    text = EXTRA.format(name="few_points", sql=TOO_MANY_POINTS)
    (tmp_path / "few_points.sql").write_text(f"-- asks: boxscore\n{text}", "utf-8")
    with pytest.raises(UsageError, match=r"few_points\.sql: there is no endpoint boxscore"):
        load_checks(tmp_path)


@pytest.mark.parametrize(
    ("line", "changed", "message", "hint"),
    [
        (
            "-- dimension: validity",
            "-- dimension: valdity",
            "few_points.sql: the dimension valdity is none of completeness, accuracy, ",
            "-- dimension: completeness",
        ),
        (
            "-- severity: warn",
            "-- severity: warn\n-- were: is_starter",
            "few_points.sql: a check has no header field were",
            "the fields are check, claim, dimension, severity, over, where, grain, needs, "
            "tolerance, mend, asks",
        ),
        (
            "-- severity: warn",
            "-- severity: warn\n-- column: pts INTEGER",
            "few_points.sql: a check has no header field column",
            "the fields are check, claim, dimension, severity, over, where, grain, needs, "
            "tolerance, mend, asks",
        ),
    ],
)
def test_a_slip_in_a_header_is_refused_with_what_is_known(
    tmp_path: Path, line: str, changed: str, message: str, hint: str
) -> None:
    text = EXTRA.format(name="few_points", sql=TOO_MANY_POINTS).replace(line, changed)
    (tmp_path / "few_points.sql").write_text(text, "utf-8")
    with pytest.raises(UsageError) as refused:
        load_checks(tmp_path)
    assert refused.value.message.startswith(message)
    assert refused.value.hint == hint


def test_two_checks_of_one_name_in_two_folders_are_refused(tmp_path: Path) -> None:
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
        text = EXTRA.format(name="few_points", sql=TOO_MANY_POINTS)
        (tmp_path / folder / "few_points.sql").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"there are two few_points\.sql"):
        load_checks(tmp_path)


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("select nothing from player_box_traditional", 'Referenced column "nothing" not found'),
        ("select from where", "Parser Error"),
        (
            "select game_id, 1 as expected, 2 as observed from player_box_traditional",
            "it does not return player_id",
        ),
        ("select game_id, player_id from player_box_traditional", "return expected, observed"),
        ("select game_id, player_id, $x as expected, 1 as observed from games", "x"),
    ],
)
def test_a_broken_check_is_a_usage_error_that_names_it(
    database: duckdb.DuckDBPyConnection, make_check: MakeCheck, sql: str, message: str
) -> None:
    check = make_check(sql)
    with pytest.raises(UsageError) as refused:
        run_check(database, check)
    assert refused.value.message.startswith("the check few_points can't be run: ")
    assert message in refused.value.message


def test_the_first_findings_are_kept_and_all_are_counted(
    database: duckdb.DuckDBPyConnection, make_check: MakeCheck
) -> None:
    check = make_check(
        "select game_id, player_id, range as number, 0 as expected, 1 as observed "
        "from player_box_traditional cross join range(40) order by all"
    )
    result = run_check(database, check)
    assert (len(result.findings), result.finding_count) == (MOST_FINDINGS, 1280)
    assert (result.units, result.failed_units) == (32, 32)


def test_no_season_takes_the_place_of_the_findings_of_another(
    database: duckdb.DuckDBPyConnection, make_check: MakeCheck
) -> None:
    database.execute(
        "update player_box_traditional set season = '2023-24' where game_id = '0022400001'"
    )
    check = make_check(
        "select game_id, player_id, range as number, 0 as expected, 1 as observed "
        "from player_box_traditional cross join range(if(season = '2023-24', 80, 3)) order by all"
    )
    result = run_check(database, check)
    assert Counter(finding.season for finding in result.findings) == {
        "2023-24": MOST_FINDINGS,
        "2024-25": 48,
    }
    assert result.finding_count == 16 * 80 + 48


@pytest.mark.parametrize(
    ("name", "sql", "level", "event_type"),
    [
        ("team_rebounds_add_up", "select 1", Level.INFO, "check_passed"),
        (
            "team_rebounds_add_up",
            "update team_box_traditional set reb = 0",
            Level.ERROR,
            "check_failed",
        ),
        (
            "every_game_has_a_date",
            "update player_box_traditional set game_date = null",
            Level.WARNING,
            "check_failed",
        ),
        ("team_rebounds_add_up", "delete from team_box_traditional", Level.INFO, "check_not_run"),
    ],
)
def test_a_failed_check_is_told_as_loudly_as_it_is_severe(
    database: duckdb.DuckDBPyConnection, name: str, sql: str, level: Level, event_type: str
) -> None:
    class Listener(Observer):
        def __init__(self) -> None:
            self.heard: list[Event] = []

        def noted(self, event: Event) -> None:
            self.heard.append(event)

    database.execute(sql)
    listener = Listener()
    run_checks(database, [CHECKS[name]], listener)
    assert [(event.level, event.event_type) for event in listener.heard] == [(level, event_type)]
