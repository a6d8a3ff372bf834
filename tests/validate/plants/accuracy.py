"""Errors that a check of accuracy finds."""

from __future__ import annotations

from tests.validate.plants.plant import (
    AWAY,
    HOME,
    IN_GAME,
    IN_SEASON,
    IN_SECOND_GAME,
    OF_HOME,
    Plant,
    of_player,
)

# Player 9910001 starts, 9910006 comes from the bench, 9910008 does not play. A player who does not
# play has no statistics, so his few can't contradict each other: with them a team's numbers go
# wrong while the sums of the players stay right.
PLANTS = {
    "final_score_is_the_same_everywhere": Plant(
        "update play_by_play set away_score = away_score - 1 "
        "where game_id = '0022400001' and event_index = 231",
        ((IN_GAME | {"told_by": "last event"}, "67 at 63", "66 at 63"),),
        also=("scores_never_fall",),
    ),
    "line_scores_match_play_by_play": Plant(
        "update line_scores set points = points + case period when 1 then 2 else -2 end "
        "where game_id = '0022400001' and team_id = 1610619901 and period in (1, 2)",
        (
            (OF_HOME | {"period": "1", "told_by": "events"}, "17", "15"),
            (OF_HOME | {"period": "1", "told_by": "score"}, "17", "15"),
            (OF_HOME | {"period": "2", "told_by": "events"}, "17", "19"),
            (OF_HOME | {"period": "2", "told_by": "score"}, "17", "19"),
        ),
    ),
    "line_scores_sum_to_the_final_score": Plant(
        "update line_scores set points = points + 2 "
        "where game_id = '0022400001' and team_id = 1610619901 and period = 3",
        ((OF_HOME, "63", "65"),),
        also=("line_scores_match_play_by_play",),
    ),
    "player_advanced_matches_the_box_score": Plant(
        "update player_box_advanced set efg_pct = 0.788 "
        "where game_id = '0022400001' and player_id = 9910001",
        ((of_player(9910001) | {"statistic": "efg_pct"}, "0.688", "0.788"),),
    ),
    "most_box_scores_match_play_by_play": Plant(
        "insert into player_box_traditional by name "
        "select told.* replace (format('00224009{:02d}', n) as game_id, stl + 1 as stl) "
        "from player_box_traditional as told cross join range(3) as r(n) "
        "where told.game_id = '0022400001' and did_play; "
        "insert into play_by_play by name "
        "select told.* replace (format('00224009{:02d}', n) as game_id) "
        "from play_by_play as told cross join range(3) as r(n) where told.game_id = '0022400001'",
        ((IN_SEASON, "at most 2 of 5 games", "3 games, the first of them 0022400900"),),
        also=(
            "every_game_is_listed",
            "every_published_document_is_archived",
            "player_box_matches_play_by_play",
            "players_play_one_game_a_day",
        ),
    ),
    "player_box_matches_play_by_play": Plant(
        "update play_by_play set player_id = 9910001, player_name = 'Fernwick' "
        "where game_id = '0022400001' and event_index = ("
        "select min(event_index) from play_by_play where game_id = '0022400001' "
        "and action_type is null and team_id = 1610619901 and player_id <> 9910001)",
        (
            (of_player(9910001) | {"statistic": "stl"}, "1", "2"),
            (of_player(9910004) | {"statistic": "stl"}, "1", "0"),
        ),
    ),
    "player_minutes_fit_the_game": Plant(
        "update player_box_traditional set minutes = 49.1 "
        "where game_id = '0022400001' and player_id = 9910001; "
        "update player_box_advanced set minutes = 49.1 "
        "where game_id = '0022400001' and player_id = 9910001",
        ((of_player(9910001), "at most 48", "49.1"),),
        also=("player_minutes_sum_to_team_minutes",),
    ),
    "player_minutes_sum_to_team_minutes": Plant(
        "update player_box_traditional set minutes = minutes + 2 "
        "where game_id = '0022400001' and player_id = 9910001; "
        "update player_box_advanced set minutes = minutes + 2 "
        "where game_id = '0022400001' and player_id = 9910001",
        ((OF_HOME, "240.0", "242.0"),),
    ),
    "player_sums_equal_team_totals": Plant(
        "update team_box_traditional set ast = ast + 1 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME | {"statistic": "ast"}, "17", "16"),),
        also=("team_advanced_matches_the_box_score",),
    ),
    "plus_minus_is_the_point_difference": Plant(
        "update team_box_traditional set plus_minus = 4 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME | {"told_by": "team"}, "-4", "4"),),
    ),
    "team_advanced_matches_the_box_score": Plant(
        "update team_box_advanced set ts_pct = 0.766 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME | {"statistic": "ts_pct"}, "0.666", "0.766"),),
    ),
    "final_scores_match_the_list_of_games": Plant(
        "update listed_team_games set pts = pts + 1 "
        "where game_id = '0022400002' and team_id = 1610619901",
        ((IN_SECOND_GAME | {"team_id": HOME}, "L 70", "L 69"),),
    ),
    "games_have_the_date_of_the_list": Plant(
        "update listed_games set game_date = '2024-10-23' where game_id = '0022400001'",
        ((IN_GAME, "2024-10-23", "2024-10-22"),),
    ),
    "records_of_teams_match_the_list_of_games": Plant(
        "update teams set wins = wins + 1, losses = losses - 1 where team_id = 1610619901",
        ((IN_SEASON | {"team_id": HOME}, "0 won, 2 lost", "1 won, 1 lost"),),
    ),
    "team_results_match_the_list_of_games": Plant(
        "update listed_team_games set stl = stl + 1 "
        "where game_id = '0022400002' and team_id = 1610619901",
        ((IN_SECOND_GAME | {"team_id": HOME, "statistic": "stl"}, "7.0", "6.0"),),
    ),
    "tricodes_match_the_list_of_games": Plant(
        "update games set home_tricode = away_tricode, away_tricode = home_tricode "
        "where game_id = '0022400001'",
        (
            (OF_HOME, "GBL", "PSH"),
            (IN_GAME | {"team_id": AWAY}, "PSH", "GBL"),
        ),
    ),
}
