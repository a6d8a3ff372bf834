from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lake.answers import BEFORE_EVENTS, CANCELLED
from lake.archive import RawArchive
from lake.documents import Document, RawVersion
from lake.errors import ObjectExists, ObjectMissing, RawObjectDamaged
from lake.keys import raw_key
from lake.local_store import LocalStore
from lake.raw_object import Capture, RawObject, encode
from lake.seasons import GameId, Season

NOON = datetime(2025, 1, 16, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
MOMENT = timedelta(milliseconds=1)

EVENTS = Document("playbyplayv3", Season(2024), "0022400007")
BOX = Document("boxscoretraditionalv3", Season(2024), "0022400007")
ADVANCED_BOX = Document("boxscoreadvancedv3", Season(2024), "0022400007")
GAME = GameId("0022400007")


@pytest.fixture
def archive(tmp_path_factory: pytest.TempPathFactory) -> RawArchive:
    return RawArchive(LocalStore(tmp_path_factory.mktemp("lake")))


def answer(
    document: Document,
    captured_at: datetime = NOON,
    body: bytes = b'{"points": 7}',
    empty_reason: str | None = None,
) -> RawObject:
    capture = Capture(
        params={"GameID": document.entity},
        url="http://127.0.0.1:8080/stats",
        status=200,
        captured_at=captured_at,
        elapsed_ms=5,
        headers={"Content-Type": "application/json"},
        source="api",
        run_id="0123456789ab",
        empty_reason=empty_reason,
    )
    return RawObject(document, capture, body)


# Adding


def test_an_answer_is_archived_under_its_key(archive: RawArchive) -> None:
    key = archive.add(answer(EVENTS))

    assert key == "raw/playbyplayv3/season=2024-25/0022400007/20250116T120000.000Z.json.gz"
    assert archive.store.get(key).body == encode(answer(EVENTS))


def test_an_archived_answer_is_read_back(archive: RawArchive) -> None:
    raw = answer(EVENTS)
    archive.add(raw)

    assert archive.read(raw.version) == raw


def test_adding_the_same_answer_again_does_nothing(archive: RawArchive) -> None:
    key = archive.add(answer(EVENTS))

    assert archive.add(answer(EVENTS)) == key
    assert list(archive.store.list("")) == [key]


def test_another_answer_at_the_same_instant_is_refused(archive: RawArchive) -> None:
    first = answer(EVENTS, body=b'{"points": 7}')
    archive.add(first)

    with pytest.raises(ObjectExists) as refused:
        archive.add(answer(EVENTS, body=b'{"points": 8}'))
    assert refused.value.key == raw_key(first.version)
    assert archive.read(first.version) == first


def test_a_later_answer_stands_beside_the_earlier_one(archive: RawArchive) -> None:
    earlier, later = answer(EVENTS, NOON), answer(EVENTS, LATER, b'{"points": 8}')
    archive.add(earlier)
    archive.add(later)

    assert [archive.read(raw.version) for raw in (earlier, later)] == [earlier, later]


def test_a_damaged_object_is_not_written_over(archive: RawArchive) -> None:
    key = raw_key(RawVersion(EVENTS, NOON))
    archive.store.put(key, b"damaged")

    with pytest.raises(RawObjectDamaged):
        archive.add(answer(EVENTS))
    assert archive.store.get(key).body == b"damaged"


# Reading


def test_reading_what_is_not_archived_names_its_key(archive: RawArchive) -> None:
    with pytest.raises(ObjectMissing) as missing:
        archive.read(RawVersion(EVENTS, NOON))
    assert missing.value.key == raw_key(RawVersion(EVENTS, NOON))


def test_reading_a_damaged_object_is_an_error(archive: RawArchive) -> None:
    key = archive.add(answer(EVENTS))
    archive.store.put(key, archive.store.get(key).body[:-1])

    with pytest.raises(RawObjectDamaged) as damaged:
        archive.read_newest(EVENTS)
    assert damaged.value.key == key


# The newest


def test_nothing_is_the_newest_of_nothing(archive: RawArchive) -> None:
    assert archive.newest(EVENTS) is None
    assert archive.read_newest(EVENTS) is None
    assert archive.newest_versions("playbyplayv3", Season(2024)) == {}


def test_the_newest_answer_is_found_whatever_the_order_of_adding(archive: RawArchive) -> None:
    archive.add(answer(EVENTS, LATER))
    archive.add(answer(EVENTS, NOON))

    assert archive.newest(EVENTS) == RawVersion(EVENTS, LATER)
    assert archive.read_newest(EVENTS) == answer(EVENTS, LATER)


@pytest.mark.parametrize(
    ("as_of", "known"),
    [
        (NOON - MOMENT, None),
        (NOON, NOON),
        (LATER - MOMENT, NOON),
        (LATER, LATER),
        (LATER + MOMENT, LATER),
        (None, LATER),
    ],
    ids=["before the first", "first", "before the second", "second", "after it", "now"],
)
def test_the_newest_answer_is_the_one_known_then(
    archive: RawArchive, as_of: datetime | None, known: datetime | None
) -> None:
    archive.add(answer(EVENTS, NOON))
    archive.add(answer(EVENTS, LATER))

    assert archive.newest(EVENTS, as_of) == (known and RawVersion(EVENTS, known))
    assert archive.read_newest(EVENTS, as_of) == (known and answer(EVENTS, known))


def test_one_entity_is_not_taken_for_another_that_starts_with_it(archive: RawArchive) -> None:
    player, longer = (Document("commonplayerinfo", None, entity) for entity in ("20", "203"))
    archive.add(answer(player, NOON))
    archive.add(answer(longer, LATER))

    assert archive.newest(player) == RawVersion(player, NOON)


def test_the_newest_versions_are_of_one_endpoint_and_one_season(archive: RawArchive) -> None:
    other_season = Document("playbyplayv3", Season(2023), "0022300007")
    for document in (EVENTS, BOX, other_season):
        archive.add(answer(document))

    assert archive.newest_versions("playbyplayv3", Season(2024)) == {
        EVENTS: RawVersion(EVENTS, NOON)
    }


def test_documents_outside_seasons_have_newest_versions_too(archive: RawArchive) -> None:
    player = Document("commonplayerinfo", None, "203")
    archive.add(answer(player))

    assert archive.newest_versions("commonplayerinfo", None) == {player: RawVersion(player, NOON)}


def test_a_file_that_is_no_raw_object_is_passed_over(archive: RawArchive) -> None:
    archive.store.put("raw/playbyplayv3/season=2024-25/0022400007/notes.txt", b"")
    archive.store.put("raw/README", b"")

    assert archive.newest_versions("playbyplayv3", Season(2024)) == {}
    assert archive.newest(EVENTS) is None
    assert archive.seasons() == ()


games = st.sampled_from(
    [Document("playbyplayv3", Season(2024), f"002240000{number}") for number in range(3)]
)
instants = st.integers(0, 5).map(lambda hours: NOON + timedelta(hours=hours))


@settings(max_examples=50, deadline=None)
@given(
    versions=st.sets(st.builds(RawVersion, games, instants), max_size=8),
    as_of=st.none() | instants,
)
def test_the_newest_versions_agree_with_a_naive_model(
    tmp_path_factory: pytest.TempPathFactory, versions: set[RawVersion], as_of: datetime | None
) -> None:
    archive = RawArchive(LocalStore(tmp_path_factory.mktemp("lake")))
    for version in versions:
        archive.store.put(raw_key(version), b"")

    expected: dict[Document, RawVersion] = {}
    for version in sorted(versions, key=lambda version: version.captured_at):
        if as_of is None or version.captured_at <= as_of:
            expected[version.document] = version
    assert archive.newest_versions("playbyplayv3", Season(2024), as_of) == expected


# Cancelled games


@pytest.mark.parametrize(
    ("answers", "is_cancelled"),
    [
        ([], False),
        ([answer(BOX)], False),
        ([answer(BOX, empty_reason=CANCELLED)], True),
        ([answer(ADVANCED_BOX, empty_reason=CANCELLED)], True),
        ([answer(BOX), answer(ADVANCED_BOX, LATER, empty_reason=CANCELLED)], False),
        ([answer(BOX, empty_reason=CANCELLED), answer(BOX, LATER)], False),
        ([answer(BOX), answer(BOX, LATER, empty_reason=CANCELLED)], True),
        ([answer(EVENTS, empty_reason=CANCELLED)], False),
        ([answer(BOX, empty_reason=BEFORE_EVENTS)], False),
    ],
    ids=[
        "nothing known",
        "box score of players",
        "empty box score",
        "empty advanced box score",
        "box score before advanced",
        "played after all",
        "cancelled after all",
        "events do not tell",
        "empty for another reason",
    ],
)
def test_a_box_score_tells_whether_a_game_was_cancelled(
    archive: RawArchive, answers: list[RawObject], is_cancelled: bool
) -> None:
    for raw in answers:
        archive.add(raw)

    assert archive.is_cancelled(GAME) is is_cancelled


def test_another_game_does_not_tell_whether_this_one_was_cancelled(archive: RawArchive) -> None:
    other = Document("boxscoretraditionalv3", Season(2024), "0022400008")
    archive.add(answer(other, empty_reason=CANCELLED))

    assert not archive.is_cancelled(GAME)


def test_a_damaged_box_score_does_not_tell_that_a_game_was_played(archive: RawArchive) -> None:
    archive.store.put(raw_key(RawVersion(BOX, NOON)), b"damaged")

    with pytest.raises(RawObjectDamaged):
        archive.is_cancelled(GAME)


# Seasons


def test_the_seasons_of_the_archive_come_once_and_in_order(archive: RawArchive) -> None:
    for document in (
        EVENTS,
        BOX,
        Document("leaguegamefinder", Season(1999), "all"),
        Document("commonplayerinfo", None, "203"),
    ):
        archive.add(answer(document))

    assert archive.seasons() == (Season(1999), Season(2024))
