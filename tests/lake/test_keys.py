from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lake.documents import Document, RawVersion
from lake.instants import to_milliseconds
from lake.keys import (
    Partition,
    daily_progress_key,
    document_prefix,
    entity_prefix,
    error_log_key,
    parse_document_prefix,
    parse_published_key,
    parse_raw_key,
    parse_request_log_key,
    published_key,
    published_pattern,
    published_prefix,
    raw_key,
    raw_prefix,
    request_log_key,
)
from lake.seasons import Season

SEASON = Season(2024)

VERSIONS_BY_KEY = {
    "raw/playbyplayv3/season=2024-25/0022400561/20250116T051502.123Z.json.gz": RawVersion(
        Document("playbyplayv3", SEASON, "0022400561"),
        datetime(2025, 1, 16, 5, 15, 2, 123000, tzinfo=UTC),
    ),
    "raw/leaguegamefinder/season=2024-25/all/20250116T050000.000Z.json.gz": RawVersion(
        Document("leaguegamefinder", SEASON, "all"), datetime(2025, 1, 16, 5, tzinfo=UTC)
    ),
    "raw/commonplayerinfo/all/203999/20250116T060000.000Z.json.gz": RawVersion(
        Document("commonplayerinfo", None, "203999"), datetime(2025, 1, 16, 6, tzinfo=UTC)
    ),
}

PARTITIONS_BY_KEY = {
    (
        "historical-backfill/box-scores/player_box_traditional/season=2024-25/month=01/"
        "player_box_traditional_2024-25_01.parquet"
    ): Partition("box-scores", "player_box_traditional", SEASON, 1),
    ("historical-backfill/games/games/season=1999-00/month=00/games_1999-00_00.parquet"): Partition(
        "games", "games", Season(1999), 0
    ),
    ("historical-backfill/players/rosters/season=2024-25/rosters_2024-25.parquet"): Partition(
        "players", "rosters", SEASON, None
    ),
}

NOT_RAW_KEYS = (
    "",
    "raw/",
    "raw/playbyplayv3/season=2024-25/0022400561/",
    "raw/playbyplayv3/season=2024-25/0022400561/20250116T051502.123Z.json",
    "raw/playbyplayv3/season=2024-25/0022400561/20250116T051502.123Z.json.gz.tmp",
    "raw/playbyplayv3/season=2024-25/0022400561/20250116T051502Z.json.gz",
    "raw/playbyplayv3/season=2024-25/0022400561/20250116T051502.1Z.json.gz",
    "raw/playbyplayv3/season=2024-25/0022400561/20250116T051502.123456Z.json.gz",
    "raw/playbyplayv3/season=2024-25/0022400561/20251316T051502.123Z.json.gz",
    "raw/playbyplayv3/season=2024-25/0022400561/20250116T051502.123.json.gz",
    "raw/playbyplayv3/season=2024-26/0022400561/20250116T051502.123Z.json.gz",
    "raw/playbyplayv3/season=1975-76/0027500001/20250116T051502.123Z.json.gz",
    "raw/playbyplayv3/2024-25/0022400561/20250116T051502.123Z.json.gz",
    "raw/playbyplayv3/0022400561/20250116T051502.123Z.json.gz",
    "raw/playbyplayv3/season=2024-25//20250116T051502.123Z.json.gz",
    "raw/playbyplayv3/season=2024-25/0022400561/more/20250116T051502.123Z.json.gz",
    "raw/PlayByPlayV3/season=2024-25/0022400561/20250116T051502.123Z.json.gz",
    "/raw/playbyplayv3/season=2024-25/0022400561/20250116T051502.123Z.json.gz",
    "quarantine/playbyplayv3/season=2024-25/0022400561/20250116T051502.123Z.json.gz",
    "raw/playbyplayv3/season=2024-25/0022400561/20250116T051502.123Z.json.gz\n",
)

