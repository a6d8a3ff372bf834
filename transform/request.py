"""What a person wants transformed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lake.duck import DuckSettings
from lake.seasons import Season
from transform.judging import OnFailure
from validate.results import Waiver


@dataclass(frozen=True)
class TransformRequest:
    """`seasons` () is every season the archive holds anything of.

    `force` builds everything anew; else only what has changed since it was published is built.
    `scratch` None is the system's own folder for temporary files. `waivers` are those in effect.
    """

    seasons: tuple[Season, ...] = ()
    as_of: datetime | None = None
    force: bool = False
    accept_shrink: bool = False
    on_failure: OnFailure = OnFailure.QUARANTINE
    duck: DuckSettings = field(default_factory=DuckSettings)
    scratch: Path | None = None
    waivers: tuple[Waiver, ...] = ()
