from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lake import __version__
from lake.documents import Document, RawVersion
from lake.errors import RawObjectDamaged
from lake.raw_object import Capture, RawObject, decode, encode, join
from lake.seasons import Season

CAPTURED_AT = datetime(2025, 1, 16, 5, 15, 2, 123000, tzinfo=UTC)
BODY = '{"game": {"gameId": "0022400007", "actions": ["Páleš"]} }\n'.encode()

EVENTS = RawObject(
    Document("playbyplayv3", Season(2024), "0022400007"),
    Capture(
        params={"EndPeriod": "0", "GameID": "0022400007", "StartPeriod": "0"},
        url="http://127.0.0.1:8080/stats/playbyplayv3?GameID=0022400007",
        status=200,
        captured_at=CAPTURED_AT,
        elapsed_ms=412,
        headers={"Content-Type": "application/json", "X-Note": "ünïcode"},
        source="api",
        run_id="0123456789ab",
    ),
    BODY,
)
IMPORTED = RawObject(
    Document("boxscoretraditionalv3", Season(2012), "0021200007"),
    Capture(
        params={"GameID": "0021200007"},
        url="",
        status=200,
        captured_at=CAPTURED_AT,
        elapsed_ms=None,
        headers={},
        source="import",
        run_id="ba9876543210",
        empty_reason="the game was cancelled",
    ),
    b"{}",
)

texts = st.text(st.characters(codec="utf-8"))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)
spaces = st.text(" \t\r\n", max_size=3)


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """JSON of an object, written in one of the many ways JSON can be."""
    written = json.dumps(
        draw(st.dictionaries(texts, values, max_size=4)),
        ensure_ascii=draw(st.booleans()),
        indent=draw(st.none() | st.integers(0, 2)),
        separators=draw(st.sampled_from([(",", ":"), (", ", ": "), ("\r\n,\t", " :")])),
    )
    return f"{draw(spaces)}{written}{draw(spaces)}".encode()


def packed(unpacked: bytes) -> bytes:
    return gzip.compress(unpacked, mtime=0)


def is_damaged(archived: bytes) -> bool:
    try:
        decode(archived, EVENTS.version)
    except RawObjectDamaged:
        return True
    return False


# What is archived


def test_an_object_is_written_as_designed() -> None:
    assert join(EVENTS) == (
        b'{"capture":{"schema_version":1,"endpoint":"playbyplayv3",'
        b'"params":{"EndPeriod":"0","GameID":"0022400007","StartPeriod":"0"},'
        b'"url":"http://127.0.0.1:8080/stats/playbyplayv3?GameID=0022400007",'
        b'"status":200,"captured_at":"2025-01-16T05:15:02.123Z","elapsed_ms":412,'
        b'"headers":{"Content-Type":"application/json","X-Note":"\xc3\xbcn\xc3\xafcode"},'
        b'"body_sha256":"' + hashlib.sha256(BODY).hexdigest().encode() + b'",'
        b'"body_bytes":60,"source":"api","run_id":"0123456789ab",'
        b'"client_version":"' + __version__.encode() + b'","empty_reason":null}'
        b',"body":' + BODY + b"}"
    )


def test_an_archived_object_is_one_gzip_of_that() -> None:
    assert gzip.decompress(encode(EVENTS)) == join(EVENTS)


def test_the_gzip_has_no_time_of_its_own() -> None:
    assert encode(EVENTS)[4:8] == bytes(4)


def test_the_same_input_gives_the_same_bytes() -> None:
    again = replace(EVENTS, capture=replace(EVENTS.capture), body=bytes(bytearray(BODY)))

    assert encode(again) == encode(EVENTS)


@settings(max_examples=50, deadline=None)
@given(bodies())
def test_an_unpacked_object_is_valid_json(body: bytes) -> None:
    unpacked = json.loads(join(replace(EVENTS, body=body)))

    assert list(unpacked) == ["capture", "body"]
    assert unpacked["body"] == json.loads(body)
    assert unpacked["capture"]["body_bytes"] == len(body)
    assert unpacked["capture"]["body_sha256"] == hashlib.sha256(body).hexdigest()


