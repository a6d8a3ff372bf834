"""What becomes of published files when the archive grows, is corrected, or loses something."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lake.answers import CANCELLED
from lake.archive import RawArchive
from lake.errors import Incomplete
from lake.keys import Partition
from lake.local_store import LocalStore
from lake.seasons import Season
from tests.invented import (
    CAPTURED_AT,
    Json,
    add_answer,
    archive_game,
    cancelled,
    invented_finder,
    invented_game,
)
from tests.transform.published import (
    FIRST,
    SECOND,
    THIRD,
    changes,
    files,
    games_by_month,
    rows,
    tables_with,
    transform_one,
)
from transform.publish import Change, PublishedPartition

A_DAY_LATER = CAPTURED_AT + timedelta(days=1)
FOURTH = "0022400004"
OCTOBER_EVENTS = Partition("play-by-play", "play_by_play", Season(2024), 10)


def without_the_last_event(game_id: str) -> Json:
    document = invented_game(game_id)["playbyplayv3"]
    document["game"]["actions"].pop()
    return document


def lose(store: LocalStore, endpoint_name: str, game_id: str) -> None:
    """Take every answer to a document out of the archive."""
    for key in list(store.list(f"raw/{endpoint_name}/season=2024-25/{game_id}/")):
        store.delete(key)


def damage(store: LocalStore, endpoint_name: str, game_id: str) -> None:
    """Cut every archived answer to a document short, under its own key."""
    for key in store.list(f"raw/{endpoint_name}/season=2024-25/{game_id}/"):
        path = Path(store.location) / key
        path.write_bytes(path.read_bytes()[:100])


def without_summary(game: dict[str, Json]) -> dict[str, Json]:
    return {name: document for name, document in game.items() if name != "boxscoresummaryv3"}


def test_the_newest_answer_is_the_truth(lake: LocalStore, archive: RawArchive) -> None:
    _archive_two_attendances(lake, archive)
    transform_one(lake)
    assert [row["attendance"] for row in rows(lake, "games")] == [13000]


def test_as_of_gives_the_older_truth(lake: LocalStore, archive: RawArchive) -> None:
    _archive_two_attendances(lake, archive)
    transform_one(lake, as_of=CAPTURED_AT)
    assert [row["attendance"] for row in rows(lake, "games")] == [12345]


def test_as_of_leaves_out_what_was_archived_later(lake: LocalStore) -> None:
    archive_game(lake, invented_game(FIRST))
    archive_game(lake, invented_game(SECOND), A_DAY_LATER)
    transform_one(lake, as_of=A_DAY_LATER - timedelta(milliseconds=1))
    assert games_by_month(lake) == [(10, FIRST)]


def test_as_of_an_instant_before_everything_publishes_nothing(lake: LocalStore) -> None:
    archive_game(lake, invented_game(FIRST))
    with pytest.raises(Incomplete, match=r"^nothing was archived up to 2025-01-15T05:15:02\.123Z"):
        transform_one(lake, as_of=CAPTURED_AT - timedelta(days=1))
    assert files(lake) == {}


def test_a_partition_that_would_lose_rows_of_a_game_is_refused(published_lake: LocalStore) -> None:
    before = files(published_lake)
    shorter = without_the_last_event(SECOND)
    add_answer(RawArchive(published_lake), "playbyplayv3", shorter, A_DAY_LATER)
    result = transform_one(published_lake)
    assert [(part.partition, part.shrinks) for part in result.refused] == [
        (OCTOBER_EVENTS, (SECOND,))
    ]
    assert files(published_lake) == before


def test_a_file_that_would_lose_its_only_game_is_refused(published_lake: LocalStore) -> None:
    before = files(published_lake)
    lose(published_lake, "playbyplayv3", THIRD)
    assert transform_one(published_lake).refused == (
        PublishedPartition(replace(OCTOBER_EVENTS, month=11), Change.REFUSED, 0, 0, (THIRD,)),
    )
    assert files(published_lake) == before


def test_an_answer_that_is_damaged_after_it_was_published_is_found_when_all_is_built_anew(
    published_lake: LocalStore,
) -> None:
    before = files(published_lake)
    damage(published_lake, "playbyplayv3", THIRD)
    assert transform_one(published_lake).set_aside == ()
    result = transform_one(published_lake, force=True)
    assert [error.key.split("/")[3] for error in result.set_aside] == [THIRD]
    assert [(part.partition.month, part.shrinks) for part in result.refused] == [(11, (THIRD,))]
    assert files(published_lake) == before


def test_a_refused_partition_does_not_hold_the_others_back(published_lake: LocalStore) -> None:
    lose(published_lake, "playbyplayv3", FIRST)
    archive_game(published_lake, invented_game(FOURTH))
    transform_one(published_lake)
    october = [(10, FIRST), (10, SECOND)]
    assert games_by_month(published_lake) == [*october, (10, FOURTH), (11, THIRD)]
    assert games_by_month(published_lake, "play_by_play") == [*october, (11, THIRD)]


def test_accepting_the_shrinking_publishes_fewer_rows(published_lake: LocalStore) -> None:
    events = len(rows(published_lake, "play_by_play"))
    shorter = without_the_last_event(FIRST)
    add_answer(RawArchive(published_lake), "playbyplayv3", shorter, A_DAY_LATER)
    result = transform_one(published_lake, accept_shrink=True)
    assert tables_with(result, Change.WRITTEN) == {("play_by_play", 10)}
    assert len(rows(published_lake, "play_by_play")) == events - 1


def test_accepting_the_shrinking_removes_a_file_that_lost_all(published_lake: LocalStore) -> None:
    lose(published_lake, "playbyplayv3", THIRD)
    result = transform_one(published_lake, accept_shrink=True)
    assert tables_with(result, Change.REMOVED) == {("play_by_play", 11)}
    assert games_by_month(published_lake, "play_by_play") == [(10, FIRST), (10, SECOND)]


def test_a_game_without_a_date_is_published_under_month_00(lake: LocalStore) -> None:
    archive_game(lake, without_summary(invented_game(FIRST)))
    transform_one(lake)
    assert sorted(key.rsplit("/", 2)[1:] for key in files(lake)) == [
        ["month=00", f"{table}_2024-25_00.parquet"]
        for table in (
            "play_by_play",
            "player_box_advanced",
            "player_box_traditional",
            "team_box_advanced",
            "team_box_traditional",
        )
    ]
    assert {(row["month"], row["game_date"]) for row in rows(lake, "play_by_play")} == {(0, None)}


def test_a_game_moves_from_month_00_to_its_month_once_a_summary_comes(lake: LocalStore) -> None:
    archive_game(lake, without_summary(invented_game(FIRST)))
    transform_one(lake)
    archive_game(lake, {"boxscoresummaryv3": invented_game(FIRST)["boxscoresummaryv3"]})
    result = transform_one(lake)
    assert changes(result)["play_by_play", 0] is Change.REMOVED
    assert changes(result)["play_by_play", 10] is Change.WRITTEN
    assert {key.rsplit("/", 2)[1] for key in files(lake)} == {"month=10"}
    assert games_by_month(lake, "play_by_play") == [(10, FIRST)]


def test_discovery_dates_a_game_without_a_summary(lake: LocalStore, archive: RawArchive) -> None:
    archive_game(lake, without_summary(invented_game(FIRST)))
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", [(FIRST, "2025-02-03")]))
    transform_one(lake)
    dates = {(row["month"], row["game_date"]) for row in rows(lake, "team_box_traditional")}
    assert dates == {(2, date(2025, 2, 3))}


def test_discovery_that_comes_later_dates_a_game_whose_summary_has_no_date(
    lake: LocalStore, archive: RawArchive
) -> None:
    game = invented_game(FIRST)
    game["boxscoresummaryv3"]["boxScoreSummary"]["gameEt"] = ""
    archive_game(lake, game)
    transform_one(lake)
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", [(FIRST, "2025-02-03")]))
    transform_one(lake)
    assert games_by_month(lake) == [(2, FIRST)]


def test_the_summary_is_believed_before_discovery(lake: LocalStore, archive: RawArchive) -> None:
    archive_game(lake, invented_game(FIRST, game_date="2024-10-22"))
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", [(FIRST, "2025-02-03")]))
    transform_one(lake)
    (game,) = rows(lake, "games")
    assert (game["month"], game["game_date"]) == (10, date(2024, 10, 22))


def test_a_game_belongs_to_its_day_in_new_york(lake: LocalStore) -> None:
    archive_game(lake, invented_game(FIRST, game_date="2024-11-30"))
    transform_one(lake)
    (game,) = rows(lake, "games")
    assert game["tip_off_utc"] == datetime(2024, 12, 1, 0, 30, tzinfo=UTC)
    assert (game["month"], game["game_date"]) == (11, date(2024, 11, 30))


def test_a_cancelled_game_has_no_rows_and_is_reported_as_empty(
    lake: LocalStore, archive: RawArchive
) -> None:
    archive_game(lake, invented_game(FIRST))
    for name, document in cancelled(SECOND).items():
        add_answer(archive, name, document, empty_reason=CANCELLED)
    result = transform_one(lake)
    assert {
        (empty.version.document.endpoint, empty.version.document.entity, empty.empty_reason)
        for empty in result.empty
    } == {
        ("boxscoretraditionalv3", SECOND, CANCELLED),
        ("boxscoreadvancedv3", SECOND, CANCELLED),
        ("playbyplayv3", SECOND, CANCELLED),
    }
    for table in ("play_by_play", "player_box_traditional", "team_box_advanced"):
        assert games_by_month(lake, table) == [(10, FIRST)]


def test_a_game_that_moves_out_of_a_refused_month_is_not_published_twice(
    published_lake: LocalStore,
) -> None:
    lose(published_lake, "boxscoresummaryv3", SECOND)
    moved = invented_game(FIRST, game_date="2024-11-05")["boxscoresummaryv3"]
    add_answer(RawArchive(published_lake), "boxscoresummaryv3", moved, A_DAY_LATER)
    transform_one(published_lake)
    games = sorted(row["game_id"] for row in rows(published_lake, "games"))
    assert games == [FIRST, SECOND, THIRD]


def test_a_game_that_moves_into_a_refused_month_stays_published(
    published_lake: LocalStore,
) -> None:
    lose(published_lake, "boxscoresummaryv3", THIRD)
    moved = invented_game(FIRST, game_date="2024-11-05")["boxscoresummaryv3"]
    add_answer(RawArchive(published_lake), "boxscoresummaryv3", moved, A_DAY_LATER)
    transform_one(published_lake)
    games = sorted(row["game_id"] for row in rows(published_lake, "games"))
    assert games == [FIRST, SECOND, THIRD]


def test_a_season_that_had_nothing_yet_is_told_as_such(lake: LocalStore) -> None:
    archive_game(lake, {"boxscoresummaryv3": invented_game(FIRST)["boxscoresummaryv3"]})
    damage(lake, "boxscoresummaryv3", FIRST)
    result = transform_one(lake)
    assert (result.documents, len(result.set_aside), files(lake)) == (1, 1, {})


def _archive_two_attendances(lake: LocalStore, archive: RawArchive) -> None:
    archive_game(lake, invented_game(FIRST))
    recounted = invented_game(FIRST)["boxscoresummaryv3"]
    recounted["boxScoreSummary"]["attendance"] = 13000
    add_answer(archive, "boxscoresummaryv3", recounted, A_DAY_LATER)
