"""The footer: what a published file says of itself in its Parquet metadata.

Every value comes from the raw objects or the tables, never from a clock of this machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lake import __version__
from lake.instants import format_instant
from lake.keys import Partition
from lake.sql_files import SqlFile
from transform.staging import StagedDocument
from validate.scores import Verdict

TABLES_VERSION = 2
"""To be raised when the program, not the SQL, changes what the tables hold."""


@dataclass(frozen=True)
class Footer:
    """Absent values are "": api_response_time_ms of imports, the score of unchecked partitions,
    held_games where no game is held back.
    """

    endpoints: tuple[str, ...]
    season: str
    month: str
    ingestion_timestamp: str
    api_response_time_ms: str
    data_quality_score: str
    validation_status: str
    row_count: str
    column_count: str
    raw_fingerprint: str
    held_games: str

    def items(self) -> Iterator[tuple[str, str]]:
        yield "source", "stats.nba.com"
        yield "endpoints", ",".join(self.endpoints)
        yield "season", self.season
        yield "month", self.month
        yield "ingestion_timestamp", self.ingestion_timestamp
        yield "api_response_time_ms", self.api_response_time_ms
        yield "data_quality_score", self.data_quality_score
        yield "validation_status", self.validation_status
        yield "row_count", self.row_count
        yield "column_count", self.column_count
        yield "raw_fingerprint", self.raw_fingerprint
        yield "held_games", self.held_games
        yield "hoopstat_version", __version__


@dataclass(frozen=True)
class Judged:
    """What the checks said of a partition, and the games they had held back from it."""

    status: Verdict = Verdict.NOT_RUN
    score: float | None = None
    held_games: tuple[str, ...] = ()


def make_footer(
    table: SqlFile,
    partition: Partition,
    documents: Sequence[StagedDocument],
    fingerprint: str,
    row_count: int,
    judged: Judged,
    further_columns: int = 0,
) -> Footer:
    """`documents` are the answers that the rows of this partition come from."""
    answered = {doc.version.document.endpoint for doc in documents}
    elapsed = [doc.elapsed_ms for doc in documents if doc.elapsed_ms is not None]
    newest = max((doc.version.captured_at for doc in documents), default=None)
    return Footer(
        endpoints=tuple(name for name in table.names("source") if name in answered),
        season=str(partition.season),
        month="" if partition.month is None else f"{partition.month:02d}",
        ingestion_timestamp=format_instant(newest) if newest else "",
        api_response_time_ms=str(round(sum(elapsed) / len(elapsed))) if elapsed else "",
        data_quality_score="" if judged.score is None else f"{judged.score:.6f}",
        validation_status=judged.status.value,
        row_count=str(row_count),
        column_count=str(len(table.columns) + further_columns),
        raw_fingerprint=fingerprint,
        held_games=",".join(judged.held_games),
    )


def fingerprint(
    raw_keys: Iterable[str],
    sql_digest: str,
    facts: Iterable[str] = (),
    unsettled: Iterable[str] = (),
) -> str:
    """Return one digest of all that a partition is made of.

    That is the raw objects, named by their keys, since what stands under a key never changes; the
    SQL; `facts` that were worked out from other raw objects, such as the dates of games; and what
    is to be looked at again by every transform, such as games that failed a check.
    """
    lines = [*sorted(raw_keys), *sorted(facts), *sorted(unsettled), sql_digest, str(TABLES_VERSION)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