# What is read


@pytest.mark.parametrize("raw", [EVENTS, IMPORTED], ids=["api", "import"])
def test_an_object_makes_the_round_trip(raw: RawObject) -> None:
    assert decode(encode(raw), raw.version) == raw


@settings(max_examples=50, deadline=None)
@given(bodies())
def test_a_body_comes_back_byte_for_byte(body: bytes) -> None:
    raw = replace(EVENTS, body=body)

    assert decode(encode(raw), raw.version).body == body


@pytest.mark.parametrize(
    "body",
    [b'{"a":1,"body":{"capture":{},"body":2}}', b'{"a":",\\"body\\":"}', b'{"a":"}"}', b"[]", b"0"],
)
def test_a_body_that_looks_like_the_wrapping_comes_back_whole(body: bytes) -> None:
    raw = replace(EVENTS, body=body)

    assert decode(encode(raw), raw.version) == raw


@settings(deadline=None)
@given(param=texts | st.just(',"body":'), header=texts | st.just('"},"body":{"'), name=texts)
@example(param="", header="x", name="body")
def test_any_text_of_the_provenance_comes_back(param: str, header: str, name: str) -> None:
    params = {**EVENTS.capture.params, "Other": param}
    capture = replace(EVENTS.capture, params=params, headers={"A": "1", name: header})
    raw = replace(EVENTS, capture=capture)

    assert decode(encode(raw), raw.version) == raw


def test_a_version_is_the_document_at_its_instant() -> None:
    assert EVENTS.version == RawVersion(EVENTS.document, CAPTURED_AT)


# Damage


def test_a_flipped_bit_of_the_body_is_damage() -> None:
    whole = join(EVENTS)
    start = len(whole) - len(BODY) - 1

    unnoticed = [
        (place, bit)
        for place in range(start, len(whole))
        for bit in range(8)
        if not is_damaged(packed(flipped(whole, place, bit)))
    ]
    assert unnoticed == []


def test_a_flipped_bit_of_the_archived_file_never_gives_another_object() -> None:
    """Some bits of a gzip's header mean nothing."""
    archived = encode(EVENTS)
    all_flipped = [
        flipped(archived, place, bit) for place in range(len(archived)) for bit in range(8)
    ]

    undamaged = [file for file in all_flipped if not is_damaged(file)]

    assert [decode(file, EVENTS.version) for file in undamaged] == [EVENTS] * len(undamaged)
    assert {file[10:] for file in undamaged} <= {archived[10:]}


def test_a_file_cut_short_at_any_length_is_damage() -> None:
    archived = encode(EVENTS)

    assert [n for n in range(len(archived)) if not is_damaged(archived[:n])] == []


def test_an_unpacked_object_cut_short_at_any_length_is_damage() -> None:
    whole = join(EVENTS)

    assert [n for n in range(len(whole)) if not is_damaged(packed(whole[:n]))] == []


@pytest.mark.parametrize(
    ("archived", "message"),
    [
        (b"", "the object is not of the form of a raw object"),
        (packed(b""), "the object is not of the form of a raw object"),
        (packed(b"<html>Access Denied</html>"), "the object is not of the form of a raw object"),
        (packed(b'{"capture":nothing,"body":{}}'), "the object is not of the form of a raw object"),
        (packed(b'{"capture":\xff,"body":{}}'), "the object is not of the form of a raw object"),
        (packed(b'{"capture":[],"body":{}}'), "the object is not of the form of a raw object"),
        (packed(b"{}"), "the object is not of the form of a raw object"),
        (packed(BODY), "the object is not of the form of a raw object"),
        (
            packed(b'{"capture":' + b"[" * 100_000 + b"]" * 100_000 + b',"body":{}}'),
            "the object is not of the form of a raw object",
        ),
        (
            packed(join(EVENTS).replace(b'"schema_version":1', b'"schema_version":2')),
            "it is a raw object of version 2, and this hoopstat reads 1",
        ),
        (
            packed(b'{"capture":{},"body":{}}'),
            "the provenance is not whole: 'body_sha256'",
        ),
        (
            packed(join(EVENTS).replace(b"actions", b"Actions")),
            "the body does not have the digest it was archived with",
        ),
        (
            encode(EVENTS) + encode(EVENTS),
            "the body does not have the digest it was archived with",
        ),
    ],
)
def test_what_is_no_raw_object_is_damage(archived: bytes, message: str) -> None:
    with pytest.raises(RawObjectDamaged) as damaged:
        decode(archived, EVENTS.version)
    assert damaged.value.message == message


