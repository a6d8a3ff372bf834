"""Errors that a check of validity finds."""

from __future__ import annotations

from tests.validate.plants.plant import IN_GAME, OF_HOME, Plant, of_player

PLANTS = {
    "advanced_possessions_fit_between_teams": Plant(
        "update team_box_advanced set possessions = 62 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((IN_GAME, "62.0", "53.0"),),
        also=("team_advanced_matches_the_box_score",),
    ),
    "five_starters_a_team": Plant(
        "update player_box_traditional set is_starter = true "
        "where game_id = '0022400001' and player_id = 9910006",
        ((OF_HOME, "5", "6"),),
    ),
    "player_percentages_equal_made_over_attempted": Plant(
        "update player_box_traditional set fg_pct = 0.6 "
        "where game_id = '0022400001' and player_id = 9910001",
        ((of_player(9910001) | {"statistic": "fg_pct"}, "0.625", "0.6"),),
    ),
    # The events of both players change with their points, so that nothing else contradicts.
    "player_points_add_up": Plant(
        "update player_box_traditional set pts = pts + 1 "
        "where game_id = '0022400001' and player_id = 9910004; "
        "update player_box_traditional set pts = pts - 1 "
        "where game_id = '0022400001' and player_id = 9910002; "
        "update play_by_play set points = 2 where game_id = '0022400001' and event_index = 9; "
        "update play_by_play set points = 1 where game_id = '0022400001' and event_index = 16",
        ((of_player(9910002), "14", "13"), (of_player(9910004), "12", "13")),
        also=("player_advanced_matches_the_box_score",),
    ),
    "player_rebounds_add_up": Plant(
        "update player_box_traditional set reb = reb + 1 "
        "where game_id = '0022400001' and player_id = 9910001; "
        "update player_box_traditional set reb = reb - 1 "
        "where game_id = '0022400001' and player_id = 9910002",
        ((of_player(9910001), "4", "5"), (of_player(9910002), "3", "2")),
        also=("player_box_matches_play_by_play",),
    ),
    "playing_time_is_readable": Plant(
        "update player_box_traditional set did_play = true "
        "where game_id = '0022400001' and player_id = 9910008",
        ((of_player(9910008), "minutes", None),),
        also=("player_statistics_are_there",),
    ),
    "team_minutes_fit_the_periods": Plant(
        "update team_box_traditional set minutes = 240.8 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME, "240", "240.8"),),
    ),
    "team_percentages_equal_made_over_attempted": Plant(
        "update team_box_traditional set ft_pct = 0.25 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME | {"statistic": "ft_pct"}, "0.5", "0.25"),),
    ),
    "team_points_add_up": Plant(
        "update player_box_traditional set ftm = 2, fta = 4, ft_pct = 0.5 "
        "where game_id = '0022400001' and player_id = 9910008; "
        "update team_box_traditional set ftm = ftm + 2, fta = fta + 4 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME, "65", "63"),),
        also=("team_advanced_matches_the_box_score",),
    ),
    "team_rebounds_add_up": Plant(
        "update player_box_traditional set oreb = 1 "
        "where game_id = '0022400001' and player_id = 9910008; "
        "update team_box_traditional set oreb = oreb + 1 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME, "17", "16"),),
    ),
    "clocks_are_readable": Plant(
        "update play_by_play set clock = '11:43', seconds_remaining = null "
        "where game_id = '0022400001' and event_index = 6",
        ((IN_GAME | {"event_index": "6"}, "the seconds of 11:43", None),),
    ),
}
