"""Errors that a check of validity finds."""

from __future__ import annotations

from tests.validate.plants.plant import HOME, IN_GAME, IN_SEASON, OF_HOME, Plant, of_player

PLANTS = {
    "games_are_of_the_type_of_their_id": Plant(
        "update games set season_type = null where game_id = '0022400001'",
        ((IN_GAME, "regular", None),),
    ),
    "games_with_a_score_are_final": Plant(
        "update games set status = 'live' where game_id = '0022400001'",
        ((IN_GAME, "final", "live"),),
    ),
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
        also=("player_advanced_matches_the_box_score", "events_are_worth_their_points"),
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
    "player_statistics_are_possible": Plant(
        "update player_box_traditional set plus_minus = plus_minus + 300 "
        "where game_id = '0022400001' and player_id = 9910001; "
        "update player_box_traditional set plus_minus = plus_minus - 300 "
        "where game_id = '0022400001' and player_id = 9910002",
        (
            (of_player(9910001) | {"statistic": "plus_minus"}, "-200 to 200", "303.0"),
            (of_player(9910002) | {"statistic": "plus_minus"}, "-200 to 200", "-307.0"),
        ),
        also=("player_statistics_are_heard_of",),
    ),
    "player_statistics_are_heard_of": Plant(
        "update player_box_traditional set plus_minus = plus_minus + 90 "
        "where game_id = '0022400001' and player_id = 9910001; "
        "update player_box_traditional set plus_minus = plus_minus - 90 "
        "where game_id = '0022400001' and player_id = 9910002",
        (
            (of_player(9910001) | {"statistic": "plus_minus"}, "-65 to 65", "93.0"),
            (of_player(9910002) | {"statistic": "plus_minus"}, "-65 to 65", "-97.0"),
        ),
    ),
    "team_statistics_are_possible": Plant(
        "update team_box_traditional set plus_minus = 500 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME | {"statistic": "plus_minus"}, "-400 to 400", "500.0"),),
        also=(
            "plus_minus_is_the_point_difference",
            "team_statistics_are_heard_of",
        ),
    ),
    "team_statistics_are_heard_of": Plant(
        "update team_box_traditional set plus_minus = 90 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME | {"statistic": "plus_minus"}, "-80 to 80", "90.0"),),
        also=("plus_minus_is_the_point_difference",),
    ),
    "player_advanced_statistics_are_possible": Plant(
        "update player_box_advanced set usg_pct = 1.2, ast_to_tov = -1 "
        "where game_id = '0022400001' and player_id = 9910001",
        (
            (of_player(9910001) | {"statistic": "ast_to_tov"}, "0 to 10000", "-1.0"),
            (of_player(9910001) | {"statistic": "usg_pct"}, "0 to 1", "1.2"),
        ),
        also=(
            "player_advanced_matches_the_box_score",
            "player_advanced_statistics_are_heard_of",
        ),
    ),
    "player_advanced_statistics_are_heard_of": Plant(
        "update player_box_advanced set pie = 75, est_net_rating = -2500 "
        "where game_id = '0022400001' and player_id = 9910001",
        (
            (of_player(9910001) | {"statistic": "est_net_rating"}, "-2000 to 2000", "-2500.0"),
            (of_player(9910001) | {"statistic": "pie"}, "-50 to 50", "75.0"),
        ),
    ),
    "team_advanced_statistics_are_possible": Plant(
        "update team_box_advanced set reb_pct = 50.5 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME | {"statistic": "reb_pct"}, "0 to 1", "50.5"),),
    ),
    "team_advanced_statistics_are_heard_of": Plant(
        "update team_box_advanced set pace = 200 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME | {"statistic": "pace"}, "45 to 160", "200.0"),),
    ),
    "games_are_possible": Plant(
        "update games set attendance = -1 where game_id = '0022400001'",
        ((IN_GAME | {"statistic": "attendance"}, "0 to 300000", "-1"),),
        also=("games_are_heard_of",),
    ),
    "games_are_heard_of": Plant(
        "update games set duration_minutes = 15 where game_id = '0022400001'",
        ((IN_GAME | {"statistic": "duration_minutes"}, "75 to 300", "15"),),
    ),
    "points_of_a_period_are_possible": Plant(
        "update line_scores set points = points - 100 "
        "where game_id = '0022400001' and team_id = 1610619901 and period = 1; "
        "update line_scores set points = points + 100 "
        "where game_id = '0022400001' and team_id = 1610619901 and period = 2",
        (
            (OF_HOME | {"period": "1"}, "0 to 100", "-85"),
            (OF_HOME | {"period": "2"}, "0 to 100", "119"),
        ),
        also=("line_scores_match_play_by_play",),
    ),
    "clocks_fit_the_period": Plant(
        "update play_by_play set clock = 'PT12M01.00S', seconds_remaining = 721 "
        "where game_id = '0022400001' and event_index = 1",
        ((IN_GAME | {"event_index": "1"}, "0 to 720", "721.0"),),
    ),
    "clocks_do_not_rise": Plant(
        "update play_by_play set clock = 'PT05M00.00S', seconds_remaining = 300 "
        "where game_id = '0022400001' and event_index = 3",
        ((IN_GAME | {"event_index": "4"}, "at most 300.0", "675.0"),),
    ),
    "clocks_run_through_the_period": Plant(
        "update play_by_play set clock = 'PT00M00.00S', seconds_remaining = 0 "
        "where game_id = '0022400001' and period = 2",
        ((IN_GAME | {"period": "2"}, "720 to 0", "0.0 to 0.0"),),
    ),
    "events_are_worth_their_points": Plant(
        "update play_by_play set shot_value = 4 where game_id = '0022400001' and event_index = 7",
        (
            (
                IN_GAME | {"event_index": "7"},
                "a shot of 2 or 3 points, made or missed",
                "2 points, shot value 4, Made",
            ),
        ),
    ),
    "shots_are_on_the_court": Plant(
        "update play_by_play set x = 270, y = 950, shot_distance_ft = 99 "
        "where game_id = '0022400001' and event_index = 2",
        (
            (
                IN_GAME | {"event_index": "2"},
                "x -260 to 260, y -63 to 898, 0 to 95 feet",
                "x 270, y 950, 99 feet",
            ),
        ),
    ),
    "shot_distances_fit_the_coordinates": Plant(
        "update play_by_play set shot_distance_ft = 30 "
        "where game_id = '0022400001' and event_index = 2",
        ((IN_GAME | {"event_index": "2"}, "24.1", "30"),),
    ),
    "dates_are_in_their_season": Plant(
        "update games set game_date = date '2024-08-22' where game_id = '0022400001'",
        ((IN_GAME, "2024-09-01 to 2025-07-31", "2024-08-22"),),
        also=(
            "every_table_tells_the_same_date",
            "games_have_the_date_of_the_list",
            "tip_offs_are_on_the_date_of_the_game",
        ),
    ),
    "tip_offs_are_on_the_date_of_the_game": Plant(
        "update games set tip_off_utc = tip_off_utc + interval 1 day where game_id = '0022400001'",
        ((IN_GAME, "2024-10-22", "2024-10-23 23:30:00+00"),),
    ),
    "tricodes_are_three_letters": Plant(
        "update games set home_tricode = 'GB' where game_id = '0022400001'",
        ((IN_GAME, "three letters each", "PSH at GB"),),
        also=("tricodes_match_the_list_of_games",),
    ),
    "biographies_are_heard_of": Plant(
        "update players set height_inches = 211, weight_lbs = 98, "
        "birth_date = date '2014-02-01', draft_number = 60 "
        "where player_id = 9910001",
        (
            (IN_SEASON | {"player_id": "9910001", "statistic": "born"}, "1964 to 2010", "2014"),
            (IN_SEASON | {"player_id": "9910001", "statistic": "height_inches"}, "60 to 96", "211"),
            (IN_SEASON | {"player_id": "9910001", "statistic": "weight_lbs"}, "100 to 450", "98"),
        ),
    ),
    "rosters_are_heard_of": Plant(
        "update rosters set experience_years = 41 where player_id = 9910001",
        (
            (
                IN_SEASON
                | {"team_id": HOME, "player_id": "9910001", "statistic": "experience_years"},
                "0 to 25",
                "41",
            ),
        ),
    ),
    "team_records_are_possible": Plant(
        "update teams set wins = 50, losses = 33 where team_id = 1610619901",
        ((IN_SEASON | {"team_id": HOME}, "at most 82 games", "50 won, 33 lost"),),
        also=("records_of_teams_match_the_list_of_games",),
    ),
    "teams_are_named": Plant(
        "update teams set conference = 'North' where team_id = 1610619901",
        (
            (
                IN_SEASON | {"team_id": HOME},
                "a name, three letters, East or West",
                "Lanterns, GBL, North",
            ),
        ),
    ),
}