@pytest.mark.parametrize(
    "spoil",
    [
        lambda archived: gzip.decompress(archived),
        lambda archived: archived + b"more",
        lambda archived: archived[:-8] + bytes(8),
        lambda archived: b"<html>" + archived,
    ],
    ids=["not packed", "something appended", "no checksum", "something before"],
)
def test_a_broken_gzip_is_damage(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(RawObjectDamaged) as damaged:
        decode(spoil(encode(EVENTS)), EVENTS.version)
    assert damaged.value.message.startswith("the gzip is broken: ")


@pytest.mark.parametrize(
    "version",
    [
        replace(EVENTS.version, document=replace(EVENTS.document, endpoint="playbyplayv2")),
        replace(EVENTS.version, captured_at=CAPTURED_AT + timedelta(milliseconds=1)),
    ],
    ids=["endpoint", "instant"],
)
def test_an_object_under_another_key_is_damage(version: RawVersion) -> None:
    with pytest.raises(RawObjectDamaged) as damaged:
        decode(encode(EVENTS), version)
    assert damaged.value.message == "the object is not the one its key names"


@pytest.mark.parametrize(
    ("document", "key", "command"),
    [
        (
            EVENTS.document,
            "raw/playbyplayv3/season=2024-25/0022400007/20250116T051502.123Z.json.gz",
            "hoopstat capture --games 0022400007 --endpoints playbyplayv3 --refresh",
        ),
        (
            Document("leaguegamefinder", Season(2024), "all"),
            "raw/leaguegamefinder/season=2024-25/all/20250116T051502.123Z.json.gz",
            "hoopstat capture --season 2024-25 --endpoints leaguegamefinder --refresh",
        ),
        (
            Document("commonteamroster", Season(2024), "1610619901"),
            "raw/commonteamroster/season=2024-25/1610619901/20250116T051502.123Z.json.gz",
            "hoopstat capture --season 2024-25 --endpoints commonteamroster --refresh",
        ),
        (
            Document("commonplayerinfo", None, "9910001"),
            "raw/commonplayerinfo/all/9910001/20250116T051502.123Z.json.gz",
            "hoopstat capture --players 9910001 --endpoints commonplayerinfo --refresh",
        ),
    ],
)
def test_damage_names_the_object_and_the_command_that_mends_it(
    document: Document, key: str, command: str
) -> None:
    with pytest.raises(RawObjectDamaged) as damaged:
        decode(b"", RawVersion(document, CAPTURED_AT))
    assert damaged.value.key == key
    assert damaged.value.hint == command


def flipped(body: bytes, place: int, bit: int) -> bytes:
    return body[:place] + bytes([body[place] ^ 1 << bit]) + body[place + 1 :]


def test_an_object_under_the_key_of_another_game_is_damage() -> None:
    elsewhere = RawVersion(replace(EVENTS.document, entity="0022400562"), CAPTURED_AT)

    with pytest.raises(RawObjectDamaged, match="not the one its key names"):
        decode(encode(EVENTS), elsewhere)


def test_a_provenance_that_lacks_a_field_is_damage() -> None:
    with pytest.raises(RawObjectDamaged, match="the provenance is not whole: 'run_id'"):
        decode(packed(join(EVENTS).replace(b'"run_id"', b'"sun_id"')), EVENTS.version)
