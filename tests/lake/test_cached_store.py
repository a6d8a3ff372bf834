"""A lake on S3 read through a cache hands each raw object over once, and hides nothing."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.cached_store import read_through
from lake.documents import RawVersion
from lake.endpoints import PLAY_BY_PLAY
from lake.errors import ObjectMissing, RawObjectDamaged
from lake.keys import raw_key
from lake.local_store import LocalStore
from lake.open_lake import open_lake
from lake.raw_cache import CacheSettings
from lake.raw_object import encode
from lake.store import Remote, Store
from lake.telemetry import Observer
from tests.invented import CAPTURED_AT, add_answer, invented_game
from tests.s3_server import S3Server

GAME = "0022400001"
VERSION = RawVersion(PLAY_BY_PLAY.document(GAME, None), CAPTURED_AT)
KEY = raw_key(VERSION)


@pytest.fixture
def lake(s3_lake: str) -> Store:
    """The lake itself, with one answer, to look at and to change as others do."""
    store = open_lake(s3_lake, must_exist=False)
    add_answer(RawArchive(store), PLAY_BY_PLAY.name, invented_game(GAME)[PLAY_BY_PLAY.name])
    return store


@pytest.fixture
def settings(tmp_path: Path) -> CacheSettings:
    return CacheSettings(tmp_path / "cache", 10**9)


@pytest.fixture
def cached(lake: Store, settings: CacheSettings) -> Store:
    return read_through(lake, settings, Observer())


def fetched(s3: S3Server) -> int:
    """How often the answer was read from S3."""
    return sum(request.method == "GET" and request.key == KEY for request in s3.requests)


def kept_files(settings: CacheSettings) -> list[Path]:
    return [path for path in settings.folder.rglob("*") if path.is_file()]


def test_a_raw_object_is_fetched_once(
    s3: S3Server, lake: Store, cached: Store, settings: CacheSettings
) -> None:
    of_another_run = read_through(lake, settings, Observer())
    given = [store.get(KEY) for store in (cached, cached, of_another_run)]

    assert fetched(s3) == 1
    assert given == [lake.get(KEY)] * 3


def test_what_is_no_raw_object_is_fetched_every_time(
    lake: Store, cached: Store, settings: CacheSettings
) -> None:
    seen = []
    for body in (b"1", b"2"):
        lake.put("backfill-state/checkpoint.json", body)
        seen.append(cached.get("backfill-state/checkpoint.json").body)

    assert (seen, kept_files(settings)) == ([b"1", b"2"], [])


def test_a_damaged_file_of_the_cache_is_fetched_anew(
    s3: S3Server, lake: Store, cached: Store, settings: CacheSettings
) -> None:
    cached.get(KEY)
    (file,) = kept_files(settings)
    file.write_bytes(file.read_bytes()[:-9] + b"\0" * 9)
    given = [cached.get(KEY), cached.get(KEY)]

    assert fetched(s3) == 2
    assert given == [lake.get(KEY)] * 2


def test_an_object_that_is_damaged_in_the_lake_is_called_so_until_it_is_mended(
    lake: Store, cached: Store, settings: CacheSettings
) -> None:
    sound = lake.get(KEY).body
    lake.put(KEY, sound[:-20])
    with pytest.raises(RawObjectDamaged):
        RawArchive(cached).read(VERSION)
    assert kept_files(settings) == []
    lake.put(KEY, sound)

    assert RawArchive(cached).read(VERSION) == RawArchive(lake).read(VERSION)


@pytest.mark.parametrize("write", ["put", "replace", "delete and put_new"])
def test_what_is_written_through_it_is_what_is_read(lake: Store, cached: Store, write: str) -> None:
    old = cached.get(KEY)
    raw = RawArchive(lake).read(VERSION)
    new = encode(replace(raw, capture=replace(raw.capture, run_id="another")))
    if write == "put":
        cached.put(KEY, new)
    elif write == "replace":
        cached.replace(KEY, new, old.etag)
    else:
        cached.delete(KEY)
        with pytest.raises(ObjectMissing):
            cached.get(KEY)
        cached.put_new(KEY, new)

    assert cached.get(KEY) == lake.get(KEY)
    assert cached.get(KEY).body == new


def test_another_answer_to_the_same_document_is_another_object(lake: Store, cached: Store) -> None:
    cached.get(KEY)
    later = CAPTURED_AT.replace(hour=9)
    document = invented_game(GAME)[PLAY_BY_PLAY.name]
    add_answer(RawArchive(lake), PLAY_BY_PLAY.name, document, later)

    newest = RawArchive(cached).read_newest(VERSION.document)
    assert newest
    assert newest.capture.captured_at == later


def test_an_object_of_an_endpoint_that_nobody_knows_is_read_and_not_kept(
    lake: Store, cached: Store, settings: CacheSettings
) -> None:
    key = "raw/shotchartdetail/season=2024-25/0022400001/20250116T051502.123Z.json.gz"
    capture = b'{"body_sha256":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}'
    lake.put(key, gzip.compress(b'{"capture":' + capture + b',"body":{}}'))

    assert cached.get(key) == lake.get(key)
    assert kept_files(settings) == []


def test_a_lake_on_s3_is_told_from_others_by_its_endpoint_bucket_and_prefix(
    s3: S3Server, s3_lake: str
) -> None:
    below = open_lake(f"{s3_lake}/below", must_exist=False)

    assert below.remote == Remote(f"{s3.url} {s3_lake}/below", 16)


def test_a_folder_has_no_cache(tmp_path: Path, settings: CacheSettings) -> None:
    store = LocalStore(tmp_path / "lake")

    assert read_through(store, settings, Observer()) is store


def test_without_settings_there_is_no_cache(lake: Store) -> None:
    assert read_through(lake, None, Observer()) is lake
