"""The archive against its digests, its own shapes, the plan and the checkpoint.

Nothing is written.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import TypeVar

from capture.verification.archived_document import verify_folder
from capture.verification.checkpoint_claims import false_claims
from capture.verification.findings import Finding, Kind
from capture.verification.subset import EVERYTHING, Subset
from capture.verification.unfinished import unfinished_games
from lake.archive import RawArchive
from lake.endpoints import ENDPOINTS, FINDER, is_askable
from lake.errors import Incomplete
from lake.instants import Clock, now
from lake.keys import RAW, document_prefix, entity_prefix, parse_raw_key, raw_prefix
from lake.seasons import DEFAULT_SEASON_TYPES, Season, SeasonType
from lake.telemetry import Observer, job

DEFAULT_THREADS = 8

_AHEAD = 2
"""So many folders for each thread are read or waited for at once, however large the archive."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class VerificationRequest:
    """`seasons` () is the whole archive; documents that outlive seasons are of that alone."""

    seasons: tuple[Season, ...] = ()
    season_types: tuple[SeasonType, ...] = DEFAULT_SEASON_TYPES
    subset: Subset = EVERYTHING
    threads: int = DEFAULT_THREADS


@dataclass(frozen=True)
class Verification:
    """What was looked at and found; `seasons` are those whose games were looked for."""

    lake: str
    verified_at: datetime
    seasons: tuple[Season, ...]
    subset: Subset
    objects: int
    findings: tuple[Finding, ...]

    def counts(self) -> dict[Kind, int]:
        found = Counter(finding.kind for finding in self.findings)
        return {kind: found[kind] for kind in Kind}


def verify(
    request: VerificationRequest, archive: RawArchive, observer: Observer, clock: Clock = now
) -> Verification:
    """Read every object of the request, and hold what is archived against what is owed.

    Raises: Incomplete if there is nothing to verify; LakeUnavailable.
    """
    seasons, objects = _survey(request, archive)
    found = list(_verify_objects(request, archive, objects, observer))
    for season in seasons:
        found += _of_subset(unfinished_games(season, request.season_types, archive), request.subset)
    found += _of_subset(false_claims(seasons, archive), request.subset)
    found.sort(key=_is_mended_later)
    return Verification(
        lake=archive.store.location,
        verified_at=clock(),
        seasons=seasons,
        subset=request.subset,
        objects=objects,
        findings=tuple(found),
    )


def _is_mended_later(finding: Finding) -> bool:
    """A capture of a season's teams reads the list of games, so that comes first."""
    return finding.document is None or finding.document.endpoint != FINDER.name


def _survey(request: VerificationRequest, archive: RawArchive) -> tuple[tuple[Season, ...], int]:
    """Find the seasons there are, and count the objects to be read.

    Raises: Incomplete if there are none.
    """
    seasons: set[Season | None] = set(request.seasons)
    is_anything_there, objects = False, 0
    for key in _keys(request, archive):
        is_anything_there = True
        objects += request.subset.has(entity_prefix(key))
        version = parse_raw_key(key)
        if version and is_askable(version.document):
            seasons.add(version.document.season)
    if not is_anything_there:
        of_seasons = f" of {', '.join(map(str, request.seasons))}" if request.seasons else ""
        raise Incomplete(
            f"there are no raw answers{of_seasons} in {archive.store.location}",
            hint="the lake that `hoopstat capture` or `hoopstat import` filled: --lake",
        )
    return tuple(sorted(season for season in seasons if season)), objects


def _keys(request: VerificationRequest, archive: RawArchive) -> Iterator[str]:
    prefixes = [raw_prefix(name, season) for season in request.seasons for name in ENDPOINTS]
    for prefix in prefixes or [RAW]:
        yield from archive.store.list(prefix)


def _verify_objects(
    request: VerificationRequest, archive: RawArchive, objects: int, observer: Observer
) -> Iterator[Finding]:
    folders = (
        tuple(keys)
        for prefix, keys in groupby(_keys(request, archive), entity_prefix)
        if request.subset.has(prefix)
    )
    with job(observer, "verify", objects, "raw objects") as running:
        look = partial(_verify_folder, archive)
        for keys, found in _in_parallel(look, folders, request.threads):
            yield from found
            for key in keys:
                running.advance(key)


def _verify_folder(archive: RawArchive, keys: Sequence[str]) -> tuple[Sequence[str], list[Finding]]:
    return keys, verify_folder(keys, archive)


def _of_subset(findings: Iterable[Finding], subset: Subset) -> Iterator[Finding]:
    """A document that is not archived is of the part that its folder would be of."""
    for finding in findings:
        if finding.document is None or subset.has(document_prefix(finding.document)):
            yield finding


def _in_parallel(
    work: Callable[[_Item], _Result], items: Iterable[_Item], threads: int
) -> Iterator[_Result]:
    """Yield results in the order of the items; only a few are read ahead of the one yielded."""
    with ThreadPoolExecutor(threads) as pool:
        under_way: deque[Future[_Result]] = deque()
        for item in items:
            under_way.append(pool.submit(work, item))
            if len(under_way) >= _AHEAD * threads:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
