"""The main job on real responses: import, replay, capture over HTTP, transform, validate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lake.archive import RawArchive
from lake.endpoints import GAME_DOCUMENTS
from lake.local_store import LocalStore
from replay.server import serving
from replay.sources import ArchiveSource
from tests.conftest import Hoopstat

pytestmark = pytest.mark.real

GAME = "0022400561"
OF_PEOPLE = ("owed_biographies", "owed_team_answers", "season_documents")
JUDGED_BY_THEIR_SEASON = (
    "play_by_play",
    "read_objects",
    "request_log",
    "team_box_advanced",
    "team_box_traditional",
)


@pytest.fixture
def api(hoopstat: Hoopstat, real_data: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a replay of everything that was saved of the game."""
    for endpoint in GAME_DOCUMENTS:
        file = real_data / endpoint.name / f"{GAME}.json"
        ended = hoopstat("import", "--lake", "saved", "--endpoint", endpoint.name, file)
        assert ended.code == 0
    with serving(ArchiveSource(RawArchive(LocalStore(tmp_path / "saved")))) as server:
        yield server.url


def rows(hoopstat: Hoopstat, query: str) -> list[dict[str, Any]]:
    ended = hoopstat("sql", "--format", "json", query)
    assert ended.code == 0
    return [json.loads(line) for line in ended.out.splitlines()]


def test_a_real_game_from_saved_responses_to_a_verdict(
    hoopstat: Hoopstat, real_data: Path, api: str, tmp_path: Path
) -> None:
    online = ("--api-url", api, "--rate-limit-seconds", 0)
    assert hoopstat("capture", "--games", GAME, *online).code == 0

    archive = RawArchive(LocalStore(tmp_path / "hoopstat-lake"))
    for endpoint in GAME_DOCUMENTS:
        raw = archive.read_newest(endpoint.document(GAME, None))
        assert raw is not None
        assert raw.body == (real_data / endpoint.name / f"{GAME}.json").read_bytes()
        assert raw.capture.source == "api"

    assert hoopstat("transform").code == 0

    assert rows(hoopstat, "select * from games") == [
        {
            "game_id": GAME,
            "season": "2024-25",
            "month": 1,
            "season_type": "regular",
            "game_date": "2025-01-15",
            "tip_off_utc": "2025-01-16 00:00:00+00:00",
            "status": "final",
            "home_team_id": 1610612755,
            "away_team_id": 1610612752,
            "home_tricode": "PHI",
            "away_tricode": "NYK",
            "home_score": 119,
            "away_score": 125,
            "winner_team_id": 1610612752,
            "periods": 5,
            "is_neutral_site": False,
            "arena_id": 419,
            "arena_name": "Wells Fargo Center",
            "arena_city": "Philadelphia",
            "arena_state": "PA",
            "arena_country": "US",
            "attendance": 20088,
            "duration_minutes": 154,
            "label": None,
            "series_text": None,
        }
    ]
    assert rows(hoopstat, "select count(*) as officials from officials") == [{"officials": 3}]
    assert rows(
        hoopstat,
        """
        select teams.team_id, teams.pts, sum(players.pts) as of_players
        from team_box_traditional as teams
        inner join player_box_traditional as players using (game_id, team_id)
        group by all
        order by all
        """,
    ) == [
        {"team_id": 1610612752, "pts": 125, "of_players": 125},
        {"team_id": 1610612755, "pts": 119, "of_players": 119},
    ]

    of_a_season = hoopstat("validate", "--no-keep")
    assert of_a_season.code == 1
    assert of_a_season.error_lines[0] == (
        "Error: checks failed: every_season_has_a_list_of_its_games"
    )
    validated = hoopstat("validate", "--games", GAME, "--format", "json")
    report = json.loads(validated.out)
    assert validated.code == 0
    assert (report["verdict"], report["data_quality_score"]) == ("passed", 1.0)
    # Neither people nor the list of the season's games were archived.
    reasons = {check["reason"] for check in report["checks"] if check["outcome"] == "not run"}
    people = ("coaches", "players", "rosters", "teams", *OF_PEOPLE)
    lists = ("game_lists", "listed_games", "listed_teams", "listed_team_games", "listed_series")
    of_named_games = "seasons_looked_at"
    judged_beside_lists = (*JUDGED_BY_THEIR_SEASON, "read_objects")
    assert reasons == {
        *(f"{relation} has no rows" for relation in (*people, *lists, of_named_games)),
        *(f"{over} has no rows to be judged" for over in judged_beside_lists),
    }


@pytest.mark.parametrize("endpoint", [row.name for row in GAME_DOCUMENTS])
def test_after_losing_one_raw_object_exactly_that_one_is_asked_for_again(
    hoopstat: Hoopstat, api: str, endpoint: str
) -> None:
    online = ("--api-url", api, "--rate-limit-seconds", 0)
    hoopstat("capture", "--games", GAME, *online)
    (lost,) = Path("hoopstat-lake/raw", endpoint).rglob("*.json.gz")
    lost.unlink()

    planned = hoopstat("capture", "--games", GAME, "--dry-run")
    ended = hoopstat("capture", "--games", GAME, *online)

    assert planned.out.splitlines()[-1].startswith("Requests: 1,")
    (summary,) = (
        line for line in map(json.loads, ended.err.splitlines()) if line["event_type"] == "summary"
    )
    assert (summary["documents_archived"], summary["documents_held"]) == (1, 3)
    (found,) = Path("hoopstat-lake/raw", endpoint).rglob("*.json.gz")
    assert found.name > lost.name


def test_two_transforms_with_one_and_two_threads_give_the_same_bytes(
    hoopstat: Hoopstat, real_data: Path
) -> None:
    def published(lake: str, threads: int) -> dict[str, bytes]:
        for endpoint in GAME_DOCUMENTS:
            for file in sorted((real_data / endpoint.name).glob("00*.json")):
                hoopstat(
                    *("import", "--lake", lake, "--endpoint", endpoint.name, file),
                    *("--captured-at", "2025-08-11T12:00:00Z"),
                )
        hoopstat("transform", "--lake", lake, "--threads", threads)
        return {
            str(path.relative_to(lake)): path.read_bytes()
            for path in sorted(Path(lake, "historical-backfill").rglob("*.parquet"))
        }

    once, again = published("one", 1), published("two", 2)

    assert len(once) == 13
    assert once == again
