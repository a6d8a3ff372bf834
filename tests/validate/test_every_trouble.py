"""Whatever is wrong with the answers about a game, a check finds it and names its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from lake.duck import DuckSettings
from lake.local_store import LocalStore
from lake.telemetry import Observer
from replay.invented.source import InventedSource
from tests.validate.trouble.of_games import TROUBLES, Key, Plant
from tests.validate.trouble.week import A_WEEK, SEASON, answers, archive_week
from transform.judging import OnFailure
from transform.request import TransformRequest
from transform.run import transform
from validate.checks import load_checks
from validate.report import ValidationReport
from validate.run import ValidationRequest, validate
from validate.scope import Scope

ONE_THREAD = DuckSettings(threads=1)


@dataclass(frozen=True)
class Troubled:
    """`planted` has the keys that findings must have."""

    planted: Mapping[Plant, Key]
    report: ValidationReport


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Troubled:
    """A lake in which every trouble has a game of its own, published in spite of it."""
    store = LocalStore(tmp_path_factory.mktemp("troubled") / "lake")
    source = InventedSource([SEASON], seed=7)
    games = [(game, answers(source, game)) for game in source.games_on(A_WEEK)]
    planted = {
        plant: {"game_id": str(game), **plant(told)}
        for plant, (game, told) in zip(TROUBLES, games, strict=False)
    }
    archive_week(store, source, games)
    transform(store, TransformRequest(duck=ONE_THREAD, on_failure=OnFailure.KEEP), Observer())
    request = ValidationRequest(load_checks(), scope=Scope(dates=A_WEEK), duck=ONE_THREAD)
    return Troubled(planted, validate(store, request, "run-1", Observer()))


def test_there_are_games_enough_for_every_trouble(troubled: Troubled) -> None:
    assert troubled.planted.keys() == TROUBLES.keys()


@pytest.mark.parametrize("plant", TROUBLES, ids=lambda plant: plant.__name__)
def test_a_check_names_the_key_of_what_is_wrong(troubled: Troubled, plant: Plant) -> None:
    (result,) = (
        result for result in troubled.report.results if result.check.name == TROUBLES[plant]
    )
    wanted = {name: str(value) for name, value in troubled.planted[plant].items()}
    keys = [finding.key for finding in result.findings]
    assert any(wanted.items() <= key.items() for key in keys), (wanted, keys[:5])


def test_a_game_without_trouble_is_named_by_no_check(troubled: Troubled) -> None:
    spoiled = {str(key["game_id"]) for key in troubled.planted.values()}
    for result in troubled.report.results:
        named = {finding.game_id for finding in result.findings if finding.game_id}
        assert named <= spoiled, result.check.name