NOT_PUBLISHED_KEYS = (
    "",
    "historical-backfill/games/games/season=2024-25/month=01/",
    "historical-backfill/games/games/season=2024-25/month=01/games_2024-25_02.parquet",
    "historical-backfill/games/games/season=2024-25/month=01/games_2023-24_01.parquet",
    "historical-backfill/games/games/season=2024-25/month=01/games_2024-25.parquet",
    "historical-backfill/games/games/season=2024-25/month=01/officials_2024-25_01.parquet",
    "historical-backfill/games/games/season=2024-25/month=01/tmp_games_2024-25_01.parquet",
    "historical-backfill/games/games/season=2024-25/month=1/games_2024-25_1.parquet",
    "historical-backfill/games/games/season=2024-25/games_2024-25_01.parquet",
    "historical-backfill/games/games/season=2024-26/month=01/games_2024-26_01.parquet",
    "historical-backfill/games/season=2024-25/month=01/games_2024-25_01.parquet",
    "historical-backfill/games/games/season=2024-25/month=01/games_2024-25_01.parquet.crc",
    "quarantine/games/games/season=2024-25/month=01/games_2024-25_01.parquet",
)

seasons = st.builds(Season, st.integers(1976, 2975))
names = st.text("abyz0189", min_size=1)
documents = st.builds(Document, names, st.none() | seasons, names)
instants = st.datetimes(datetime(1976, 1, 1), timezones=st.just(UTC)).map(to_milliseconds)  # noqa: DTZ001
versions = st.builds(RawVersion, documents, instants)
partitions = st.builds(
    Partition,
    st.text("abyz-", min_size=1),
    st.text("abyz_", min_size=1),
    seasons,
    st.none() | st.integers(0, 12),
)


@st.composite
def nearly(draw: st.DrawFn, keys: st.SearchStrategy[str]) -> str:
    """A key with one character replaced, added or taken away."""
    key = draw(keys)
    place = draw(st.integers(0, len(key)))
    return (
        key[:place]
        + draw(st.text("0٠aA-_=/.Z\n", max_size=1))
        + key[place + draw(st.integers(0, 1)) :]
    )


# Raw keys


@pytest.mark.parametrize(("key", "version"), VERSIONS_BY_KEY.items())
def test_a_raw_key_is_written_as_designed(key: str, version: RawVersion) -> None:
    assert raw_key(version) == key


@pytest.mark.parametrize(("key", "version"), VERSIONS_BY_KEY.items())
def test_a_raw_key_is_read_as_designed(key: str, version: RawVersion) -> None:
    assert parse_raw_key(key) == version


@settings(deadline=None)
@given(versions)
def test_a_raw_key_makes_the_round_trip(version: RawVersion) -> None:
    assert parse_raw_key(raw_key(version)) == version


@pytest.mark.parametrize("key", NOT_RAW_KEYS)
def test_what_is_no_raw_key_is_none(key: str) -> None:
    assert parse_raw_key(key) is None


@settings(deadline=None)
@given(nearly(versions.map(raw_key)))
def test_a_raw_key_has_no_second_spelling(key: str) -> None:
    version = parse_raw_key(key)

    assert version is None or raw_key(version) == key


# Prefixes of raw keys


def test_a_document_prefix_is_written_as_designed() -> None:
    document = Document("playbyplayv3", SEASON, "0022400561")

    assert document_prefix(document) == "raw/playbyplayv3/season=2024-25/0022400561/"


@pytest.mark.parametrize(
    ("season", "prefix"),
    [(SEASON, "raw/commonteamroster/season=2024-25/"), (None, "raw/commonteamroster/all/")],
)
def test_a_raw_prefix_is_of_a_season_or_of_none(season: Season | None, prefix: str) -> None:
    assert raw_prefix("commonteamroster", season) == prefix


@settings(deadline=None)
@given(documents)
def test_a_document_prefix_makes_the_round_trip(document: Document) -> None:
    assert parse_document_prefix(document_prefix(document)) == document


@settings(deadline=None)
@given(versions)
def test_prefixes_nest(version: RawVersion) -> None:
    document = version.document

    assert raw_key(version).startswith(document_prefix(document))
    assert document_prefix(document).startswith(raw_prefix(document.endpoint, document.season))


@pytest.mark.parametrize(
    "prefix",
    [
        "",
        "raw/playbyplayv3/season=2024-25/",
        "raw/playbyplayv3/season=2024-25/0022400561",
        "raw/playbyplayv3/season=2024-26/0022400561/",
        "raw/playbyplayv3/season=2024/0022400561/",
        "raw/playbyplayv3/none/0022400561/",
        "raw/playbyplayv3/season=2024-25/../",
        "raw//season=2024-25/0022400561/",
        "historical-backfill/games/games/season=2024-25/",
    ],
)
def test_what_is_no_document_prefix_is_none(prefix: str) -> None:
    assert parse_document_prefix(prefix) is None


