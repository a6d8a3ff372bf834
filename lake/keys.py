"""Every key of the lake is built and read here and nowhere else.

The same keys stand under `s3://bucket[/prefix]` and under a folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lake.documents import Document, RawVersion
from lake.errors import UsageError
from lake.instants import format_key_instant, parse_key_instant
from lake.seasons import Season

RAW = "raw/"
PUBLISHED = "historical-backfill/"
QUARANTINE = "quarantine/"

PROBE = ".hoopstat/probe"
"""On S3, what conditional writes are tried on; like every name with a dot first never listed."""

CHECKPOINT = "backfill-state/checkpoint.json"
LEASE = "backfill-state/lease.json"
REQUEST_LOG = "backfill-state/request-log/"
DAILY_PROGRESS = "backfill-state/daily-progress/"
ERROR_LOGS = "backfill-state/error-logs/"

VALIDATION_REPORTS = "data-quality/validation-reports/"
COMPLETENESS_CHECKS = "data-quality/completeness-checks/"
VALIDATION_HISTORY = "data-quality/history/"

_DOCUMENT_PREFIX = re.compile(
    r"raw/(?P<endpoint>[a-z0-9]+)/(?:season=(?P<season>\d{4}-\d{2})|all)/(?P<entity>[0-9a-z]+)/"
)
_FOLDERS = 4
"""raw, the endpoint, the season or `all`, and the entity."""

_REQUEST_LOG_KEY = re.compile(
    re.escape(REQUEST_LOG) + r"date=\d{4}-\d{2}-\d{2}/(?P<run>[^/]+)-\d{4,}\.jsonl\.gz"
)
_HISTORY_KEY = re.compile(re.escape(VALIDATION_HISTORY) + r"(?P<run>[^/]+)\.parquet")

_DECEMBER = 12
_RAW_SUFFIX = ".json.gz"
_PARTITION_KEY = re.compile(
    r"(?P<root>[a-z-]+/)(?P<dataset>[a-z-]+)/(?P<table>[a-z_]+)/season=(?P<season>\d{4}-\d{2})"
    r"(?:/month=(?P<month>\d{2}))?/(?P<file>[^/]+)\.parquet"
)


@dataclass(frozen=True)
class Partition:
    """One published file: a table's rows of one season, and of one month where it has months.

    `month` is 1-12, 0 for games whose date nothing in the archive tells, None for tables
    without months.
    """

    dataset: str
    table: str
    season: Season
    month: int | None


def raw_prefix(endpoint: str, season: Season | None) -> str:
    """Return the prefix of every raw object of an endpoint in a season, or outside seasons."""
    return f"{RAW}{endpoint}/{_scope(season)}/"


def document_prefix(document: Document) -> str:
    """Return the prefix of every version of a document."""
    return f"{raw_prefix(document.endpoint, document.season)}{document.entity}/"


def parse_document_prefix(prefix: str) -> Document | None:
    """Read the prefix of a document's versions; None if it is not one."""
    match = _DOCUMENT_PREFIX.fullmatch(prefix)
    if match is None:
        return None
    try:
        season = Season.parse(match["season"]) if match["season"] else None
    except UsageError:
        return None
    return Document(match["endpoint"], season, match["entity"])


def raw_key(version: RawVersion) -> str:
    """Return the key of one archived answer."""
    instant = format_key_instant(version.captured_at)
    return f"{document_prefix(version.document)}{instant}{_RAW_SUFFIX}"


def parse_raw_key(key: str) -> RawVersion | None:
    """Read the key of a raw object; None if it is not one."""
    prefix, slash, file = key.rpartition("/")
    document = parse_document_prefix(prefix + slash)
    if document is None or not file.endswith(_RAW_SUFFIX):
        return None
    try:
        return RawVersion(document, parse_key_instant(file.removesuffix(_RAW_SUFFIX)))
    except ValueError:
        return None


