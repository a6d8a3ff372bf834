"""What documents and staging SQL do not agree on is found, wherever it is, and told."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from lake.archive import RawArchive
from lake.local_store import LocalStore
from lake.sql_files import load_folder
from lake.telemetry import Event, Level, Observer
from tests.invented import Json, add_answer, archive_game, invented_finder, invented_game
from tests.transform.published import (
    FIRST,
    ONE_THREAD,
    SECOND,
    THIRD,
    games_by_month,
    transform_one,
)
from transform.drift import Drift, DriftKind, known_form
from transform.request import TransformRequest
from transform.run import transform

GAMES = (FIRST, SECOND, THIRD)
STAGED = {name: file for name, file in load_folder("staging").items() if "reads" in file.fields}

Spoil = Callable[[Json], Any]


def key_of(endpoint: str, game_id: str) -> str:
    return f"raw/{endpoint}/season=2024-25/{game_id}/20250116T051502.123Z.json.gz"


def archive_with(store: LocalStore, endpoint: str, spoil: Spoil, game_id: str = SECOND) -> None:
    """Three games, a document of one of them spoiled."""
    for game in GAMES:
        documents = deepcopy(invented_game(game))
        if game == game_id:
            spoil(documents[endpoint])
        archive_game(store, documents)


ADDED: dict[str, tuple[str, Spoil]] = {
    "body.newest": ("playbyplayv3", lambda doc: doc.update(newest=1)),
    "body.game.newest": ("playbyplayv3", lambda doc: doc["game"].update(newest={"deep": 1})),
    "body.game.actions[].newest": (
        "playbyplayv3",
        lambda doc: doc["game"]["actions"][77].update(newest=None),
    ),
    "body.boxScoreTraditional.newest": (
        "boxscoretraditionalv3",
        lambda doc: doc["boxScoreTraditional"].update(newest=[]),
    ),
    "body.boxScoreTraditional.awayTeam.newest": (
        "boxscoretraditionalv3",
        lambda doc: doc["boxScoreTraditional"]["awayTeam"].update(newest=1),
    ),
    "body.boxScoreTraditional.homeTeam.players[].statistics.newest": (
        "boxscoretraditionalv3",
        lambda doc: doc["boxScoreTraditional"]["homeTeam"]["players"][4]["statistics"].update(
            newest=0.5
        ),
    ),
    "body.boxScoreAdvanced.homeTeam.statistics.newest": (
        "boxscoreadvancedv3",
        lambda doc: doc["boxScoreAdvanced"]["homeTeam"]["statistics"].update(newest=0.5),
    ),
    "body.boxScoreSummary.arena.newest": (
        "boxscoresummaryv3",
        lambda doc: doc["boxScoreSummary"]["arena"].update(newest=""),
    ),
    "body.boxScoreSummary.homeTeam.inactives[].newest": (
        "boxscoresummaryv3",
        lambda doc: doc["boxScoreSummary"]["homeTeam"]["inactives"][0].update(newest=""),
    ),
}


@pytest.mark.parametrize("path", ADDED)
def test_one_unknown_key_in_one_document_is_found(lake: LocalStore, path: str) -> None:
    endpoint, spoil = ADDED[path]
    archive_with(lake, endpoint, spoil)
    found = transform_one(lake).drift
    assert Drift(endpoint, DriftKind.UNKNOWN, path, 1, key_of(endpoint, SECOND)) in found
    assert all(drift.path.startswith(path) for drift in found)
    assert len(games_by_month(lake)) == len(GAMES)


def test_a_key_that_all_documents_have_under_a_new_name_is_found(lake: LocalStore) -> None:
    for game in GAMES:
        documents = invented_game(game)
        for action in documents["playbyplayv3"]["game"]["actions"]:
            action["hasVideo"] = action.pop("videoAvailable")
        archive_game(lake, documents)
    assert [(drift.kind, drift.path) for drift in transform_one(lake).drift] == [
        (DriftKind.UNKNOWN, "body.game.actions[].hasVideo")
    ]


def test_a_renamed_key_that_staging_reads_is_unknown_and_missing(lake: LocalStore) -> None:
    def rename(document: Json) -> None:
        statistics = document["boxScoreTraditional"]["homeTeam"]["players"][0]["statistics"]
        statistics["stealsTotal"] = statistics.pop("steals")

    archive_with(lake, "boxscoretraditionalv3", rename)
    result = transform_one(lake)
    above = "body.boxScoreTraditional.homeTeam.players[].statistics"
    key = key_of("boxscoretraditionalv3", SECOND)
    assert result.drift == (
        Drift("boxscoretraditionalv3", DriftKind.MISSING, f"{above}.steals", 1, key),
        Drift("boxscoretraditionalv3", DriftKind.UNKNOWN, f"{above}.stealsTotal", 1, key),
    )
    assert [error.key for error in result.set_aside] == [key]


def test_an_unknown_column_of_a_result_set_is_found(lake: LocalStore, archive: RawArchive) -> None:
    archive_game(lake, invented_game(FIRST))
    finder = invented_finder("2024-25", [(FIRST, "2024-10-22")])
    finder["resultSets"][0]["headers"].append("NEWEST")
    for row in finder["resultSets"][0]["rowSet"]:
        row.append(1)
    key = add_answer(archive, "leaguegamefinder", finder)
    path = "LeagueGameFinderResults.NEWEST"
    assert transform_one(lake).drift == (
        Drift("leaguegamefinder", DriftKind.UNKNOWN, path, 1, key),
    )


def test_documents_of_the_known_form_do_not_drift(lake: LocalStore, archive: RawArchive) -> None:
    for overtimes, game in enumerate(GAMES):
        archive_game(lake, invented_game(game, overtimes=overtimes))
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", [(FIRST, "2024-10-22")]))
    assert transform_one(lake).drift == ()


def test_drift_is_told_to_the_observer(lake: LocalStore) -> None:
    class Listener(Observer):
        def __init__(self) -> None:
            self.heard: list[Event] = []

        def noted(self, event: Event) -> None:
            self.heard.append(event)

    path = "body.game.newest"
    archive_with(lake, "playbyplayv3", lambda doc: doc["game"].update(newest=1))
    listener = Listener()
    transform(lake, TransformRequest(duck=ONE_THREAD), listener)
    key = key_of("playbyplayv3", SECOND)
    assert [event for event in listener.heard if event.event_type == "drift"] == [
        Event(
            "transform",
            "drift",
            f"playbyplayv3 has an unknown {path}, in 1 documents looked at, such as {key}",
            Level.WARNING,
            {
                "endpoint": "playbyplayv3",
                "kind": "unknown",
                "path": path,
                "documents": 1,
                "key": key,
            },
        )
    ]


@pytest.mark.parametrize("name", STAGED)
def test_every_staging_file_says_what_it_knows(name: str) -> None:
    known = known_form(STAGED[name])
    assert known.read
    assert known.ignored.pattern
