from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from capture.saved_files import ImportedFile, ImportRequest, import_files
from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import find_endpoint
from lake.raw_object import Capture
from lake.seasons import Season
from lake.telemetry import Observer

GAME = "0022400001"
EVENTS = Document("playbyplayv3", Season(2024), GAME)
GOOD = b'{ "game" : {"gameId": "0022400001",\n "actions": [{"actionId": 1}]}}\n'


def import_(
    archive: RawArchive, *files: Path, captured_at: datetime | None = None
) -> list[ImportedFile]:
    request = ImportRequest(find_endpoint("playbyplayv3"), files, None, captured_at, "run-1")
    return list(import_files(request, archive, Observer()))


def saved(tmp_path: Path, body: bytes, name: str = "saved.json") -> Path:
    path = tmp_path / name
    path.write_bytes(body)
    os.utime(path, (1_737_000_000.5, 1_737_000_000.5))
    return path


def test_an_accepted_file_is_archived_byte_for_byte(archive: RawArchive, tmp_path: Path) -> None:
    path = saved(tmp_path, GOOD)

    assert import_(archive, path) == [ImportedFile(path, EVENTS, "archived")]

    raw = archive.read_newest(EVENTS)
    assert raw is not None
    assert raw.body == GOOD
    assert raw.capture == Capture(
        params={"EndPeriod": "0", "GameID": GAME, "StartPeriod": "0"},
        url="",
        status=200,
        captured_at=datetime(2025, 1, 16, 4, 0, 0, 500000, UTC),
        elapsed_ms=None,
        headers={},
        source="import",
        run_id="run-1",
    )


def test_a_given_capture_time_wins_over_that_of_the_file(
    archive: RawArchive, tmp_path: Path
) -> None:
    at = datetime(2025, 2, 1, tzinfo=UTC)

    import_(archive, saved(tmp_path, GOOD), captured_at=at)

    version = archive.newest(EVENTS)
    assert version is not None
    assert version.captured_at == at


def test_importing_again_adds_nothing(archive: RawArchive, tmp_path: Path) -> None:
    path = saved(tmp_path, GOOD)
    import_(archive, path)
    before = list(archive.store.list(""))

    assert import_(archive, path) == [ImportedFile(path, EVENTS, "already held")]
    assert list(archive.store.list("")) == before


def test_a_refused_file_says_why_and_the_others_go_on(archive: RawArchive, tmp_path: Path) -> None:
    html = saved(tmp_path, b"<html></html>", "blocked.html")
    absent = tmp_path / "absent.json"
    good = saved(tmp_path, GOOD)

    assert import_(archive, html, absent, tmp_path, good) == [
        ImportedFile(html, None, "refused", "it is a page of HTML or XML, not JSON"),
        ImportedFile(absent, None, "refused", "can't read it: No such file or directory"),
        ImportedFile(tmp_path, None, "refused", "can't read it: Is a directory"),
        ImportedFile(good, EVENTS, "archived"),
    ]


def test_two_different_answers_of_one_instant_are_not_mixed_up(
    archive: RawArchive, tmp_path: Path
) -> None:
    first = saved(tmp_path, GOOD)
    other = saved(tmp_path, GOOD.strip(), "other.json")

    assert [file.outcome for file in import_(archive, first, other)] == ["archived", "refused"]
    raw = archive.read_newest(EVENTS)
    assert raw is not None
    assert raw.body == GOOD


def test_a_rightly_empty_file_is_archived_with_the_reason(
    archive: RawArchive, tmp_path: Path
) -> None:
    empty = {"game": {"gameId": "0029500001", "actions": []}}
    path = saved(tmp_path, json.dumps(empty).encode())

    (imported,) = import_(archive, path)

    assert imported.outcome == "archived"
    assert imported.note == "there is no play-by-play before 1996-97"
