"""The report as JSON, and its schema."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lake.date_range import DateRange
from lake.duck import DuckSettings
from lake.local_store import LocalStore
from lake.seasons import GameId, SeasonType
from lake.telemetry import Observer
from tests.validate.reports import SCRIPT, make_check, make_finding, make_report, whole_report
from validate.checks import Severity, load_checks
from validate.report import SeasonScore, ValidationReport
from validate.report_json import to_json
from validate.results import CheckResult, Outcome, Share
from validate.run import ValidationRequest, validate
from validate.scope import Scope
from validate.scores import Verdict

SCHEMA = Path(__file__).parents[2] / "docs" / "validation-report.schema.json"


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    document = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document)


def errors(schema: Draft202012Validator, document: Any) -> list[str]:
    return [error.json_path for error in schema.iter_errors(document)]


def told(report: ValidationReport) -> Any:
    return json.loads(to_json(report))


def test_a_report_with_all_its_parts_is_of_the_schema(schema: Draft202012Validator) -> None:
    of_games = Scope(games=(GameId("0022400012"),))
    document = told(replace(whole_report(), scope=of_games))

    assert errors(schema, document) == []
    assert [name for name, value in document.items() if value == []] == []
    assert {"season": "2023-24", "reason": "play_by_play has no rows"} in [
        left for check in document["checks"] for left in check["not_run_in"]
    ]


def test_a_report_is_told_whole() -> None:
    check = make_check("points_agree", "accuracy", Severity.WARN)
    finding = replace(make_finding(9), raw_keys=())
    result = CheckResult(
        *(check, Outcome.FAILED, (Share("2024-25", None, 8, 1, 2, 1),), (finding,), 1),
        games=("0022400010",),
    )
    report = replace(
        make_report(result),
        scope=Scope((SeasonType.REGULAR,), DateRange(date(2024, 10, 22), None)),
        fail_on=Severity.WARN,
        season_scores=(SeasonScore("2024-25", Verdict.FAILED, None),),
    )

    assert told(report) == {
        "schema_version": 2,
        "lake": "s3://nba",
        "run_id": "20250701-1230-7f3a",
        "checked_at": "2025-07-01T12:30:00.000Z",
        "seasons": ["2024-25"],
        "undiscovered_seasons": [],
        "owed_from": "2024-10-22",
        "owed_to": None,
        "season_types": ["regular"],
        "owed_games": [],
        "fail_on": "warn",
        "verdict": "failed",
        "data_quality_score": 0.98712,
        "season_scores": [{"season": "2024-25", "verdict": "failed", "data_quality_score": None}],
        "worse": [],
        "completeness": [],
        "partitions": [],
        "games": [],
        "held_games": [],
        "expired_waivers": [],
        "unused_waivers": [],
        "history": [],
        "history_by_month": [],
        "unread_history": [],
        "distributions": [],
        "checks": [
            {
                "check": "points_agree",
                "claim": check.claim,
                "dimension": "accuracy",
                "severity": "warn",
                "over": "player_box_traditional",
                "grain": ["game_id", "player_id"],
                "tolerance": "none",
                "mended_by": "refresh",
                "outcome": "failed",
                "reason": "",
                "not_run_in": [],
                "units": 8,
                "failed_units": 1,
                "shares": [
                    {
                        "season": "2024-25",
                        "month": None,
                        "units": 8,
                        "failed": 1,
                        "waived": 2,
                        "findings": 1,
                    }
                ],
                "games": ["0022400010"],
                "finding_count": 1,
                "findings": [
                    {
                        "season": "2024-25",
                        "key": {"game_id": "0022400010", "player_id": "1629009"},
                        "expected": "11",
                        "observed": None,
                        "raw_keys": [],
                        "mend": finding.mend,
                    }
                ],
                "waived_count": 0,
                "waived": [],
            }
        ],
    }


def test_a_report_with_next_to_nothing_is_of_the_schema(schema: Draft202012Validator) -> None:
    assert errors(schema, told(make_report())) == []


def test_a_real_validation_is_of_the_schema(
    schema: Draft202012Validator, sound_lake: LocalStore
) -> None:
    now = datetime(2025, 1, 18, 12, 30, tzinfo=UTC)
    request = ValidationRequest(load_checks(), duck=DuckSettings(threads=1))
    document = told(validate(sound_lake, request, "run-1", Observer(), clock=lambda: now))

    assert errors(schema, document) == []
    assert document["checked_at"] == "2025-01-18T12:30:00.000Z"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("verdict",), "green"),
        (("schema_version",), 1),
        (("data_quality_score",), 1.5),
        (("checks", 0, "findings", 0, "key"), ["0022400001"]),
        (("checks", 0, "waived", 0, "waiver", "until"), "tomorrow"),
        (("completeness", 0, "owed"), -1),
        (("partitions", 0, "month"), 13),
        (("held_games", 0, "surprise"), 1),
    ],
)
def test_the_schema_refuses_what_is_wrong(
    schema: Draft202012Validator, path: tuple[str | int, ...], value: object
) -> None:
    document = told(whole_report())
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    assert errors(schema, document)


def test_a_finding_is_told_with_its_raw_objects_and_the_command_that_mends_it() -> None:
    check = told(whole_report())["checks"][0]

    game_id = "0022400004"
    assert check["findings"][0] == {
        "season": "2024-25",
        "key": {"game_id": game_id, "player_id": "1629003", "player_name": SCRIPT},
        "expected": "5",
        "observed": "3",
        "raw_keys": [
            f"raw/boxscoretraditionalv3/season=2024-25/{game_id}/20250116T051502.123Z.json.gz",
            f"raw/playbyplayv3/season=2024-25/{game_id}/20250116T051507.623Z.json.gz",
        ],
        "mend": f"hoopstat capture --lake s3://nba --games {game_id} "
        "--endpoints playbyplayv3 --refresh",
    }
    assert check["waived"][0]["waiver"] == {
        "check": check["check"],
        "key": {"game_id": "0022400012"},
        "reason": "a known truth",
        "until": "2026-06-30",
    }
