"""Reports with all their parts, made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from lake.seasons import Season
from validate.checks import Check, Mend, Severity
from validate.report import (
    Bin,
    Completeness,
    Distribution,
    GameScore,
    HeldGame,
    PartitionScore,
    PastMonth,
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
from validate.scores import Verdict

SEASON = "2024-25"
MONTHS = (10, 11, 12, 1, 2, 3, 4, 5, 6)
GAMES_OF_MONTH = (70, 222, 226, 225, 184, 236, 118, 35, 5)
DIMENSIONS = (
    *("accuracy", "anomaly", "completeness", "consistency", "courtesy", "uniqueness", "validity"),
)
ENDPOINTS = (*("boxscoresummaryv3", "boxscoretraditionalv3", "boxscoreadvancedv3", "playbyplayv3"),)
CHECKED_AT = datetime(2025, 7, 1, 12, 30, tzinfo=UTC)
SCRIPT = "<script>alert('Bob')</script>"
"""A player's name that a report must not run."""

MEND = "hoopstat capture --lake s3://nba --games {} --endpoints playbyplayv3 --refresh"


def make_check(name: str, dimension: str, severity: Severity = Severity.ERROR) -> Check:
    return Check(
        name=name,
        claim=f"what {name.replace('_', ' ')} says holds of every player's line in the box score",
        dimension=dimension,
        severity=severity,
        over="player_box_traditional",
        where="true",
        grain=("game_id", "player_id"),
        needs=(),
        uses=(),
        tolerance="none",
        statement="select 1",
        mend=Mend.REFRESH,
    )


def make_finding(number: int, **key: str) -> Finding:
    game_id = f"00224{number % 1230 + 1:05d}"
    return Finding(
        season=SEASON,
        key={"game_id": game_id, "player_id": str(1_629_000 + number), **key},
        expected=str(number % 40 + 2),
        observed=None if number % 9 == 0 else str(number % 40),
        raw_keys=(
            f"raw/boxscoretraditionalv3/season={SEASON}/{game_id}/20250116T051502.123Z.json.gz",
            f"raw/playbyplayv3/season={SEASON}/{game_id}/20250116T051507.623Z.json.gz",
        ),
        mend="" if number % 7 == 0 else MEND.format(game_id),
    )


def make_shares(failed_by_month: tuple[int, ...]) -> tuple[Share, ...]:
    return tuple(
        Share(SEASON, month, games * 26, failed)
        for month, games, failed in zip(MONTHS, GAMES_OF_MONTH, failed_by_month, strict=True)
    )


