"""A capture as tables: what is planned, what was done, what is still owed."""

from __future__ import annotations

from capture.plan import SeasonPlan
from capture.summary import CaptureSummary
from hoopstat.console import Summary
from lake.endpoints import FINDER, GAME_DOCUMENTS
from lake.errors import Incomplete

MOST_NAMED = 3
"""So many documents that are still owed are named in the error; the log has them all."""


def season_plan(plan: SeasonPlan) -> Summary:
    rows = [(kind.value, f"{count:,}") for kind, count in plan.games_by_type().items()]
    rows += [
        ("games owed", f"{len(plan.games):,}" if plan.is_discovered else "not known yet"),
        ("games not final yet", f"{len(plan.waiting):,}"),
        ("documents owed", f"{len(plan.owed):,}" if plan.is_discovered else "not known yet"),
        ("documents archived", f"{len(plan.owed) - len(set(plan.missing)):,}"),
        ("requests", f"{plan.requests:,}"),
    ]
    return Summary("capture", f"Plan for {plan.season}", ("", "count"), rows, {})


def captured(summary: CaptureSummary, lake: str) -> Summary:
    failed: dict[str, int] = {}
    for failure in summary.failures:
        failed[failure.document.endpoint] = failed.get(failure.document.endpoint, 0) + 1
    names = [row.name for row in (FINDER, *GAME_DOCUMENTS)]
    rows = [
        (name, f"{summary.archived[name]:,}", f"{failed.get(name, 0):,}")
        for name in names
        if summary.archived[name] or failed.get(name)
    ]
    rows.append(("all", f"{summary.archived.total():,}", f"{len(summary.failures):,}"))
    notes = [f"Already archived before: {summary.held:,}."]
    if summary.waiting:
        notes.append(f"Not final yet, asked for another time: {len(summary.waiting):,} games.")
    return Summary(
        "capture",
        f"Captured into {lake}",
        ("endpoint", "archived", "failed"),
        rows,
        {
            "documents_archived": summary.archived.total(),
            "bytes_archived": summary.bytes_archived,
            "documents_held": summary.held,
            "documents_failed": len(summary.failures),
            "games_not_final": len(summary.waiting),
        },
        notes,
    )


def still_owed(summary: CaptureSummary) -> Incomplete:
    count = len(summary.failures)
    named = "; ".join(
        f"{failure.document}: {failure.error.message}" for failure in summary.failures[:MOST_NAMED]
    )
    more = f"; and {count - MOST_NAMED} more" if count > MOST_NAMED else ""
    documents = "document is" if count == 1 else "documents are"
    return Incomplete(
        f"{count} {documents} still owed: {named}{more}",
        hint="the same command again, which asks for exactly what is owed",
    )
