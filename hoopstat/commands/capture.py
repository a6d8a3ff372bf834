"""`hoopstat capture`: network to raw archive."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from capture.client import connect
from capture.plan import plan_season
from capture.players import plan_players
from capture.request import CaptureRequest
from capture.run import capture
from hoopstat import capture_request, options
from hoopstat.capture_tables import captured, player_plan, season_plan, still_owed
from hoopstat.console import CommandObserver, command_console, print_data, print_table
from lake.archive import RawArchive
from lake.open_lake import open_lake, open_lake_to_write
from lake.settings import RATE_LIMIT_S, STATS_API_URL, CaptureSettings
from lake.store import Store
from lake.telemetry import new_run_id

RateLimit = Annotated[
    float,
    typer.Option(
        "--rate-limit-seconds",
        envvar="HOOPSTAT_RATE_LIMIT_SECONDS",
        help="Seconds between the starts of two requests; half a second is added.",
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
    season: capture_request.Seasons = None,
    start_season: capture_request.StartSeason = None,
    end_season: capture_request.EndSeason = None,
    games: capture_request.Games = None,
    from_date: options.From = None,
    to_date: options.To = None,
    players: capture_request.Players = None,
    season_types: options.SeasonTypes = options.DEFAULT_TYPES,
    endpoints: capture_request.Endpoints = None,
    refresh: capture_request.Refresh = False,
    dry_run: DryRun = False,
    rate_limit_seconds: RateLimit = RATE_LIMIT_S,
    api_url: ApiUrl = STATS_API_URL,
    log_format: options.Log = options.LogFormat.AUTO,
) -> int:
    """Ask the API for everything that is owed and not archived yet.

    It can be stopped at any time; started again it goes on where it stopped. Exit codes: 0 all is
    archived, 2 usage, 3 something is still owed, 4 the API does not answer, 5 lake unavailable.
    """
    scope = capture_request.Scope(
        season, start_season, end_season, games, from_date, to_date, players
    )
    request = capture_request.make_request(scope, season_types, endpoints, refresh=refresh)
    settings = CaptureSettings(api_url=api_url, rate_limit_s=rate_limit_seconds)
    if dry_run:
        _show_plan(lake, request, settings)
        return 0
    run_id = new_run_id()
    with command_console(log_format, run_id) as shown:
        store = open_lake_to_write(lake, must_exist=False)
        capture_stage(store, request, settings, run_id, shown)
    return 0


def capture_stage(
    store: Store,
    request: CaptureRequest,
    settings: CaptureSettings,
    run_id: str,
    shown: CommandObserver,
) -> None:
    """Capture, show the summary, and raise what is still owed.

    Raises: Incomplete; TransientError if the API seems to block; LakeUnavailable.
    """
    archive = RawArchive(store)
    client = connect(archive, settings, run_id, shown.observer)
    summary = capture(request, archive, client, shown.observer)
    shown.summarize(captured(summary, store.location))
    if summary.stopped_by:
        raise summary.stopped_by
    if summary.failures:
        raise still_owed(summary)


def _show_plan(lake: str, request: CaptureRequest, settings: CaptureSettings) -> None:
    archive = RawArchive(open_lake(lake, must_exist=False))
    plans = [plan_season(season, request, archive) for season in request.seasons]
    players = None
    if request.wants_players:
        players = plan_players(request, [game for plan in plans for game in plan.games], archive)
    for plan in plans:
        print_table(season_plan(plan))
    if players:
        print_table(player_plan(players))
    requests = sum(plan.requests for plan in plans) + (len(players.missing) if players else 0)
    duration = timedelta(seconds=round(requests * settings.interval_s))
    print_data(f"Requests: {requests:,}, one every {settings.interval_s:g} s: {_words(duration)}")
    if not all(plan.is_discovered for plan in plans):
        print_data("The games of a season are known once leaguegamefinder is archived.")
    if players and (players.unread or not all(plan.is_discovered for plan in plans)):
        print_data("The players of a game are known once its box score is archived.")


def _words(duration: timedelta) -> str:
    """Write a duration as 8 h 4 min 28 s."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min {seconds} s"
