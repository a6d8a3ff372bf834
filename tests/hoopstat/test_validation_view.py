"""The report as text: complete at every width, calm where all is well, safe to be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from rich.console import Console

from hoopstat.validation_view import print_validation
from lake.date_range import DateRange
from lake.seasons import Season
from validate.checks import Check, Severity
from validate.report import (
    Completeness,
    HeldGame,
    PastVerdict,
    SeasonScore,
    ValidationReport,
)
from validate.results import (
    CheckResult,
    Finding,
    NotRunIn,
    Outcome,
    Share,
    WaivedFinding,
    Waiver,
)
from validate.scope import Scope
from validate.scores import Verdict

NOON = datetime(2025, 7, 1, 12, 0, tzinfo=UTC)
MEND = "hoopstat capture --lake my-lake --games 0022400001 --endpoints playbyplayv3 --refresh"
RAW = "raw/playbyplayv3/season=2024-25/0022400001/20250116T051502.123Z.json.gz"


def check(name: str, severity: Severity = Severity.ERROR, dimension: str = "validity") -> Check:
    return Check(
        name=name,
        claim=f"the claim of {name}",
        dimension=dimension,
        severity=severity,
        over="games",
        where="true",
        grain=("game_id",),
        needs=(),
        uses=(),
        tolerance="none",
        statement="select 1",
    )


def finding(number: int) -> Finding:
    key = {"game_id": "0022400001", "event_index": str(number)}
    return Finding("2024-25", key, "a clock", f"[bold]none {number}[/bold]", (RAW,), MEND)


FINDINGS = tuple(finding(number) for number in range(1, 6))
FAILED = CheckResult(
    check("clocks_are_there"),
    Outcome.FAILED,
    (Share("2024-25", 10, 1200, 5),),
    FINDINGS,
    1234,
)
WARNED = CheckResult(
    check("a_warning", Severity.WARN, "anomaly"),
    Outcome.FAILED,
    (Share("2024-25", 10, 10, 1),),
    (replace(finding(9), mend="", raw_keys=()),),
    1,
)
PASSED = CheckResult(check("all_is_well"), Outcome.PASSED, (Share("2024-25", 10, 3, 0),))
NOT_RUN = tuple(
    CheckResult(check(name), Outcome.NOT_RUN, reason="coaches has no rows") for name in ("n1", "n2")
)
KNOWN = Waiver("all_is_well", {"game_id": "0022400012"}, "it is so", date(2026, 6, 30))
OURS = Waiver("all_is_well", {"game_id": "0022400013"}, "it will be mended", date(2025, 8, 1))
SOUND = ValidationReport(
    lake="my-lake",
    run_id="run-1",
    checked_at=NOON,
    seasons=(Season(2024),),
    undiscovered=(),
    verdict=Verdict.PASSED,
    score=1.0,
    results=(PASSED,),
    season_scores=(SeasonScore("2024-25", Verdict.PASSED, 1.0),),
)
TROUBLED = replace(
    SOUND, verdict=Verdict.FAILED, score=0.99995, results=(WARNED, FAILED, PASSED, *NOT_RUN)
)


def written(report: ValidationReport, *, width: int = 10_000, every_check: bool = False) -> str:
    stream = StringIO()
    console = Console(file=stream, width=width)
    print_validation(console, report, every_check=every_check)
    return stream.getvalue()


def lines(report: ValidationReport) -> list[str]:
    return written(report).splitlines()


def test_a_sound_season_is_a_few_lines() -> None:
    assert lines(SOUND) == [
        "Checks of my-lake, seasons 2024-25",
        "",
        "┏━━━━━━━━━━━┳━━━━━━━━┳━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━┳━━━━━━━━━┓",
        "┃ checks of ┃ passed ┃ failed (error) ┃ failed (warning) ┃ not run ┃",
        "┡━━━━━━━━━━━╇━━━━━━━━╇━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━╇━━━━━━━━━┩",
        "│ validity  │      1 │              0 │                0 │       0 │",
        "└───────────┴────────┴────────────────┴──────────────────┴─────────┘",
        "",
        "Verdict: passed. Score 1.0000; 1 passed, 0 failed, 0 not run.",
    ]


def test_what_failed_comes_first_errors_before_warnings_three_examples_each() -> None:
    assert lines(TROUBLED)[2:17] == [
        "clocks_are_there: the claim of clocks_are_there",
        "  error, validity: 5 of 1,200 failed",
        "  game_id 0022400001, event_index 1: expected a clock, observed [bold]none 1[/bold]",
        f"    {RAW}",
        f"    Try: {MEND}",
        "  game_id 0022400001, event_index 2: expected a clock, observed [bold]none 2[/bold]",
        f"    {RAW}",
        "  game_id 0022400001, event_index 3: expected a clock, observed [bold]none 3[/bold]",
        f"    {RAW}",
        "  and 1,231 more",
        "",
        "a_warning: the claim of a_warning",
        "  warning, anomaly: 1 of 10 failed",
        "  game_id 0022400001, event_index 9: expected a clock, observed [bold]none 9[/bold]",
        "",
    ]


def test_a_score_below_one_is_never_rounded_up_to_it() -> None:
    assert lines(TROUBLED)[-1] == (
        "Verdict: failed. Score 0.9999; 1 passed, 2 failed (1 error, 1 warning), 2 not run."
    )


def test_a_command_is_one_line_at_every_width_and_nothing_else_is_wider() -> None:
    for width in (40, 60, 100):
        told = written(TROUBLED, width=width).splitlines()
        assert f"    Try: {MEND}" in told
        wide = {line.strip() for line in told if len(line) > width}
        assert wide <= {f"Try: {MEND}", RAW}


def test_every_check_has_a_line_where_that_is_asked_for() -> None:
    assert "n2" not in written(TROUBLED).split("Not run")[0]
    table = written(TROUBLED, every_check=True).split("Not run")[0]
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in table.splitlines()]
    assert ["n2", "error", "not run", "0", "0", "0"] in cells
    assert ["clocks_are_there", "error", "failed", "1,200", "5", "0"] in cells


def test_what_was_not_run_says_why_once() -> None:
    assert "Not run: n1, n2 (coaches has no rows)." in lines(TROUBLED)


def test_a_season_that_a_check_was_not_run_in_is_told_where_others_were_judged() -> None:
    partly = replace(FAILED, not_run_in=(NotRunIn("2023-24", "games has no rows of 2023-24"),))
    scores = (
        SeasonScore("2023-24", Verdict.PASSED, 1.0),
        SeasonScore("2024-25", Verdict.FAILED, 0.9),
    )
    report = replace(TROUBLED, results=(PASSED, partly, *NOT_RUN), season_scores=scores)

    told = lines(report)

    assert (
        "Not run: clocks_are_there (games has no rows of 2023-24); n1, n2 (coaches has no rows)."
    ) in told
    assert told[-3:-1] == [
        "2023-24: passed, score 1.0000; 1 passed, 0 failed, 3 not run.",
        "2024-25: failed, score 0.9000; 1 passed, 1 failed (1 error), 2 not run.",
    ]
    table = written(report, every_check=True)
    assert "│ clocks_are_there │ error    │ failed, not run in 2023-24 │" in table


def test_what_is_waived_stands_apart_with_the_reason_and_the_last_day() -> None:
    waived = tuple(
        WaivedFinding(replace(finding(number), key=waiver.key), waiver)
        for number, waiver in enumerate((KNOWN, KNOWN, OURS))
    )
    result = replace(PASSED, waived=waived, waived_count=3)
    told = lines(replace(SOUND, results=(result,)))
    at = told.index("3 findings waived:")
    assert told[at + 1 : at + 3] == [
        "  all_is_well, game_id 0022400012: it is so, until 2026-06-30 (2 findings)",
        "  all_is_well, game_id 0022400013: it will be mended, until 2025-08-01 (1 finding)",
    ]


def test_games_in_quarantine_stand_apart_and_the_first_ten_are_named() -> None:
    held = tuple(
        HeldGame("2024-25", 10, f"00224000{number:02d}", "no\x1b[31m clock", ("games",))
        for number in range(12)
    )
    told = lines(replace(SOUND, held_games=held))
    at = told.index("12 games held back in quarantine, so not in the tables:")
    assert told[at + 1] == "  0022400000 (2024-25, month 10): no [31m clock"
    assert told[at + 11] == "  and 2 more: hoopstat validate --lake my-lake --quarantine"


def test_the_documents_of_each_endpoint_are_summed_over_the_months() -> None:
    found = tuple(
        Completeness("2024-25", month, "playbyplayv3", 1000, 999, 998) for month in (10, 11)
    )
    cells = [
        [cell.strip() for cell in line.split("│")[1:-1]]
        for line in lines(replace(SOUND, completeness=found))
    ]
    assert ["2024-25", "playbyplayv3", "2,000", "1,998", "1,996"] in cells


def test_what_is_to_be_known_beside_it_is_said() -> None:
    report = replace(
        SOUND,
        scope=Scope(dates=DateRange.parse("2024-10-22", None)),
        expired=(OURS,),
        unused=(KNOWN,),
        unread=("data-quality/history/x.parquet: no magic bytes",),
        worse=("2024-25 was passed, is failed",),
        history=(PastVerdict("r", NOON, "2024-25", Verdict.PASSED, 1.0, 0, 0),),
    )
    told = lines(report)
    at = told.index(
        "A waiver is over and does nothing any more: all_is_well, game_id 0022400013: "
        "it will be mended, until 2025-08-01."
    )
    assert told[at:] == [
        "A waiver is over and does nothing any more: all_is_well, game_id 0022400013: "
        "it will be mended, until 2025-08-01.",
        "A waiver that nothing was found for: all_is_well, game_id 0022400012: it is so, "
        "until 2026-06-30.",
        "A file of the history can't be read and was left out: "
        "data-quality/history/x.parquet: no magic bytes.",
        "",
        "Worse than the last time:",
        "  2024-25 was passed, is failed",
        "",
        "Before: 2024-25 passed on 2025-07-01 12:00 UTC.",
        "Owed are these games only: regular, play-in, playoffs, cup-final; 2024-10-22 and later; "
        "there are none.",
        "Verdict: passed. Score 1.0000; 1 passed, 0 failed, 0 not run.",
    ]


def test_only_verdicts_of_the_same_scope_are_told_others_are_counted() -> None:
    same = PastVerdict("r", NOON, "2024-25", Verdict.PASSED, 1.0, 0, 0)
    other = PastVerdict("o", NOON, "2024-25", Verdict.FAILED, 0.5, 9, 0, same_scope=False)
    others = (other, replace(other, season="2023-24"), replace(other, run_id="p"))

    assert "Before: 2024-25 passed on 2025-07-01 12:00 UTC; 2 validations of another scope." in (
        lines(replace(SOUND, history=(same, *others)))
    )
    assert "Before: 2 validations of another scope." in lines(replace(SOUND, history=others))


@pytest.mark.parametrize("width", [40, 200])
def test_every_season_has_its_verdict_where_there_are_several(width: int) -> None:
    scores = (
        SeasonScore("2023-24", Verdict.FAILED, 0.5),
        SeasonScore("2024-25", Verdict.NOT_RUN, None),
    )
    report = replace(SOUND, verdict=Verdict.FAILED, score=0.5, season_scores=scores)
    told = written(report, width=width).splitlines()
    assert "2023-24: failed, score 0.5000; " in " ".join(told)
    assert "2024-25: not run, score not judged; " in " ".join(told)
