"""teaminfocommon: where a team stands when a season is over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lake.seasons import Season, SeasonType
from replay.invented.advanced import ratio
from replay.invented.franchises import Franchise, franchises_of
from replay.invented.result_sets import Json, Row, columns, document, result_set
from replay.invented.season import InventedSeason
from replay.invented.season_ids import earlier_season_ids, types_of

_INFO = columns("""
TEAM_ID SEASON_YEAR TEAM_CITY TEAM_NAME TEAM_ABBREVIATION TEAM_CONFERENCE TEAM_DIVISION TEAM_CODE
TEAM_SLUG W L PCT CONF_RANK DIV_RANK MIN_YEAR MAX_YEAR
""")
_RANKS = columns("""
LEAGUE_ID SEASON_ID TEAM_ID PTS_RANK PTS_PG REB_RANK REB_PG AST_RANK AST_PG OPP_PTS_RANK OPP_PTS_PG
""")
_DIGITS = {SeasonType.PRESEASON: "1", SeasonType.REGULAR: "2", SeasonType.PLAYOFFS: "4"}


class _PerGame(NamedTuple):
    """What is ranked: the higher the better, but for the points of the others."""

    points: float
    rebounds: float
    assists: float
    allowed: float


def team_info(season: InventedSeason, team_id: int) -> Json:
    """No rows for a team that didn't play in the season.

    The season is echoed, as the API does when it is asked for one.
    """
    team = season.teams.get(team_id)
    season_ids = _season_ids(season, team) if team else ()
    return document(
        "teaminfocommon",
        {
            "LeagueID": "00",
            "Season": str(season.season),
            "SeasonType": None,
            "TeamID": team_id,
        },
        [
            result_set("TeamInfoCommon", _INFO, [_info(season, team)] if team else ()),
            result_set("TeamSeasonRanks", _RANKS, [_ranks(season, team)] if team else ()),
            result_set("AvailableSeasons", columns("SEASON_ID"), [[row] for row in season_ids]),
        ],
    )


def _info(season: InventedSeason, team: Franchise) -> Row:
    wins, losses = season.record(team.team_id)
    conference = season.standings()[team.conference]
    division = [row for row in conference if row.division == team.division]
    return [
        *(team.team_id, str(season.season), team.city, team.name, team.tricode),
        *(team.conference, team.division, team.slug, team.slug),
        *(wins, losses, ratio(wins, wins + losses)),
        *(conference.index(team) + 1, division.index(team) + 1),
        *(str(team.first_year), str(season.season.start_year)),
    ]


def _ranks(season: InventedSeason, team: Franchise) -> Row:
    """Equals have the same rank."""
    told: Row = ["00", f"2{season.season.start_year}", team.team_id]
    per_game = {team_id: _per_game(season, team_id) for team_id in season.teams}
    for name in _PerGame._fields:
        rank, average = _rank(per_game, team.team_id, name)
        told += [rank, round(average, 1)]
    return told


def _rank(per_game: Mapping[int, _PerGame], team_id: int, name: str) -> tuple[int, float]:
    own = getattr(per_game[team_id], name)
    sign = -1 if name == "allowed" else 1
    better = [row for row in per_game.values() if sign * getattr(row, name) > sign * own]
    return len(better) + 1, own


def _per_game(season: InventedSeason, team_id: int) -> _PerGame:
    form = season.averages.form(team_id)
    allowed = season.averages.allowed.get(team_id, 0)
    totals = (form.total.pts, form.total.reb, form.total.ast, allowed)
    return _PerGame(*(total / max(1, form.games) for total in totals))


def _season_ids(season: InventedSeason, team: Franchise) -> Iterator[str]:
    """Every season of the franchise; which earlier ones had playoffs is left to chance."""
    this_year = season.season.start_year
    for year in range(team.first_year, this_year):
        if team in franchises_of(Season(year)):
            yield from earlier_season_ids(team.team_id, year, season.seed)
    types = types_of(season, team)
    yield from (f"{digit}{this_year}" for kind, digit in _DIGITS.items() if kind in types)
