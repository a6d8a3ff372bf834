"""Saved responses into the archive: what other people or other tools kept as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lake.answers import judge
from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import Endpoint
from lake.errors import AnswerRefused, ObjectExists, RawObjectDamaged
from lake.instants import to_milliseconds
from lake.raw_object import Capture, RawObject
from lake.seasons import Season
from lake.telemetry import Event, Level, Observer, job


@dataclass(frozen=True)
class ImportRequest:
    """`captured_at` None takes each file's own modification time, when it was saved."""

    endpoint: Endpoint
    files: tuple[Path, ...]
    season: Season | None
    captured_at: datetime | None
    run_id: str


@dataclass(frozen=True)
class ImportedFile:
    """What became of one file; `note` says why it was refused, or why it is rightly empty."""

    path: Path
    document: Document | None
    outcome: str
    note: str = ""

    @property
    def is_refused(self) -> bool:
        return self.outcome == REFUSED


ARCHIVED = "archived"
ALREADY_HELD = "already held"
REFUSED = "refused"


def import_files(
    request: ImportRequest, archive: RawArchive, observer: Observer
) -> Sequence[ImportedFile]:
    """Archive the exact bytes of each file that is an acceptable answer of the endpoint.

    A file that is not, or can't be read, is refused with the reason, and the others go on.
    Raises: LakeUnavailable.
    """
    imported = []
    with job(observer, "import", len(request.files), "files") as running:
        for path in request.files:
            result = _import_file(path, request, archive)
            imported.append(result)
            _note(result, observer)
            running.advance(str(path))
    return imported


def _import_file(path: Path, request: ImportRequest, archive: RawArchive) -> ImportedFile:
    try:
        body, saved_at = path.read_bytes(), path.stat().st_mtime
    except OSError as error:
        return ImportedFile(path, None, REFUSED, f"can't read it: {error.strerror}")
    try:
        accepted = judge(
            request.endpoint, body, is_cancelled=archive.is_cancelled, season=request.season
        )
    except (AnswerRefused, RawObjectDamaged) as error:
        return ImportedFile(path, None, REFUSED, error.message)
    document, reason = accepted.document, accepted.empty_reason or ""
    if _is_held(archive, document, body):
        return ImportedFile(path, document, ALREADY_HELD, reason)
    capture = Capture(
        params=request.endpoint.params_for(document),
        url="",
        status=200,
        captured_at=request.captured_at or to_milliseconds(datetime.fromtimestamp(saved_at, UTC)),
        elapsed_ms=None,
        headers={},
        source="import",
        run_id=request.run_id,
        empty_reason=accepted.empty_reason,
    )
    try:
        archive.add(RawObject(document, capture, body))
    except ObjectExists:
        return ImportedFile(
            path, document, REFUSED, "another answer was captured at that very instant"
        )
    return ImportedFile(path, document, ARCHIVED, reason)


def _is_held(archive: RawArchive, document: Document, body: bytes) -> bool:
    try:
        newest = archive.read_newest(document)
    except RawObjectDamaged:
        return False
    return newest is not None and newest.body == body


def _note(result: ImportedFile, observer: Observer) -> None:
    observer.noted(
        Event(
            "import",
            result.outcome.replace(" ", "_"),
            f"{result.path}: {result.outcome}" + (f": {result.note}" if result.note else ""),
            Level.WARNING if result.is_refused else Level.INFO,
            {"path": str(result.path), "document": str(result.document or "")},
        )
    )
