"""All archived answers to one document, held against their digests, their key and their shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from capture.verification import findings
from capture.verification.findings import Finding
from lake.answers import judge
from lake.archive import RawArchive
from lake.commands import at_lake
from lake.documents import RawVersion
from lake.endpoints import find_endpoint, is_askable
from lake.errors import AnswerRefused, ObjectMissing, RawObjectDamaged
from lake.keys import parse_raw_key
from lake.raw_object import RawObject


def verify_folder(keys: Sequence[str], archive: RawArchive) -> list[Finding]:
    """Look at every object in a document's folder, in the order of its keys.

    Raises: LakeUnavailable.
    """
    versions, found = [], []
    for key in keys:
        version = parse_raw_key(key)
        if version is None or not is_askable(version.document):
            found.append(findings.orphaned(key, _why_orphaned(version), archive.store.location))
        else:
            versions.append(version)
    return found + _verify_versions(versions, archive)


def _why_orphaned(version: RawVersion | None) -> str:
    if version is None:
        return "it is not named as a raw object is"
    return f"nothing is asked for as {version.document}, in the folder it stands in"


def _verify_versions(versions: Sequence[RawVersion], archive: RawArchive) -> list[Finding]:
    looked_at = [_verify_version(version, archive) for version in versions]
    bad = [finding for finding in looked_at if finding]
    is_newest_good = bool(looked_at) and looked_at[-1] is None
    return [findings.history_lost(finding) for finding in bad] if is_newest_good else bad


def _verify_version(version: RawVersion, archive: RawArchive) -> Finding | None:
    """A key that is listed and can't be read is damaged too: a broken link in a folder."""
    location = archive.store.location
    try:
        raw = archive.read(version)
    except (ObjectMissing, RawObjectDamaged) as error:
        return findings.damaged(version, error.message, location)
    try:
        problem = _wrong(raw, archive)
    except RawObjectDamaged as error:
        return _not_to_be_judged(version, error, location)
    return findings.wrong(version, problem, location) if problem else None


def _wrong(raw: RawObject, archive: RawArchive) -> str | None:
    """Raises: RawObjectDamaged if the box score that tells of a cancelled game can't be read."""
    document = raw.document
    try:
        accepted = judge(
            find_endpoint(document.endpoint),
            raw.body,
            is_cancelled=archive.is_cancelled,
            season=document.season,
        )
    except AnswerRefused as error:
        return error.message
    return None if accepted.document == document else f"it is about {accepted.document}"


def _not_to_be_judged(version: RawVersion, error: RawObjectDamaged, location: str) -> Finding:
    """It is the box score that is to be asked for again, as its own finding says."""
    problem = f"it is empty, and whether its game was cancelled can't be read: {error}"
    finding = findings.wrong(version, problem, location)
    return replace(finding, mend=at_lake(error.hint, location))
