from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import requests
from requests_cache import CachedSession

from capture.asking.archive_cache import archive_session
from lake import keys
from lake.archive import RawArchive
from lake.documents import Document
from lake.errors import LakeUnavailable, RawObjectDamaged
from lake.raw_object import Capture
from lake.seasons import Season
from tests.scripted_server import ScriptedServer, answer, scripted

AT = datetime(2025, 1, 16, 5, 15, 2, 123000, UTC)
EVENTS = Document("playbyplayv3", Season(2024), "0022400001")
BODY = b'{ "game": {"gameId": "0022400001", "actions": [{"actionId": 1}]}}\n'
PARAMS = {"GameID": "0022400001", "StartPeriod": "0", "EndPeriod": "0"}


def session_on(archive: RawArchive) -> CachedSession:
    return archive_session(archive, "run-1", lambda: AT)


def get(session: CachedSession, server: ScriptedServer, **options: bool) -> requests.Response:
    return session.get(f"{server.url}/stats/playbyplayv3", params=PARAMS, **options)


def test_a_miss_is_archived_byte_for_byte_with_its_provenance(archive: RawArchive) -> None:
    with scripted(answer(BODY, Set_Cookie="secret=1")) as server:
        response = get(session_on(archive), server)

    raw = archive.read_newest(EVENTS)
    assert raw is not None
    assert response.content == BODY
    assert raw.body == BODY
    headers = dict(raw.capture.headers)
    for name in ("Server", "Date"):
        assert headers.pop(name)
    assert headers == {"Content-Type": "application/json", "Content-Length": str(len(BODY))}
    assert raw.capture == Capture(
        params={"EndPeriod": "0", "GameID": "0022400001", "StartPeriod": "0"},
        url=f"{server.url}/stats/playbyplayv3?EndPeriod=0&GameID=0022400001&StartPeriod=0",
        status=200,
        captured_at=AT,
        elapsed_ms=raw.capture.elapsed_ms,
        headers=raw.capture.headers,
        source="api",
        run_id="run-1",
        empty_reason=None,
    )


def test_a_hit_does_not_touch_the_network(archive: RawArchive) -> None:
    with scripted(answer(BODY, ETag='"1"', Vary="*", Cache_Control="no-store")) as server:
        session = session_on(archive)
        get(session, server)
        hit = get(session, server)

        assert len(server.paths) == 1
    assert (hit.from_cache, hit.content, hit.status_code) == (True, BODY, 200)  # type: ignore[attr-defined]
    assert hit.headers["Content-Type"] == "application/json"


def test_a_hit_needs_neither_the_host_nor_the_order_nor_the_empty_parameters(
    archive: RawArchive,
) -> None:
    with scripted(answer(BODY)) as server:
        session = session_on(archive)
        get(session, server)

    elsewhere = session.get(
        "https://stats.nba.com/stats/playbyplayv3",
        params={"EndPeriod": "0", "StartPeriod": "0", "GameID": "0022400001", "Extra": ""},
        only_if_cached=True,
    )

    assert elsewhere.content == BODY


def test_another_period_of_the_same_game_is_not_served_from_the_whole_game(
    archive: RawArchive,
) -> None:
    with scripted(answer(BODY)) as server:
        session = session_on(archive)
        get(session, server)

    part = session.get(
        "https://stats.nba.com/stats/playbyplayv3",
        params={**PARAMS, "StartPeriod": "1", "EndPeriod": "1"},
        only_if_cached=True,
    )

    assert part.status_code == 504


@pytest.mark.parametrize(
    "bad",
    [
        answer(b"{}"),
        answer(b"<HTML>Access Denied</HTML>"),
        answer(BODY.replace(b"0022400001", b"0022400002")),
        answer(BODY, status=203),
        answer(BODY, status=404),
        answer(BODY, status=503),
        answer(b'{"GameID": ["Invalid parameters"]}'),
    ],
)
def test_what_is_no_answer_is_not_archived(archive: RawArchive, bad: object) -> None:
    with scripted(bad) as server:  # type: ignore[arg-type]
        get(session_on(archive), server)

    assert list(archive.store.list("")) == []


def test_a_refresh_keeps_both_versions(archive: RawArchive) -> None:
    corrected = BODY.replace(b'"actionId": 1', b'"actionId": 1, "corrected": true')
    instants = iter([AT, AT.replace(year=2026)])
    session = archive_session(archive, "run-1", lambda: next(instants))
    with scripted(answer(BODY), answer(corrected)) as server:
        get(session, server)
        get(session, server, force_refresh=True)

    old = archive.read_newest(EVENTS, as_of=AT)
    new = archive.read_newest(EVENTS)
    assert old is not None
    assert new is not None
    assert (old.body, new.body) == (BODY, corrected)


def test_a_refresh_that_brings_no_answer_leaves_the_old_one(archive: RawArchive) -> None:
    session = session_on(archive)
    with scripted(answer(BODY), answer(b"{}")) as server:
        get(session, server)
        get(session, server, force_refresh=True)

    held = archive.read_newest(EVENTS)
    assert held is not None
    assert held.body == BODY


def test_a_damaged_hit_is_an_error_and_not_a_silent_second_request(archive: RawArchive) -> None:
    session = session_on(archive)
    with scripted(answer(BODY)) as server:
        get(session, server)
        version = archive.newest(EVENTS)
        assert version is not None
        key = keys.raw_key(version)
        archive.store.put(key, archive.store.get(key).body[:-9])

        with pytest.raises(RawObjectDamaged):
            get(session, server)

        assert len(server.paths) == 1


def test_a_lake_that_can_not_be_written_is_an_error(archive: RawArchive) -> None:
    session = session_on(archive)
    archive.store.put("raw/playbyplayv3", b"a file where a folder belongs")
    with scripted(answer(BODY)) as server, pytest.raises(LakeUnavailable):
        get(session, server)


def test_a_request_hoopstat_does_not_know_goes_through_and_is_not_archived(
    archive: RawArchive,
) -> None:
    session = session_on(archive)
    with scripted(answer(b'{"a": 1}')) as server:
        for _ in range(2):
            response = session.get(f"{server.url}/stats/somethingelse", params={"A": "1"})

        assert response.json() == {"a": 1}
        assert len(server.paths) == 2
    assert list(archive.store.list("")) == []


def test_an_empty_answer_is_archived_with_its_reason(archive: RawArchive) -> None:
    empty = json.dumps({"game": {"gameId": "0029500001", "actions": []}}).encode()
    with scripted(answer(empty)) as server:
        session_on(archive).get(
            f"{server.url}/stats/playbyplayv3", params={**PARAMS, "GameID": "0029500001"}
        )

    raw = archive.read_newest(Document("playbyplayv3", Season(1995), "0029500001"))
    assert raw is not None
    assert raw.capture.empty_reason == "there is no play-by-play before 1996-97"


def test_a_client_that_sends_no_cache_is_still_served_from_the_archive(
    archive: RawArchive,
) -> None:
    session = session_on(archive)
    with scripted(answer(BODY)) as server:
        get(session, server)
        hit = session.get(
            f"{server.url}/stats/playbyplayv3",
            params=PARAMS,
            headers={"Cache-Control": "no-cache", "Pragma": "no-cache"},
        )

        assert len(server.paths) == 1
    assert hit.content == BODY
