"""The history: every result is kept, and a verdict that got worse says so."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lake.archive import RawArchive
from lake.date_range import DateRange
from lake.duck import DuckSettings
from lake.keys import VALIDATION_HISTORY, history_key, parse_history_key
from lake.local_store import LocalStore
from lake.telemetry import Observer
from tests.invented import add_answer, archive_game, invented_finder, invented_game
from tests.transform.changes import days_later
from tests.validate.conftest import SOUND_GAMES
from transform.judging import OnFailure
from transform.request import TransformRequest
from transform.run import transform
from validate.checks import Severity, load_checks
from validate.keeping import keep_report
from validate.report import Completeness, PastMonth, PastVerdict, ValidationReport
from validate.report_html import to_html
from validate.report_json import to_json
from validate.run import ValidationRequest, validate
from validate.scope import Scope
from validate.scores import Verdict

ONE_THREAD = DuckSettings(threads=1)
FIRST = "0022400001"
BOX = "boxscoretraditionalv3"
FIRST_DAY = datetime(2025, 1, 18, 12, 30, tzinfo=UTC)
NEXT_DAY = datetime(2025, 1, 19, 12, 30, tzinfo=UTC)
FINDER = "leaguegamefinder"


@pytest.fixture
def lake(sound_lake: LocalStore, tmp_path: Path) -> LocalStore:
    return LocalStore(shutil.copytree(sound_lake.location, tmp_path / "lake"))


def judge(
    store: LocalStore, run_id: str, at: datetime, request: ValidationRequest | None = None
) -> ValidationReport:
    request = request or ValidationRequest(load_checks(), duck=ONE_THREAD)
    return validate(store, request, run_id, Observer(), clock=lambda: at)


def spoil(store: LocalStore) -> None:
    """A correction takes a block of the home team away, and none of any player."""
    game = invented_game(FIRST)
    home = game[BOX]["boxScoreTraditional"]["homeTeam"]
    home["statistics"]["blocks"] -= 1
    add_answer(RawArchive(store), BOX, game[BOX], days_later(1))
    transform(store, TransformRequest(on_failure=OnFailure.KEEP, duck=ONE_THREAD), Observer())


def rows_of(store: LocalStore, run_id: str, columns: str, where: str = "true") -> list[Any]:
    file = Path(store.location) / history_key(run_id)
    return duckdb.execute(
        f"select {columns} from read_parquet(?) where {where} order by all", [str(file)]
    ).fetchall()


def test_the_key_of_a_history_tells_its_run() -> None:
    assert history_key("a1b2") == "data-quality/history/a1b2.parquet"
    assert parse_history_key("data-quality/history/a1b2.parquet") == "a1b2"
    assert parse_history_key("data-quality/history/a/b.parquet") is None
    assert parse_history_key("data-quality/history/a1b2.json") is None


def test_every_check_and_partition_has_a_row_passes_too(lake: LocalStore) -> None:
    report = judge(lake, "first", FIRST_DAY)
    keep_report(lake, report)
    names = {check.name for check in load_checks()}
    assert {name for (name,) in rows_of(lake, "first", '"check"')} == names
    assert rows_of(
        lake, "first", "season, month, outcome, units, failed", "\"check\" = 'two_teams_a_game'"
    ) == [("2024-25", 10, "passed", 1, 0), ("2024-25", 11, "passed", 1, 0)]
    told = "run_id, checked_at, season_verdict, season_score, fail_on, owed_from"
    assert set(rows_of(lake, "first", told, "season = '2024-25'")) == {
        ("first", FIRST_DAY, "passed", 1.0, "error", None)
    }


def test_a_check_that_judged_nothing_of_a_season_has_a_row_that_says_so(
    tmp_path: Path,
) -> None:
    store = LocalStore(tmp_path / "lake")
    archive_game(store, invented_game(FIRST))
    transform(store, TransformRequest(duck=ONE_THREAD), Observer())
    keep_report(store, judge(store, "first", FIRST_DAY))
    where = "\"check\" = 'coaches_grain_is_unique'"
    assert rows_of(store, "first", "season, month, outcome, units", where) == [
        ("2024-25", None, "not run", 0)
    ]


def test_what_is_kept_stands_where_the_design_says(lake: LocalStore) -> None:
    report = judge(lake, "first", FIRST_DAY)
    found = (Completeness("2024-25", 10, BOX, 1, 1, 1),)
    written = keep_report(lake, ValidationReport(**vars(report) | {"completeness": found}))
    assert written == (
        "data-quality/validation-reports/date=2025-01-18/first.json",
        "data-quality/validation-reports/date=2025-01-18/first.html",
        "data-quality/completeness-checks/season=2024-25/first.parquet",
        "data-quality/history/first.parquet",
    )
    kept = json.loads(lake.get(written[0]).body)
    assert (kept["run_id"], kept["verdict"]) == ("first", "passed")
    columns = "season, month, endpoint, owed, archived, published, run_id, checked_at"
    rows = duckdb.execute(
        f"select {columns} from read_parquet(?)", [str(Path(lake.location) / written[2])]
    ).fetchall()
    assert rows == [("2024-25", 10, BOX, 1, 1, 1, "first", FIRST_DAY)]


def test_the_report_is_the_one_that_was_shown(lake: LocalStore) -> None:
    report = judge(lake, "first", FIRST_DAY)
    as_json, as_html, *_ = keep_report(lake, report)
    assert lake.get(as_json).body.decode() == to_json(report)
    assert lake.get(as_html).body.decode() == to_html(report)


def test_the_first_validation_has_no_history(lake: LocalStore) -> None:
    report = judge(lake, "first", FIRST_DAY)
    assert (report.history, report.past_months, report.worse, report.unread) == ((), (), (), ())


def test_a_validation_tells_the_verdicts_before_it(lake: LocalStore) -> None:
    keep_report(lake, judge(lake, "first", FIRST_DAY))
    spoil(lake)
    keep_report(lake, judge(lake, "second", NEXT_DAY))
    report = judge(lake, "third", NEXT_DAY.replace(day=20))
    first, second = report.history
    assert first == PastVerdict("first", FIRST_DAY, "2024-25", Verdict.PASSED, 1.0, 0, 0)
    assert (second.run_id, second.verdict, second.errors, second.warnings) == (
        *("second", Verdict.FAILED),
        *(1, 1),
    )
    assert second.score == report.season_scores[0].score
    assert PastMonth("first", FIRST_DAY, "2024-25", 11, Verdict.PASSED, 1.0) in report.past_months
    october = {past.run_id: past for past in report.past_months if past.month == 10}
    assert (october["first"].verdict, october["second"].verdict) == (
        *(Verdict.PASSED,),
        *(Verdict.FAILED,),
    )
    assert report.worse == ()


def test_a_month_that_only_the_list_of_games_tells_of_is_no_past_month(lake: LocalStore) -> None:
    games = (*SOUND_GAMES, ("0022400003", "2024-12-05"))
    add_answer(RawArchive(lake), FINDER, invented_finder("2024-25", games), days_later(1))
    of_days = ValidationRequest(
        load_checks(),
        scope=Scope(dates=DateRange.parse("2024-10-01", "2024-11-30")),
        duck=ONE_THREAD,
    )
    keep_report(lake, judge(lake, "days", FIRST_DAY, of_days))
    keep_report(lake, judge(lake, "whole", FIRST_DAY))

    found = {(past.run_id, past.month) for past in judge(lake, "next", NEXT_DAY).past_months}

    where = "\"over\" = 'listed_games' and units > 0"
    assert (12,) in rows_of(lake, "days", "month", where)
    assert found == {
        *(("days", 10), ("days", 11), ("days", None)),
        *(("whole", 10), ("whole", 11), ("whole", 12), ("whole", None)),
    }


def test_what_got_worse_is_said(lake: LocalStore) -> None:
    keep_report(lake, judge(lake, "first", FIRST_DAY))
    spoil(lake)
    report = judge(lake, "second", NEXT_DAY)
    assert report.score is not None
    assert report.worse == (
        "2024-25 was passed, is failed",
        f"the score of 2024-25 fell from 1.000000 to {report.score:.6f}",
        "player_sums_equal_team_totals failed 0 units of 2024-25 before, 1 now",
        "team_results_match_the_list_of_games failed 0 units of 2024-25 before, 1 now",
    )


def test_what_is_no_longer_judged_got_worse(lake: LocalStore) -> None:
    keep_report(lake, judge(lake, "first", FIRST_DAY))
    for key in list(lake.list("raw/leaguegamefinder/")):
        lake.delete(key)
    told = [line for line in judge(lake, "second", NEXT_DAY).worse if "nothing now" in line]
    assert "every_game_is_listed judged 2 units of 2024-25 before, and nothing now" in told
    assert not any("two_teams_a_game" in line for line in told)


def test_a_score_by_other_checks_is_no_measure(lake: LocalStore) -> None:
    few = tuple(check for check in load_checks() if check.dimension == "uniqueness")
    of_few = ValidationRequest(few, duck=ONE_THREAD)
    spoil(lake)
    keep_report(lake, judge(lake, "few", FIRST_DAY, of_few))
    report = judge(lake, "all", NEXT_DAY)
    assert report.worse == ("2024-25 was passed, is failed",)


def test_what_got_better_is_not_called_worse(lake: LocalStore) -> None:
    spoil(lake)
    keep_report(lake, judge(lake, "first", FIRST_DAY))
    add_answer(RawArchive(lake), BOX, invented_game(FIRST)[BOX], days_later(2))
    transform(lake, TransformRequest(duck=ONE_THREAD), Observer())
    report = judge(lake, "second", NEXT_DAY)
    assert (report.verdict, report.worse) == (Verdict.PASSED, ())


def test_a_validation_of_another_scope_is_no_measure(lake: LocalStore) -> None:
    of_days = ValidationRequest(
        load_checks(),
        scope=Scope(dates=DateRange.parse("2024-10-22", "2024-10-22")),
        duck=ONE_THREAD,
    )
    strict = ValidationRequest(load_checks(), fail_on=Severity.WARN, duck=ONE_THREAD)
    keep_report(lake, judge(lake, "days", FIRST_DAY, of_days))
    keep_report(lake, judge(lake, "strict", FIRST_DAY, strict))
    spoil(lake)
    report = judge(lake, "second", NEXT_DAY)
    assert [(past.run_id, past.same_scope) for past in report.history] == [
        ("days", False),
        ("strict", False),
    ]
    assert {past.same_scope for past in report.past_months} == {False}
    assert (report.worse, report.of_other_scope) == ((), 2)
    as_strict = judge(lake, "third", NEXT_DAY, strict)
    assert as_strict.worse != ()
    assert [past.same_scope for past in as_strict.history] == [False, True]
    assert {past.run_id: past.same_scope for past in as_strict.past_months} == {
        "days": False,
        "strict": True,
    }


def test_a_history_of_an_older_version_is_read(lake: LocalStore) -> None:
    """One that knew no months, no scores and no scope, and something that is no more."""
    file = Path(lake.location) / history_key("older")
    file.parent.mkdir(parents=True)
    duckdb.execute(
        "copy (select 'passed' as season_verdict, 7 as long_gone, 'error' as severity, "
        "'two_teams_a_game' as \"check\", 2 as units, 0 as failed, '2024-25' as season, "
        f"timestamptz '2024-12-01 00:00:00+00' as checked_at, 'older' as run_id) to '{file}'"
    )
    (past,) = judge(lake, "second", NEXT_DAY).history
    at = datetime(2024, 12, 1, tzinfo=UTC)
    assert past == PastVerdict("older", at, "2024-25", Verdict.PASSED, None, 0, 0, same_scope=False)


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        pytest.param("", "", id="damaged"),
        pytest.param("select 1 as one", "it has no column run_id", id="foreign"),
        pytest.param(
            "select null as run_id, now() as checked_at, '' as season, '' as \"check\", "
            "'' as severity, 1 as units, 0 as failed",
            "1 of its rows lack a value",
            id="without a run",
        ),
        pytest.param(
            "select 'x' as run_id, 'soon' as checked_at, '' as season, '' as \"check\", "
            "'' as severity, 1 as units, 0 as failed",
            "Conversion Error",
            id="of another type",
        ),
        pytest.param(
            "select 'x' as run_id, now() as checked_at, '' as season, '' as \"check\", "
            "'' as severity, 1 as units, 0 as failed, 'splendid' as season_verdict",
            "it has a verdict that there is not",
            id="an unknown verdict",
        ),
    ],
)
def test_a_file_that_is_no_history_is_told_and_left_out(
    lake: LocalStore, sql: str, reason: str
) -> None:
    keep_report(lake, judge(lake, "first", FIRST_DAY))
    file = Path(lake.location) / history_key("a-stranger")
    if sql:
        duckdb.execute(f"copy ({sql}) to '{file}'")
    else:
        file.write_bytes((Path(lake.location) / history_key("first")).read_bytes()[:-20])
    report = judge(lake, "second", NEXT_DAY)
    assert report.verdict is Verdict.PASSED
    assert [past.run_id for past in report.history] == ["first"]
    (told,) = report.unread
    assert told.startswith(f"{history_key('a-stranger')}: ")
    assert reason in told


def test_what_else_stands_there_is_left_alone(lake: LocalStore) -> None:
    lake.put(f"{VALIDATION_HISTORY}notes/of-mine.txt", b"x")
    assert judge(lake, "second", NEXT_DAY).unread == ()
