"""Why an archived document has no rows in the tables."""

from __future__ import annotations

from dataclasses import dataclass

from lake.answers import judge
from lake.archive import RawArchive
from lake.documents import RawVersion
from lake.endpoints import find_endpoint
from lake.errors import AnswerRefused, RawObjectDamaged


@dataclass(frozen=True)
class Emptiness:
    """`reason` says why a document is rightly empty, `refusal` why it can't be used at all."""

    reason: str | None = None
    refusal: str | None = None


NOTHING_KNOWN = Emptiness()
"""Of a document that has rows, or should have some."""


def emptiness(archive: RawArchive, version: RawVersion) -> Emptiness:
    """Read a document and judge it as a capture would. Raises: LakeUnavailable."""
    document = version.document
    try:
        raw = archive.read(version)
        if raw.capture.empty_reason:
            return Emptiness(raw.capture.empty_reason)
        answer = judge(
            find_endpoint(document.endpoint),
            raw.body,
            is_cancelled=archive.is_cancelled,
            season=document.season,
        )
    except (AnswerRefused, RawObjectDamaged) as error:
        return Emptiness(refusal=error.message)
    if answer.document != document:
        return Emptiness(refusal=f"it is about {answer.document}")
    if answer.empty_reason:
        return Emptiness(refusal=f"it is empty, since {answer.empty_reason}, and does not say so")
    return NOTHING_KNOWN
