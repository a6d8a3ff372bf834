"""Checkpoints of every kind, for laws that all of them keep."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from capture.books.checkpoint import Checkpoint, FailedEntity, Statistics
from capture.books.progress import CaptureProgress, Recent, SeasonProgress, State
from capture.planning.request import CaptureRequest
from lake.date_range import DateRange
from lake.endpoints import FINDER, GAME_DOCUMENTS
from lake.seasons import GameId, Season, SeasonType
from lake.telemetry import Level

INSTANTS = st.integers(0, 10**13).map(
    lambda ms: datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=ms)
)
SEASONS = st.integers(1976, 2045).map(Season)
GAMES = st.integers(0, 99999).map(lambda number: GameId(f"00224{number:05}"))
COUNTS = st.integers(0, 10**9)
SECONDS = st.floats(0, 1e6)
NAMES = st.text(string.ascii_lowercase + " 0", min_size=1, max_size=30)
FAILED = st.dictionaries(
    NAMES, st.builds(FailedEntity, error=st.text(), retry_count=COUNTS, last_attempt=INSTANTS)
)
DAYS = st.dates(date(1976, 1, 1), date(2100, 1, 1))
REQUESTS = st.builds(
    CaptureRequest,
    seasons=st.lists(SEASONS, max_size=3).map(tuple),
    season_types=st.lists(st.sampled_from(SeasonType), max_size=6).map(tuple),
    dates=st.builds(
        lambda first, days: DateRange(first, first + timedelta(days)), DAYS, st.integers(0, 400)
    ),
    endpoints=st.lists(st.sampled_from([FINDER, *GAME_DOCUMENTS]), max_size=5).map(tuple),
    refresh=st.booleans(),
    recheck_days=COUNTS,
)
PICTURES = st.builds(
    CaptureProgress,
    run_id=NAMES,
    state=st.sampled_from(State),
    stage=st.text(),
    started_at=INSTANTS,
    at=INSTANTS,
    seasons=st.lists(
        st.builds(SeasonProgress, SEASONS, COUNTS, COUNTS, COUNTS, COUNTS), max_size=2
    ).map(tuple),
    requests_sent=COUNTS,
    requests_per_minute=SECONDS,
    delay_s=SECONDS,
    delay_reason=st.text(),
    outcomes=st.dictionaries(NAMES, COUNTS, max_size=3),
    recent=st.lists(st.builds(Recent, INSTANTS, st.sampled_from(Level), st.text()), max_size=2).map(
        tuple
    ),
    resume_at=st.none() | INSTANTS,
)
CHECKPOINTS = st.builds(
    Checkpoint,
    backfill_id=NAMES,
    start_time=INSTANTS,
    last_checkpoint=INSTANTS,
    request=REQUESTS,
    progress=PICTURES,
    current_season=st.none() | SEASONS,
    current_date=st.none() | DAYS,
    completed_seasons=st.lists(SEASONS, max_size=3).map(tuple),
    completed_games=st.dictionaries(SEASONS, st.lists(GAMES, max_size=3).map(tuple), max_size=3),
    failed_games=FAILED,
    failed_documents=FAILED,
    statistics=st.builds(Statistics, COUNTS, COUNTS, COUNTS, SECONDS, SECONDS),
    refresh_since=st.none() | INSTANTS,
)
