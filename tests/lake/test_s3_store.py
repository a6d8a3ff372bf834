"""What a lake on S3 does beside the contract: when S3 misbehaves, and when it can't be had."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from lake.errors import CriticalError, LakeUnavailable, ObjectChanged, ObjectExists, ObjectMissing
from lake.keys import PROBE
from lake.open_lake import open_lake
from lake.s3_store import S3Store
from lake.store import Store, StoredObject
from tests import s3_server
from tests.s3_server import ACCESS_KEY, SECRET_KEY, SESSION_TOKEN, Behaviour, S3Server, Strikes

KEY = "raw/a.json.gz"
ATTEMPTS = 10
"""Nobody may multiply them: one layer of retries."""


@pytest.fixture
def store(s3_lake: str) -> Store:
    return open_lake(f"{s3_lake}/lake", must_exist=False)


def methods(s3: S3Server, key: str = KEY) -> list[str]:
    return [request.method for request in s3.requests if request.key.endswith(key)]


# Addresses


def test_the_location_is_the_address(s3_lake: str) -> None:
    assert open_lake(f"{s3_lake}/a/b/", must_exist=False).location == f"{s3_lake}/a/b"
    assert open_lake(f"{s3_lake}/", must_exist=False).location == s3_lake


def test_the_bucket_stands_in_the_path_where_the_endpoint_is_an_address(
    s3: S3Server, s3_lake: str, store: Store
) -> None:
    store.put(KEY, b"")

    assert s3.requests[-1] == s3_server.S3Request(
        "PUT", s3_lake.removeprefix("s3://"), f"lake/{KEY}"
    )


def test_two_lakes_in_a_bucket_do_not_see_each_other(s3_lake: str, store: Store) -> None:
    other = open_lake(f"{s3_lake}/lake2", must_exist=False)
    whole = open_lake(s3_lake, must_exist=False)
    store.put(KEY, b"1")
    other.put("b", b"2")

    assert (list(store.list("")), list(other.list(""))) == ([KEY], ["b"])
    assert list(whole.list("")) == [f"lake/{KEY}", "lake2/b"]


def test_nothing_under_the_prefix_is_no_lake(s3_lake: str, store: Store) -> None:
    with pytest.raises(LakeUnavailable) as refused:
        open_lake(store.location, must_exist=True)
    assert str(refused.value) == f"there is no lake at {s3_lake}/lake"

    store.prepare()
    assert list(open_lake(store.location, must_exist=True).list("")) == []


def test_what_other_programs_leave_and_no_folder_could_hold_is_not_listed(
    s3: S3Server, s3_lake: str, store: Store
) -> None:
    for key in ("lake/", "lake/raw/", "lake/.hidden"):
        s3.put(f"{s3_lake}/{key}", b"")
    store.put(KEY, b"")

    assert list(store.list("")) == [KEY]
    assert list(store.list(".")) == []


def test_a_listing_asks_for_no_page_before_its_turn(s3: S3Server, store: Store) -> None:
    keys = ["a", "b", "c", "d", "e"]
    for key in keys:
        store.put(key, b"")
    s3.trouble(s3_server.on("GET"), s3_server.pages_of(2))
    s3.requests.clear()

    listing = store.list("")
    assert s3.requests == []
    assert [next(listing), next(listing)] == ["a", "b"]
    assert len(s3.requests) == 1
    assert list(listing) == ["c", "d", "e"]
    assert len(s3.requests) == 3


# Files


def test_a_file_that_was_handed_out_never_changes(store: Store, tmp_path: Path) -> None:
    store.put("a/b.parquet", b"old")
    old = store.as_file("a/b.parquet", tmp_path)
    store.put("a/b.parquet", b"new")
    new = store.as_file("a/b.parquet", tmp_path)

    assert (old.read_bytes(), new.read_bytes()) == (b"old", b"new")
    assert sorted(tmp_path.iterdir()) == sorted([old, new])


def test_a_scratch_folder_that_can_not_be_written_is_told(store: Store, tmp_path: Path) -> None:
    store.put(KEY, b"")

    with pytest.raises(CriticalError) as refused:
        store.as_file(KEY, tmp_path / "gone")
    assert (
        str(refused.value)
        == f"can't write in {tmp_path / 'gone'}: No such file or directory [{KEY}]"
    )
    assert refused.value.hint == "more room there, or another folder: TMPDIR=..."


# Trouble that passes

PASSING: dict[str, Behaviour] = {
    "500": s3_server.error(500, "InternalError"),
    "503": s3_server.slow_down,
    "dropped": s3_server.drop,
}
LOST = {name: s3_server.done_and_then(behaviour) for name, behaviour in PASSING.items()}


@pytest.mark.parametrize("trouble", [PASSING, LOST], ids=["not done", "done, answer lost"])
@pytest.mark.parametrize("kind", PASSING)
def test_passing_trouble_is_not_seen(
    s3: S3Server, store: Store, s3_waits: list[float], trouble: dict[str, Behaviour], kind: str
) -> None:
    operations: tuple[Callable[[], object], ...] = (
        lambda: store.put_new(KEY, b"1"),
        lambda: store.replace(KEY, b"2", store.get(KEY).etag),
        lambda: store.put("b", b"3"),
        lambda: store.get("b"),
        lambda: list(store.list("")),
        lambda: store.exists("b"),
        lambda: store.delete("b"),
    )
    for operation in operations:
        s3.reset()
        s3.trouble(s3_server.the(1), trouble[kind])
        operation()

    s3.reset()
    assert store.get(KEY).body == b"2"
    assert list(store.list("")) == [KEY]
    assert len(s3_waits) == len(operations)


def test_a_share_of_refusals_changes_nothing(
    s3: S3Server, store: Store, s3_waits: list[float]
) -> None:
    s3.trouble(s3_server.share(0.3, seed=7), s3_server.slow_down)

    for number in range(30):
        etag = store.put_new(f"a/{number:02}", b"new")
        store.replace(f"a/{number:02}", b"%d" % number, etag)

    assert [int(store.get(key).body) for key in store.list("a/")] == list(range(30))
    assert len(s3_waits) > 10


@pytest.mark.parametrize("kind", LOST)
def test_a_write_whose_answer_was_lost_has_won(
    s3: S3Server, store: Store, s3_waits: list[float], kind: str
) -> None:
    s3.trouble(s3_server.on("PUT", times=1), LOST[kind])
    etag = store.put_new(KEY, b"mine")

    assert store.get(KEY) == StoredObject(b"mine", etag)
    assert methods(s3) == ["PUT", "PUT", "HEAD", "GET"]
    assert len(s3_waits) == 1


@pytest.mark.parametrize("kind", LOST)
def test_a_replacement_whose_answer_was_lost_has_won(
    s3: S3Server, store: Store, s3_waits: list[float], kind: str
) -> None:
    old = store.put(KEY, b"old")
    s3.requests.clear()
    s3.trouble(s3_server.on("PUT", times=1), LOST[kind])
    etag = store.replace(KEY, b"mine", old)

    assert store.get(KEY) == StoredObject(b"mine", etag)
    assert methods(s3) == ["PUT", "PUT", "HEAD", "GET"]
    assert len(s3_waits) == 1


@pytest.mark.parametrize(
    ("write", "refused"),
    [
        (lambda store, _: store.put_new("new", b"mine"), ObjectExists),
        (lambda store, etag: store.replace(KEY, b"mine", etag), ObjectChanged),
    ],
    ids=["put_new", "replace"],
)
def test_what_somebody_else_wrote_meanwhile_is_not_taken_for_ones_own(
    s3: S3Server,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[[Store, str], object],
    refused: type[Exception],
) -> None:
    etag = store.put(KEY, b"old")
    other = open_lake(store.location, must_exist=False)

    def somebody_writes(_: float) -> None:
        for key in (KEY, "new"):
            other.put(key, b"mine")

    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=somebody_writes))
    s3.trouble(s3_server.on("PUT", times=1), PASSING["500"])

    with pytest.raises(refused):
        write(store, etag)


# Conflicts


def test_a_conflict_is_tried_again(s3: S3Server, s3_lake: str) -> None:
    waits: list[float] = []
    store = S3Store(s3_lake.removeprefix("s3://"), "lake", sleep=waits.append)
    conflict = s3_server.error(409, "ConditionalRequestConflict")
    s3.trouble(s3_server.on("PUT", times=2), conflict)
    etag = store.put_new(KEY, b"1")
    s3.trouble(s3_server.on("PUT", times=1), conflict)
    replaced = store.replace(KEY, b"2", etag)

    assert store.get(KEY) == StoredObject(b"2", replaced)
    assert waits == [0.05, 0.1, 0.05]


def test_a_conflict_with_a_write_of_ones_own_is_won(s3: S3Server, s3_lake: str) -> None:
    store = S3Store(s3_lake.removeprefix("s3://"), "lake", sleep=lambda _: None)
    conflict = s3_server.error(409, "ConditionalRequestConflict")
    s3.trouble(s3_server.on("PUT", times=1), s3_server.done_and_then(conflict))

    assert store.put_new(KEY, b"1") == store.get(KEY).etag


def test_a_conflict_that_does_not_end_is_told(s3: S3Server, s3_lake: str) -> None:
    waits: list[float] = []
    store = S3Store(s3_lake.removeprefix("s3://"), "lake", sleep=waits.append)
    s3.trouble(s3_server.always, s3_server.error(409, "ConditionalRequestConflict"))

    with pytest.raises(LakeUnavailable) as refused:
        store.put_new(KEY, b"1")
    assert str(refused.value) == (
        "can't write: somebody else writes the same object all the time "
        f"(ConditionalRequestConflict) [{KEY}]"
    )
    assert len(waits) == len(methods(s3)) - 1 == 7


# Trouble that stays


@pytest.mark.parametrize("behaviour", PASSING.values(), ids=PASSING)
def test_trouble_that_stays_is_given_up_after_so_many_attempts(
    s3: S3Server, store: Store, s3_waits: list[float], behaviour: Behaviour
) -> None:
    s3.trouble(s3_server.always, behaviour)

    with pytest.raises(LakeUnavailable):
        store.put_new(KEY, b"")
    assert methods(s3) == ["PUT"] * ATTEMPTS
    assert len(s3_waits) == ATTEMPTS - 1


def test_a_body_that_breaks_off_is_asked_for_again(s3: S3Server, store: Store) -> None:
    store.put(KEY, b"whole" * 1000)
    s3.trouble(s3_server.on("GET", KEY, times=2), s3_server.cut_off)
    s3.requests.clear()

    assert store.get(KEY).body == b"whole" * 1000
    assert methods(s3) == ["GET"] * 3


def test_half_a_body_is_never_given(s3: S3Server, store: Store) -> None:
    store.put(KEY, b"whole" * 1000)
    s3.trouble(s3_server.on("GET", KEY), s3_server.cut_off)

    with pytest.raises(LakeUnavailable) as refused:
        store.get(KEY)
    assert refused.value.message.startswith(f"can't read: {s3.url} does not answer (")


@pytest.mark.parametrize(
    "operation",
    [
        lambda store: store.get(KEY),
        lambda store: store.exists(KEY),
        lambda store: store.delete(KEY),
        lambda store: store.put(KEY, b""),
        lambda store: store.put_new(KEY, b""),
        lambda store: store.replace(KEY, b"", "etag"),
        lambda store: list(store.list(KEY)),
        lambda store: store.as_file(KEY, Path("unused")),
    ],
    ids=["get", "exists", "delete", "put", "put_new", "replace", "list", "as_file"],
)
def test_a_missing_bucket_is_never_taken_for_a_missing_object(
    s3: S3Server, operation: Callable[[Store], object]
) -> None:
    del s3
    with pytest.raises(LakeUnavailable) as refused:
        operation(open_lake("s3://nobody-has-this/lake", must_exist=False))
    assert refused.value.message.endswith(": there is no bucket nobody-has-this")
    assert refused.value.key == KEY


@pytest.mark.parametrize("status", [400, 403, 500])
def test_no_secret_stands_in_an_error_or_what_is_chained_to_it(
    s3: S3Server, store: Store, s3_waits: list[float], status: int
) -> None:
    """Some servers repeat what they were sent; none of that may reach a log."""
    secrets = (ACCESS_KEY, SECRET_KEY, SESSION_TOKEN, "X-Amz-Signature=abc")
    told = " ".join(secrets)
    s3.trouble(s3_server.always, s3_server.error(status, f"Odd {SESSION_TOKEN}", told))

    with pytest.raises(LakeUnavailable) as refused:
        store.put(KEY, b"")
    lines = "".join(traceback.format_exception(refused.value))
    assert [secret for secret in secrets if secret in lines or secret in refused.value.hint] == []
    del s3_waits


# What an endpoint can't do

NO_NEW = (
    "can't refuse to overwrite an object (If-None-Match), so hoopstat looks before it writes: "
    "two captures that start in the same moment can't be kept apart"
)
NO_SWAP = (
    "can't compare before it overwrites (If-Match), so hoopstat looks before it writes: "
    "of two changes in the same moment one may be lost"
)


def with_header(name: str) -> Strikes:
    return lambda request: request.condition == name


def test_an_endpoint_that_can_do_all_is_not_complained_of(s3: S3Server, store: Store) -> None:
    assert store.prepare() == ()
    assert [(request.method, request.key, request.condition) for request in s3.requests[-3:]] == [
        ("PUT", f"lake/{PROBE}", ""),
        ("PUT", f"lake/{PROBE}", "If-None-Match"),
        ("PUT", f"lake/{PROBE}", "If-Match"),
    ]


@pytest.mark.parametrize(
    "behaviour",
    [s3_server.ignore_conditions, s3_server.error(501, "NotImplemented")],
    ids=["ignored", "501"],
)
@pytest.mark.parametrize(
    ("strikes", "sentences"),
    [
        (with_header("If-None-Match"), [NO_NEW]),
        (with_header("If-Match"), [NO_SWAP]),
        (s3_server.conditional, [NO_NEW, NO_SWAP]),
    ],
    ids=["If-None-Match", "If-Match", "both"],
)
def test_conditions_an_endpoint_lacks_are_told_and_looked_for_instead(
    s3: S3Server, store: Store, strikes: Strikes, sentences: list[str], behaviour: Behaviour
) -> None:
    s3.trouble(strikes, behaviour)

    assert store.prepare() == tuple(f"{s3.url} {sentence}" for sentence in sentences)
    etag = store.put_new(KEY, b"1")
    with pytest.raises(ObjectExists):
        store.put_new(KEY, b"2")
    replaced = store.replace(KEY, b"3", etag)
    with pytest.raises(ObjectChanged):
        store.replace(KEY, b"4", etag)
    with pytest.raises(ObjectMissing):
        store.replace("b", b"5", etag)
    assert store.get(KEY) == StoredObject(b"3", replaced)
    assert list(store.list("")) == [KEY]


def test_the_probe_of_two_at_once_is_no_trouble(s3: S3Server, store: Store) -> None:
    conflict = s3_server.error(409, "ConditionalRequestConflict")
    s3.trouble(s3_server.conditional, conflict)

    assert store.prepare() == ()
