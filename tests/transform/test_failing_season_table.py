"""A table of a season that fails a check: published all the same, and told every time."""

from __future__ import annotations

import pytest

from lake.archive import RawArchive
from lake.local_store import LocalStore
from tests.conftest import Hoopstat
from tests.invented import HOME, archive_game, invented_game
from tests.people import archive_answer, archive_people, roster
from tests.transform.changes import days_later
from tests.transform.published import FIRST, metadata, rows, transform_one

REASON = "rosters_grain_is_unique: 1 findings"
ROSTERS = "historical-backfill/players/rosters/season=2024-25/rosters_2024-25.parquet"


@pytest.fixture
def twice_on_a_roster(lake: LocalStore) -> LocalStore:
    archive_game(lake, invented_game(FIRST))
    archive_people(RawArchive(lake), "2024-25")
    transform_one(lake)
    answer = roster("2024-25", HOME)
    (players,) = (told for told in answer["resultSets"] if told["name"] == "CommonTeamRoster")
    players["rowSet"].append(players["rowSet"][0])
    archive_answer(RawArchive(lake), answer, days_later(1))
    return lake


def test_it_is_published_and_its_footer_says_that_it_failed(twice_on_a_roster: LocalStore) -> None:
    before = len(rows(twice_on_a_roster, "rosters"))
    result = transform_one(twice_on_a_roster)
    assert result.failed_tables == {"rosters": REASON}
    assert len(rows(twice_on_a_roster, "rosters")) == before + 1
    assert metadata(twice_on_a_roster, ROSTERS)["validation_status"] == "failed"


def test_the_command_tells_it_until_it_is_mended(
    twice_on_a_roster: LocalStore, hoopstat: Hoopstat
) -> None:
    lake = twice_on_a_roster.location
    for _ in range(2):
        ended = hoopstat("transform", "--lake", lake)
        assert (ended.code, ended.error_lines[-2:]) == (
            3,
            [
                f"Error: the rosters of 2024-25 fail a check and are published: {REASON}",
                f"Try: hoopstat validate --lake {lake}",
            ],
        )
    archive_answer(RawArchive(twice_on_a_roster), roster("2024-25", HOME), days_later(2))
    assert hoopstat("transform", "--lake", lake).code == 0
    assert metadata(twice_on_a_roster, ROSTERS)["validation_status"] == "passed"
