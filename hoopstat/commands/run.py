"""`hoopstat run`: capture, transform and validate, one after the other."""

from __future__ import annotations

import typer

from hoopstat import cache_options, capture_request, capture_settings, options
from hoopstat.commands import transform, validate
from hoopstat.console import command_console
from hoopstat.pipeline import Pipeline, run_stages
from hoopstat.validation_hint import typed_options
from lake.instants import now
from lake.open_lake import open_lake_to_write
from lake.settings import RATE_LIMIT_S, STATS_API_URL, CaptureSettings
from lake.telemetry import new_run_id
from transform.judging import OnFailure
from transform.request import TransformRequest
from validate.checks import Severity, load_checks
from validate.run import ValidationRequest
from validate.scope import Scope
from validate.waivers import in_effect, load_waivers


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
    season_types: options.SeasonTypes = options.DEFAULT_TYPES,
    endpoints: capture_request.Endpoints = None,
    refresh: capture_request.Refresh = False,
    rate_limit_seconds: capture_settings.RateLimit = RATE_LIMIT_S,
    peak_hours_factor: capture_settings.PeakHoursFactor = None,
    contact: capture_settings.Contact = None,
    api_url: capture_settings.ApiUrl = STATS_API_URL,
    force: transform.Force = False,
    accept_shrink: transform.AcceptShrink = False,
    on_failure: transform.OnFailing = OnFailure.QUARANTINE,
    waivers: options.Waivers = None,
    scratch: transform.Scratch = None,
    cache_dir: cache_options.CacheDir = None,
    cache_size: cache_options.CacheSize = cache_options.DEFAULT_SIZE,
    report_format: validate.Format = validate.ReportFormat.TEXT,
    checks: validate.Checks = None,
    fail_on: validate.FailOn = Severity.ERROR,
    keep: validate.Keep = True,
    threads: options.Threads = None,
    memory_limit: options.MemoryLimit = None,
    log_format: options.Log = options.LogFormat.AUTO,
) -> int:
    """Capture, transform and validate the same seasons.

    What can still be done is done: an incomplete capture is transformed and validated too.
    The exit code is that of the first stage that did not end with 0.
    """
    scope = capture_request.Scope(season, start_season, end_season, games, from_date, to_date)
    request = capture_request.make_request(scope, season_types, endpoints, refresh=refresh)
    settings = CaptureSettings(
        api_url=api_url,
        rate_limit_s=rate_limit_seconds,
        peak_hours_factor=peak_hours_factor,
        contact=contact,
    )
    duck = options.duck_settings(threads, memory_limit)
    loaded = load_checks(checks)
    waived = load_waivers(waivers, loaded)
    transformation = TransformRequest(
        request.seasons,
        force=force,
        accept_shrink=accept_shrink,
        on_failure=on_failure,
        scratch=scratch,
        waivers=in_effect(waived, now().date()),
        duck=duck,
    )
    owed = Scope(request.season_types, request.dates, request.games)
    validation = ValidationRequest(
        loaded,
        request.seasons,
        owed,
        fail_on=fail_on,
        duck=duck,
        waivers=waived,
        s3_endpoint_url=s3_endpoint_url,
        typed=typed_options(
            request.seasons,
            owed,
            {"--checks": checks, "--waivers": waivers},
            fail_on,
            keep=keep,
            duck=duck,
        ),
    )
    cache = cache_options.cache_settings(cache_dir, cache_size)
    address = options.lake_address(context, lake, s3_bucket, s3_endpoint_url)
    run_id = new_run_id()
    with command_console(log_format, run_id) as shown:
        store = open_lake_to_write(address, must_exist=False, observer=shown.observer)
        pipeline = Pipeline(store, request, settings, transformation, validation, cache)
        outcome = run_stages(pipeline, run_id, shown)
    if outcome.report:
        validate.print_report(outcome.report, report_format)
        if keep:
            validate.keep_stage(store, outcome.report)
    return outcome.code
