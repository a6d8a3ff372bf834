"""A validation of a lake: its verdict, what is missing from it, and its report."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lake.answers import CANCELLED
from lake.archive import RawArchive
from lake.date_range import DateRange
from lake.duck import DuckSettings
from lake.endpoints import GAME_DOCUMENTS
from lake.errors import Incomplete
from lake.local_store import LocalStore
from lake.seasons import GameId, Season, SeasonType
from lake.store import Store
from lake.telemetry import Observer
from tests.invented import add_answer, archive_game, cancelled, invented_finder, invented_game
from tests.request_log import OTHER_RUN, RUN, log_requests, logged
from tests.validate.conftest import OVERTIMES, SOUND_GAMES
from transform.judging import OnFailure
from transform.request import TransformRequest
from transform.run import transform
from validate.checks import Check, Severity, load_checks
from validate.report import ValidationReport
from validate.results import CheckResult, Finding, Outcome
from validate.run import ValidationRequest, validate
from validate.scope import Scope
from validate.scores import Verdict

ONE_THREAD = DuckSettings(threads=1)
LATER = datetime(2025, 1, 20, tzinfo=UTC)
"""A few days after the list of the sound lake, and long before the end of its season."""
FIRST, SECOND = "0022400001", "0022400002"
NAMES = [endpoint.name for endpoint in GAME_DOCUMENTS]


NO_LIST = {
    "every_season_has_a_list_of_its_games": (
        Finding("2024-25", {"season": "2024-25"}, "a list", "none"),
    )
}


def transform_and_validate(store: Store) -> ValidationReport:
    transform(store, TransformRequest(duck=ONE_THREAD), Observer())
    return run_validation(store)


def run_validation(store: Store, request: ValidationRequest | None = None) -> ValidationReport:
    request = request or ValidationRequest(load_checks(), duck=ONE_THREAD)
    noon = LATER + timedelta(hours=12)
    return validate(store, request, "run-1", Observer(), clock=lambda: noon)


def failures(report: ValidationReport) -> dict[str, tuple[Finding, ...]]:
    """What failed, without whence it came (tests/validate/test_tracing.py)."""
    return {
        result.check.name: tuple(
            replace(finding, raw_keys=(), mend="") for finding in result.findings
        )
        for result in report.results
        if result.outcome is Outcome.FAILED
    }


def not_run(report: ValidationReport) -> dict[str, str]:
    return {
        result.check.name: result.reason
        for result in report.results
        if result.outcome is Outcome.NOT_RUN
    }


def of_check(report: ValidationReport, name: str) -> list[CheckResult]:
    return [result for result in report.results if result.check.name == name]


def only(*names: str) -> tuple[Check, ...]:
    return tuple(check for check in load_checks() if check.name in names)


def missing(game_id: str, endpoint_name: str) -> Finding:
    key = {"game_id": game_id, "endpoint": endpoint_name}
    return Finding("2024-25", key, "archived", "missing")


@pytest.fixture
def copy_of_sound_lake(sound_lake: LocalStore, tmp_path: Path) -> LocalStore:
    return LocalStore(shutil.copytree(sound_lake.location, tmp_path / "lake"))


def test_a_sound_lake_passes_with_a_score_of_one(sound_lake: LocalStore) -> None:
    report = run_validation(sound_lake)
    assert failures(report) == {}
    assert not_run(report) == {
        "document_sizes_are_usual": "request_log has no rows to be judged",
        "event_counts_are_usual": "play_by_play has no rows to be judged",
        "paces_are_usual": "team_box_advanced has no rows to be judged",
        "response_times_are_usual": "request_log has no rows to be judged",
        "team_fouls_are_usual": "team_box_traditional has no rows to be judged",
        "team_points_are_usual": "team_box_traditional has no rows to be judged",
        "every_playoff_series_is_listed": "expected_games has no rows to be judged",
        "every_season_has_its_number_of_games": "expected_games has no rows to be judged",
        "every_team_plays_its_number_of_games": "listed_teams has no rows to be judged",
        "playoff_series_are_complete": "listed_series has no rows",
        "records_of_teams_match_the_list_of_games": "teams has no rows to be judged",
    }
    assert (report.verdict, report.score) == (Verdict.PASSED, 1.0)
    assert (report.lake, report.run_id) == (sound_lake.location, "run-1")
    assert (report.seasons, report.undiscovered) == ((Season(2024),), ())


def test_a_game_that_is_missing_altogether_turns_the_verdict_red(
    copy_of_sound_lake: LocalStore,
) -> None:
    listed = [(FIRST, "2024-10-22"), (SECOND, "2024-11-03"), ("0022400003", "2024-11-04")]
    finder = invented_finder("2024-25", listed, overtimes=OVERTIMES)
    add_answer(RawArchive(copy_of_sound_lake), "leaguegamefinder", finder, LATER)
    report = run_validation(copy_of_sound_lake)
    assert report.verdict is Verdict.FAILED
    assert failures(report) == {
        "every_game_has_every_owed_document": tuple(
            missing("0022400003", name) for name in sorted(NAMES)
        )
    }


def test_a_game_that_is_still_to_be_played_is_not_missing(copy_of_sound_lake: LocalStore) -> None:
    listed = invented_finder("2024-25", SOUND_GAMES, overtimes=OVERTIMES)
    to_come = invented_finder("2024-25", [("0022400003", "2025-04-01")], final=False)
    listed["resultSets"][0]["rowSet"] += to_come["resultSets"][0]["rowSet"]
    add_answer(RawArchive(copy_of_sound_lake), "leaguegamefinder", listed, LATER)
    assert run_validation(copy_of_sound_lake).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("season_types", "verdict"),
    [((SeasonType.REGULAR,), Verdict.PASSED), (tuple(SeasonType), Verdict.FAILED)],
)
def test_games_of_other_season_types_are_missing_only_where_they_are_wanted(
    copy_of_sound_lake: LocalStore, season_types: tuple[SeasonType, ...], verdict: Verdict
) -> None:
    listed = [(FIRST, "2024-10-22"), ("0012400001", "2024-10-04")]
    finder = invented_finder("2024-25", listed)
    add_answer(RawArchive(copy_of_sound_lake), "leaguegamefinder", finder, LATER)
    checks = only("every_game_has_every_owed_document")
    request = ValidationRequest(checks, scope=Scope(season_types), duck=ONE_THREAD)
    assert run_validation(copy_of_sound_lake, request).verdict is verdict


def test_of_a_range_of_dates_only_its_games_are_owed_and_a_missing_one_is_found(
    copy_of_sound_lake: LocalStore,
) -> None:
    listed = [*SOUND_GAMES, ("0022400003", "2024-11-04"), ("0022400004", "2024-12-02")]
    finder = invented_finder("2024-25", listed, overtimes=OVERTIMES)
    add_answer(RawArchive(copy_of_sound_lake), "leaguegamefinder", finder, LATER)

    def failures_of(first: str, last: str) -> dict[str, tuple[Finding, ...]]:
        request = ValidationRequest(
            load_checks(), scope=Scope(dates=DateRange.parse(first, last)), duck=ONE_THREAD
        )
        return failures(run_validation(copy_of_sound_lake, request))

    assert failures_of("2024-10-22", "2024-11-03") == {}
    assert failures_of("2024-11-04", "2024-11-30") == {
        "every_game_has_every_owed_document": tuple(
            missing("0022400003", name) for name in sorted(NAMES)
        )
    }


def test_a_document_that_is_missing_of_an_archived_game_is_owed_in_its_dates_only(
    lake: LocalStore,
) -> None:
    game = invented_game(FIRST)
    del game["playbyplayv3"]
    archive_game(lake, game)
    listed = invented_finder("2024-25", [(FIRST, "2024-10-22")])
    add_answer(RawArchive(lake), "leaguegamefinder", listed)
    transform(lake, TransformRequest(duck=ONE_THREAD), Observer())
    checks = only("every_game_has_every_owed_document")

    def failures_of(first: str) -> dict[str, tuple[Finding, ...]]:
        dates = DateRange.parse(first, None)
        request = ValidationRequest(checks, scope=Scope(dates=dates), duck=ONE_THREAD)
        return failures(run_validation(lake, request))

    (check,) = checks
    assert failures_of("2024-10-22") == {check.name: (missing(FIRST, "playbyplayv3"),)}
    assert failures_of("2024-10-23") == {}


def test_a_game_whose_date_nothing_tells_is_owed_in_every_range(lake: LocalStore) -> None:
    game = invented_game(FIRST)
    del game["playbyplayv3"]
    archive_game(lake, game)
    transform(lake, TransformRequest(duck=ONE_THREAD), Observer())
    dates = DateRange.parse("2025-01-01", None)

    report = run_validation(
        lake, ValidationRequest(load_checks(), scope=Scope(dates=dates), duck=ONE_THREAD)
    )

    assert failures(report) == NO_LIST | {
        "every_game_has_every_owed_document": (missing(FIRST, "playbyplayv3"),)
    }


def test_a_document_that_is_missing_of_an_archived_game_turns_the_verdict_red(
    lake: LocalStore,
) -> None:
    game = invented_game(FIRST)
    del game["boxscoreadvancedv3"]
    archive_game(lake, game)
    report = transform_and_validate(lake)
    assert report.verdict is Verdict.FAILED
    assert failures(report) == NO_LIST | {
        "every_game_has_every_owed_document": (missing(FIRST, "boxscoreadvancedv3"),)
    }
    advanced = {"player_box_advanced", "team_box_advanced"}
    of_advanced = {check.name for check in load_checks() if advanced & {check.over, *check.needs}}
    told = not_run(report)
    assert of_advanced <= told.keys()
    assert {told[name] for name in of_advanced} == {f"{name} has no rows" for name in advanced}


def test_a_damaged_raw_object_turns_the_verdict_red(lake: LocalStore) -> None:
    archive_game(lake, invented_game(FIRST))
    archive_game(lake, invented_game(SECOND, game_date="2024-10-24"))
    (key,) = lake.list(f"raw/playbyplayv3/season=2024-25/{SECOND}/")
    path = Path(lake.location) / key
    path.write_bytes(path.read_bytes()[:-100])
    report = transform_and_validate(lake)
    assert report.verdict is Verdict.FAILED
    events = {"game_id": SECOND, "endpoint": "playbyplayv3"}
    reason = "the gzip is broken: Compressed file ended before the end-of-stream marker was reached"
    assert failures(report) == NO_LIST | {
        "archived_documents_are_usable": (
            Finding("2024-25", events, "rows, or a reason for none", reason),
        ),
        "every_archived_game_is_published": (
            Finding("2024-25", events, "published", "not published"),
        ),
    }


def test_a_request_that_started_too_soon_is_a_warning_and_leaves_the_tables_good(
    copy_of_sound_lake: LocalStore,
) -> None:
    log_requests(copy_of_sound_lake, [logged(4, after_s=15)], segment=2)
    report = run_validation(copy_of_sound_lake)
    key = {"run_id": RUN, "request_number": "4"}
    observed = f"4.0 s after request 3 of run {RUN}"
    assert report.verdict is Verdict.PASSED
    assert failures(report) == {
        "request_starts_are_spaced": (
            Finding("2024-25", key, "5.5 s after the request before", observed),
        )
    }


def test_only_requests_for_the_seasons_asked_for_are_judged(
    copy_of_sound_lake: LocalStore,
) -> None:
    log_requests(copy_of_sound_lake, [logged(4, after_s=15, season="2023-24")], segment=2)
    checks = only("request_starts_are_spaced")
    warn = Severity.WARN
    of_one = ValidationRequest(checks, seasons=(Season(2024),), fail_on=warn, duck=ONE_THREAD)
    of_all = ValidationRequest(checks, fail_on=warn, duck=ONE_THREAD)
    assert run_validation(copy_of_sound_lake, of_one).verdict is Verdict.PASSED
    assert run_validation(copy_of_sound_lake, of_all).verdict is Verdict.FAILED


def test_a_damaged_part_of_the_request_log_is_a_finding_and_the_rest_is_judged(
    copy_of_sound_lake: LocalStore,
) -> None:
    key = log_requests(copy_of_sound_lake, [logged(1, run_id=OTHER_RUN)], run_id=OTHER_RUN)
    path = Path(copy_of_sound_lake.location) / key
    path.write_bytes(path.read_bytes()[:-9])
    report = run_validation(copy_of_sound_lake)
    assert report.verdict is Verdict.FAILED
    assert failures(report) == {
        "request_log_is_readable": (
            Finding(
                "",
                {"object_key": key},
                "a part that can be read",
                "Compressed file ended before the end-of-stream marker was reached",
            ),
        )
    }
    (spaced,) = of_check(report, "request_starts_are_spaced")
    assert (spaced.outcome, spaced.units) == (Outcome.PASSED, 3)


@pytest.mark.parametrize("table", ["games", "play_by_play", "team_box_advanced"])
def test_a_damaged_file_of_a_month_is_one_finding_and_the_other_month_is_judged(
    copy_of_sound_lake: LocalStore, table: str
) -> None:
    path = next(Path(copy_of_sound_lake.location).rglob(f"{table}_2024-25_10.parquet"))
    path.write_bytes(path.read_bytes()[:-9])
    report = run_validation(copy_of_sound_lake)
    assert [
        (name, finding.key) for name, found in failures(report).items() for finding in found
    ] == [
        (
            "files_of_tables_are_readable",
            {"object_key": str(path.relative_to(copy_of_sound_lake.location))},
        )
    ]
    (unique,) = of_check(report, f"{table}_grain_is_unique")
    assert [share.month for share in unique.shares] == [11]
    assert report.verdict is Verdict.FAILED
    of_table = [(part.month, part.verdict) for part in report.partitions if part.table == table]
    assert of_table == [(10, Verdict.FAILED), (11, Verdict.PASSED)]


def test_a_damaged_file_of_a_season_leaves_the_tables_of_games_judged(
    copy_of_sound_lake: LocalStore,
) -> None:
    path = next(Path(copy_of_sound_lake.location).rglob("players_2024-25.parquet"))
    path.write_bytes(b"")
    key = str(path.relative_to(copy_of_sound_lake.location))
    report = run_validation(copy_of_sound_lake)
    assert failures(report).keys() == {"files_of_tables_are_readable"}
    assert not_run(report)["players_of_box_scores_are_in_players"] == f"{key} can't be read"
    assert not_run(report)["players_grain_is_unique"] == f"{key} can't be read"
    (points,) = of_check(report, "team_points_add_up")
    assert (points.outcome, [share.month for share in points.shares]) == (Outcome.PASSED, [10, 11])


def test_a_lake_none_of_whose_files_can_be_read_is_failed(copy_of_sound_lake: LocalStore) -> None:
    files = sorted(Path(copy_of_sound_lake.location).rglob("historical-backfill/**/*.parquet"))
    for path in files:
        path.write_bytes(b"PAR1")
    report = run_validation(copy_of_sound_lake)
    assert {name: len(found) for name, found in failures(report).items()} == {
        "files_of_tables_are_readable": len(files)
    }
    assert report.verdict is Verdict.FAILED
    assert {part.verdict for part in report.partitions} == {Verdict.FAILED}


@pytest.mark.parametrize("labels", [("2024-25",), ("2024-25", "2023-24")])
def test_a_damaged_list_of_games_is_a_finding_of_its_season(
    copy_of_sound_lake: LocalStore, labels: tuple[str, ...]
) -> None:
    archive = RawArchive(copy_of_sound_lake)
    archive_game(copy_of_sound_lake, invented_game("0022300001", game_date="2023-10-24"))
    add_answer(
        archive, "leaguegamefinder", invented_finder("2023-24", [("0022300001", "2023-10-24")])
    )
    transform(copy_of_sound_lake, TransformRequest(duck=ONE_THREAD), Observer())
    keys = {}
    for label in labels:
        (keys[label],) = archive.store.list(f"raw/leaguegamefinder/season={label}/")
        copy_of_sound_lake.put(keys[label], b"{}")
    checks = only("lists_of_games_are_readable", "team_points_add_up", "every_game_is_listed")
    report = run_validation(copy_of_sound_lake, ValidationRequest(checks, duck=ONE_THREAD))
    assert report.verdict is Verdict.FAILED
    assert {season.season: season.verdict for season in report.season_scores} == {
        label: Verdict.FAILED if label in labels else Verdict.PASSED
        for label in ("2023-24", "2024-25")
    }
    (lists,) = of_check(report, "lists_of_games_are_readable")
    assert [(one.season, one.key["object_key"], one.mend) for one in lists.findings] == [
        (
            label,
            keys[label],
            f"hoopstat capture --lake {copy_of_sound_lake.location} --season {label} "
            "--endpoints leaguegamefinder --refresh",
        )
        for label in sorted(labels)
    ]


def test_a_cancelled_game_owes_nothing_more(lake: LocalStore) -> None:
    archive_game(lake, invented_game(FIRST))
    for name, document in cancelled(SECOND).items():
        add_answer(RawArchive(lake), name, document, empty_reason=CANCELLED)
    assert failures(transform_and_validate(lake)) == NO_LIST


def test_a_game_with_a_result_was_not_cancelled(lake: LocalStore) -> None:
    archive_game(lake, invented_game(FIRST))
    archive = RawArchive(lake)
    for name, document in cancelled(SECOND).items():
        add_answer(archive, name, document, empty_reason=CANCELLED)
    listed = [(FIRST, "2024-10-22"), (SECOND, "2024-10-22")]
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", listed))
    emptied = [
        {"game_id": SECOND, "endpoint": name}
        for name in ("boxscoreadvancedv3", "boxscoretraditionalv3", "playbyplayv3")
    ]
    refusal = "it tells of a cancelled game, and discovery has its result"
    assert failures(transform_and_validate(lake)) == {
        "every_game_has_every_owed_document": (missing(SECOND, "boxscoresummaryv3"),),
        "every_archived_game_is_published": tuple(
            Finding("2024-25", key, "published", "not published") for key in emptied
        ),
        "archived_documents_are_usable": tuple(
            Finding("2024-25", key, "rows, or a reason for none", refusal) for key in emptied
        ),
    }


def test_a_season_without_a_list_of_its_games_is_never_green(lake: LocalStore) -> None:
    archive_game(lake, invented_game(FIRST))
    report = transform_and_validate(lake)
    assert report.undiscovered == (Season(2024),)
    assert (report.verdict, failures(report)) == (Verdict.FAILED, NO_LIST)


def test_a_game_that_is_named_needs_no_list(lake: LocalStore) -> None:
    archive_game(lake, invented_game(FIRST))
    transform(lake, TransformRequest(duck=ONE_THREAD), Observer())
    report = run_validation(lake, of_games(FIRST))
    assert (report.verdict, failures(report)) == (Verdict.PASSED, {})


def test_of_games_that_are_named_each_is_owed_and_no_other(copy_of_sound_lake: LocalStore) -> None:
    listed = [*SOUND_GAMES, ("0022400003", "2024-11-04")]
    finder = invented_finder("2024-25", listed, overtimes=OVERTIMES)
    add_answer(RawArchive(copy_of_sound_lake), "leaguegamefinder", finder, LATER)
    assert failures(run_validation(copy_of_sound_lake, of_games(FIRST))) == {}
    unheard_of = "0022400009"
    assert failures(run_validation(copy_of_sound_lake, of_games(FIRST, unheard_of))) == {
        "every_game_has_every_owed_document": tuple(
            missing(unheard_of, name) for name in sorted(NAMES)
        )
    }


def of_games(*game_ids: str) -> ValidationRequest:
    games = tuple(map(GameId, game_ids))
    seasons = tuple({game.season for game in games})
    return ValidationRequest(load_checks(), seasons, Scope(games=games), duck=ONE_THREAD)


LATELY_PLAYED = ("0022400003", "2025-01-18")


@pytest.mark.parametrize(("captured_on", "is_owed"), [(18, False), (20, True)])
def test_a_game_of_a_past_day_has_a_result_in_the_list(
    copy_of_sound_lake: LocalStore, captured_on: int, is_owed: bool
) -> None:
    listed = invented_finder("2024-25", SOUND_GAMES, overtimes=OVERTIMES)
    to_come = invented_finder("2024-25", [LATELY_PLAYED], final=False)
    listed["resultSets"][0]["rowSet"] += to_come["resultSets"][0]["rowSet"]
    at = LATER.replace(day=captured_on)
    add_answer(RawArchive(copy_of_sound_lake), "leaguegamefinder", listed, at)
    key = {"game_id": LATELY_PLAYED[0]}
    finding = Finding("2024-25", key, "a result", "none, of a game on 2025-01-18")
    found = {"listed_games_of_past_days_have_a_result": (finding,)} if is_owed else {}
    assert failures(run_validation(copy_of_sound_lake)) == found


@pytest.mark.parametrize(
    ("dates", "at", "expected"),
    [
        pytest.param((None, None), "2024-06-30", None, id="before the season"),
        pytest.param((None, None), "2025-01-23", None, id="a list of a week ago"),
        pytest.param((None, None), "2025-01-24", "2025-01-16", id="an older one"),
        pytest.param((None, None), "2025-06-30", "2025-06-22", id="the last day of the season"),
        pytest.param((None, None), "2025-07-01", "2025-06-30", id="once it is over"),
        pytest.param(("2024-10-22", "2025-01-15"), "2025-07-01", None, id="days before the list"),
        pytest.param((None, "2025-01-16"), "2025-07-01", "2025-01-16", id="the day of the list"),
        pytest.param((None, "2025-01-16"), "2025-01-16", None, id="a range that is not over"),
        pytest.param(
            ("2025-01-20", "2025-03-01"), "2025-02-01", "2025-01-24", id="days after the list"
        ),
        pytest.param(("2025-01-20", None), "2025-01-22", "2025-01-20", id="the first of a range"),
    ],
)
def test_a_list_of_games_must_reach_the_last_day_that_is_looked_at(
    sound_lake: LocalStore, dates: tuple[str, str], at: str, expected: str | None
) -> None:
    """The list is of the night of 16 January: it has the games until the 15th."""
    checks = only("lists_of_games_reach_the_last_day")
    request = ValidationRequest(checks, scope=Scope(dates=DateRange.parse(*dates)), duck=ONE_THREAD)
    noon = datetime.fromisoformat(f"{at}T12:30:00+00:00")
    report = validate(sound_lake, request, "run-1", Observer(), clock=lambda: noon)
    told = [(finding.expected, finding.observed) for finding in report.results[0].findings]
    wanted = [(f"games until {expected}", "games until 2025-01-15")] if expected else []
    assert told == wanted


def test_a_season_with_raw_answers_and_no_tables_is_not_passed_over(
    copy_of_sound_lake: LocalStore,
) -> None:
    archive_game(copy_of_sound_lake, invented_game("0022300001", game_date="2023-10-24"))
    report = run_validation(copy_of_sound_lake)
    assert report.seasons == (Season(2023), Season(2024))
    found = failures(report)
    unlisted = found.pop("every_season_has_a_list_of_its_games")
    assert [finding.season for finding in unlisted] == ["2023-24"]
    (findings,) = found.values()
    assert [(finding.season, finding.key["endpoint"]) for finding in findings] == [
        ("2023-24", name) for name in sorted(NAMES)
    ]


def test_only_the_seasons_asked_for_are_judged(copy_of_sound_lake: LocalStore) -> None:
    archive_game(copy_of_sound_lake, invented_game("0022300001", game_date="2023-10-24"))
    request = ValidationRequest(load_checks(), seasons=(Season(2024),), duck=ONE_THREAD)
    report = run_validation(copy_of_sound_lake, request)
    assert (report.seasons, report.verdict) == ((Season(2024),), Verdict.PASSED)


def test_a_lake_without_tables_can_not_be_validated(lake: LocalStore) -> None:
    archive_game(lake, invented_game(FIRST))
    with pytest.raises(Incomplete, match="there are no published tables in "):
        run_validation(lake)


def test_a_season_without_tables_can_not_be_validated(sound_lake: LocalStore) -> None:
    request = ValidationRequest(load_checks(), seasons=(Season(2019),), duck=ONE_THREAD)
    with pytest.raises(Incomplete, match="there are no published tables of 2019-20 in "):
        run_validation(sound_lake, request)


def test_a_validation_leaves_the_lake_as_it_was(copy_of_sound_lake: LocalStore) -> None:
    def everything() -> dict[str, bytes]:
        return {key: copy_of_sound_lake.get(key).body for key in copy_of_sound_lake.list("")}

    before = everything()
    run_validation(copy_of_sound_lake)
    assert everything() == before


def test_a_report_tells_what_failed_what_passed_and_what_was_not_run(lake: LocalStore) -> None:
    game = invented_game(FIRST)
    del game["playbyplayv3"]
    team = game["boxscoretraditionalv3"]["boxScoreTraditional"]["homeTeam"]
    team["statistics"]["reboundsTotal"] += 3
    archive_game(lake, game)
    keeping = TransformRequest(on_failure=OnFailure.KEEP, duck=ONE_THREAD)
    transform(lake, keeping, Observer())
    checks = only("event_index_has_no_holes", "team_rebounds_add_up", "two_teams_a_game")
    report = run_validation(lake, ValidationRequest(checks, duck=ONE_THREAD))
    # Two teams and one game were judged, and one team failed.
    assert report.verdict is Verdict.FAILED
    assert report.score == pytest.approx(2 / 3)
    assert (report.seasons, report.undiscovered) == ((Season(2024),), (Season(2024),))
    assert [
        (result.check.name, result.outcome, result.reason, result.units, result.failed_units)
        for result in report.results
    ] == [
        ("event_index_has_no_holes", Outcome.NOT_RUN, "play_by_play has no rows", 0, 0),
        ("team_rebounds_add_up", Outcome.FAILED, "", 2, 1),
        ("two_teams_a_game", Outcome.PASSED, "", 1, 0),
    ]
    (finding,) = report.results[1].findings
    assert report.results[1].finding_count == 1
    assert finding.key == {"game_id": FIRST, "team_id": "1610619901"}
    assert (finding.season, finding.expected, finding.observed) == ("2024-25", "16", "19")


@pytest.mark.parametrize(
    "prefix",
    [
        "raw/boxscoretraditionalv3/season=2024-25/abc",
        "raw/playbyplayv3/season=2024-25/0092400001",
        "raw/commonplayerinfo/all/abc",
        "raw/commonplayerinfo/all/99999999999999999999",
    ],
)
def test_an_archived_answer_of_nobody_ends_no_validation(
    copy_of_sound_lake: LocalStore, prefix: str
) -> None:
    copy_of_sound_lake.put_new(f"{prefix}/20250116T051502.123Z.json.gz", b"x")
    report = run_validation(copy_of_sound_lake)
    assert (failures(report), report.verdict) == ({}, Verdict.PASSED)