# Published keys


@pytest.mark.parametrize(("key", "partition"), PARTITIONS_BY_KEY.items())
def test_a_published_key_is_written_as_designed(key: str, partition: Partition) -> None:
    assert published_key(partition) == key


@pytest.mark.parametrize(("key", "partition"), PARTITIONS_BY_KEY.items())
def test_a_published_key_is_read_as_designed(key: str, partition: Partition) -> None:
    assert parse_published_key(key) == partition


@settings(deadline=None)
@given(partitions)
def test_a_published_key_makes_the_round_trip(partition: Partition) -> None:
    assert parse_published_key(published_key(partition)) == partition


@pytest.mark.parametrize("key", NOT_PUBLISHED_KEYS)
def test_what_is_no_published_key_is_none(key: str) -> None:
    assert parse_published_key(key) is None


@settings(deadline=None)
@given(nearly(partitions.map(published_key)))
def test_a_published_key_has_no_second_spelling(key: str) -> None:
    partition = parse_published_key(key)

    assert partition is None or published_key(partition) == key


@pytest.mark.parametrize(
    ("season", "prefix"),
    [
        (None, "historical-backfill/box-scores/team_box_advanced/"),
        (SEASON, "historical-backfill/box-scores/team_box_advanced/season=2024-25/"),
    ],
)
def test_a_published_prefix_is_of_a_table_or_of_its_season(
    season: Season | None, prefix: str
) -> None:
    assert published_prefix("box-scores", "team_box_advanced", season) == prefix


def test_a_published_pattern_is_of_a_table_with_months_or_without() -> None:
    assert published_pattern("players", "rosters") == (
        "historical-backfill/players/rosters/**/rosters_*.parquet"
    )


def test_what_a_run_writes_of_a_day_is_named_by_both() -> None:
    day = date(2025, 1, 16)

    assert [
        request_log_key(day, "a1b2c3d4e5f6", 7),
        daily_progress_key(day, "a1b2c3d4e5f6"),
        error_log_key(day, "a1b2c3d4e5f6"),
    ] == [
        "backfill-state/request-log/date=2025-01-16/a1b2c3d4e5f6-0007.jsonl.gz",
        "backfill-state/daily-progress/date=2025-01-16/a1b2c3d4e5f6.json",
        "backfill-state/error-logs/date=2025-01-16/a1b2c3d4e5f6.jsonl.gz",
    ]


@pytest.mark.parametrize(
    ("key", "run"),
    [
        (request_log_key(date(2025, 1, 16), "a1b2c3d4e5f6", 7), "a1b2c3d4e5f6"),
        (request_log_key(date(2025, 1, 16), "of-one", 10_000), "of-one"),
        ("backfill-state/request-log/README", None),
        ("backfill-state/error-logs/date=2025-01-16/a1b2c3d4e5f6.jsonl.gz", None),
    ],
)
def test_a_part_of_the_request_log_tells_its_run(key: str, run: str | None) -> None:
    assert parse_request_log_key(key) == run


@given(versions)
def test_a_raw_key_stands_in_the_folder_of_its_document(version: RawVersion) -> None:
    assert entity_prefix(raw_key(version)) == document_prefix(version.document)


@pytest.mark.parametrize(
    ("key", "prefix"),
    [
        ("raw/playbyplayv3/all/7/a/b.txt", "raw/playbyplayv3/all/7/"),
        ("raw/playbyplayv3/all/7/7", "raw/playbyplayv3/all/7/"),
        ("raw/playbyplayv3/all/7", "raw/playbyplayv3/all/7"),
        ("raw/notes.txt", "raw/notes.txt"),
    ],
)
def test_any_other_key_stands_in_such_a_folder_or_alone(key: str, prefix: str) -> None:
    assert entity_prefix(key) == prefix


@given(st.lists(st.text("ab./", min_size=1).map("raw/".__add__)))
def test_sorted_keys_of_one_folder_are_neighbours(names: list[str]) -> None:
    folders = [prefix for prefix, _ in groupby(sorted(names), entity_prefix)]

    assert len(folders) == len(set(folders))
