"""What is secret stands nowhere: not in the lake, not in a log, not in an error."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from capture.books.progress import CaptureObserver
from capture.planning.request import CaptureRequest
from capture.run import CaptureRun, capture
from lake.local_store import LocalStore
from lake.open_lake import open_lake
from lake.seasons import GameId, Season
from lake.settings import CaptureSettings
from lake.store import Store
from lake.telemetry import Event
from tests.capture.conftest import Lake
from tests.capture.fake_time import FakeTime
from tests.invented import body, invented_game
from tests.s3_server import ACCESS_KEY, SECRET_KEY, SESSION_TOKEN, S3Server, error, on, share
from tests.scripted_server import answer, scripted

GAME = "0022400001"
PLANTED = "planted-7f3a9c"
ANSWER_HEADERS = {
    "Set_Cookie": f"ak_bmsc={PLANTED}; Path=/",
    "X_Auth_Token": PLANTED,
    "X_Amz_Signature": PLANTED,
    "Www_Authenticate": f"Bearer {PLANTED}",
}


def everything_in(store: Store) -> Iterator[str]:
    """Each key with its content, unpacked where it is packed."""
    for key in store.list(""):
        content = store.get(key).body
        unpacked = gzip.decompress(content) if key.endswith(".gz") else content
        yield key + unpacked.decode(errors="replace")


def assert_nothing_in(texts: Iterable[str], *secrets: str) -> None:
    texts = list(texts)
    assert texts
    assert [text for text in texts for secret in secrets if secret in text] == []


def test_neither_cookies_nor_keys_stand_in_the_lake_or_in_what_is_printed(
    lake: Lake, request: pytest.FixtureRequest
) -> None:
    game = invented_game(GAME)
    if lake.location.startswith("s3:"):
        s3: S3Server = request.getfixturevalue("s3")
        s3.trouble(share(0.2, seed=3), error(500, "InternalError"))
    with scripted(
        answer(body(game["boxscoresummaryv3"]), 200, **ANSWER_HEADERS),
        answer(b"<html>" + PLANTED.encode(), 403, **ANSWER_HEADERS),
        answer(b"{}", 200, **ANSWER_HEADERS),
    ) as server:
        ended = subprocess.run(
            [
                *(sys.executable, "-m", "hoopstat", "capture", "--games", GAME),
                *("--lake", lake.location, "--api-url", server.url, "--rate-limit-seconds", "0"),
            ],
            env=lake.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    assert ended.returncode == 3
    secrets = (PLANTED, ACCESS_KEY, SECRET_KEY, SESSION_TOKEN)
    assert_nothing_in([ended.stderr, ended.stdout], *secrets)
    assert_nothing_in(everything_in(open_lake(lake.location, must_exist=True)), *secrets)


@pytest.mark.parametrize(
    ("status", "code"),
    [(403, "AccessDenied"), (400, "ExpiredToken"), (403, "SignatureDoesNotMatch")],
)
def test_a_lake_that_refuses_an_answer_is_told_without_its_keys(
    status: int, code: str, s3: S3Server
) -> None:
    message = f"{SECRET_KEY} {SESSION_TOKEN} {PLANTED}"
    s3.trouble(on("PUT", ".json.gz"), error(status, code, message))
    address = s3.new_bucket()
    with scripted(answer(body(invented_game(GAME)["boxscoresummaryv3"]))) as server:
        ended = subprocess.run(
            [
                *(sys.executable, "-m", "hoopstat", "capture", "--games", GAME),
                *("--lake", address, "--api-url", server.url, "--rate-limit-seconds", "0"),
            ],
            env=s3.process_environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

        assert len(server.paths) == 1
    assert ended.returncode == 5
    assert_nothing_in(
        [ended.stderr, ended.stdout], ACCESS_KEY, SECRET_KEY, SESSION_TOKEN, PLANTED, "Signature="
    )
    assert_nothing_in(
        everything_in(open_lake(address, must_exist=True)), ACCESS_KEY, SECRET_KEY, PLANTED
    )


class Told(CaptureObserver):
    def __init__(self) -> None:
        self.texts: list[str] = []

    def noted(self, event: Event) -> None:
        self.texts.append(f"{event.message} {dict(event.fields)}")


def test_the_password_of_a_proxy_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy is a port of this machine where nobody listens, so nothing is sent anywhere."""
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, f"http://somebody:{PLANTED}@127.0.0.1:9")
    told, store = Told(), LocalStore(tmp_path / "lake")
    request = CaptureRequest((Season(2024),), games=(GameId(GAME),))

    summary = capture(
        request,
        CaptureSettings("https://stats.invalid"),
        store,
        CaptureRun("run-1", told, time=FakeTime().passing),
    )

    assert summary.stopped_by is not None
    assert_nothing_in([*told.texts, str(summary.stopped_by), summary.stopped_by.hint], PLANTED)
    assert_nothing_in(everything_in(store), PLANTED)
