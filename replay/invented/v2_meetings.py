"""What the teams of a game did against each other, as V2 summaries tell it."""

from __future__ import annotations

from replay.invented.games import Game
from replay.invented.result_sets import Row
from replay.invented.season import InventedSeason
from replay.invented.told import Result


def midnight(game: Game) -> str:
    return f"{game.game_date:%Y-%m-%d}T00:00:00"


def meeting(game: Game, earlier: Result) -> Row:
    """What is called the visitors' second city is their tricode."""
    row: Row = [str(game.game_id), str(earlier.game.game_id), midnight(earlier.game)]
    for side, team in enumerate(earlier.game.franchises):
        points = earlier.totals[side].pts
        row += [team.team_id, team.city, team.name, team.tricode, points]
    return row


def series(season: InventedSeason, game: Game) -> Row:
    """All games of the two teams of this type of game, later ones too."""
    pair = {game.home.team_id, game.away.team_id}
    wins = losses = 0
    for result in season.results.values():
        row = result.game
        if (
            result.is_over
            and row.game_id.season_type is game.game_id.season_type
            and pair == {row.home.team_id, row.away.team_id}
        ):
            home_won = (result.margin > 0) == (row.home.team_id == game.home.team_id)
            wins, losses = wins + home_won, losses + (not home_won)
    leader = "Tied" if wins == losses else (game.home if wins > losses else game.away).city
    return [
        *(str(game.game_id), game.home.team_id, game.away.team_id, midnight(game)),
        *(wins, losses, leader),
    ]
