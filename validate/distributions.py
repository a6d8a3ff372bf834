"""How the values of a season lie: what the charts of a report show.

Counted over the published tables and the log of requests; all-star games are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import duckdb

from validate.report import Bin, Distribution
from validate.schema import unlike_their_headers

MOST_BINS = 30


@dataclass(frozen=True)
class _Measure:
    """`values` gives season, name and value, a row for each value, from the relation `over`.

    No bin is narrower than `step`, in `unit`.
    """

    over: str
    unit: str
    step: float
    values: str


_OF_GAMES = "where substr(game_id, 3, 1) <> '3'"
_MEASURES = (
    _Measure(
        "team_box_traditional",
        "points",
        1,
        "select season, 'points of a team' as name, pts as value "
        f"from team_box_traditional {_OF_GAMES}",
    ),
    _Measure(
        "team_box_advanced",
        "possessions in 48 minutes",
        0.5,
        "select season, 'pace of a game' as name, max(pace) as value "
        f"from team_box_advanced {_OF_GAMES} group by season, game_id",
    ),
    _Measure(
        "play_by_play",
        "events",
        1,
        "select season, 'events of a game' as name, count(*) as value "
        f"from play_by_play {_OF_GAMES} group by season, game_id",
    ),
    _Measure(
        "games",
        "minutes",
        1,
        "select season, 'minutes of a game' as name, duration_minutes as value "
        f"from games {_OF_GAMES}",
    ),
    _Measure(
        "request_log",
        "ms",
        1,
        "select coalesce(season, '') as season, concat('response time of ', endpoint) as name, "
        "elapsed_ms as value from request_log where outcome = 'accepted'",
    ),
    _Measure(
        "request_log",
        "bytes",
        1,
        "select coalesce(season, '') as season, concat('size of ', endpoint) as name, "
        "bytes as value from request_log where outcome = 'accepted'",
    ),
)

# A bin is 1, 2 or 5 times a power of ten wide, so that its borders can be read, and starts at a
# multiple of that; n - 1 widths over the range make n such bins at most.
_BINS = """
with told as (
    select cast(season as varchar) as season, name, cast(value as double) as value
    from ({values})
    where value is not null
),
ranges as (
    select
        season,
        name,
        greatest((max(value) - min(value)) / ($most - 1), $step) as least_width
    from told
    group by season, name
),
widths as (
    select
        season,
        name,
        min(factor * pow(10, exponent)) as width
    from ranges
    cross join range(-2, 15) as powers(exponent)
    cross join (values (1), (2), (5)) as factors(factor)
    where factor * pow(10, exponent) >= least_width
    group by season, name
),
counted as (
    select season, name, width, cast(floor(value / width) as bigint) as number, count(*) as count
    from told
    inner join widths using (season, name)
    group by season, name, width, number
),
bins as (
    select season, name, width, unnest(range(min(number), max(number) + 1)) as number
    from counted
    group by season, name, width
)
select
    season,
    name,
    round(number * width, 2) as lower,
    round((number + 1) * width, 2) as upper,
    coalesce(count, 0) as count
from bins
left join counted using (season, name, width, number)
order by season, name, lower
"""


def distributions(connection: duckdb.DuckDBPyConnection) -> tuple[Distribution, ...]:
    """Count the values of each season and measure into MOST_BINS bins of one width, or fewer.

    Empty bins between others are there. What has no rows, or can't be read because published files
    lack a column, has no distribution. Requests for no season are under the season "".
    """
    return tuple(
        distribution for measure in _MEASURES for distribution in _lie(connection, measure)
    )


def _lie(connection: duckdb.DuckDBPyConnection, measure: _Measure) -> list[Distribution]:
    try:
        rows = connection.execute(
            _BINS.replace("{values}", measure.values), {"most": MOST_BINS, "step": measure.step}
        ).fetchall()
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error:
        if unlike_their_headers(connection, [measure.over]):
            return []
        raise
    return [
        Distribution(season, name, measure.unit, tuple(Bin(*row[2:]) for row in bins))
        for (season, name), bins in groupby(rows, key=lambda row: row[:2])
    ]
