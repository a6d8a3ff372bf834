"""The months of a season: built, judged and published a few at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lake.duck import connect
from lake.errors import RawObjectDamaged
from lake.telemetry import Job
from transform.build import build_relations, give_game_dates
from transform.drift import Drift
from transform.judging import judge
from transform.month_files import MonthFiles
from transform.planning import MonthGroup
from transform.publish import PublishedPartition
from transform.shrink_gate import built_rows
from transform.staging import Staged, StagedDocument
from transform.workshop import Workshop


@dataclass(frozen=True)
class GroupResult:
    """What became of a group of months; `failures` are the games that fail, with the reasons."""

    partitions: tuple[PublishedPartition, ...]
    set_aside: tuple[RawObjectDamaged, ...]
    empty: tuple[StagedDocument, ...]
    failures: Mapping[str, str]
    drift: tuple[Drift, ...]


def transform_group(
    shop: Workshop, group: MonthGroup, staged: Staged, building: Job
) -> GroupResult:
    """Build every table of some months, judge them, and publish what may be published.

    Raises: LakeUnavailable.
    """
    tables = [table.table for table in shop.plan.tables]
    with connect(shop.duck.for_each_worker(), shop.scratch) as connection:
        dates = {game: shop.plan.dates[game] for game in group.games}
        give_game_dates(connection, dates)
        drift = build_relations(
            connection, shop.relations, staged, shop.plan.season, shop.duck.workers, building
        )
        counted = {table.name: built_rows(connection, table) for table in tables}
        judgement = judge(
            connection,
            shop.checks,
            tables,
            shop.on_failure,
            shop.duck.workers,
            shop.plan.inputs.waivers,
        )
        files = MonthFiles(connection, shop, group, staged, judgement, counted)
        partitions = tuple(files.publish())
    return GroupResult(
        partitions,
        tuple(staged.set_aside),
        tuple(doc for doc in staged.of(staged.documents) if doc.empty_reason),
        judgement.failures,
        drift,
    )
