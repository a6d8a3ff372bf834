"""`hoopstat demo`: two weeks of an invented season, end to end, without any network."""

from __future__ import annotations

import shlex
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from capture.planning.request import DEFAULT_ENDPOINTS, CaptureRequest
from hoopstat import options
from hoopstat.commands import validate
from hoopstat.console import command_console, print_data
from hoopstat.pipeline import Pipeline, run_stages
from lake.archive import RawArchive
from lake.date_range import DateRange
from lake.endpoints import PLAY_BY_PLAY, PLAYER_INFO, SUMMARY, Endpoint, finder_document
from lake.errors import UsageError
from lake.open_lake import LakeAddress, open_lake_to_write
from lake.seasons import GameId, Season
from lake.settings import CaptureSettings
from lake.store import Store
from lake.telemetry import new_run_id
from replay.invented.source import DEFAULT_SEED, MARK, InventedSource, mark
from replay.scenario import Kind, Rule, Scenario
from replay.server import serving
from replay.trouble import TroubledSource
from transform.request import TransformRequest
from validate.checks import load_checks
from validate.run import ValidationRequest
from validate.scope import Scope

SEASON = Season(2024)
TWO_WEEKS = DateRange(date(2025, 1, 13), date(2025, 1, 26))
SPACING_S = 0.02
"""Between two requests to a server on this machine. stats.nba.com is asked every 5.5 s."""

_QUERY = "select game_date, away_tricode, away_score, home_tricode, home_score from games"

_INTRODUCTION = f"""\
A season that never was: {SEASON} with invented players, from a server on this machine.
Two weeks of it ({TWO_WEEKS}) are captured, transformed and validated.
Nothing leaves this machine.
"""
_TROUBLES = "Twice the server misbehaves: it asks for patience once, and once it hangs up.\n"


def command(
    folder: Annotated[
        str,
        typer.Option(
            "--lake",
            envvar="HOOPSTAT_DEMO_LAKE",
            metavar="DIR",
            help="A folder of the demo's own, or s3://BUCKET/PREFIX.",
        ),
    ] = "hoopstat-demo",
    s3_endpoint_url: options.S3EndpointUrl = None,
    seed: options.Seed = DEFAULT_SEED,
    log_format: options.Log = options.LogFormat.AUTO,
) -> int:
    """Capture, transform and validate two weeks of an invented season, in about a minute.

    Everything stays in the folder, to be looked at; the same command again goes on where it
    stopped. Exit codes as of `hoopstat run`.
    """
    store = open_lake_to_write(LakeAddress(folder, s3_endpoint_url), must_exist=False)
    is_new = _is_new(store, seed)
    print_data(_INTRODUCTION + (_TROUBLES if is_new else ""))
    run_id = new_run_id()
    with command_console(log_format, run_id) as shown:
        source = InventedSource([SEASON], seed, observer=shown.observer)
        with serving(TroubledSource(source, _troubles(source))) as server:
            outcome = run_stages(_pipeline(store, server.url), run_id, shown)
    if outcome.report:
        validate.print_report(outcome.report, validate.ReportFormat.TEXT)
        validate.keep_stage(store, outcome.report)
        print_data(_what_next(store.location))
    return outcome.code


def _is_new(store: Store, seed: int) -> bool:
    """Tell whether the lake is empty; one that is not must be of an earlier demo.

    Invented answers must never stand among real ones, or among those of another seed.
    Raises: UsageError; LakeUnavailable.
    """
    archive = RawArchive(store)
    if archive.is_empty():
        return True
    raw = archive.read_newest(finder_document(SEASON))
    if raw is None or raw.capture.headers.get(MARK) != mark(SEASON, seed):
        raise UsageError(
            f"{store.location} holds answers that are not this demo's",
            hint="hoopstat demo --lake with another name",
        )
    return False


def _troubles(source: InventedSource) -> Scenario:
    """A 429 for one document, and a connection that is reset for another."""
    games = source.games_on(TWO_WEEKS)
    return Scenario(
        rules=(
            _once(Kind.STATUS_429, SUMMARY, games[len(games) // 6]),
            _once(Kind.RESET, PLAY_BY_PLAY, games[len(games) // 2]),
        )
    )


def _once(kind: Kind, endpoint: Endpoint, game: GameId) -> Rule:
    return Rule(kind, endpoint=endpoint.name, entity=str(game))


def _pipeline(store: Store, api_url: str) -> Pipeline:
    return Pipeline(
        store,
        CaptureRequest(
            seasons=(SEASON,), dates=TWO_WEEKS, endpoints=(*DEFAULT_ENDPOINTS, PLAYER_INFO)
        ),
        CaptureSettings(api_url=api_url, rate_limit_s=SPACING_S),
        TransformRequest((SEASON,)),
        ValidationRequest(load_checks(None), (SEASON,), Scope(dates=TWO_WEEKS)),
    )


def _program() -> str:
    """How the program can be called from here."""
    if shutil.which("hoopstat"):
        return "hoopstat"
    called = Path(sys.argv[0])
    return "python -m hoopstat" if called.name == "__main__.py" else shlex.quote(str(called))


def _what_next(lake: str) -> str:
    hoopstat = _program()
    where = shlex.quote(lake)
    return f"""
Everything is in {lake}:
  raw/                     every answer as it came, byte for byte
  historical-backfill/     the tables, as Parquet
  backfill-state/          what the capture did: its checkpoint and every request
  data-quality/            what every validation found

Look at it:
  {hoopstat} sql --lake {where} "{_QUERY}"
  {hoopstat} validate --lake {where} --from {TWO_WEEKS.first} --to {TWO_WEEKS.last}
  {hoopstat} status --lake {where}
  {hoopstat} verify --lake {where}
  {hoopstat} replay --lake {where}

And then the real thing, a plan first:
  {hoopstat} capture --season {SEASON} --lake my-lake --endpoints leaguegamefinder
  {hoopstat} capture --season {SEASON} --lake my-lake --dry-run
"""
