"""Errors that a check of consistency finds."""

from __future__ import annotations

from tests.validate.plants.plant import IN_GAME, Plant, of_player

PLANTS = {
    "advanced_lists_the_players_who_played": Plant(
        "update player_box_advanced set minutes = minutes + 0.5 "
        "where game_id = '0022400001' and player_id = 9910001",
        ((of_player(9910001), "41.88", "42.38"),),
    ),
    "home_and_away_differ": Plant(
        "update games set away_team_id = home_team_id where game_id = '0022400001'; "
        "delete from line_scores where game_id = '0022400001' and team_id = 1610619902",
        ((IN_GAME, "two teams", "1610619901 at 1610619901"),),
    ),
    "inactive_players_do_not_play": Plant(
        "update inactive_players set player_id = 9910001 "
        "where game_id = '0022400001' and player_id = 9910009",
        ((of_player(9910001), "no minutes", "41.88 minutes"),),
    ),
}
