"""Whatever is wrong with a lake as a whole, a check finds it and names its key."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from lake.duck import DuckSettings
from lake.local_store import LocalStore
from lake.telemetry import Observer
from replay.invented.source import InventedSource
from tests.validate.trouble.of_lakes import TROUBLES, Plant, Spoiled
from tests.validate.trouble.week import A_WEEK, NOVEMBER, OCTOBER, SEASON, answers, archive_week
from transform.request import TransformRequest
from transform.run import transform
from validate.checks import load_checks
from validate.report import ValidationReport
from validate.results import Outcome
from validate.run import ValidationRequest, validate
from validate.scope import Scope
from validate.scores import Verdict

ONE_THREAD = DuckSettings(threads=1)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Spoiled:
    """A week without trouble. To be copied, never changed."""
    store = LocalStore(tmp_path_factory.mktemp("sound") / "lake")
    source = InventedSource([SEASON], seed=7)
    week = source.games_on(A_WEEK)
    archive_week(store, source, [(game, answers(source, game)) for game in week])
    transform(store, TransformRequest(duck=ONE_THREAD), Observer())
    return Spoiled(store, str(week[0]))


@pytest.fixture
def lake(sound: Spoiled, tmp_path: Path) -> Spoiled:
    """Files are replaced by those who change them, so a copy may be made of links."""
    copy = shutil.copytree(sound.store.location, tmp_path / "lake", copy_function=os.link)
    return Spoiled(LocalStore(copy), sound.game)


def validated(store: LocalStore) -> ValidationReport:
    request = ValidationRequest(load_checks(), scope=Scope(dates=A_WEEK), duck=ONE_THREAD)
    return validate(store, request, "run-1", Observer())


def test_without_trouble_the_verdict_is_green_and_the_score_one(sound: Spoiled) -> None:
    report = validated(sound.store)
    assert (report.verdict, report.score) == (Verdict.PASSED, 1.0)
    failed = [result for result in report.results if result.outcome is Outcome.FAILED]
    assert failed == []


def test_box_scores_that_lack_a_column_are_not_compared_with_the_events(lake: Spoiled) -> None:
    for month in (OCTOBER, NOVEMBER):
        lake.rewrite("player_box_traditional", "select * exclude (stl) from $file", month)
    results = {result.check.name: result for result in validated(lake.store).results}
    for name in ("player_box_matches_play_by_play", "most_box_scores_match_play_by_play"):
        assert results[name].outcome is Outcome.NOT_RUN
        assert results[name].reason == "player_box_traditional has no column stl"


@pytest.mark.parametrize("plant", TROUBLES, ids=lambda plant: plant.__name__)
def test_a_check_names_the_key_of_what_is_wrong(lake: Spoiled, plant: Plant) -> None:
    wanted = {name: str(value) for name, value in plant(lake).items()}
    report = validated(lake.store)
    (result,) = (result for result in report.results if result.check.name == TROUBLES[plant])
    keys = [finding.key for finding in result.findings]
    assert any(wanted.items() <= key.items() for key in keys), (wanted, keys[:5])
