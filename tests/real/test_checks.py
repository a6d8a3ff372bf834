"""The checks over every real game there is, those of accuracy and consistency above all."""

from __future__ import annotations

from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.documents import Document
from lake.duck import DuckSettings, add_published, connect, published_partitions
from lake.endpoints import GAME_DOCUMENTS, find_endpoint
from lake.local_store import LocalStore
from lake.seasons import GameId, Season
from lake.telemetry import Observer
from tests.people import archive_unjudged
from tests.transform.published import transform_one
from transform.request import TransformRequest
from transform.run import transform
from validate.checks import load_checks
from validate.inventory import add_inventory
from validate.results import CheckResult, Outcome
from validate.run import ValidationRequest, validate
from validate.runner import run_checks
from validate.schema import add_schema
from validate.scope import Scope

pytestmark = pytest.mark.real

ONE_THREAD = DuckSettings(threads=1)
GAME, OF_1995, OF_2019, CANCELLED = "0022400561", "0029500003", "0021900001", "0021201214"
CHECKS = tuple(check for check in load_checks() if check.dimension in ("accuracy", "consistency"))


def add(store: LocalStore, endpoint: str, game: str, file: Path) -> None:
    document = find_endpoint(endpoint).document(game, None)
    archive_unjudged(RawArchive(store), document, file.read_bytes())


@pytest.fixture(scope="module")
def every_game(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """Four seasons: a whole game, summaries of two, a box of 1995-96, events in V2, and nothing
    of a cancelled game; with a roster, a biography and facts of a team. To be read only.
    """
    store = LocalStore(tmp_path_factory.mktemp("real") / "lake")
    for owed in GAME_DOCUMENTS:
        for path in (real_data / owed.name).glob("00*.json"):
            add(store, owed.name, path.stem, path)
    for path in sorted((real_data / "odd").glob("*v3_00[0-9]*.json")):
        _, endpoint, game = path.stem.rsplit("_", 2)
        if game in (OF_1995, CANCELLED):
            add(store, endpoint, game, path)
    add(store, "playbyplayv2", OF_2019, real_data / "playbyplayv2" / f"{OF_2019}.json")
    for endpoint, season, entity, file in (
        ("commonteamroster", Season(2024), "1610612743", "2024-25_1610612743.json"),
        ("commonplayerinfo", None, "203999", "203999.json"),
    ):
        content = (real_data / endpoint / file).read_bytes()
        archive_unjudged(RawArchive(store), Document(endpoint, season, entity), content)
    results = transform(store, TransformRequest(duck=ONE_THREAD), Observer())
    assert [(result.failures, result.set_aside) for result in results] == [({}, ())] * 4
    return store


@pytest.fixture(scope="module")
def in_v2(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """The box score and the summary of V2, and the events, of which no answer in V2 was saved."""
    store = LocalStore(tmp_path_factory.mktemp("v2") / "lake")
    for endpoint in ("boxscoresummaryv2", "boxscoretraditionalv2", "playbyplayv3"):
        add(store, endpoint, GAME, real_data / endpoint / f"{GAME}.json")
    result = transform_one(store)
    assert (result.failures, result.set_aside) == ({}, ())
    return store


def judged(store: LocalStore, scratch: Path, *seasons: Season) -> dict[str, CheckResult]:
    with connect(ONE_THREAD) as connection:
        files = add_published(connection, store, published_partitions(store), scratch)
        add_schema(connection, files)
        add_inventory(connection, RawArchive(store), seasons)
        return {result.check.name: result for result in run_checks(connection, CHECKS, Observer())}


def named(results: dict[str, CheckResult], outcome: Outcome) -> set[str]:
    return {name for name, result in results.items() if result.outcome is outcome}


def test_no_check_contradicts_a_real_game(every_game: LocalStore, tmp_path: Path) -> None:
    seasons = [Season(year) for year in (1995, 2012, 2019, 2024)]
    results = judged(every_game, tmp_path, *seasons)
    assert [result.findings for result in results.values() if result.findings] == []
    assert named(results, Outcome.NOT_RUN) >= {
        "teams_of_games_are_in_teams",
        "teams_of_rosters_are_in_teams",
    }


def test_the_checks_judge_every_player_of_a_real_game(
    every_game: LocalStore, tmp_path: Path
) -> None:
    results = judged(every_game, tmp_path, Season(2024))
    shares = results["player_box_matches_play_by_play"].shares
    assert [(share.season, share.month, share.units) for share in shares] == [("2024-25", 1, 17)]


def test_a_season_without_events_is_judged_by_what_it_has(
    every_game: LocalStore, tmp_path: Path
) -> None:
    results = judged(every_game, tmp_path, Season(1995))
    of_its_season = {
        name
        for name, result in results.items()
        if "1995-96" in {share.season for share in result.shares}
    }
    assert of_its_season == {
        "player_minutes_sum_to_team_minutes",
        "player_sums_equal_team_totals",
        "plus_minus_is_the_point_difference",
        "tables_are_as_new_as_the_archive",
    }


def test_every_check_judges_the_box_of_1995_96_by_what_its_time_can_have(
    real_data: Path, tmp_path: Path
) -> None:
    store = LocalStore(tmp_path / "lake")
    box = f"season-1995-96_boxscoretraditionalv3_{OF_1995}.json"
    add(store, "boxscoretraditionalv3", OF_1995, real_data / "odd" / box)
    result = transform_one(store)
    assert (result.failures, result.set_aside) == ({}, ())
    scope = Scope(games=(GameId(OF_1995),))
    request = ValidationRequest(load_checks(), (Season(1995),), scope, duck=ONE_THREAD)
    report = validate(store, request, "run-1", Observer())
    assert {result.check.name for result in report.results if result.findings} == {
        "every_game_has_a_date",
        "every_game_has_every_owed_document",
    }
    of_its_boxes = {
        result.check.name: result.units
        for result in report.results
        if result.check.dimension == "validity" and "box_traditional" in result.check.over
    }
    later = {"team_minutes_fit_the_periods": 0, "five_starters_a_team": 0}
    assert {name: units for name, units in of_its_boxes.items() if units == 0} == later
    assert of_its_boxes["team_points_add_up"] == 2
    assert of_its_boxes["player_points_add_up"] == of_its_boxes["playing_time_is_readable"] > 2


def test_a_real_game_of_v2_passes_as_well(in_v2: LocalStore, tmp_path: Path) -> None:
    results = judged(in_v2, tmp_path, Season(2024))
    assert [result.findings for result in results.values() if result.findings] == []
    assert "player_box_matches_play_by_play" in named(results, Outcome.PASSED)
