"""The invented documents have the structure of the real ones: keys, their order, and types."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lake.endpoints import find_endpoint
from lake.seasons import GameId, Season
from replay.conditions import Condition
from replay.invented.season import InventedSeason
from replay.invented.source import InventedSource

pytestmark = pytest.mark.real

GAME = "0022400561"
EVERY_40TH = slice(0, None, 40)


CANCELLED = "0029500100"


@pytest.fixture(scope="module")
def old_source() -> InventedSource:
    """1995-96, in which one game was cancelled."""
    return InventedSource([Season(1995)], 7, {GameId(CANCELLED): Condition.CANCELLED})


def invented_old_document(source: InventedSource, endpoint: str, game: str) -> Any:
    table_row = find_endpoint(endpoint)
    params = table_row.params_for(table_row.document(game, None))
    return json.loads(source.reply(endpoint, params).body)


def paths(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every path of a document with the type found there; rows of result sets by column."""
    if isinstance(value, dict):
        if value.keys() == {"name", "headers", "rowSet"}:
            yield f"{path}.name", value["name"]
            value = {
                "rowSet": [dict(zip(value["headers"], row, strict=True)) for row in value["rowSet"]]
            }
        for key, inner in value.items():
            yield from paths(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        yield path, "list"
        for inner in value:
            yield from paths(inner, f"{path}[]")
    else:
        yield path, type(value).__name__


def key_orders(value: Any, path: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """The order of the keys of every object, and of the columns of every result set."""
    if isinstance(value, dict):
        yield path, tuple(value)
        if "headers" in value:
            yield f"{path}.headers", tuple(value["headers"])
        for key, inner in value.items():
            yield from key_orders(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value[:200]:
            yield from key_orders(inner, f"{path}[]")


def real_document(real_data: Path, endpoint: str, name: str) -> Any:
    return json.loads((real_data / endpoint / f"{name}.json").read_bytes())


def invented_document(source: InventedSource, endpoint: str, game: str) -> Any:
    table_row = find_endpoint(endpoint)
    document = table_row.document(game, Season(2024))
    return json.loads(source.reply(endpoint, table_row.params_for(document)).body)


@pytest.mark.parametrize(
    "endpoint",
    ["boxscoresummaryv3", "boxscoretraditionalv3", "boxscoreadvancedv3", "playbyplayv3"],
)
def test_a_games_documents_have_the_paths_types_and_order_of_the_real_ones(
    real_data: Path, invented_source: InventedSource, invented: InventedSeason, endpoint: str
) -> None:
    real = real_document(real_data, endpoint, GAME)
    games = [key for key in invented.results if key[2] == "2"][EVERY_40TH]
    documents = [invented_document(invented_source, endpoint, game) for game in games]
    observed = {path for document in documents for path in paths(document)}
    assert observed == set(paths(real))
    orders = {order for document in documents for order in key_orders(document)}
    assert orders == set(key_orders(real))


@pytest.mark.parametrize(
    "endpoint",
    ["boxscoresummaryv3", "boxscoretraditionalv3", "boxscoreadvancedv3", "playbyplayv3"],
)
def test_no_document_of_any_type_of_game_has_a_path_that_is_not_real(
    real_data: Path, invented_source: InventedSource, invented: InventedSeason, endpoint: str
) -> None:
    """It may lack an overtime, an earlier meeting, or the international broadcasters."""
    real = set(paths(real_document(real_data, endpoint, GAME)))
    for game in {key[2]: key for key in invented.results}.values():
        observed = set(paths(invented_document(invented_source, endpoint, game)))
        assert observed <= real
        missing = {path.split(".")[1] for path, _ in real - observed}
        assert missing <= {"lastFiveMeetings", "broadcasters", "homeTeam", "awayTeam"}


@pytest.mark.parametrize(
    ("endpoint", "file"),
    [
        ("boxscoretraditionalv3", "cancelled_boxscoretraditionalv3_0021201214"),
        ("boxscoreadvancedv3", "cancelled_boxscoreadvancedv3_0021201214"),
        ("playbyplayv3", "cancelled_playbyplayv3_0021201214"),
    ],
)
def test_a_cancelled_game_is_empty_as_the_real_one_is(
    real_data: Path, old_source: InventedSource, endpoint: str, file: str
) -> None:
    real = real_document(real_data, "odd", file)
    invented = invented_old_document(old_source, endpoint, CANCELLED)
    assert set(paths(invented)) == set(paths(real))
    assert set(key_orders(invented)) == set(key_orders(real))


@pytest.mark.parametrize(
    ("endpoint", "file"),
    [
        ("boxscoretraditionalv3", "season-1995-96_boxscoretraditionalv3_0029500003"),
        ("playbyplayv3", "season-1995-96_playbyplayv3_0029500003"),
    ],
)
def test_an_old_game_is_told_as_the_real_one_is(
    real_data: Path, old_source: InventedSource, endpoint: str, file: str
) -> None:
    real = real_document(real_data, "odd", file)
    invented = invented_old_document(old_source, endpoint, "0029500003")
    assert set(paths(invented)) == set(paths(real))
    assert set(key_orders(invented)) == set(key_orders(real))


def test_the_cup_final_lacks_the_key_that_the_real_one_lacks(
    real_data: Path, invented_source: InventedSource
) -> None:
    real = real_document(real_data, "boxscoresummaryv3", "0062400001")["boxScoreSummary"]
    final = invented_document(invented_source, "boxscoresummaryv3", "0062400001")["boxScoreSummary"]
    assert list(final["broadcasters"]) == list(real["broadcasters"])
    assert (final["isNeutral"], final["seriesText"]) == (real["isNeutral"], real["seriesText"])
    assert final["gameSubLabel"] == real["gameSubLabel"]
    assert final["gameSubtype"] == real["gameSubtype"]


def test_the_list_of_games_has_the_columns_types_and_echo_of_the_real_one(
    real_data: Path, invented_source: InventedSource
) -> None:
    real = real_document(real_data, "leaguegamefinder", "2024-25")
    invented = invented_document(invented_source, "leaguegamefinder", "")
    assert list(invented) == list(real)
    assert list(invented["parameters"].items()) == list(real["parameters"].items())
    assert set(key_orders(invented)) == set(key_orders(real))
    without_free_throws = {("resultSets[].rowSet[].FT_PCT", "NoneType")}
    # FT_PCT is null where FTA is 0: in 2024-25 in all-star games of a few minutes only.
    assert set(paths(real)) - set(paths(invented)) == without_free_throws
    assert set(paths(invented)) <= set(paths(real))


def test_neutral_sites_look_the_same_in_the_list(
    real_data: Path, invented_source: InventedSource
) -> None:
    observed = [
        _neutral_rows(document)
        for document in (
            real_document(real_data, "leaguegamefinder", "2024-25"),
            invented_document(invented_source, "leaguegamefinder", ""),
        )
    ]
    assert observed == [{"2": 5, "6": 1}, {"2": 5, "6": 1}]


def _neutral_rows(document: Any) -> dict[str, int]:
    """How many regular games and cup finals have the same MATCHUP in both rows, by type."""
    (result_set,) = document["resultSets"]
    matchups: dict[str, set[str]] = {}
    for row in result_set["rowSet"]:
        named = dict(zip(result_set["headers"], row, strict=True))
        matchups.setdefault(named["GAME_ID"], set()).add(named["MATCHUP"])
    counts: dict[str, int] = {}
    for game, texts in matchups.items():
        if len(texts) == 1 and game[2] in "26":
            counts[game[2]] = counts.get(game[2], 0) + 1
    return counts
