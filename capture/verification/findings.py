"""What a verification finds, each with the command that mends it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from enum import StrEnum

from lake.commands import at_lake, capture_command
from lake.documents import Document, RawVersion
from lake.endpoints import finder_document
from lake.keys import CHECKPOINT, raw_key
from lake.seasons import Season


class Kind(StrEnum):
    """`history lost` and `unlisted` are notes: nothing that is needed is missing."""

    DAMAGED = "damaged"
    WRONG = "wrong"
    ORPHANED = "orphaned"
    CHECKPOINT = "checkpoint"
    UNFINISHED = "unfinished"
    UNLISTED = "unlisted"
    HISTORY_LOST = "history lost"


FAILURES = frozenset({Kind.DAMAGED, Kind.WRONG, Kind.ORPHANED, Kind.CHECKPOINT})


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be.

    `key` is "" for a document that is not archived, `document` None for an orphan; `mend` is ""
    where nothing brings it back.
    """

    kind: Kind
    key: str
    document: Document | None
    problem: str
    mend: str

    @property
    def name(self) -> str:
        return self.key or str(self.document)


def damaged(version: RawVersion, problem: str, location: str) -> Finding:
    return _of_version(Kind.DAMAGED, version, problem, location)


def wrong(version: RawVersion, problem: str, location: str) -> Finding:
    return _of_version(Kind.WRONG, version, problem, location)


def orphaned(key: str, problem: str, location: str) -> Finding:
    return Finding(Kind.ORPHANED, _printable(key), None, problem, _remove(location, key))


def unreadable_checkpoint(problem: str, location: str) -> Finding:
    mend = _remove(location, CHECKPOINT)
    return Finding(Kind.CHECKPOINT, CHECKPOINT, None, problem, mend)


def claimed_by_checkpoint(document: Document, location: str) -> Finding:
    problem = f"it calls {document.entity} complete, and {document} is not archived"
    mend = at_lake(capture_command(document), location)
    return Finding(Kind.CHECKPOINT, CHECKPOINT, document, problem, mend)


def unfinished(document: Document, location: str) -> Finding:
    mend = at_lake(capture_command(document), location)
    return Finding(Kind.UNFINISHED, "", document, "it is owed and not archived", mend)


def unlisted(season: Season, location: str) -> Finding:
    finder = finder_document(season)
    problem = "without this list of games, one that is missing altogether can't be seen"
    return Finding(Kind.UNLISTED, "", finder, problem, at_lake(capture_command(finder), location))


def history_lost(finding: Finding) -> Finding:
    """Asking again brings what the API says now, never what it said then."""
    problem = f"{finding.problem}; a newer answer is good, and this one can't be had again"
    return replace(finding, kind=Kind.HISTORY_LOST, problem=problem, mend="")


def _of_version(kind: Kind, version: RawVersion, problem: str, location: str) -> Finding:
    document = version.document
    mend = at_lake(capture_command(document, "--refresh"), location)
    return Finding(kind, raw_key(version), document, problem, mend)


def _remove(location: str, key: str) -> str:
    command = "aws s3 rm" if location.startswith("s3://") else "rm"
    return f"{command} {_quoted(location.rstrip('/') + '/' + key)}"


def _printable(text: str) -> str:
    """A folder can hold names with bytes that are no text; nothing can print them."""
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _quoted(text: str) -> str:
    """Quote for a shell; `$'...'` where plain quotes can't be printed."""
    if text.isprintable():
        return shlex.quote(text)
    written = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"$'{_printable(written)}'"


def _escaped(char: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in char.encode(errors="surrogateescape"))
