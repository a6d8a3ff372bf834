"""What the transform of each group of months is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lake.duck import DuckSettings
from lake.sql_files import SqlFile
from lake.store import Store
from transform.judging import OnFailure
from transform.planning import SeasonPlan
from transform.published import PublishedSeason
from transform.quarantine import Quarantine
from validate.checks import Check


@dataclass(frozen=True)
class Workshop:
    """What the groups of a season have in common."""

    store: Store
    relations: Sequence[tuple[str, SqlFile]]
    checks: Sequence[Check]
    plan: SeasonPlan
    published: PublishedSeason
    quarantine: Quarantine
    on_failure: OnFailure
    accept_shrink: bool
    duck: DuckSettings
    scratch: Path
