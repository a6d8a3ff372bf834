"""Waivers: what a file may say, and that what is waived is told and does not count."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from lake.duck import DuckSettings
from lake.errors import UsageError
from lake.local_store import LocalStore
from lake.seasons import GameId
from lake.telemetry import Observer
from tests.invented import archive_game, invented_game
from tests.validate.plants.plant import HOME
from transform.judging import OnFailure
from transform.request import TransformRequest
from transform.run import transform
from transform.season_run import SeasonTransform
from validate.checks import load_checks
from validate.report import ValidationReport
from validate.results import CheckResult, Finding, Outcome, Share, Waiver
from validate.run import ValidationRequest, validate
from validate.runner import run_check
from validate.scope import Scope
from validate.scores import Verdict
from validate.waivers import load_waivers

ONE_THREAD = DuckSettings(threads=1)
CHECKS = {check.name: check for check in load_checks()}
SUMS = CHECKS["player_sums_equal_team_totals"]
FIRST, SECOND = "0022400001", "0022400002"
LAST_DAY = date(2025, 7, 1)
ENTRY = """\
[[waiver]]
check = "player_sums_equal_team_totals"
key = {game_id = "0022400001", team_id = "1610619901"}
reason = "an assist was taken back"
until = 2025-07-01
"""
KEY = 'key = {game_id = "0022400001", team_id = "1610619901"}'
WAIVER = Waiver(
    SUMS.name, {"game_id": FIRST, "team_id": HOME}, "an assist was taken back", LAST_DAY
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "waivers.toml"
    file.write_text(ENTRY, "utf-8")
    return file


def test_a_file_says_what_is_waived_why_and_until_when(file: Path) -> None:
    assert load_waivers(file, load_checks()) == (WAIVER,)


@pytest.mark.parametrize(
    ("changed", "to", "message"),
    [
        ("team_totals", "team_sums", "waiver 1: there is no check player_sums_equal_team_sums"),
        (KEY, "", "waiver 1: it has no key"),
        (KEY, "key = {}", "waiver 1: it has no key"),
        ('"1610619901"', "1.5", "waiver 1: team_id of its key is no text"),
        ("an assist was taken back", " ", "waiver 1: it has no reason"),
        ("until = 2025-07-01", "", "waiver 1: it has no date until which it holds"),
        ("2025-07-01", '"2025-07-01"', "waiver 1: it has no date until which it holds"),
        ("2025-07-01", "2025-07-01T00:00:00Z", "waiver 1: it has no date until which it holds"),
        ("until", "til", "waiver 1: there is no field til"),
        ("[[waiver]]", "[[waivers]]", "there is something else than [[waiver]] tables: waivers"),
        ("[[waiver]]", "[waiver]", "there is something else than [[waiver]] tables"),
        ("[[waiver]]", "[[waiver", "can't read the waivers of "),
    ],
)
def test_a_bad_file_is_refused_by_name_and_entry(
    file: Path, changed: str, to: str, message: str
) -> None:
    file.write_text(ENTRY.replace(changed, to, 1), "utf-8")
    with pytest.raises(UsageError) as refused:
        load_waivers(file, load_checks())
    assert message in refused.value.message
    assert str(file) in refused.value.message


@pytest.mark.parametrize(
    ("key", "name", "hint"),
    [
        ("game_id = 22400625", "game_id", 'game_id = "0022400625"'),
        ("team_id = 1610619901", "team_id", 'team_id = "1610619901"'),
        ("is_home = true", "is_home", 'is_home = "true"'),
        ("game_date = 2024-10-22", "game_date", 'game_date = "2024-10-22"'),
    ],
)
def test_a_key_that_is_no_text_is_refused_with_what_to_type(
    file: Path, key: str, name: str, hint: str
) -> None:
    file.write_text(ENTRY.replace(KEY, f"key = {{{key}}}"), "utf-8")
    with pytest.raises(UsageError) as refused:
        load_waivers(file, load_checks())
    assert refused.value.message == f"{file}: waiver 1: {name} of its key is no text"
    assert refused.value.hint == hint


def test_the_second_entry_is_called_by_its_number(file: Path) -> None:
    file.write_text(ENTRY + ENTRY.replace("reason", "why"), "utf-8")
    with pytest.raises(UsageError, match="waiver 2: there is no field why"):
        load_waivers(file, load_checks())


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        load_waivers(tmp_path / "none.toml", load_checks())


def test_a_transform_takes_waivers_of_checks_it_does_not_know(file: Path) -> None:
    file.write_text(ENTRY.replace(SUMS.name, "a_check_of_ones_own"), "utf-8")
    (waiver,) = load_waivers(file, None)
    assert waiver.check == "a_check_of_ones_own"


def two_wrong_sums(database: duckdb.DuckDBPyConnection) -> None:
    database.execute(
        "update team_box_traditional set ast = ast + 1, blk = blk + 1 "
        "where game_id = '0022400001' and team_id = 1610619901"
    )


def test_a_unit_whose_every_finding_is_waived_has_passed(
    database: duckdb.DuckDBPyConnection,
) -> None:
    two_wrong_sums(database)
    result = run_check(database, SUMS, [WAIVER])
    assert (result.outcome, result.findings, result.finding_count) == (Outcome.PASSED, (), 0)
    assert result.shares == (
        Share("2024-25", 10, 2, 0, waived=1),
        Share("2024-25", 11, 2, 0),
    )
    assert result.games == ()
    assert [(waived.finding, waived.waiver) for waived in result.waived] == [
        (Finding("2024-25", key, want, got), WAIVER)
        for key, want, got in (
            ({"game_id": FIRST, "team_id": HOME, "statistic": "ast"}, "17", "16"),
            ({"game_id": FIRST, "team_id": HOME, "statistic": "blk"}, "6", "5"),
        )
    ]
    assert result.waived_count == 2


def test_a_unit_with_another_finding_has_failed(database: duckdb.DuckDBPyConnection) -> None:
    two_wrong_sums(database)
    narrow = Waiver(SUMS.name, {"game_id": FIRST, "statistic": "ast"}, "known", LAST_DAY)
    result = run_check(database, SUMS, [narrow])
    assert (result.outcome, result.games) == (Outcome.FAILED, (FIRST,))
    assert [finding.key["statistic"] for finding in result.findings] == ["blk"]
    assert [waived.finding.key["statistic"] for waived in result.waived] == ["ast"]
    assert result.shares[0] == Share("2024-25", 10, 2, 1, findings=1)


def test_a_waiver_of_another_check_or_key_waives_nothing(
    database: duckdb.DuckDBPyConnection,
) -> None:
    two_wrong_sums(database)
    others = [
        Waiver("team_points_add_up", {"game_id": FIRST}, "known", LAST_DAY),
        Waiver(SUMS.name, {"game_id": SECOND}, "known", LAST_DAY),
        Waiver(SUMS.name, {"game_id": FIRST, "team_id": "1"}, "known", LAST_DAY),
    ]
    result = run_check(database, SUMS, others)
    assert (result.outcome, result.finding_count, result.waived) == (Outcome.FAILED, 2, ())


def test_a_key_that_findings_have_not_is_refused(database: duckdb.DuckDBPyConnection) -> None:
    wrong = Waiver(SUMS.name, {"player_id": "1"}, "known", LAST_DAY)
    with pytest.raises(UsageError, match="has the key player_id, which its findings have not"):
        run_check(database, SUMS, [wrong])


def test_a_text_of_a_key_is_text(database: duckdb.DuckDBPyConnection) -> None:
    two_wrong_sums(database)
    sly = Waiver(SUMS.name, {"game_id": "' or '' = '"}, "known", LAST_DAY)
    assert run_check(database, SUMS, [sly]).finding_count == 2


@pytest.fixture
def lake(tmp_path: Path) -> LocalStore:
    """A sound game and one that contradicts itself, of the same month."""
    store = LocalStore(tmp_path / "lake")
    wrong = invented_game(FIRST)
    home = wrong["boxscoretraditionalv3"]["boxScoreTraditional"]["homeTeam"]
    home["statistics"]["blocks"] += 1
    archive_game(store, wrong)
    archive_game(store, invented_game(SECOND, game_date="2024-10-24"))
    return store


def transform_with(
    store: LocalStore, *waivers: Waiver, on_failure: OnFailure = OnFailure.QUARANTINE
) -> SeasonTransform:
    request = TransformRequest(on_failure=on_failure, waivers=waivers, duck=ONE_THREAD)
    (result,) = transform(store, request, Observer())
    return result


def validate_on(store: LocalStore, day: date, *waivers: Waiver) -> ValidationReport:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    scope = Scope(games=(GameId(FIRST), GameId(SECOND)))
    request = ValidationRequest(load_checks(), scope=scope, waivers=waivers, duck=ONE_THREAD)
    return validate(store, request, "run-1", Observer(), clock=lambda: noon)


def of_sums(report: ValidationReport) -> CheckResult:
    (result,) = (result for result in report.results if result.check == SUMS)
    return result


def test_a_corrected_box_score_is_told_by_its_numbers_and_keeps_no_gate_shut(
    tmp_path: Path,
) -> None:
    store = LocalStore(tmp_path / "corrected")
    corrected = invented_game(FIRST)
    home = corrected["boxscoretraditionalv3"]["boxScoreTraditional"]["homeTeam"]
    for told in (home["statistics"], home["players"][0]["statistics"]):
        told["steals"] += 1
        told["blocks"] += 1
    archive_game(store, corrected)
    archive_game(store, invented_game(SECOND, game_date="2024-10-24"))
    assert list(transform_with(store).failures) == []
    name, player = "player_box_matches_play_by_play", str(home["players"][0]["personId"])
    of_steals = {"game_id": FIRST, "player_id": player, "statistic": "stl"}
    report = validate_on(store, LAST_DAY, Waiver(name, of_steals, "a steal was added", LAST_DAY))
    assert report.verdict is Verdict.PASSED
    (result,) = (result for result in report.results if result.outcome is Outcome.FAILED)
    assert result.check.name == name
    assert [finding.key for finding in result.findings] == [of_steals | {"statistic": "blk"}]
    assert [waived.finding.key for waived in result.waived] == [of_steals]


def published(store: LocalStore) -> dict[str, bytes]:
    keys = [*store.list("historical-backfill/"), *store.list("quarantine/")]
    return {key: store.get(key).body for key in keys}


def test_a_waiver_holds_on_its_last_day_and_no_longer(lake: LocalStore) -> None:
    transform_with(lake, on_failure=OnFailure.KEEP)
    holding = validate_on(lake, LAST_DAY, WAIVER)
    over = validate_on(lake, date(2025, 7, 2), WAIVER)
    assert (holding.verdict, holding.score, holding.expired) == (Verdict.PASSED, 1.0, ())
    assert (of_sums(holding).waived_count, of_sums(over).waived_count) == (1, 0)
    assert (over.verdict, over.expired, over.unused) == (Verdict.FAILED, (WAIVER,), ())


def test_a_waiver_that_nothing_was_found_for_is_told(lake: LocalStore) -> None:
    transform_with(lake, on_failure=OnFailure.KEEP)
    idle = Waiver(SUMS.name, {"game_id": SECOND}, "known", LAST_DAY)
    assert validate_on(lake, LAST_DAY, WAIVER, idle).unused == (idle,)


@pytest.mark.parametrize(
    ("check", "game_id"),
    [(SUMS.name, "0022300001"), ("players_grain_is_unique", FIRST)],
    ids=["of another season", "of a check that was not run"],
)
def test_a_waiver_of_what_was_not_judged_is_not_called_unused(
    lake: LocalStore, check: str, game_id: str
) -> None:
    transform_with(lake, on_failure=OnFailure.KEEP)
    elsewhere = Waiver(check, {"game_id": game_id}, "known", LAST_DAY)
    assert validate_on(lake, LAST_DAY, WAIVER, elsewhere).unused == ()


def test_a_transform_does_not_hold_a_game_back_for_what_is_waived(lake: LocalStore) -> None:
    assert list(transform_with(lake, WAIVER).failures) == []
    assert not list(lake.list("quarantine/"))
    assert validate_on(lake, LAST_DAY, WAIVER).verdict is Verdict.PASSED


def test_a_waiver_that_comes_or_goes_takes_effect_at_the_next_transform(
    lake: LocalStore,
) -> None:
    assert list(transform_with(lake).failures) == [FIRST]
    held = published(lake)
    assert list(transform_with(lake, WAIVER).failures) == []
    released = published(lake)
    assert not any(key.startswith("quarantine/") for key in released)
    transform_with(lake, WAIVER)
    assert published(lake) == released
    assert list(transform_with(lake).failures) == [FIRST]
    assert published(lake) == held


def test_a_waiver_of_another_game_leaves_the_files_as_they_are(lake: LocalStore) -> None:
    transform_with(lake, WAIVER)
    before = published(lake)
    transform_with(lake, WAIVER, Waiver(SUMS.name, {"game_id": "0022400999"}, "x", LAST_DAY))
    assert published(lake) == before
