"""What a validation leaves in the lake: its report, every result, what was there of each season.

data-quality/validation-reports/date=2025-01-16/<run>.json and .html
data-quality/completeness-checks/season=2024-25/<run>.parquet
data-quality/history/<run>.parquet
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lake.keys import completeness_key, history_key, validation_report_key
from lake.store import Store
from validate.history import completeness_of, history_of
from validate.report import ValidationReport
from validate.report_html import to_html
from validate.report_json import to_json

REPORTS: Mapping[str, Callable[[ValidationReport], str]] = {"json": to_json, "html": to_html}
"""The forms a report is kept in, by how the name of its object ends."""


def keep_report(store: Store, report: ValidationReport) -> tuple[str, ...]:
    """Keep a report in the lake; return the keys of what was written.

    The history comes last: what it tells of is there then.
    Raises: LakeUnavailable.
    """
    written = {
        validation_report_key(report.checked_at.date(), report.run_id, form): write(report).encode()
        for form, write in REPORTS.items()
    }
    for season in report.seasons:
        found = [row for row in report.completeness if row.season == str(season)]
        if found:
            written[completeness_key(season, report.run_id)] = completeness_of(report, found)
    written[history_key(report.run_id)] = history_of(report)
    for key, body in written.items():
        store.put(key, body)
    return tuple(written)
