"""A verification as JSON."""

from __future__ import annotations

import json
from typing import Any

from capture.verification.findings import Finding
from capture.verification.verify import Verification
from lake.instants import format_instant

SCHEMA_VERSION = 1


def to_json(verification: Verification, run_id: str) -> str:
    """Write a verification as one JSON object; docs/verify-report.md tells its fields."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "lake": verification.lake,
        "run_id": run_id,
        "verified_at": format_instant(verification.verified_at),
        "seasons": [str(season) for season in verification.seasons],
        "subset": str(verification.subset),
        "objects": verification.objects,
        "counts": {kind.value: count for kind, count in verification.counts().items()},
        "findings": [_finding(finding) for finding in verification.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _finding(finding: Finding) -> dict[str, Any]:
    document = finding.document
    return {
        "kind": finding.kind.value,
        "key": finding.key or None,
        "endpoint": document.endpoint if document else None,
        "season": str(document.season) if document and document.season else None,
        "entity": document.entity if document else None,
        "problem": finding.problem,
        "mend": finding.mend or None,
    }
