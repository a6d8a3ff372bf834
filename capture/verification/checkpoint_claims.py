"""What the checkpoint says, against what the archive holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from capture.books.checkpoint import read_checkpoint
from capture.planning.owed import lacking_documents
from capture.verification import findings
from capture.verification.findings import Finding
from lake.archive import RawArchive
from lake.errors import StateDamaged
from lake.seasons import Season


def false_claims(seasons: Sequence[Season], archive: RawArchive) -> Iterator[Finding]:
    """Yield what is not archived of games that the checkpoint calls complete.

    A game that is complete and not in the checkpoint is none: the archive is the truth, and answers
    may have been imported.
    Raises: LakeUnavailable.
    """
    location = archive.store.location
    try:
        checkpoint = read_checkpoint(archive.store)
    except StateDamaged as error:
        yield findings.unreadable_checkpoint(error.message, location)
        return
    if checkpoint is None:
        return
    claimed = checkpoint.completed_games.items()
    games = [game for season, complete in claimed if season in seasons for game in complete]
    for _, documents in sorted(lacking_documents(games, archive).items()):
        for document in sorted(documents, key=str):
            yield findings.claimed_by_checkpoint(document, location)
