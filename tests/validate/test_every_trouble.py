"""Whatever is wrong with the answers about a game, a check finds it and names its key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from lake.archive import RawArchive
from lake.date_range import DateRange
from lake.documents import Document
from lake.duck import DuckSettings
from lake.endpoints import GAME_DOCUMENTS, find_endpoint, finder_document
from lake.local_store import LocalStore
from lake.seasons import GameId, Season
from lake.telemetry import Observer
from replay.invented.source import InventedSource
from tests.invented import body
from tests.people import archive_unjudged
from tests.validate.trouble.of_games import TROUBLES, Answers, Key, Plant
from transform.judging import OnFailure
from transform.run import TransformRequest, transform
from validate.checks import load_checks
from validate.report import ValidationReport
from validate.run import ValidationRequest, validate

SEASON = Season(2024)
A_WEEK = DateRange(date(2024, 10, 26), date(2024, 11, 1))
"""Of two months, and with more games than there are troubles."""

ONE_THREAD = DuckSettings(threads=1)


@dataclass(frozen=True)
class Troubled:
    """`planted` has the keys that findings must have."""

    planted: Mapping[Plant, Key]
    report: ValidationReport


def answer(source: InventedSource, document: Document) -> bytes:
    endpoint = find_endpoint(document.endpoint)
    return source.reply(endpoint.name, endpoint.params_for(document)).body


def answers(source: InventedSource, game: GameId) -> Answers:
    documents = [endpoint.document(str(game), None) for endpoint in GAME_DOCUMENTS]
    return {document.endpoint: json.loads(answer(source, document)) for document in documents}


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Troubled:
    """A lake in which every trouble has a game of its own, published in spite of it."""
    store = LocalStore(tmp_path_factory.mktemp("troubled") / "lake")
    source, archive = InventedSource([SEASON], seed=7), RawArchive(store)
    archive_unjudged(archive, finder_document(SEASON), answer(source, finder_document(SEASON)))
    planted: dict[Plant, Key] = {}
    plants = list(TROUBLES)
    for number, game in enumerate(source.games_on(A_WEEK)):
        told = answers(source, game)
        if number < len(plants):
            planted[plants[number]] = {"game_id": str(game), **plants[number](told)}
        for endpoint, content in told.items():
            archive_unjudged(archive, Document(endpoint, SEASON, str(game)), body(content))
    transform(store, TransformRequest(duck=ONE_THREAD, on_failure=OnFailure.KEEP), Observer())
    request = ValidationRequest(load_checks(), dates=A_WEEK, duck=ONE_THREAD)
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
        named = {finding.key.get("game_id", "none") for finding in result.findings}
        assert named <= spoiled, result.check.name
