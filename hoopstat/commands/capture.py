"""`hoopstat capture`: network to raw archive."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from capture.books.checkpoint import read_checkpoint
from capture.planning.plan import plan_season
from capture.planning.players import plan_players
from capture.planning.request import CaptureRequest
from capture.run import CaptureRun, capture
from hoopstat import capture_request, capture_settings, interruption, options
from hoopstat.capture_tables import captured, player_plan, season_plan, still_owed
from hoopstat.console import CommandObserver, command_console, print_data, print_table
from lake.archive import RawArchive
from lake.errors import UsageError
from lake.open_lake import open_lake, open_lake_to_write
from lake.settings import (
    CONNECT_TIMEOUT_S,
    IN_FLIGHT,
    RATE_LIMIT_S,
    READ_TIMEOUT_S,
    STATS_API_URL,
    CaptureSettings,
)
from lake.store import Store
from lake.telemetry import new_run_id

DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        envvar="HOOPSTAT_DRY_RUN",
        help="Print the plan and its duration; send nothing.",
    ),
]
RecheckDays = Annotated[
    int,
    typer.Option(
        envvar="HOOPSTAT_RECHECK_DAYS",
        metavar="N",
        min=0,
        help="Ask again for games of the last N days, whose statistics may have been corrected.",
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume-from-checkpoint",
        envvar="HOOPSTAT_RESUME_FROM_CHECKPOINT",
        help="Without seasons, games or dates: those of the lake's last capture.",
    ),
]


def command(
    context: typer.Context,
    lake: options.Lake = options.DEFAULT_LAKE,
    s3_bucket: options.S3Bucket = None,
    s3_endpoint_url: options.S3EndpointUrl = None,
    season: capture_request.Seasons = None,
    start_season: capture_request.StartSeason = None,
    end_season: capture_request.EndSeason = None,
    games: options.Games = None,
    from_date: options.From = None,
    to_date: options.To = None,
    players: capture_request.Players = None,
    season_types: options.SeasonTypes = options.DEFAULT_TYPES,
    endpoints: capture_request.Endpoints = None,
    refresh: capture_request.Refresh = False,
    recheck_days: RecheckDays = 0,
    resume_from_checkpoint: Resume = False,
    dry_run: DryRun = False,
    rate_limit_seconds: capture_settings.RateLimit = RATE_LIMIT_S,
    peak_hours_factor: capture_settings.PeakHoursFactor = None,
    connect_timeout_seconds: capture_settings.ConnectTimeout = CONNECT_TIMEOUT_S,
    read_timeout_seconds: capture_settings.ReadTimeout = READ_TIMEOUT_S,
    in_flight: capture_settings.InFlight = IN_FLIGHT,
    contact: capture_settings.Contact = None,
    api_url: capture_settings.ApiUrl = STATS_API_URL,
    state_file_path: capture_settings.StateFile = None,
    log_format: options.Log = options.LogFormat.AUTO,
) -> int:
    """Ask the API for everything that is owed and not archived yet.

    It can be stopped at any time; started again it goes on where it stopped. Exit codes: 0 all is
    archived, 2 usage, 3 something is still owed, 4 the API does not answer, 5 lake unavailable.
    """
    scope = capture_request.Scope(
        season, start_season, end_season, games, from_date, to_date, players
    )
    settings = CaptureSettings(
        api_url=api_url,
        rate_limit_s=rate_limit_seconds,
        connect_timeout_s=connect_timeout_seconds,
        read_timeout_s=read_timeout_seconds,
        peak_hours_factor=peak_hours_factor,
        in_flight=in_flight,
        contact=contact,
    )
    address = options.lake_address(context, lake, s3_bucket, s3_endpoint_url)
    if resume_from_checkpoint and scope == capture_request.Scope():
        _require_nothing_else(season_types, endpoints, refresh=refresh, recheck_days=recheck_days)
        request = _last_request(open_lake(address, must_exist=True))
    else:
        request = capture_request.make_request(
            scope, season_types, endpoints, refresh=refresh, recheck_days=recheck_days
        )
    if dry_run:
        _show_plan(open_lake(address, must_exist=False), request, settings)
        return 0
    run_id = new_run_id()
    with command_console(log_format, run_id) as shown:
        store = open_lake_to_write(address, must_exist=False, observer=shown.observer)
        run = CaptureRun(run_id, shown.observer, state_file=state_file_path)
        capture_stage(store, request, settings, run, shown)
    return 0


def capture_stage(
    store: Store,
    request: CaptureRequest,
    settings: CaptureSettings,
    run: CaptureRun,
    shown: CommandObserver,
) -> None:
    """Capture, show the summary, and raise what is still owed.

    Raises: Incomplete; TransientError if the API blocks; CriticalError; KeyboardInterrupt.
    """
    with interruption.deferred(run.stop.request):
        summary = capture(request, settings, store, run)
    shown.summarize(captured(summary, store.location))
    interruption.check()
    if summary.stopped_by:
        raise summary.stopped_by
    if summary.failures:
        raise still_owed(summary, store.location)


def _require_nothing_else(
    season_types: str, endpoints: str | None, *, refresh: bool, recheck_days: int
) -> None:
    """Raises: UsageError if something would be passed over in silence."""
    if endpoints or refresh or recheck_days or season_types != options.DEFAULT_TYPES:
        raise UsageError(
            "--resume-from-checkpoint alone takes everything from the last capture",
            hint="no --endpoints, --season-types, --refresh or --recheck-days; or the seasons too",
        )


def _last_request(store: Store) -> CaptureRequest:
    """Read what the last capture of a lake was about. Raises: UsageError; StateDamaged."""
    checkpoint = read_checkpoint(store)
    if checkpoint is None:
        raise UsageError(
            f"there is no checkpoint in {store.location}, so nothing to resume",
            hint="hoopstat capture --season 2024-25",
        )
    return checkpoint.request


def _show_plan(store: Store, request: CaptureRequest, settings: CaptureSettings) -> None:
    archive = RawArchive(store)
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
    print_data(f"Requests: {requests:,}, {_pace(settings)}: {_words(duration)}")
    if not all(plan.is_discovered for plan in plans):
        print_data("The games of a season are known once leaguegamefinder is archived.")
    if players and (players.unread or not all(plan.is_discovered for plan in plans)):
        print_data("The players of a game are known once its box score is archived.")


def _pace(settings: CaptureSettings) -> str:
    base = f"one every {settings.interval_s:g} s"
    if settings.peak_factor == 1:
        return base
    peak_s = settings.interval_s * settings.peak_factor
    return f"{base} ({peak_s:g} s from 9:00 to 18:00 in New York)"


def _words(duration: timedelta) -> str:
    """Write a duration as 8 h 4 min 28 s."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min {seconds} s"
