"""Errors that a check of accuracy finds."""

from __future__ import annotations

from tests.validate.plants.plant import IN_GAME, OF_HOME, Plant, of_player

# Player 9910001 starts, 9910006 comes from the bench, 9910008 does not play. A player who does not
# play has no statistics, so his few can't contradict each other: with them a team's numbers go
# wrong while the sums of the players stay right.
PLANTS = {
    "final_score_is_the_same_everywhere": Plant(
        "update play_by_play set away_score = away_score - 1 "
        "where game_id = '0022400001' and event_index = 231",
        ((IN_GAME | {"told_by": "last event"}, "67 at 63", "66 at 63"),),
    ),
    "line_scores_sum_to_the_final_score": Plant(
        "update line_scores set points = points + 2 "
        "where game_id = '0022400001' and team_id = 1610619901 and period = 3",
        ((OF_HOME, "63", "65"),),
    ),
    "player_minutes_sum_to_team_minutes": Plant(
        "update player_box_traditional set minutes = minutes + 2 "
        "where game_id = '0022400001' and player_id = 9910001; "
        "update player_box_advanced set minutes = minutes + 2 "
        "where game_id = '0022400001' and player_id = 9910001",
        ((OF_HOME, "240.0", "242.0"),),
    ),
    "player_points_match_play_by_play": Plant(
        "update play_by_play set points = 0 where game_id = '0022400001' and event_index = 2",
        ((of_player(9920001), "15", "12"),),
    ),
    "player_sums_equal_team_totals": Plant(
        "update team_box_traditional set ast = ast + 1 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME | {"statistic": "ast"}, "17", "16"),),
    ),
}
