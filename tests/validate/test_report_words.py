"""Words, heat maps and next steps of reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.validate.reports import (
    CHECKED_AT,
    MEND,
    make_check,
    make_finding,
    make_report,
    make_result,
)
from validate.checks import Severity
from validate.report import Completeness, PartitionScore, PastMonth
from validate.report_commands import mendings
from validate.report_matrix import (
    Cell,
    Group,
    Matrix,
    Row,
    completeness_matrix,
    history_matrix,
    partition_matrix,
    quality_matrices,
)
from validate.report_steps import Step, next_steps
from validate.report_words import (
    examples,
    legible,
    outcomes_told,
    percentage,
    points,
    season_order,
)
from validate.results import CheckResult, Finding, Outcome, Share, Waiver
from validate.scores import Verdict

SEASON = "2024-25"


@pytest.mark.parametrize(
    ("score", "text"),
    [(None, "not judged"), (0.0, "0.0000"), (0.99999, "0.9999"), (1.0, "1.0000")],
)
def test_only_a_flawless_score_is_written_as_one(score: float | None, text: str) -> None:
    assert points(score) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(1230, 1230, "100 %"), (12299, 12300, "99.9 %"), (0, 3, "0.0 %")]
)
def test_only_all_of_it_is_a_hundred_per_cent(part: int, whole: int, text: str) -> None:
    assert percentage(part, whole) == text


def test_a_failed_check_is_an_error_or_a_warning() -> None:
    error, warning = (make_check(one.value, "accuracy", one) for one in Severity)
    ended = [
        *(CheckResult(error, Outcome.PASSED), CheckResult(error, Outcome.FAILED)),
        *(CheckResult(warning, Outcome.FAILED), CheckResult(warning, Outcome.FAILED)),
        CheckResult(warning, Outcome.NOT_RUN),
    ]

    assert outcomes_told(ended) == "1 passed, 3 failed (1 error, 2 warnings), 1 not run"
    assert outcomes_told(ended[2:]) == "0 passed, 2 failed (2 warnings), 1 not run"
    assert outcomes_told([]) == "0 passed, 0 failed, 0 not run"


def test_a_name_keeps_its_accents_and_loses_what_nobody_can_see() -> None:
    assert legible("Jokić 🏀\n\t\x00\x9b\ud800\uffff") == "Jokić 🏀\n\t" + "\ufffd" * 4


def test_a_season_begins_in_october_and_what_has_no_month_comes_last() -> None:
    months = [1, None, 9, 10, 6, 12]

    assert sorted(months, key=season_order) == [10, 12, 1, 6, 9, None]


def test_completeness_tells_what_is_not_archived_and_what_is_not_published() -> None:
    rows = (
        Completeness(SEASON, 1, "playbyplayv3", 225, 222, 221),
        Completeness(SEASON, 10, "playbyplayv3", 70, 70, 70),
        Completeness(SEASON, 10, "boxscoresummaryv3", 70, 0, 0),
        Completeness("2023-24", 11, "playbyplayv3", 1, 1, 1),
    )

    matrix = completeness_matrix(rows, SEASON)

    assert matrix is not None
    assert matrix.columns == ("Oct", "Jan")
    told = "221 of 225 published, 3 not archived, 1 archived and not published"
    assert matrix.groups[0].rows == (
        Row("playbyplayv3", (Cell("full", "✓", "all 70 published"), Cell("error-2", "98.2", told))),
        Row(
            "boxscoresummaryv3",
            (Cell("error-3", "0.0", "0 of 70 published, 70 not archived"), Cell()),
        ),
    )


def test_quality_tells_errors_warnings_and_what_was_not_run_apart() -> None:
    shares = (
        *(Share(SEASON, 10, 1000, 2), Share(SEASON, 11, 1000, 0), Share(SEASON, 12, 0, 0)),
        *(Share(SEASON, 1, 10_000, 1500), Share("2023-24", 2, 5, 5)),
    )
    error = CheckResult(make_check("b", "accuracy"), Outcome.FAILED, shares)
    warning = replace(error, check=make_check("a", "accuracy", Severity.WARN))
    not_run = CheckResult(make_check("c", "courtesy"), Outcome.NOT_RUN, reason="no log")

    passed = CheckResult(make_check("d", "validity"), Outcome.PASSED, shares[1:2])

    found, sound = quality_matrices([not_run, error, warning, passed], SEASON)

    assert found is not None
    assert found.columns == ("Oct", "Nov", "Jan")
    assert [(group.name, [row.name for row in group.rows]) for group in found.groups] == [
        ("accuracy", ["a", "b"]),
        ("courtesy", ["c"]),
    ]
    assert found.groups[0].rows[1] == Row(
        "b",
        (
            Cell("error-1", "2", "2 of 1,000 units failed"),
            Cell("full", "·", "1,000 units passed"),
            Cell("error-3", "1.5k", "1,500 of 10,000 units failed"),
        ),
        target="b",
    )
    assert found.groups[0].rows[0].cells[0].mark == "warn-1"
    assert found.groups[1].rows == (Row("c", note="not run: no log"),)
    cells = (Cell("full", "·", "1,000 units passed"),)
    assert sound == Matrix(("Nov",), (Group("validity", (Row("d", cells),)),))


def test_a_partition_is_failed_or_passed_with_warnings_or_flawless() -> None:
    scores = (
        PartitionScore("games", SEASON, 10, Verdict.FAILED, 0.99),
        PartitionScore("games", SEASON, 11, Verdict.PASSED, 0.99999),
        PartitionScore("games", SEASON, 12, Verdict.PASSED, 1.0),
        PartitionScore("teams", SEASON, None, Verdict.NOT_RUN, None),
    )

    matrix = partition_matrix(scores, SEASON)

    assert matrix is not None
    assert matrix.columns == ("Oct", "Nov", "Dec", "Season")
    assert matrix.groups[0].rows == (
        Row(
            "games",
            (
                Cell("error-2", ".990", "failed, score 0.9900"),
                Cell("warn-1", ".999", "passed, score 0.9999"),
                Cell("full", "✓", "passed, score 1.0000"),
                Cell(),
            ),
        ),
        Row("teams", (Cell(), Cell(), Cell(), Cell())),
    )


def test_what_outlives_seasons_is_shown_with_each() -> None:
    shares = (Share(SEASON, 10, 5, 0), Share("", None, 423, 1))
    result = CheckResult(make_check("a", "uniqueness"), Outcome.FAILED, shares)

    found, sound = quality_matrices([result], SEASON)

    assert sound is None
    assert found is not None
    assert found.columns == ("Oct", "Season")
    assert found.groups[0].rows[0].cells[1] == Cell("error-1", "1", "1 of 423 units failed")


def test_earlier_validations_stand_below_this_one_by_month() -> None:
    result = CheckResult(
        make_check("a", "accuracy"),
        Outcome.FAILED,
        (Share(SEASON, 10, 100, 0), Share(SEASON, 11, 100, 20)),
    )
    first, second = (CHECKED_AT - timedelta(days=2), CHECKED_AT - timedelta(days=1))
    report = replace(
        make_report(result),
        past_months=(
            PastMonth("r1", first, SEASON, 10, Verdict.FAILED, 0.5),
            PastMonth("r1", first, SEASON, None, Verdict.NOT_RUN, None),
            PastMonth("r2", second, SEASON, 11, Verdict.PASSED, 1.0),
            PastMonth("r2", second, "2023-24", 12, Verdict.PASSED, 1.0),
        ),
    )

    matrix = history_matrix(report, SEASON)

    flawless = Cell("full", "✓", "passed, score 1.0000")
    assert matrix is not None
    assert matrix.columns == ("Oct", "Nov", "Season")
    assert matrix.groups[0].rows == (
        Row(
            "this validation",
            (flawless, Cell("error-3", ".800", "failed, score 0.8000"), Cell()),
        ),
        Row("2025-06-30 12:30, r2", (Cell(), flawless, Cell())),
        Row(
            "2025-06-29 12:30, r1",
            (Cell("error-3", ".500", "failed, score 0.5000"), Cell(), Cell()),
        ),
    )
    assert history_matrix(replace(report, past_months=()), SEASON) is None


def test_a_month_that_only_the_list_of_games_tells_of_has_no_score() -> None:
    shares = (Share(SEASON, 10, 100, 0), Share(SEASON, 11, 100, 0))
    of_list = replace(make_check("b", "completeness"), over="listed_games")
    listed = (Share(SEASON, 12, 1, 0), Share(SEASON, 1, 1, 1), Share(SEASON, 2, 1, 0))
    report = replace(
        make_report(
            CheckResult(make_check("a", "accuracy"), Outcome.PASSED, shares),
            CheckResult(of_list, Outcome.FAILED, listed),
        ),
        past_months=(PastMonth("r1", CHECKED_AT, SEASON, 2, Verdict.PASSED, 1.0),),
    )

    matrix = history_matrix(report, SEASON)

    assert matrix is not None
    assert matrix.columns == ("Oct", "Nov", "Jan", "Feb")
    assert [cell.mark for cell in matrix.groups[0].rows[0].cells] == [
        *("full", "full", "error-3", "blank"),
    ]


@pytest.mark.parametrize(
    ("games", "shown"),
    [("AAAAA", [0, 1, 2]), ("AAABC", [0, 3, 4]), ("AABBB", [0, 1, 2]), ("AABAC", [0, 2, 4])],
)
def test_examples_are_of_different_games_where_there_are_any(games: str, shown: list[int]) -> None:
    findings = [
        Finding(SEASON, {"game_id": game, "n": str(number)}, "1", "2")
        for number, game in enumerate(games)
    ]
    assert examples(findings, 3) == [findings[number] for number in shown]


def test_a_sound_lake_leaves_nothing_to_do() -> None:
    assert next_steps(make_report(make_result(make_check("a", "accuracy")))) == ()


def test_commands_for_several_games_become_one_and_errors_come_first() -> None:
    warning = make_check("a_warns", "accuracy", Severity.WARN)
    refreshed = replace(make_finding(5), mend="hoopstat transform --lake s3://nba")
    found = make_report(
        make_result(warning, (refreshed,)),
        make_result(make_check("b", "accuracy"), (make_finding(1), make_finding(2))),
        make_result(make_check("c", "accuracy"), (make_finding(1), make_finding(7))),
    )
    typed = {"--season": SEASON, "--checks": "my checks"}
    report = replace(found, s3_endpoint_url="http://minio:9000", typed=typed)

    steps = next_steps(report)

    assert steps == (
        Step("Mend 3 findings of b and 1 other check.", MEND.format("0022400002,0022400003")),
        Step("Mend 1 finding of a_warns.", "hoopstat transform --lake s3://nba"),
        Step("Look at 1 finding of c that no command mends, and waive what is true."),
        Step(
            "Build the tables again, and judge them again.",
            "hoopstat transform --lake s3://nba --s3-endpoint-url http://minio:9000 "
            "--season 2024-25 && "
            "hoopstat validate --lake s3://nba --s3-endpoint-url http://minio:9000 "
            "--season 2024-25 --checks 'my checks'",
        ),
    )


def test_commands_for_the_same_games_and_other_endpoints_become_one() -> None:
    command = "hoopstat capture --lake x --games {} --endpoints {}{}"
    wanted = [
        *(("2", "box", ""), ("1", "box", ""), ("1", "events", ""), ("2", "events", "")),
        *(("1", "summary", ""), ("1", "box", " --refresh"), ("2", "summary,box", " --refresh")),
    ]
    findings = tuple(replace(make_finding(1), mend=command.format(*one)) for one in wanted)

    found = mendings([make_result(make_check("a", "accuracy"), findings)])

    assert [(mending.command, mending.findings) for mending in found] == [
        (command.format("1,2", "box,events", ""), 4),
        (command.format("1", "summary", ""), 1),
        (command.format("1", "box", " --refresh"), 1),
        (command.format("2", "summary,box", " --refresh"), 1),
    ]


def test_commands_for_several_players_become_one() -> None:
    command = "hoopstat capture --lake x --players {} --endpoints commonplayerinfo --refresh"
    findings = tuple(replace(make_finding(n), mend=command.format(n)) for n in (3, 4, 3))
    steps = next_steps(make_report(make_result(make_check("a", "accuracy"), findings)))

    assert steps[0] == Step("Mend 3 findings of a.", command.format("3,4"))


def test_findings_that_are_not_listed_are_counted() -> None:
    mended = make_result(make_check("a", "accuracy"), (make_finding(1),))
    bare = make_result(make_check("b", "accuracy"), (make_finding(7),))
    report = make_report(replace(mended, finding_count=4), replace(bare, finding_count=5000))

    told = [step.told for step in next_steps(report)]

    assert told == [
        "Mend 1 finding of a; 3 more were found and are not listed.",
        "Look at 5,000 findings of b that no command mends, and waive what is true.",
        "Build the tables again, and judge them again: 5,002 more findings did not fit in here.",
    ]


def test_a_command_for_a_whole_season_mends_what_is_not_listed_too() -> None:
    command = "hoopstat capture --lake x --season {}"
    findings = tuple(
        replace(make_finding(number), season=season, mend=command.format(season))
        for season in ("2023-24", SEASON)
        for number in (1, 2)
    )
    shares = (
        *(Share("2023-24", 10, 9, 7, findings=7), Share("2023-24", 11, 9, 1, findings=1)),
        Share(SEASON, 10, 2, 2, findings=2),
    )
    check = make_check("a", "completeness")
    result = CheckResult(check, Outcome.FAILED, shares, findings, finding_count=10)

    told = [(step.told, step.command) for step in next_steps(make_report(result))]

    assert told[:2] == [
        ("Mend 8 findings of a, 2 of which are listed.", command.format("2023-24")),
        ("Mend 2 findings of a.", command.format(SEASON)),
    ]
    assert told[2][0] == "Build the tables again, and judge them again."


def test_many_different_commands_are_left_beside_their_findings() -> None:
    findings = tuple(replace(make_finding(n), mend=f"hoopstat import {n}") for n in range(20))
    steps = next_steps(make_report(make_result(make_check("a", "accuracy"), findings)))

    assert [step.command for step in steps[:8]] == [f"hoopstat import {n}" for n in range(8)]
    assert steps[8] == Step("And 12 commands more, each beside its finding.")


def test_a_waiver_that_ended_is_told() -> None:
    report = replace(
        make_report(make_result(make_check("a", "accuracy"))),
        expired=(Waiver("a", {"game_id": "1"}, "known", date(2025, 1, 1)),),
    )

    steps = next_steps(report)

    assert steps[-1] == Step("Look again at the waiver of a, which ended on 2025-01-01.")
