"""The summary of a game as V3 spells it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lake.seasons import SeasonType
from replay.invented.events import AWAY, HOME, REGULAR_PERIODS
from replay.invented.franchises import Franchise
from replay.invented.games import Game
from replay.invented.people import Person, Player
from replay.invented.season import InventedSeason
from replay.invented.told import Result, Told
from replay.invented.v3_charts import postgame_charts, pregame_charts
from replay.invented.v3_fields import Json, clock_of, meta, team_fields

_FINAL, _RUNNING = 3, 2
_PAGE = "boxscoresummary"
_SIDES = ("homeTeam", "awayTeam")
_NO_CROWD: Json = {"duration": "", "attendance": 0, "sellout": 0}
_NO_STATISTICS: Json = {"dummyKey": "dummyValue"}
"""What every summary says, whoever has the statistics."""


def summary(season: InventedSeason, told: Told) -> Json:
    game, played = told.game, told.played
    result = season.results[str(game.game_id)]
    return {
        "meta": meta(season, game, _PAGE),
        "boxScoreSummary": {
            **_what(game),
            "gameStatus": _FINAL if played.is_over else _RUNNING,
            "gameStatusText": status_words(result, played.tenths_left),
            "period": played.periods,
            "gameClock": clock_of(played.tenths_left),
            **_when(game),
            "awayTeamId": game.away.team_id,
            "homeTeamId": game.home.team_id,
            **crowd(season, told),
            **_labels(game),
            "arena": _arena(game),
            "officials": [_official(person) for person in season.officials(game)],
            "broadcasters": _broadcasters(game),
            **{_SIDES[side]: _team(told, result, side) for side in (HOME, AWAY)},
            "lastFiveMeetings": {
                "meetings": [
                    _meeting(row, order)
                    for order, row in enumerate(season.meetings_before(game), start=1)
                ]
            },
            "pregameCharts": pregame_charts(result),
            "postgameCharts": postgame_charts(told),
            **_flags(game),
        },
    }


def cancelled_summary(season: InventedSeason, game: Game) -> Json:
    """A game that never came about: final, without points, periods and people."""
    return {
        "meta": meta(season, game, _PAGE),
        "boxScoreSummary": {
            **_what(game),
            "gameStatus": _FINAL,
            "gameStatusText": "Cancelled",
            "period": 0,
            "gameClock": "",
            **_when(game),
            "awayTeamId": game.away.team_id,
            "homeTeamId": game.home.team_id,
            **_NO_CROWD,
            **_labels(game),
            "arena": _arena(game),
            "officials": [],
            "broadcasters": _broadcasters(game),
            **{_SIDES[side]: _absent_team(team) for side, team in enumerate(game.franchises)},
            "lastFiveMeetings": {"meetings": []},
            "pregameCharts": {},
            "postgameCharts": {},
            **_flags(game),
        },
    }


def _absent_team(franchise: Franchise) -> Json:
    """A team before anything is known of it. Its name comes before the city here, nowhere else."""
    return {
        "teamId": franchise.team_id,
        "teamName": franchise.name,
        "teamCity": franchise.city,
        "teamTricode": franchise.tricode,
        "teamSlug": franchise.slug,
        "teamWins": 0,
        "teamLosses": 0,
        "score": 0,
        "inBonus": "",
        "timeoutsRemaining": 0,
        "seed": 0,
        "statistics": _NO_STATISTICS,
        "periods": [],
        "players": [],
        "inactives": [],
    }


def _labels(game: Game) -> Json:
    return {
        "seriesGameNumber": game.series_game_number,
        "gameLabel": game.label,
        "gameSubLabel": game.sub_label,
        "seriesText": game.series_text,
        "ifNecessary": False,
        "isNeutral": game.is_neutral,
    }


def _what(game: Game) -> Json:
    code = f"{game.game_date:%Y%m%d}/{game.away.tricode}{game.home.tricode}"
    return {"gameId": str(game.game_id), "gameCode": code}


def _when(game: Game) -> Json:
    """GameEt is Eastern wall time with a false Z."""
    return {
        "gameTimeUTC": f"{game.tip_off_utc:%Y-%m-%dT%H:%M:%SZ}",
        "gameEt": f"{game.tip_off:%Y-%m-%dT%H:%M:%SZ}",
    }


def status_words(result: Result, tenths_left: int) -> str:
    if not result.is_over:
        return f"Q{result.periods} {tenths_left // 600}:{tenths_left // 10 % 60:02d}"
    overtimes = result.periods - REGULAR_PERIODS
    if not overtimes:
        return "Final"
    return f"Final/{overtimes if overtimes > 1 else ''}OT"


def crowd(season: InventedSeason, told: Told) -> Json:
    """Unknown while a game runs."""
    if not told.played.is_over:
        return _NO_CROWD
    chance = season.chance("crowd", told.game.game_id)
    attendance = chance.around(14000, 20500)
    return {
        "duration": season.clock(told.game).duration(told.played.periods),
        "attendance": attendance,
        "sellout": int(attendance > 18000),
    }


def _arena(game: Game) -> Json:
    arena = game.arena
    return {
        "arenaId": arena.arena_id,
        "arenaName": arena.name,
        "arenaCity": arena.city,
        "arenaState": arena.state,
        "arenaCountry": arena.country,
        "arenaTimezone": arena.time_zone,
        "arenaStreetAddress": "",
        "arenaPostalCode": "",
    }


def _official(person: Person) -> Json:
    """Numbers are padded to four characters."""
    return {
        "personId": person.person_id,
        "name": person.full_name,
        "nameI": person.short_name,
        "firstName": person.first_name,
        "familyName": person.family_name,
        "jerseyNum": f"{person.jersey:<4}",
        "assignment": "",
    }


def _broadcasters(game: Game) -> Json:
    """The lists of international ones come and go: the real cup final has none of the three."""
    told: Json = {}
    if game.game_id.season_type is not SeasonType.CUP_FINAL:
        told = {
            "internationalBroadcasters": [_broadcaster(9001, "Invented World Feed", -1, 2)],
            "internationalRadioBroadcasters": [],
            "internationalOttBroadcasters": [],
        }
    return told | {
        "nationalBroadcasters": [_broadcaster(9002, "Invented Sports Network", -1, 1)],
        "nationalRadioBroadcasters": [_broadcaster(9003, "Invented Radio", -1, 1)],
        "nationalOttBroadcasters": [],
        "homeTvBroadcasters": [_broadcaster(9004, "Make-Believe TV", game.home.team_id, 1)],
        "homeRadioBroadcasters": [_broadcaster(9005, "Make-Believe FM", game.home.team_id, 1)],
        "homeOttBroadcasters": [],
        "awayTvBroadcasters": [_broadcaster(9006, "Never Was TV", game.away.team_id, 1)],
        "awayRadioBroadcasters": [_broadcaster(9007, "Never Was FM", game.away.team_id, 1)],
        "awayOttBroadcasters": [],
    }


def _broadcaster(number: int, name: str, team_id: int, region: int) -> Json:
    return {
        "broadcasterId": number,
        "broadcastDisplay": name,
        "broadcasterDisplay": name,
        "broadcasterVideoLink": "",
        "broadcasterDescription": "",
        "broadcasterTeamId": team_id,
        "regionId": region,
    }


def _team(told: Told, result: Result, side: int) -> Json:
    franchise = told.game.franchises[side]
    score, selection = told.played.sides[side], told.selections[side]
    wins, losses = result.records[side]
    listed = (*selection.dressed, *(player for player, _ in selection.sitting))
    return {
        **_absent_team(franchise),
        "teamWins": wins,
        "teamLosses": losses,
        "score": score.total.pts,
        "timeoutsRemaining": score.timeouts,
        "periods": [
            {
                "period": number,
                "periodType": "REGULAR" if number <= REGULAR_PERIODS else "OVERTIME",
                "score": points,
            }
            for number, points in enumerate(score.periods, start=1)
        ],
        "players": [_listed(player) for player in _by_id(listed)],
        "inactives": [_inactive(player) for player in _by_id(selection.inactive)],
    }


def _by_id(players: Iterable[Player]) -> list[Player]:
    return sorted(players, key=lambda player: player.person_id)


def _listed(player: Player) -> Json:
    return {
        "personId": player.person_id,
        "name": player.full_name,
        "nameI": player.short_name,
        "firstName": player.first_name,
        "familyName": player.family_name,
        "jerseyNum": player.jersey,
    }


def _inactive(player: Player) -> Json:
    return {
        "personId": player.person_id,
        "firstName": player.first_name,
        "familyName": player.family_name,
        "jerseyNum": f"{player.jersey:<4}",
    }


def _meeting(result: Result, order: int) -> Json:
    game = result.game
    return {
        "recencyOrder": order,
        "gameId": str(game.game_id),
        **_when(game),
        "gameStatus": _FINAL,
        "gameStatusText": status_words(result, 0),
        "gameClock": clock_of(0),
        "broadcasterVideoLink": "",
        "awayTeam": _met(result, AWAY),
        "homeTeam": _met(result, HOME),
    }


def _met(result: Result, side: int) -> Json:
    wins, losses = result.records[side]
    return {
        **team_fields(result.game.franchises[side]),
        "score": result.totals[side].pts,
        "wins": wins,
        "losses": losses,
    }


def _flags(game: Game) -> dict[str, Any]:
    return {
        "videoAvailableFlag": 1,
        "ptAvailable": 1,
        "ptXYZAvailable": 0,
        "whStatus": 1,
        "hustleStatus": 1,
        "historicalStatus": 0,
        "gameSubtype": game.subtype,
    }
