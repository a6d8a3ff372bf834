"""A capture as tables: what is planned, what was done, what is still owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from capture.asking.attempt import OUTCOMES
from capture.planning.owed import Failure
from capture.planning.plan import SeasonPlan
from capture.planning.players import PlayerPlan
from capture.summary import CaptureSummary
from hoopstat.console import Summary
from lake.commands import at_lake
from lake.endpoints import ENDPOINTS
from lake.errors import Incomplete, RawObjectDamaged

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


def player_plan(plan: PlayerPlan) -> Summary:
    """Show what the players owe who are known by now."""
    unread = Counter(failure.document.endpoint for failure in plan.unread)
    rows = [
        ("documents owed", f"{len(plan.owed):,}"),
        ("documents archived", f"{len(plan.owed) - len(plan.missing):,}"),
        *((f"{name} not read", f"{count:,}") for name, count in sorted(unread.items())),
        ("requests", f"{len(plan.missing):,}"),
    ]
    return Summary("capture", "Plan for the players", ("", "count"), rows, {})


def captured(summary: CaptureSummary, lake: str) -> Summary:
    failed: dict[str, int] = {}
    for failure in summary.failures:
        failed[failure.document.endpoint] = failed.get(failure.document.endpoint, 0) + 1
    rows = [
        (name, f"{summary.archived[name]:,}", f"{failed.get(name, 0):,}")
        for name in ENDPOINTS
        if summary.archived[name] or failed.get(name)
    ]
    rows.append(("all", f"{summary.archived.total():,}", f"{len(summary.failures):,}"))
    notes = [f"Already archived before: {summary.held:,}."]
    if summary.outcomes:
        counts = ", ".join(
            f"{summary.outcomes[name]:,} {name}" for name in OUTCOMES if summary.outcomes[name]
        )
        notes.append(f"Requests sent: {summary.outcomes.total():,} ({counts}).")
    if summary.retries:
        notes.append(f"Of these sent again after trouble: {summary.retries:,}.")
    notes += [
        f"{plan.season} owes no game: none of those asked for is there and final."
        for plan in summary.plans
        if plan.is_discovered and not plan.games
    ]
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
            "state": summary.state.value,
            "requests_sent": summary.outcomes.total(),
            "requests_retried": summary.retries,
            "games_not_final": len(summary.waiting),
        },
        notes,
    )


def still_owed(summary: CaptureSummary, lake: str) -> Incomplete:
    count = len(summary.failures)
    named = "; ".join(
        f"{failure.document}: {failure.error.message}" for failure in summary.failures[:MOST_NAMED]
    )
    more = f"; and {count - MOST_NAMED} more" if count > MOST_NAMED else ""
    documents = "document is" if count == 1 else "documents are"
    return Incomplete(
        f"{count} {documents} still owed: {named}{more}",
        hint=_mend(summary.failures, lake),
    )


def _mend(failures: Sequence[Failure], lake: str) -> str:
    """Asking again does not mend what is archived and can't be read, or was not asked for."""
    others = [
        at_lake(failure.error.hint, lake)
        if isinstance(failure.error, RawObjectDamaged)
        else failure.error.hint
        for failure in failures
        if isinstance(failure.error, RawObjectDamaged | Incomplete)
    ]
    again = "the same command again, which asks for exactly what is owed"
    if len(others) == len(failures):
        return others[0]
    return f"{again}; then {others[0]}" if others else again
