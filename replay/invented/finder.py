"""leaguegamefinder: every game of a season, two rows each."""

from __future__ import annotations

from lake.seasons import SeasonType
from replay.invented.advanced import ratio
from replay.invented.events import AWAY, HOME
from replay.invented.games import Game
from replay.invented.result_sets import Json, Row, columns, document, result_set
from replay.invented.season import InventedSeason
from replay.invented.told import Result

_HEADERS = columns("""
SEASON_ID TEAM_ID TEAM_ABBREVIATION TEAM_NAME GAME_ID GAME_DATE MATCHUP WL MIN PTS FGM FGA
FG_PCT FG3M FG3A FG3_PCT FTM FTA FT_PCT OREB DREB REB AST STL BLK TOV PF PLUS_MINUS
""")
_ASKED = ("PlayerOrTeam", "LeagueID", "Season")
_FILTERS = columns("""
SeasonType DateFrom DateTo TeamID VsTeamID PlayerID GameID Outcome Location VsConference
VsDivision Conference Division DraftYear DraftNumber DraftRound DraftTeam RookieYear
YearsExperience SeasonSegment PORound StarterBench
""")
_COMPARED = columns("""
Pts Reb Ast Stl Blk Oreb Dreb Dd Td Minutes Tov Pf Fgm Fga FgPct Ftm Fta FtPct Fg3m Fg3a
Fg3Pct
""")
_ECHOED_EMPTY = frozenset({"DraftTeam", "ActivePlayersOnly"})
"""The filters that are echoed as "", when all others are null."""


def finder(season: InventedSeason) -> Json:
    """The latest days first, and within a day no order: the two rows of a game are often apart.

    A running game has no result yet.
    """
    rows = [(row, side) for row in season.results.values() for side in (HOME, AWAY)]
    shuffled = season.chance("finder").shuffled(rows)
    latest_first = sorted(shuffled, key=lambda row: row[0].game.game_date, reverse=True)
    rows_as_told = (_row(season, *row) for row in latest_first)
    return document(
        "leaguegamefinderparameters",
        _parameters(season),
        [result_set("LeagueGameFinderResults", _HEADERS, rows_as_told)],
    )


def _parameters(season: InventedSeason) -> dict[str, str | None]:
    told: dict[str, str | None] = dict(zip(_ASKED, ("T", "00", str(season.season)), strict=True))
    told |= dict.fromkeys(_FILTERS)
    told |= {f"{how}{what}": None for how in ("Gt", "Lt", "Eq") for what in _COMPARED}
    return {**told, "ActivePlayersOnly": None} | dict.fromkeys(_ECHOED_EMPTY, "")


def _row(season: InventedSeason, result: Result, side: int) -> Row:
    game, stat = result.game, result.totals[side]
    franchise = game.franchises[side]
    margin = result.margin if side == HOME else -result.margin
    return [
        f"{str(game.game_id)[2]}{season.season.start_year}",
        franchise.team_id,
        franchise.tricode,
        franchise.full_name,
        str(game.game_id),
        f"{game.game_date:%Y-%m-%d}",
        matchup(result, side),
        ("W" if margin > 0 else "L") if result.is_over else None,
        result.minutes[side],
        stat.pts,
        stat.fgm,
        stat.fga,
        ratio(stat.fgm, stat.fga),
        stat.fg3m,
        stat.fg3a,
        ratio(stat.fg3m, stat.fg3a) if stat.fg3a else None,
        stat.ftm,
        stat.fta,
        ratio(stat.ftm, stat.fta) if stat.fta else None,
        stat.oreb,
        stat.dreb,
        stat.reb,
        stat.ast,
        stat.stl,
        stat.blk,
        stat.tov,
        stat.pf,
        _plus_minus(game, margin),
    ]


def _plus_minus(game: Game, margin: int) -> float:
    """In all-star games the two don't add up to nothing."""
    is_all_star = game.game_id.season_type is SeasonType.ALL_STAR
    return margin + 0.8 if is_all_star else float(margin)


def matchup(result: Result, side: int) -> str:
    """At neutral sites both rows say that the away team is a guest."""
    game = result.game
    if side == HOME and not game.is_neutral:
        return f"{game.home.tricode} vs. {game.away.tricode}"
    return f"{game.away.tricode} @ {game.home.tricode}"
