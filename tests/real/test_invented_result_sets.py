"""The invented documents are built as the real ones are: names, headers, order, types, nulls."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from replay.invented.season import InventedSeason
from tests.replay.invented.documents import (
    GAMES,
    Content,
    game_documents,
    league_documents,
)

pytestmark = pytest.mark.real

Types = dict[str, set[str]]

REAL = {
    "boxscoretraditionalv2": ("0022400561.json",),
    "boxscoresummaryv2": ("0022400561.json",),
    "playbyplayv2": ("0021900001.json", "1022500234.json"),
    "commonallplayers": ("2024-25_current-only.json",),
    "commonplayerinfo": ("203999.json",),
    "commonteamroster": ("2024-25_1610612743.json",),
    "teaminfocommon": ("2024-25_1610612743.json",),
}

# The real one was asked without a season, and ours always is asked with one.
ASKED_OTHERWISE = {"teaminfocommon": {("Season", "null"): ("Season", "str")}}


def real_ones(real_data: Path, endpoint: str) -> list[Content]:
    folder = real_data / endpoint
    return [json.loads((folder / name).read_text("utf-8")) for name in REAL[endpoint]]


def ours(season: InventedSeason, endpoint: str) -> list[Content]:
    if endpoint in league_documents(season):
        return [league_documents(season)[endpoint]]
    return [game_documents(season, game_id)[endpoint] for game_id in GAMES]


def kind(value: object) -> str:
    return "null" if value is None else type(value).__name__


def shape(content: Content) -> tuple[Any, ...]:
    """Everything but the rows and the values of the parameters."""
    sets = [(row["name"], row["headers"], list(row)) for row in content["resultSets"]]
    otherwise = ASKED_OTHERWISE.get(content["resource"], {})
    asked = [otherwise.get(parameter, parameter) for parameter in parameters(content)]
    return list(content), content["resource"], asked, sets


def parameters(content: Content) -> Iterator[tuple[str, str]]:
    """The parameters' names, and the types of their values; an array has one object for each."""
    given = content["parameters"]
    for pair in given if isinstance(given, list) else [given]:
        yield ("{", type(given).__name__)
        yield from ((name, kind(value)) for name, value in pair.items())


def types(contents: list[Content]) -> dict[str, Types]:
    """The types that the columns of each result set have in all rows."""
    found: dict[str, Types] = {}
    for content in contents:
        for result_set in content["resultSets"]:
            columns = found.setdefault(result_set["name"], {})
            for row in result_set["rowSet"]:
                for header, value in zip(result_set["headers"], row, strict=True):
                    columns.setdefault(header, set()).add(kind(value))
    return found


@pytest.mark.parametrize("endpoint", REAL)
def test_the_result_sets_and_headers_are_the_real_ones_in_their_order(
    invented: InventedSeason, real_data: Path, endpoint: str
) -> None:
    shapes = [shape(content) for content in real_ones(real_data, endpoint)]
    for content in ours(invented, endpoint):
        assert shape(content) in shapes


@pytest.mark.parametrize("endpoint", REAL)
def test_the_columns_have_the_types_of_the_real_ones(
    invented: InventedSeason, real_data: Path, endpoint: str
) -> None:
    real, found = types(real_ones(real_data, endpoint)), types(ours(invented, endpoint))
    assert found == real
