"""The seasons that a validation speaks of, as a relation that checks can read.

seasons_looked_at(season, is_listed, listed_until, looked_until)
    one row for each season, none where games are named: then it is not said that a season has all
    that it should have; is_listed once the archive has a list of its games, listed_until is the
    last day of which the newest one that can be read has every game, which is the season's last day
    once that is over by it, looked_until the last day that must be listed, null before the season
    has begun
Days are those of the league, which ends them at midnight in New York.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import duckdb

from lake.archive import RawArchive
from lake.date_range import DateRange
from lake.endpoints import finder_document
from lake.instants import LEAGUE_ZONE
from lake.seasons import Season, first_day_of, last_day_of
from validate.given_rows import give_rows
from validate.scope import Scope

LONGEST_PAUSE = timedelta(days=7)
"""While a season goes on its list may be that old: that long it pauses at its all-star games."""

SEASONS_LOOKED_AT = {
    "season": "varchar",
    "is_listed": "boolean",
    "listed_until": "date",
    "looked_until": "date",
}


def add_seasons_looked_at(
    connection: duckdb.DuckDBPyConnection,
    archive: RawArchive,
    seasons: Sequence[Season],
    scope: Scope,
    at: datetime,
) -> None:
    """Make the relation of a validation at an instant; game_lists must be there already.

    Raises: LakeUnavailable.
    """
    lists = connection.execute("select season, captured_at, is_over from game_lists").fetchall()
    listed = {season: (captured_at, is_over) for season, captured_at, is_over in lists}
    rows = [
        {
            "season": str(season),
            "is_listed": archive.newest(finder_document(season)) is not None,
            "listed_until": _text(_listed_until(season, *listed.get(str(season), (None, False)))),
            "looked_until": _text(_looked_until(season, scope.dates, _day_before(at))),
        }
        for season in ([] if scope.games else seasons)
    ]
    give_rows(connection, "seasons_looked_at", SEASONS_LOOKED_AT, rows)


def _listed_until(season: Season, captured_at: datetime | None, is_over: bool) -> date | None:
    if is_over:
        return last_day_of(season)
    return _day_before(captured_at) if captured_at else None


def _looked_until(season: Season, dates: DateRange, yesterday: date) -> date | None:
    """The end of what is looked at, once it is over; before that a day not long ago."""
    end = min(last_day_of(season), dates.last or date.max)
    if end <= yesterday:
        return end
    lately = max(yesterday - LONGEST_PAUSE, min(dates.first or date.min, yesterday))
    return lately if lately >= first_day_of(season) else None


def _day_before(at: datetime) -> date:
    return at.astimezone(LEAGUE_ZONE).date() - timedelta(days=1)


def _text(day: date | None) -> str | None:
    return str(day) if day else None