def entity_prefix(key: str) -> str:
    """Return what every key in one document's folder starts with, a raw key's or not.

    A key that stands in no such folder is returned as it is. Sorted keys of one prefix are
    neighbours.
    """
    *folders, rest = key.split("/", _FOLDERS)
    return key.removesuffix(rest) if len(folders) == _FOLDERS else key


def published_prefix(dataset: str, table: str, season: Season | None = None) -> str:
    """Return the prefix of a table's published files, of one season if given."""
    scope = f"season={season}/" if season else ""
    return f"{PUBLISHED}{dataset}/{table}/{scope}"


def published_pattern(dataset: str, table: str) -> str:
    """Return the pattern, as DuckDB reads it, of a table's published files."""
    return f"{published_prefix(dataset, table)}**/{table}_*.parquet"


def published_key(partition: Partition) -> str:
    """Return the stable key of a published file."""
    return f"{PUBLISHED}{_partition_path(partition)}"


def parse_published_key(key: str) -> Partition | None:
    """Read the key of a published file; None if it is not one."""
    return _parse_partition_key(PUBLISHED, key)


def quarantine_key(partition: Partition) -> str:
    """Return the key of what is held back from a published file."""
    return f"{QUARANTINE}{_partition_path(partition)}"


def parse_quarantine_key(key: str) -> Partition | None:
    """Read the key of a quarantined file; None if it is not one."""
    return _parse_partition_key(QUARANTINE, key)


def _partition_path(partition: Partition) -> str:
    dataset, table, season = partition.dataset, partition.table, partition.season
    if partition.month is None:
        return f"{dataset}/{table}/season={season}/{table}_{season}.parquet"
    month = f"{partition.month:02d}"
    return f"{dataset}/{table}/season={season}/month={month}/{table}_{season}_{month}.parquet"


def _parse_partition_key(root: str, key: str) -> Partition | None:
    match = _PARTITION_KEY.fullmatch(key)
    if match is None or match["root"] != root:
        return None
    month = int(match["month"]) if match["month"] else None
    if month is not None and month > _DECEMBER:
        return None
    try:
        season = Season.parse(match["season"])
    except UsageError:
        return None
    partition = Partition(match["dataset"], match["table"], season, month)
    return partition if root + _partition_path(partition) == key else None


def _scope(season: Season | None) -> str:
    return f"season={season}" if season else "all"


def request_log_key(day: date, run_id: str, segment: int) -> str:
    """Return the key of one segment of a run's request log, with requests of one UTC day."""
    return f"{REQUEST_LOG}date={day}/{run_id}-{segment:04d}.jsonl.gz"


def parse_request_log_key(key: str) -> str | None:
    """Read the run of a segment of the request log; None if it is no such key."""
    match = _REQUEST_LOG_KEY.fullmatch(key)
    return match["run"] if match else None


def daily_progress_key(day: date, run_id: str) -> str:
    """Return the key of what a run did on one UTC day."""
    return f"{DAILY_PROGRESS}date={day}/{run_id}.json"


def error_log_key(day: date, run_id: str) -> str:
    """Return the key of what went wrong in a run on one UTC day."""
    return f"{ERROR_LOGS}date={day}/{run_id}.jsonl.gz"


def validation_report_key(day: date, run_id: str, form: str) -> str:
    """Return the key of a validation's report; `form` is how its name ends, such as json."""
    return f"{VALIDATION_REPORTS}date={day}/{run_id}.{form}"


def completeness_key(season: Season, run_id: str) -> str:
    """Return the key of what a validation found there of a season, by month and endpoint."""
    return f"{COMPLETENESS_CHECKS}season={season}/{run_id}.parquet"


def history_key(run_id: str) -> str:
    """Return the key of every result of a validation."""
    return f"{VALIDATION_HISTORY}{run_id}.parquet"


def parse_history_key(key: str) -> str | None:
    """Read the run of a validation's results; None if it is no such key."""
    match = _HISTORY_KEY.fullmatch(key)
    return match["run"] if match else None
