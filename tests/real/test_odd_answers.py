"""Every odd answer that was saved: accepted with a reason, or refused with one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import Ended, Hoopstat

pytestmark = pytest.mark.real

TRADITIONAL = "boxscoretraditionalv3"
ADVANCED = "boxscoreadvancedv3"
EVENTS = "playbyplayv3"


@pytest.fixture
def odd(real_data: Path) -> Path:
    return real_data / "odd"


def import_(hoopstat: Hoopstat, endpoint: str, file: Path) -> Ended:
    return hoopstat("import", "--endpoint", endpoint, file)


def events_of(ended: Ended) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.err.splitlines() if line.startswith("{")]


def test_every_odd_file_has_a_test_here(odd: Path) -> None:
    assert {path.name for path in odd.iterdir()} == {
        "blocked_403.html",
        "cancelled_boxscoreadvancedv3_0021201214.json",
        "cancelled_boxscoretraditionalv3_0021201214.json",
        "cancelled_playbyplayv3_0021201214.json",
        "retired-endpoint_boxscoreadvancedv2_0021900001.json",
        "season-1995-96_boxscoretraditionalv3_0029500003.json",
        "season-1995-96_playbyplayv3_0029500003.json",
        "unplayed_playbyplayv3_0042500406.json",
    }


@pytest.mark.parametrize(
    ("endpoint", "name", "reason"),
    [
        (EVENTS, "blocked_403.html", "it is an Access Denied page, not JSON"),
        (
            "boxscoreadvancedv2",
            "retired-endpoint_boxscoreadvancedv2_0021900001.json",
            "it is {}: a retired endpoint, or nothing there for this entity",
        ),
        (
            EVENTS,
            "unplayed_playbyplayv3_0042500406.json",
            "it has no events for game 0042500406, which is not known to be cancelled",
        ),
        (
            EVENTS,
            "cancelled_playbyplayv3_0021201214.json",
            "it has no events for game 0021201214, which is not known to be cancelled",
        ),
    ],
)
def test_what_is_no_answer_is_refused_with_a_reason(
    hoopstat: Hoopstat, odd: Path, endpoint: str, name: str, reason: str
) -> None:
    ended = import_(hoopstat, endpoint, odd / name)

    assert ended.code == 3
    assert ended.error_lines[0] == (
        f"Error: 1 of 1 files were refused, the first: {odd / name}: {reason}"
    )
    assert list(Path("hoopstat-lake").rglob("*.json.gz")) == []


def test_a_cancelled_game_is_archived_with_the_reason_and_publishes_no_row(
    hoopstat: Hoopstat, odd: Path
) -> None:
    for endpoint in (TRADITIONAL, ADVANCED, EVENTS):
        ended = import_(hoopstat, endpoint, odd / f"cancelled_{endpoint}_0021201214.json")
        assert ended.code == 0
        (archived,) = (line for line in events_of(ended) if line["event_type"] == "archived")
        assert archived["message"].endswith("archived: the game was cancelled")

    ended = hoopstat("transform")

    assert ended.code == 0
    (summary,) = (line for line in events_of(ended) if line["event_type"] == "summary")
    assert (summary["raw_objects"], summary["rightly_empty"], summary["set_aside"]) == (3, 3, 0)
    published = list(Path("hoopstat-lake/historical-backfill").rglob("*.parquet"))
    rows = duckdb.execute(
        "select count(*) from read_parquet($files, union_by_name = true)",
        {"files": [str(path) for path in published]},
    ).fetchone()
    assert (bool(published), rows) == (True, (0,))


def test_the_game_of_1995_96_transforms_and_is_judged_by_what_its_time_had(
    hoopstat: Hoopstat, odd: Path
) -> None:
    for endpoint in (TRADITIONAL, EVENTS):
        ended = import_(hoopstat, endpoint, odd / f"season-1995-96_{endpoint}_0029500003.json")
        assert ended.code == 0

    assert hoopstat("transform").code == 0

    def one(query: str) -> dict[str, object]:
        (line,) = hoopstat("sql", "--format", "json", query).out.splitlines()
        row: dict[str, object] = json.loads(line)
        return row

    assert one(
        "select minutes, pts, is_starter, starting_position, plus_minus, did_play "
        "from player_box_traditional where player_id = 128"
    ) == {
        "minutes": 30.0,
        "pts": 7,
        "is_starter": None,
        "starting_position": None,
        "plus_minus": None,
        "did_play": True,
    }
    assert one(
        "select minutes, pts, plus_minus from team_box_traditional where team_id = 1610612762"
    ) == {"minutes": 240.0, "pts": 112, "plus_minus": 18}
    report = json.loads(hoopstat("validate", "--games", "0029500003", "--format", "json").out)
    outcomes = {check["check"]: check["outcome"] for check in report["checks"]}
    assert {name for name, outcome in outcomes.items() if outcome == "failed"} == {
        "every_game_has_a_date",
        "every_game_has_every_owed_document",
    }
    assert outcomes["player_box_matches_play_by_play"] == "not run"
    assert outcomes["event_index_has_no_holes"] == "not run"
    (owed,) = (
        check["findings"]
        for check in report["checks"]
        if check["check"] == "every_game_has_every_owed_document"
    )
    assert [finding["key"] for finding in owed] == [
        {"game_id": "0029500003", "endpoint": "boxscoresummaryv3"}
    ]


@pytest.mark.parametrize(
    ("endpoint", "path", "options", "reason"),
    [
        (
            "commonallplayers",
            "commonallplayers/2024-25_current-only.json",
            (),
            "it was asked for with IsOnlyCurrentSeason=1, and hoopstat needs IsOnlyCurrentSeason=0",
        ),
        (
            "teaminfocommon",
            "teaminfocommon/2024-25_1610612743.json",
            ("--season", "2024-25"),
            "it is about 2025-26, not 2024-25",
        ),
        (
            EVENTS,
            "playbyplayv3/1022500234.json",
            (),
            "1022500234 is not a game of the NBA: it starts with 10",
        ),
        (
            TRADITIONAL,
            "boxscoreadvancedv3/0022400561.json",
            (),
            "it has no boxScoreTraditional, so it is no answer of boxscoretraditionalv3",
        ),
    ],
)
def test_a_real_answer_to_another_question_is_refused(
    hoopstat: Hoopstat,
    real_data: Path,
    endpoint: str,
    path: str,
    options: tuple[str, ...],
    reason: str,
) -> None:
    ended = hoopstat("import", "--endpoint", endpoint, *options, real_data / path)

    assert ended.code == 3
    assert ended.error_lines[0].endswith(f": {reason}")


@pytest.mark.parametrize(
    ("endpoint", "name"),
    [
        ("boxscoresummaryv2", "0022400561.json"),
        ("boxscoretraditionalv2", "0022400561.json"),
        ("playbyplayv2", "0021900001.json"),
        ("commonplayerinfo", "203999.json"),
        ("commonteamroster", "2024-25_1610612743.json"),
        ("boxscoresummaryv3", "0022400633.json"),
        ("boxscoresummaryv3", "0062400001.json"),
    ],
)
def test_good_real_answers_of_the_other_endpoints_are_archived(
    hoopstat: Hoopstat, real_data: Path, endpoint: str, name: str
) -> None:
    file = real_data / endpoint / name

    assert import_(hoopstat, endpoint, file).code == 0

    assert len(list(Path("hoopstat-lake/raw", endpoint).rglob("*.json.gz"))) == 1
