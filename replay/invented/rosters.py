"""commonteamroster: a team's players and coaches when a season is over."""

from __future__ import annotations

from datetime import date

from lake.seasons import Season
from replay.invented.days import short_date
from replay.invented.franchises import Franchise, franchises_of
from replay.invented.names import to_slug
from replay.invented.people import Coach, Player
from replay.invented.players import height_words
from replay.invented.result_sets import Json, Row, columns, document, result_set
from replay.invented.season import InventedSeason

_PLAYERS = columns("""
TeamID SEASON LeagueID PLAYER NICKNAME PLAYER_SLUG NUM POSITION HEIGHT WEIGHT BIRTH_DATE AGE EXP
SCHOOL PLAYER_ID HOW_ACQUIRED
""")
_COACHES = columns("""
TEAM_ID SEASON COACH_ID FIRST_NAME LAST_NAME COACH_NAME IS_ASSISTANT COACH_TYPE SORT_SEQUENCE
SUB_SORT_SEQUENCE
""")
_HEAD = (1, "Head Coach", None, 1)
_ASSISTANT = (2, "Assistant Coach", None, 5)


def team_roster(season: InventedSeason, team_id: int) -> Json:
    """By jersey number; no rows for a team that didn't play in the season."""
    league = season.league
    team = season.teams.get(team_id)
    players = league.roster(team_id, season.format.last_day) if team else ()
    by_number = sorted(players, key=lambda row: (int(row.jersey), row.jersey, row.person_id))
    return document(
        "commonteamroster",
        {"TeamID": team_id, "LeagueID": "00", "Season": str(season.season)},
        [
            result_set(
                "CommonTeamRoster",
                _PLAYERS,
                [_player(season, team, player) for player in by_number if team],
            ),
            result_set(
                "Coaches",
                _COACHES,
                [_coach(season, team_id, coach) for coach in league.coaches.get(team_id, ())],
            ),
        ],
    )


def _player(season: InventedSeason, team: Franchise, player: Player) -> Row:
    """`AGE` is that of the 30th of June, when the league's year is over."""
    year = season.season.start_year
    years = year - player.first_year
    return [
        *(team.team_id, str(year), "00", player.full_name, player.first_name),
        *(to_slug(player.full_name), player.jersey, player.position),
        *(height_words(player), str(player.weight_lbs), short_date(player.birth_date)),
        float(_age(player, date(year + 1, 6, 30))),
        *(str(years) if years else "R", player.school, player.person_id),
        _how_acquired(season, team, player),
    ]


def _age(player: Player, on: date) -> int:
    born = player.birth_date
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _how_acquired(season: InventedSeason, team: Franchise, player: Player) -> str | None:
    """Trades of the season are told as they were; of what came before, not everything is known."""
    move = season.league.move_of(player.person_id)
    if move:
        return f"Traded from {season.league.team(move.from_team).tricode} on {move.on:%m/%d/%y}"
    chance = season.chance("acquired", player.person_id)
    if chance.happens(350):
        return None
    if player.draft is None:
        return f"Signed on 07/{chance.between(6, 31):02d}/{player.first_year % 100:02d}"
    if chance.happens(650):
        return f"#{player.draft.number} Pick in {player.draft.year} Draft"
    others = [row for row in franchises_of(Season(player.draft.year)) if row != team]
    return (
        f"Draft Rights Traded from {chance.pick(others).tricode}"
        f" on 06/{chance.between(22, 29)}/{player.draft.year % 100:02d}"
    )


def _coach(season: InventedSeason, team_id: int, coach: Coach) -> Row:
    return [
        *(team_id, str(season.season.start_year), coach.person_id),
        *(coach.first_name, coach.family_name, coach.full_name),
        *(_ASSISTANT if coach.is_assistant else _HEAD),
    ]
