"""Some days of an invented season, archived in V3 and in V2 of the API, give the same tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.date_range import DateRange
from lake.endpoints import find_endpoint
from lake.local_store import LocalStore
from replay.invented.source import InventedSource
from tests.people import archive_unjudged
from tests.transform.published import rows, transform_one
from tests.transform.versions import BOX_TABLES, SUMMARY_TABLES, as_v2_knows

THE_CUP_FINAL = DateRange(date(2024, 12, 16), date(2024, 12, 17))
"""Twelve games, one of them at a neutral site and with a label."""

KINDS = ("boxscoresummary", "boxscoretraditional", "boxscoreadvanced")


def transformed(source: InventedSource, folder: Path, versions: tuple[str, ...]) -> LocalStore:
    """A lake with the games in some version of each kind of document."""
    store = LocalStore(folder)
    endpoints = [find_endpoint(f"{kind}{v}") for kind, v in zip(KINDS, versions, strict=True)]
    for game in source.games_on(THE_CUP_FINAL):
        for endpoint in endpoints:
            named = endpoint.document(str(game), None)
            reply = source.reply(endpoint.name, endpoint.params_for(named))
            archive_unjudged(RawArchive(store), named, reply.body)
    result = transform_one(store)
    assert (result.documents, result.set_aside, result.failures) == (36, (), {})
    return store


@pytest.fixture(scope="module")
def in_v3(invented_source: InventedSource, tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """To be read only."""
    return transformed(invented_source, tmp_path_factory.mktemp("v3"), ("v3", "v3", "v3"))


@pytest.fixture(scope="module")
def in_v2(invented_source: InventedSource, tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """To be read only."""
    return transformed(invented_source, tmp_path_factory.mktemp("v2"), ("v2", "v2", "v2"))


@pytest.mark.parametrize("table", SUMMARY_TABLES + BOX_TABLES)
def test_both_versions_of_some_days_give_the_same_rows(
    in_v3: LocalStore, in_v2: LocalStore, table: str
) -> None:
    expected = [as_v2_knows(row) for row in rows(in_v3, table)]
    assert len({row["game_id"] for row in expected}) == 12
    assert rows(in_v2, table) == expected


@pytest.mark.parametrize("versions", [("v3", "v2", "v2"), ("v2", "v3", "v3")])
def test_the_boxes_are_the_same_whichever_versions_go_together(
    invented_source: InventedSource, in_v3: LocalStore, tmp_path: Path, versions: tuple[str, ...]
) -> None:
    mixed = transformed(invented_source, tmp_path, versions)
    assert {table: rows(mixed, table) for table in BOX_TABLES} == {
        table: rows(in_v3, table) for table in BOX_TABLES
    }
