"""`hoopstat capture`: network to raw archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

import typer

from capture.client import connect
from capture.plan import SeasonPlan
from capture.run import CaptureRequest, CaptureSummary, capture, plan_season
from hoopstat import options
from hoopstat.console import CommandObserver, Summary, command_console, print_data, print_table
from lake.archive import RawArchive
from lake.endpoints import FINDER, GAME_DOCUMENTS, Endpoint, find_endpoint
from lake.errors import Incomplete, UsageError
from lake.open_lake import open_lake, open_lake_to_write
from lake.seasons import GameId, Season, parse_season_types, season_range
from lake.settings import RATE_LIMIT_S, STATS_API_URL, CaptureSettings
from lake.telemetry import new_run_id

MOST_NAMED = 3
"""So many documents that are still owed are named in the error; the log has them all."""

Season_ = Annotated[
    str | None,
    typer.Option(
        "--season",
        envvar="HOOPSTAT_SEASON",
        metavar="2024-25[,...]",
        help="One season or several, instead of --start-season and --end-season.",
    ),
]
StartSeason = Annotated[
    str | None,
    typer.Option(envvar="HOOPSTAT_START_SEASON", metavar="2024-25", help="The first season."),
]
EndSeason = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_END_SEASON", metavar="2024-25", help="The last one; else only the first."
    ),
]
Games = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_GAMES",
        metavar="ID[,...]",
        help="Exactly these games, by their ten-character ids, instead of seasons.",
    ),
]
Endpoints = Annotated[
    str | None,
    typer.Option(
        envvar="HOOPSTAT_ENDPOINTS",
        metavar="NAME[,...]",
        help=f"Only these: {', '.join(row.name for row in (FINDER, *GAME_DOCUMENTS))}.",
    ),
]
RateLimit = Annotated[
    float,
    typer.Option(
        "--rate-limit-seconds",
        envvar="HOOPSTAT_RATE_LIMIT_SECONDS",
        help="Seconds between the starts of two requests; half a second is added.",
    ),
]
Refresh = Annotated[
    bool,
    typer.Option(
        "--refresh",
        envvar="HOOPSTAT_REFRESH",
        help="Ask again for what is archived too; both versions are kept.",
    ),
]
ApiUrl = Annotated[
    str, typer.Option(envvar="HOOPSTAT_API_URL", metavar="URL", help="Where the API answers.")
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        envvar="HOOPSTAT_DRY_RUN",
        help="Print the plan and its duration; send nothing.",
    ),
]


def command(
    lake: options.Lake = options.DEFAULT_LAKE,
    season: Season_ = None,
    start_season: StartSeason = None,
    end_season: EndSeason = None,
    games: Games = None,
    season_types: options.SeasonTypes = options.DEFAULT_TYPES,
    endpoints: Endpoints = None,
    refresh: Refresh = False,
    dry_run: DryRun = False,
    rate_limit_seconds: RateLimit = RATE_LIMIT_S,
    api_url: ApiUrl = STATS_API_URL,
    log_format: options.Log = options.LogFormat.AUTO,
) -> int:
    """Ask the API for everything that is owed and not archived yet.

    It can be stopped at any time; started again it goes on where it stopped. Exit codes: 0 all is
    archived, 2 usage, 3 something is still owed, 4 the API does not answer, 5 lake unavailable.
    """
    request = make_request(
        season, start_season, end_season, games, season_types, endpoints, refresh
    )
    settings = CaptureSettings(api_url=api_url, rate_limit_s=rate_limit_seconds)
    if dry_run:
        _show_plan(lake, request, settings)
        return 0
    run_id = new_run_id()
    with command_console(log_format, run_id) as shown:
        capture_stage(lake, request, settings, run_id, shown)
    return 0


def make_request(
    season: str | None,
    start_season: str | None,
    end_season: str | None,
    games: str | None,
    season_types: str,
    endpoints: str | None,
    refresh: bool,
) -> CaptureRequest:
    """Read what a person typed. Raises: UsageError."""
    if games is not None and not options.split(games):
        raise UsageError("--games names no game", hint="--games 0022400561")
    game_ids = tuple(dict.fromkeys(GameId(text) for text in options.split(games)))
    return CaptureRequest(
        seasons=_seasons(season, start_season, end_season, game_ids),
        games=game_ids,
        season_types=parse_season_types(season_types),
        endpoints=_endpoints(endpoints),
        refresh=refresh,
    )


def capture_stage(
    lake: str,
    request: CaptureRequest,
    settings: CaptureSettings,
    run_id: str,
    shown: CommandObserver,
) -> None:
    """Capture, show the summary, and raise what is still owed.

    Raises: Incomplete; TransientError if the API seems to block; LakeUnavailable.
    """
    archive = RawArchive(open_lake_to_write(lake, must_exist=False))
    client = connect(archive, settings, run_id, shown.observer)
    summary = capture(request, archive, client, shown.observer)
    shown.summarize(_summary(summary, lake))
    if summary.stopped_by:
        raise summary.stopped_by
    if summary.failures:
        raise _still_owed(summary)


def _seasons(
    season: str | None, start: str | None, end: str | None, games: Sequence[GameId]
) -> tuple[Season, ...]:
    if games:
        return tuple(sorted({game.season for game in games}))
    if season and (start or end):
        raise UsageError(
            "--season stands instead of --start-season and --end-season", hint="one or the other"
        )
    if season:
        return options.parse_seasons(season)
    if start is None:
        raise UsageError("which season?", hint="hoopstat capture --season 2024-25")
    return season_range(Season.parse(start), Season.parse(end or start))


def _endpoints(text: str | None) -> tuple[Endpoint, ...]:
    names = options.split(text)
    return tuple(map(find_endpoint, names)) if names else (FINDER, *GAME_DOCUMENTS)


def _show_plan(lake: str, request: CaptureRequest, settings: CaptureSettings) -> None:
    archive = RawArchive(open_lake(lake, must_exist=False))
    plans = [plan_season(season, request, archive) for season in request.seasons]
    for plan in plans:
        print_table(_plan_summary(plan))
    requests = sum(plan.requests for plan in plans)
    duration = timedelta(seconds=round(requests * settings.interval_s))
    print_data(f"Requests: {requests:,}, one every {settings.interval_s:g} s: {_words(duration)}")
    if not all(plan.is_discovered for plan in plans):
        print_data("The games of a season are known once leaguegamefinder is archived.")


def _plan_summary(plan: SeasonPlan) -> Summary:
    rows = [(kind.value, f"{count:,}") for kind, count in plan.games_by_type().items()]
    rows += [
        ("games owed", f"{len(plan.games):,}" if plan.is_discovered else "not known yet"),
        ("games not final yet", f"{len(plan.waiting):,}"),
        ("documents owed", f"{len(plan.owed):,}" if plan.is_discovered else "not known yet"),
        ("documents archived", f"{len(plan.owed) - len(set(plan.missing)):,}"),
        ("requests", f"{plan.requests:,}"),
    ]
    return Summary("capture", f"Plan for {plan.season}", ("", "count"), rows, {})


def _words(duration: timedelta) -> str:
    """Write a duration as 8 h 4 min 28 s."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min {seconds} s"


def _summary(summary: CaptureSummary, lake: str) -> Summary:
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


def _still_owed(summary: CaptureSummary) -> Incomplete:
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