def make_result(check: Check, findings: tuple[Finding, ...] = ()) -> CheckResult:
    """Spread the findings over the months as the games are."""
    failed = [len(findings) * games // sum(GAMES_OF_MONTH) for games in GAMES_OF_MONTH]
    failed[3] += len(findings) - sum(failed)
    return CheckResult(
        check,
        Outcome.FAILED if findings else Outcome.PASSED,
        make_shares(tuple(failed)),
        findings,
        len(findings),
        games=tuple(sorted({finding.key["game_id"] for finding in findings})),
    )


def make_report(*results: CheckResult) -> ValidationReport:
    failed = any(result.outcome is Outcome.FAILED for result in results)
    return ValidationReport(
        lake="s3://nba",
        run_id="20250701-1230-7f3a",
        checked_at=CHECKED_AT,
        seasons=(Season(2024),),
        undiscovered=(),
        verdict=Verdict.FAILED if failed else Verdict.PASSED,
        score=0.98712 if failed else 1.0,
        results=results,
    )


def many_results(checks: int, findings: int) -> tuple[CheckResult, ...]:
    """Ten failed checks with the findings between them, every third a warning; one not run."""
    results: list[CheckResult] = []
    for number in range(checks):
        severity = Severity.WARN if number % 3 == 0 else Severity.ERROR
        dimension = DIMENSIONS[number % len(DIMENSIONS)]
        check = make_check(f"players_and_teams_agree_{number:02d}", dimension, severity)
        own = range(number, findings, 10) if number < 10 else range(0)
        results.append(make_result(check, tuple(make_finding(one) for one in own)))
    reason = "courtesy: there is no request log of this season"
    not_run = make_check("request_starts_are_spaced", "courtesy", Severity.WARN)
    partly = make_result(make_check("events_are_in_order", "validity"))
    partly = replace(partly, not_run_in=(NotRunIn("2023-24", "play_by_play has no rows"),))
    return (*results, partly, CheckResult(not_run, Outcome.NOT_RUN, reason=reason))


def whole_report(*, checks: int = 89, findings: int = 500) -> ValidationReport:
    """A failed season with everything a report can hold; a player is called `<script>`."""
    first, *others = many_results(checks, findings)
    named = make_finding(3, player_name=SCRIPT)
    waiver = Waiver(first.check.name, {"game_id": "0022400012"}, "a known truth", date(2026, 6, 30))
    first = replace(
        first,
        findings=(named, *first.findings[1:]),
        waived=(WaivedFinding(make_finding(11, player_name=SCRIPT), waiver),),
        waived_count=1,
    )
    return replace(
        make_report(first, *others),
        undiscovered=(Season(2023),),
        season_scores=(SeasonScore(SEASON, Verdict.FAILED, 0.98712),),
        partitions=_partitions(),
        games=tuple(
            GameScore(SEASON, MONTHS[number % 9], f"00224{number:05d}", verdict, 0.9 + number / 1e4)
            for number, verdict in enumerate((Verdict.FAILED, Verdict.PASSED) * 20, 1)
        ),
        completeness=_completeness(),
        held_games=(
            HeldGame(
                *(SEASON, 1, "0022400561", f"player_box_matches_play_by_play: {SCRIPT}"),
                ("player_box_traditional", "team_box_traditional", "play_by_play"),
            ),
            HeldGame(SEASON, 2, "0022400712", "line_scores_sum", ("line_scores",)),
        ),
        history=tuple(_past(day) for day in range(12)),
        past_months=tuple(_past_month(day, month) for day in (8, 9) for month in (*MONTHS, None)),
        unread=(f"data-quality/history/{SCRIPT}.parquet: no magic bytes",),
        worse=(f"player_points failed 14 units, 3 the last time ({SCRIPT})",),
        distributions=tuple(_distribution(number) for number in range(6)),
        expired=(replace(waiver, until=date(2025, 1, 1)),),
        unused=(replace(waiver, key={"game_id": "0022400217"}),),
    )


def _partitions() -> tuple[PartitionScore, ...]:
    tables = (
        *("games", "line_scores", "officials", "play_by_play"),
        *("player_box_traditional", "team_box_traditional"),
    )
    monthly = [
        PartitionScore(table, SEASON, month, Verdict.FAILED, 0.9931)
        if (table, month) in {("play_by_play", 1), ("player_box_traditional", 1)}
        else PartitionScore(table, SEASON, month, Verdict.PASSED, 1.0)
        for table in tables
        for month in MONTHS
    ]
    return (
        *monthly,
        PartitionScore("players", SEASON, None, Verdict.PASSED, 0.99996),
        PartitionScore("rosters", SEASON, None, Verdict.NOT_RUN, None),
    )


def _completeness() -> tuple[Completeness, ...]:
    lacking = {("playbyplayv3", 1): (3, 3), ("boxscoreadvancedv3", 4): (0, 30)}
    rows = []
    for endpoint in ENDPOINTS:
        for month, games in zip(MONTHS, GAMES_OF_MONTH, strict=True):
            missing, unpublished = lacking.get((endpoint, month), (0, 0))
            rows.append(
                Completeness(SEASON, month, endpoint, games, games - missing, games - unpublished)
            )
    return tuple(rows)


def _past(day: int) -> PastVerdict:
    errors, warnings = (240 - 20 * day, 60 - 4 * day) if day < 11 else (3, 16)
    return PastVerdict(
        run_id=f"run-{day:02d}",
        checked_at=CHECKED_AT - timedelta(days=12 - day),
        season=SEASON,
        verdict=Verdict.FAILED,
        score=0.95 + 0.003 * day,
        errors=errors,
        warnings=warnings,
    )


def _past_month(day: int, month: int | None) -> PastMonth:
    past = _past(day)
    verdict, score = (Verdict.FAILED, 0.95) if month == 1 else (Verdict.PASSED, 1.0)
    return PastMonth(past.run_id, past.checked_at, past.season, month, verdict, score)


def _distribution(number: int) -> Distribution:
    named = (
        *(("points of a team in a game", "points"), ("events of a game", "events")),
        *(("possessions of a team in a game", "possessions"), (f"minutes of {SCRIPT}", SCRIPT)),
        *(("size of a play-by-play", "KB"), ("time an answer took", "ms")),
    )
    name, unit = named[number]
    counts = (1, 4, 20, 75, 190, 402, 610, 540, 380, 170, 62, 18, 6, 2)
    start = 70.0 + number
    bins = tuple(
        Bin(start + 7 * place, start + 7 * (place + 1), count) for place, count in enumerate(counts)
    )
    return Distribution(SEASON, name, unit, bins)
