"""A real game gives the same rows from its V2 answers as from those of V3."""

from __future__ import annotations

from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.endpoints import find_endpoint
from lake.local_store import LocalStore
from tests.people import archive_unjudged
from tests.transform.published import rows, transform_one
from tests.transform.versions import SUMMARY_TABLES, as_v2_knows

pytestmark = pytest.mark.real

GAME = "0022400561"
KINDS = ("boxscoresummary", "boxscoretraditional")
"""No answer of boxscoreadvancedv2 was saved."""


def transformed(real_data: Path, folder: Path, version: str) -> LocalStore:
    store = LocalStore(folder)
    for kind in KINDS:
        endpoint = find_endpoint(f"{kind}{version}")
        body = (real_data / endpoint.name / f"{GAME}.json").read_bytes()
        archive_unjudged(RawArchive(store), endpoint.document(GAME, None), body)
    result = transform_one(store)
    assert (result.set_aside, result.failures) == ((), {})
    return store


@pytest.fixture(scope="module")
def in_v3(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """To be read only."""
    return transformed(real_data, tmp_path_factory.mktemp("v3"), "v3")


@pytest.fixture(scope="module")
def in_v2(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """To be read only."""
    return transformed(real_data, tmp_path_factory.mktemp("v2"), "v2")


@pytest.mark.parametrize(
    "table", [*SUMMARY_TABLES, "player_box_traditional", "team_box_traditional"]
)
def test_both_versions_of_a_real_game_give_the_same_rows(
    in_v3: LocalStore, in_v2: LocalStore, table: str
) -> None:
    expected = [as_v2_knows(row) for row in rows(in_v3, table)]
    assert expected
    assert rows(in_v2, table) == expected
