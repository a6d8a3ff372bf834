"""No check of accuracy or consistency contradicts games that are known from V2 alone."""

from __future__ import annotations

from datetime import date

import pytest

from lake.archive import RawArchive
from lake.date_range import DateRange
from lake.duck import DuckSettings, add_published, connect, published_partitions
from lake.endpoints import find_endpoint
from lake.local_store import LocalStore
from lake.seasons import Season
from lake.telemetry import Observer
from replay.invented.source import InventedSource
from tests.people import archive_unjudged
from tests.transform.published import rows, transform_one
from validate.checks import load_checks
from validate.inventory import add_inventory
from validate.results import CheckResult, Outcome
from validate.runner import run_checks
from validate.schema import add_schema

TWO_DAYS = DateRange(date(2024, 10, 26), date(2024, 10, 27))
ENDPOINTS = tuple(
    find_endpoint(f"{name}v2")
    for name in ("boxscoresummary", "boxscoretraditional", "boxscoreadvanced", "playbyplay")
)


@pytest.fixture(scope="module")
def lake(invented_source: InventedSource, tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """Some twenty games. To be read only."""
    store = LocalStore(tmp_path_factory.mktemp("v2") / "lake")
    for game in invented_source.games_on(TWO_DAYS):
        for endpoint in ENDPOINTS:
            document = endpoint.document(str(game), None)
            answer = invented_source.reply(endpoint.name, endpoint.params_for(document))
            archive_unjudged(RawArchive(store), document, answer.body)
    result = transform_one(store)
    assert (result.failures, result.set_aside) == ({}, ())
    return store


@pytest.fixture(scope="module")
def results(lake: LocalStore, tmp_path_factory: pytest.TempPathFactory) -> dict[str, CheckResult]:
    with connect(DuckSettings(threads=1)) as connection:
        scratch = tmp_path_factory.mktemp("scratch")
        add_schema(connection, add_published(connection, lake, published_partitions(lake), scratch))
        add_inventory(connection, RawArchive(lake), [Season(2024)])
        checks = [
            check for check in load_checks() if check.dimension in ("accuracy", "consistency")
        ]
        return {result.check.name: result for result in run_checks(connection, checks, Observer())}


def test_no_check_contradicts_them(results: dict[str, CheckResult]) -> None:
    assert [result.findings for result in results.values() if result.findings] == []
    assert results["player_box_matches_play_by_play"].outcome is Outcome.PASSED


def test_technical_fouls_are_among_what_was_counted(lake: LocalStore) -> None:
    """And left out: no player has one more than the box score tells."""
    fouls = rows(lake, "play_by_play", "action_type = 'Foul'")
    assert any(" T.FOUL " in foul["description"] for foul in fouls)


def test_every_game_was_judged(lake: LocalStore, results: dict[str, CheckResult]) -> None:
    games = len(rows(lake, "games"))
    assert games > 5
    assert results["scores_never_fall"].units == games
