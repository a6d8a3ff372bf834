"""commonallplayers and commonplayerinfo: the players of a season and those before them."""

from __future__ import annotations

from collections.abc import Iterator

from lake.seasons import SeasonType
from replay.invented.careers import Career, careers, player_code
from replay.invented.franchises import Franchise
from replay.invented.names import to_slug
from replay.invented.people import Player
from replay.invented.result_sets import Json, Row, columns, document, result_set
from replay.invented.season import InventedSeason
from replay.invented.season_ids import earlier_season_ids, types_of
from replay.invented.selection import select_all_stars

_LISTED = columns("""
PERSON_ID DISPLAY_LAST_COMMA_FIRST DISPLAY_FIRST_LAST ROSTERSTATUS FROM_YEAR TO_YEAR PLAYERCODE
PLAYER_SLUG TEAM_ID TEAM_CITY TEAM_NAME TEAM_ABBREVIATION TEAM_SLUG TEAM_CODE GAMES_PLAYED_FLAG
OTHERLEAGUE_EXPERIENCE_CH
""")
_INFO = columns("""
PERSON_ID FIRST_NAME LAST_NAME DISPLAY_FIRST_LAST DISPLAY_LAST_COMMA_FIRST DISPLAY_FI_LAST
PLAYER_SLUG BIRTHDATE SCHOOL COUNTRY LAST_AFFILIATION HEIGHT WEIGHT SEASON_EXP JERSEY POSITION
ROSTERSTATUS GAMES_PLAYED_CURRENT_SEASON_FLAG TEAM_ID TEAM_NAME TEAM_ABBREVIATION TEAM_CODE
TEAM_CITY PLAYERCODE FROM_YEAR TO_YEAR DLEAGUE_FLAG NBA_FLAG GAMES_PLAYED_FLAG DRAFT_YEAR
DRAFT_ROUND DRAFT_NUMBER GREATEST_75_FLAG
""")
_HEADLINE = columns("PLAYER_ID PLAYER_NAME TimeFrame PTS AST REB PIE")
_OTHER_LEAGUES = ("00", "01", "11", "11")
_POSITIONS = {"G": "Guard", "F": "Forward", "C": "Center"}
_UNDRAFTED = ("Undrafted",) * 3


def all_players(season: InventedSeason) -> Json:
    """Everybody, by name."""
    by_name = sorted(
        careers(season), key=lambda row: (_last_comma_first(row.player), row.player.person_id)
    )
    return document(
        "commonallplayers",
        {"LeagueID": "00", "Season": str(season.season), "IsOnlyCurrentSeason": 0},
        [result_set("CommonAllPlayers", _LISTED, map(_listed, by_name))],
    )


def player_info(season: InventedSeason, player_id: int) -> Json:
    """What is known of one player when the season is over; no rows if it knows no such player."""
    found = [row for row in careers(season) if row.player.person_id == player_id]
    return document(
        "commonplayerinfo",
        [{"PlayerID": player_id}, {"LeagueID": "00"}],
        [
            result_set("CommonPlayerInfo", _INFO, [_info(season, career) for career in found]),
            result_set("PlayerHeadlineStats", _HEADLINE, _headlines(season, player_id)),
            result_set(
                "AvailableSeasons",
                columns("SEASON_ID"),
                [[identity] for career in found for identity in _season_ids(season, career)],
            ),
        ],
    )


def _listed(career: Career) -> Row:
    player, team = career.player, career.franchise
    return [
        *(player.person_id, _last_comma_first(player), player.full_name, int(team is not None)),
        *(str(player.first_year), str(career.last_year)),
        *(player_code(player), to_slug(player.full_name, "_")),
        *_team(team),
        *((team.slug, team.slug) if team else (None, "")),
        _flag(career.has_played),
        _OTHER_LEAGUES[player.person_id % len(_OTHER_LEAGUES)],
    ]


def _team(team: Franchise | None) -> Row:
    return [team.team_id, team.city, team.name, team.tricode] if team else [0, "", "", ""]


def _last_comma_first(player: Player) -> str:
    return f"{player.family_name}, {player.first_name}"


def _flag(is_so: bool) -> str:
    return "Y" if is_so else "N"


def _info(season: InventedSeason, career: Career) -> Row:
    player, team = career.player, career.franchise
    team_id, city, name, tricode = _team(team)
    return [
        *(player.person_id, player.first_name, player.family_name, player.full_name),
        *(_last_comma_first(player), player.short_name, to_slug(player.full_name)),
        f"{player.birth_date:%Y-%m-%d}T00:00:00",
        *(player.school, player.country, f"{player.school}/{player.country}"),
        *(height_words(player), str(player.weight_lbs), career.years, player.jersey),
        "-".join(_POSITIONS[letter] for letter in player.position.split("-")),
        "Active" if team else "Inactive",
        _flag(player.person_id in season.averages.players),
        *(team_id, name, tricode, team.slug if team else "", city, player_code(player)),
        *(player.first_year, career.last_year),
        _flag(player.person_id % len(_OTHER_LEAGUES) > 0),
        *("Y", _flag(career.has_played)),
        *(map(str, player.draft) if player.draft else _UNDRAFTED),
        "N",
    ]


def height_words(player: Player) -> str:
    """Feet and inches, as 6-11."""
    return f"{player.height_inches // 12}-{player.height_inches % 12}"


def _headlines(season: InventedSeason, player_id: int) -> Iterator[Row]:
    """The regular season's averages of those who played in it; PIE is left at 0."""
    done = season.averages.players.get(player_id)
    if done:
        averages = (round(total / done.games, 1) for total in (done.pts, done.ast, done.reb))
        yield [player_id, done.player.full_name, str(season.season), *averages, 0]


def _season_ids(season: InventedSeason, career: Career) -> Iterator[str]:
    """In order. The season's playoffs count if his last team was in them."""
    player_id, this_year = career.player.person_id, season.season.start_year
    for year in range(career.player.first_year, min(career.last_year, this_year - 1) + 1):
        yield from earlier_season_ids(player_id, year, season.seed)
    if career.franchise is None:
        return
    types = types_of(season, career.franchise)
    for digit, has_played in (
        ("1", SeasonType.PRESEASON in types),
        ("2", player_id in season.averages.players),
        ("3", player_id in _all_stars(season)),
        ("4", SeasonType.PLAYOFFS in types),
    ):
        if has_played:
            yield f"{digit}{this_year}"


def _all_stars(season: InventedSeason) -> frozenset[int]:
    games = (row.game for row in season.results.values())
    return frozenset(
        player.person_id
        for game in games
        if game.game_id.season_type is SeasonType.ALL_STAR
        for side in game.franchises
        for player in select_all_stars(season.league, side.conference).dressed
    )
