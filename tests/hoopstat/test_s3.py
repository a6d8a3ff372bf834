"""The commands on a lake in S3, and what a person is told when it can't be had."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.local_store import LocalStore
from lake.open_lake import open_lake
from lake.store import Store
from replay.server import serving
from replay.sources import ArchiveSource
from tests import s3_server
from tests.conftest import Ended, Hoopstat
from tests.invented import add_answer, archive_game, body, invented_finder, invented_game
from tests.s3_server import ACCESS_KEY, SECRET_KEY, SESSION_TOKEN, Behaviour, S3Server
from tests.scripted_server import answer, scripted

GAME = "0022400001"
SECRETS = (ACCESS_KEY, SECRET_KEY, SESSION_TOKEN)


def contents(store: Store) -> dict[str, bytes]:
    return {key: store.get(key).body for key in store.list("")}


def assert_two_lines(ended: Ended, code: int, error: str, hint: str) -> None:
    assert ended.err.splitlines() == [f"Error: {error}", f"Try: {hint}"]
    assert ended.code == code
    assert [secret for secret in SECRETS if secret in ended.err + ended.out] == []


# The stages


def test_every_stage_gives_on_s3_what_it_gives_in_a_folder(
    hoopstat: Hoopstat, s3_lake: str, tmp_path: Path
) -> None:
    file = tmp_path / "finder.json"
    file.write_bytes(body(invented_finder("2024-25", [(GAME, "2024-10-22")])))
    options = ("--endpoint", "leaguegamefinder", "--captured-at", "2025-01-16T05:15:02Z")
    query = "select game_id, sum(points) from play_by_play group by game_id"
    told = []
    for lake in (f"{s3_lake}/nba", str(tmp_path / "folder")):
        archive_game(open_lake(lake, must_exist=False), invented_game(GAME))
        assert hoopstat("import", *options, "--lake", lake, file).code == 0
        assert hoopstat("transform", "--lake", lake).code == 0
        listed = ("--to", "2025-01-15")
        report = hoopstat("validate", "--lake", lake, *listed, "--format", "json", "--no-keep")
        assert report.code == 0
        told.append(
            (
                json.loads(report.out)["checks"],
                hoopstat("sql", "--lake", lake, "--format", "csv", query).out,
                hoopstat("capture", "--dry-run", "--season", "2024-25", "--lake", lake).out,
            )
        )
    assert told[0] == told[1]
    on_s3 = contents(open_lake(f"{s3_lake}/nba", must_exist=True))
    in_folder = contents(LocalStore(tmp_path / "folder"))
    assert on_s3.keys() == in_folder.keys()
    published = [key for key in in_folder if key.startswith("historical-backfill/")]
    assert len(published) == 9
    assert {key: on_s3[key] for key in published} == {key: in_folder[key] for key in published}


def test_run_works_on_an_s3_that_has_trouble(
    hoopstat: Hoopstat, s3: S3Server, s3_lake: str, s3_waits: list[float], tmp_path: Path
) -> None:
    archive = RawArchive(LocalStore(tmp_path / "league"))
    # A season that no list is expected to have so and so many games of.
    season, game, day = "2030-31", "0023000001", "2030-10-22"
    add_answer(archive, "leaguegamefinder", invented_finder(season, [(game, day)]))
    archive_game(archive.store, invented_game(game, game_date=day))
    s3.trouble(s3_server.share(0.1, seed=3), s3_server.slow_down)
    s3.trouble(s3_server.share(0.1, seed=4), s3_server.done_and_then(s3_server.drop))

    with serving(ArchiveSource(archive)) as server:
        online = ("--api-url", server.url, "--rate-limit-seconds", "0")
        ended = hoopstat(
            *("run", "--season", season, "--s3-bucket", s3_lake.removeprefix("s3://")), *online
        )

    assert (ended.code, ended.error_lines) == (0, [])
    assert "Verdict: passed. Score 1.0000" in ended.out
    assert len([path for path in (tmp_path / "cache").rglob("*") if path.is_file()]) == 5
    assert [line for line in ended.err.splitlines() if '"level": "warning"' in line] == []
    assert len(s3_waits) > 10


def test_a_second_transform_on_s3_changes_nothing(
    hoopstat: Hoopstat, s3: S3Server, s3_lake: str
) -> None:
    archive_game(open_lake(s3_lake, must_exist=False), invented_game(GAME))
    assert hoopstat("transform", "--lake", s3_lake).code == 0
    s3.requests.clear()

    assert hoopstat("transform", "--lake", s3_lake).code == 0
    written = {request.key for request in s3.requests if request.method in ("PUT", "DELETE")}
    assert written == {".hoopstat/probe"}


def raw_reads(s3: S3Server) -> list[str]:
    """The raw objects that were fetched, in no order."""
    keys = [r.key for r in s3.requests if r.method == "GET" and r.key.endswith(".json.gz")]
    return sorted(keys)


def test_a_raw_object_is_fetched_once_for_many_transforms(
    hoopstat: Hoopstat, s3: S3Server, s3_lake: str
) -> None:
    store = open_lake(s3_lake, must_exist=False)
    archive_game(store, invented_game(GAME))
    for more in ((), ("--force",)):
        assert hoopstat("transform", "--lake", s3_lake, *more).code == 0

    assert raw_reads(s3) == list(store.list("raw/"))


def test_without_a_cache_every_transform_reads_the_lake(
    hoopstat: Hoopstat, s3: S3Server, s3_lake: str, tmp_path: Path
) -> None:
    store = open_lake(s3_lake, must_exist=False)
    archive_game(store, invented_game(GAME))
    for _ in range(2):
        s3.requests.clear()
        ended = hoopstat("transform", "--lake", s3_lake, "--force", "--cache-size", "0")
        assert ended.code == 0
        assert set(raw_reads(s3)) == set(store.list("raw/"))

    assert not (tmp_path / "cache").exists()


def test_a_cache_that_can_not_be_written_is_a_warning(
    hoopstat: Hoopstat, s3_lake: str, tmp_path: Path
) -> None:
    archive_game(open_lake(s3_lake, must_exist=False), invented_game(GAME))
    file = tmp_path / "a file"
    file.touch()

    ended = hoopstat("transform", "--lake", s3_lake, "--cache-dir", file, "--log-format", "json")

    assert ended.code == 0
    lines = [json.loads(line) for line in ended.err.splitlines()]
    (warning,) = [line for line in lines if line["level"] == "warning"]
    assert (warning["component"], warning["event_type"]) == ("cache", "not_kept")
    assert warning["folder"] == str(file)


def test_a_transform_of_a_folder_keeps_nothing_elsewhere(
    hoopstat: Hoopstat, tmp_path: Path
) -> None:
    archive_game(LocalStore(tmp_path / "lake"), invented_game(GAME))

    assert hoopstat("transform", "--lake", tmp_path / "lake").code == 0
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("command", ["transform", "import"])
def test_what_an_endpoint_can_not_promise_is_a_warning(
    hoopstat: Hoopstat, s3: S3Server, s3_lake: str, tmp_path: Path, command: str
) -> None:
    archive_game(open_lake(s3_lake, must_exist=False), invented_game(GAME))
    s3.trouble(s3_server.conditional, s3_server.ignore_conditions)
    file = tmp_path / "game.json"
    file.write_bytes(body(invented_game("0022400002")["playbyplayv3"]))
    more = ("--endpoint", "playbyplayv3", file) if command == "import" else ()

    ended = hoopstat(command, "--lake", s3_lake, "--log-format", "json", *more)

    assert ended.code == 0
    lines = [json.loads(line) for line in ended.err.splitlines()]
    warnings = [line for line in lines if line["level"] == "warning"]
    assert [(line["component"], line["event_type"]) for line in warnings] == [
        ("lake", "not_promised"),
        ("lake", "not_promised"),
    ]
    assert "two captures that start in the same moment" in warnings[0]["message"]
    assert {line["location"] for line in warnings} == {s3_lake}


def test_a_lake_in_an_s3_that_is_named_by_an_option(
    hoopstat: Hoopstat, s3: S3Server, s3_lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive_game(open_lake(s3_lake, must_exist=False), invented_game(GAME))
    monkeypatch.delenv("AWS_ENDPOINT_URL_S3")

    ended = hoopstat("transform", "--lake", s3_lake, "--s3-endpoint-url", s3.url)

    assert ended.code == 0


# --lake or --s3-bucket


def test_the_more_explicit_of_lake_and_bucket_counts(
    hoopstat: Hoopstat, s3_lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = s3_lake.removeprefix("s3://")
    nothing = f"Error: there is no lake at {s3_lake}"
    monkeypatch.setenv("HOOPSTAT_LAKE", "a-folder")
    by_flag = hoopstat("transform", "--s3-bucket", bucket)
    monkeypatch.setenv("HOOPSTAT_S3_BUCKET", bucket)
    by_other_flag = hoopstat("transform", "--lake", "another")
    both_in_the_environment = hoopstat("transform")
    monkeypatch.delenv("HOOPSTAT_LAKE")
    Path("hoopstat.toml").write_text('lake = "a-folder"\n')
    before_the_file = hoopstat("transform")

    assert by_flag.error_lines[0] == before_the_file.error_lines[0] == nothing
    assert by_other_flag.error_lines[0] == "Error: there is no lake at another"
    assert both_in_the_environment.code == 2


# Errors


@pytest.mark.parametrize(
    ("behaviour", "error", "hint"),
    [
        (
            s3_server.error(403, "AccessDenied"),
            "access to the bucket {bucket} is denied",
            "credentials that may list, read, write and delete there: AWS_PROFILE",
        ),
        (
            s3_server.error(301, "PermanentRedirect", x_amz_bucket_region="eu-north-1"),
            "the bucket {bucket} is in another region: eu-north-1",
            "AWS_REGION with the region of the bucket",
        ),
        (
            s3_server.error(400, "AuthorizationHeaderMalformed"),
            "the bucket {bucket} is in another region",
            "AWS_REGION with the region of the bucket",
        ),
        (
            s3_server.error(400, "IllegalLocationConstraintException"),
            "the bucket {bucket} is in another region",
            "AWS_REGION with the region of the bucket",
        ),
        (
            s3_server.error(400, "ExpiredToken"),
            "the AWS credentials have expired",
            "new ones, such as by aws sso login, then the same again",
        ),
        (
            s3_server.error(403, "InvalidAccessKeyId"),
            "{url} does not know the AWS credentials (InvalidAccessKeyId)",
            "the right AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, "
            "or AWS_PROFILE",
        ),
        (
            s3_server.error(403, "SignatureDoesNotMatch", SECRET_KEY),
            "{url} does not know the AWS credentials (SignatureDoesNotMatch)",
            "the right AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, "
            "or AWS_PROFILE",
        ),
        (
            s3_server.error(403, "RequestTimeTooSkewed"),
            "the clock of this machine is wrong, says {url}",
            "set the clock, then the same again",
        ),
        (
            s3_server.error(400, "InvalidBucketName"),
            "{bucket} is no name of a bucket",
            "s3://BUCKET/PREFIX with a bucket's name",
        ),
        (
            s3_server.error(501, "NotImplemented"),
            "{url} does not have what this needs (NotImplemented)",
            "another server for S3",
        ),
        (
            s3_server.error(503, "SlowDown"),
            "{url} has trouble of its own (SlowDown)",
            "the same command again, later",
        ),
        (
            s3_server.error(507, "XMinioStorageFull"),
            "{url} has trouble of its own (XMinioStorageFull)",
            "the same command again, later",
        ),
        (
            s3_server.error(400, f"Odd {SECRET_KEY}"),
            "{url} refuses it (400)",
            "look at the bucket {bucket} and its rules",
        ),
        (
            s3_server.drop,
            "{url} does not answer (ConnectionClosedError)",
            "look at the network and at --s3-endpoint-url, then the same command again",
        ),
    ],
)
def test_what_s3_refuses_is_told_once_in_two_lines(
    hoopstat: Hoopstat,
    s3: S3Server,
    s3_lake: str,
    s3_waits: list[float],
    behaviour: Behaviour,
    error: str,
    hint: str,
) -> None:
    del s3_waits
    s3.trouble(s3_server.always, behaviour)
    facts = {"bucket": s3_lake.removeprefix("s3://"), "url": s3.url}

    for command, verb in (
        (("transform", "--lake", s3_lake), "read"),
        (("capture", "--games", GAME, "--lake", s3_lake), "write"),
    ):
        told = f"can't {verb}: {error.format(**facts)}"
        assert_two_lines(hoopstat(*command), 5, told, hint.format(**facts))


def test_a_bucket_that_is_not_there_is_named(hoopstat: Hoopstat, s3: S3Server) -> None:
    del s3
    for command in ("transform", "validate", "replay"):
        assert_two_lines(
            hoopstat(command, "--lake", "s3://nobody-has-this/nba"),
            5,
            "can't read: there is no bucket nobody-has-this",
            "aws s3 mb s3://nobody-has-this, or another bucket",
        )


def test_a_prefix_without_a_lake_is_told(hoopstat: Hoopstat, s3_lake: str) -> None:
    assert_two_lines(
        hoopstat("validate", "--lake", f"{s3_lake}/nba"),
        5,
        f"there is no lake at {s3_lake}/nba",
        "the lake that `hoopstat capture` or `hoopstat import` filled: "
        "--lake s3://BUCKET or s3://BUCKET/PREFIX",
    )


@pytest.mark.parametrize(
    ("changed", "error", "hint"),
    [
        (
            {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""},
            "can't read: there are no AWS credentials",
            "AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        ),
        (
            {"AWS_SECRET_ACCESS_KEY": ""},
            "can't open: half of the AWS credentials is missing: AWS_SECRET_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, both of them",
        ),
        (
            {"AWS_PROFILE": "nobody"},
            "can't open: there is no AWS profile nobody",
            "AWS_PROFILE with one that `aws configure list-profiles` has",
        ),
        (
            {"AWS_ENDPOINT_URL_S3": "nonsense"},
            "can't open: the AWS settings make no sense (InvalidConfigError)",
            "look at ~/.aws/config and the AWS_ variables",
        ),
        (
            {"AWS_REGION": "no region", "AWS_DEFAULT_REGION": "no region"},
            "can't open: the AWS settings make no sense (InvalidRegionError)",
            "look at ~/.aws/config and the AWS_ variables",
        ),
        (
            {"AWS_ENDPOINT_URL_S3": "http://user:planted@127.0.0.1:1"},
            "can't read: http://127.0.0.1:1 does not answer (EndpointConnectionError)",
            "look at the network and at --s3-endpoint-url, then the same command again",
        ),
    ],
)
def test_settings_that_do_not_work_are_told_in_two_lines(
    hoopstat: Hoopstat,
    s3_lake: str,
    s3_waits: list[float],
    monkeypatch: pytest.MonkeyPatch,
    changed: dict[str, str],
    error: str,
    hint: str,
) -> None:
    del s3_waits
    for name, value in changed.items():
        if value:
            monkeypatch.setenv(name, value)
        else:
            monkeypatch.delenv(name)

    ended = hoopstat("transform", "--lake", s3_lake)

    assert_two_lines(ended, 5, error, hint)
    assert "planted" not in ended.err


def test_an_endpoint_that_is_no_s3_is_told(
    hoopstat: Hoopstat, s3: S3Server, s3_waits: list[float]
) -> None:
    del s3, s3_waits
    with scripted(answer(b"<html>Hello</html>", Content_Type="text/html")) as server:
        assert_two_lines(
            hoopstat("transform", "--lake", "s3://bucket", "--s3-endpoint-url", server.url),
            5,
            f"can't read: what answers at {server.url} is not S3 (ResponseParserError)",
            "another --s3-endpoint-url",
        )


ADDRESS = "--lake s3://BUCKET or s3://BUCKET/PREFIX"


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (
            ["--lake", f"https://{ACCESS_KEY}:{SECRET_KEY}@x.example/a?token={SESSION_TOKEN}"],
            "https://x.example/a: lakes are kept in folders and on S3",
            f"a folder: --lake DIR; or {ADDRESS}",
        ),
        (["--lake", "s3://"], "'' is not the name of a bucket", ADDRESS),
        (["--lake", "s3://My_Bucket/x"], "'My_Bucket' is not the name of a bucket", ADDRESS),
        (["--s3-bucket", "10.0.0.1"], "'10.0.0.1' is not the name of a bucket", ADDRESS),
        (["--lake", "s3://bucket/a/../b"], "'a/../b' is not a prefix for a lake", ADDRESS),
        (["--lake", "s3://bucket//a"], "'/a' is not a prefix for a lake", ADDRESS),
        (
            ["--lake", f"s3://{ACCESS_KEY}:{SESSION_TOKEN}@bucket"],
            "the address of the lake is not only a bucket and a prefix",
            ADDRESS,
        ),
        (
            ["--lake", f"s3://bucket/a?X-Amz-Security-Token={SESSION_TOKEN}"],
            "the address of the lake is not only a bucket and a prefix",
            ADDRESS,
        ),
        (
            ["--lake", "s3://fast--use1-az5--x-s3"],
            "fast--use1-az5--x-s3 is a directory bucket, which lists its keys in no order",
            "a general purpose bucket",
        ),
        (
            ["--lake", "s3://bucket", "--s3-bucket", "bucket"],
            "--lake and --s3-bucket both say where the lake is",
            "one of them; --lake s3://BUCKET/PREFIX says it all",
        ),
        (
            ["--lake", "s3://bucket", "--s3-endpoint-url", "127.0.0.1:9000"],
            "'127.0.0.1:9000' is not the address of an S3 endpoint",
            "--s3-endpoint-url http://127.0.0.1:9000",
        ),
        (
            ["--s3-endpoint-url", f"http://x/?token={SESSION_TOKEN}"],
            "'http://x/' is not the address of an S3 endpoint",
            "--s3-endpoint-url http://127.0.0.1:9000",
        ),
        (
            ["--s3-endpoint-url", f"http://{ACCESS_KEY}:{SESSION_TOKEN}@127.0.0.1:9000"],
            "the address of the S3 endpoint holds a user name or a password",
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and an address without them",
        ),
    ],
)
def test_an_address_that_is_none_is_a_usage_error(
    hoopstat: Hoopstat, arguments: Sequence[str], error: str, hint: str
) -> None:
    assert_two_lines(hoopstat("transform", *arguments), 2, error, hint)


def test_no_test_finds_real_credentials(s3: S3Server) -> None:
    found = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}

    assert found == {
        name: value for name, value in s3.environment().items() if name.startswith("AWS_")
    }
