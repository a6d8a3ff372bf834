"""Ids that are missing, 0 or cut, which a check of validity finds."""

from __future__ import annotations

from tests.validate.plants.plant import HOME, IN_GAME, IN_SEASON, OF_HOME, Plant, of_player

PLANTS = {
    "games_ids_are_there": Plant(
        "update games set away_team_id = 0 where game_id = '0022400001'",
        (
            (
                IN_GAME | {"home_team_id": HOME, "away_team_id": "0"},
                "a game_id of ten digits, a home_team_id and an away_team_id",
                "0022400001, 1610619901, 0",
            ),
        ),
        also=(
            "every_game_has_line_scores",
            "line_scores_match_play_by_play",
            "line_scores_sum_to_the_final_score",
            "teams_are_those_of_the_game",
            "teams_of_games_are_in_teams",
            "winner_has_more_points",
        ),
    ),
    "line_scores_ids_are_there": Plant(
        "insert into line_scores select * replace (0 as period, 0 as points) from line_scores "
        "where game_id = '0022400001' and team_id = 1610619901 and period = 1",
        (
            (
                OF_HOME | {"period": "0"},
                "a game_id of ten digits, a team_id and a period",
                "0022400001, 1610619901, 0",
            ),
        ),
        also=("periods_are_the_same_everywhere",),
    ),
    "officials_ids_are_there": Plant(
        "update officials set official_id = null "
        "where game_id = '0022400001' and official_id = 9930001",
        (
            (
                IN_GAME | {"official_id": "none"},
                "a game_id of ten digits, an official_id",
                "0022400001",
            ),
        ),
    ),
    "inactive_players_ids_are_there": Plant(
        "update inactive_players set player_id = 0 "
        "where game_id = '0022400001' and player_id = 9910009",
        (
            (
                OF_HOME | {"player_id": "0"},
                "a game_id of ten digits, a player_id and a team_id",
                "0022400001, 0, 1610619901",
            ),
        ),
    ),
    "player_box_traditional_ids_are_there": Plant(
        "update player_box_traditional set player_id = null "
        "where game_id = '0022400001' and player_id = 9910008",
        (
            (
                OF_HOME | {"player_id": "none"},
                "a game_id of ten digits, a player_id and a team_id",
                "0022400001, 1610619901",
            ),
        ),
        also=("players_of_box_scores_are_in_players",),
    ),
    "team_box_traditional_ids_are_there": Plant(
        "update team_box_traditional set team_id = 0 "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((IN_GAME | {"team_id": "0"}, "a game_id of ten digits, a team_id", "0022400001, 0"),),
        also=(
            "player_minutes_sum_to_team_minutes",
            "player_sums_equal_team_totals",
            "teams_are_those_of_the_game",
        ),
    ),
    "player_box_advanced_ids_are_there": Plant(
        "update player_box_advanced set team_id = null "
        "where game_id = '0022400001' and player_id = 9910001",
        (
            (
                of_player(9910001) | {"team_id": "none"},
                "a game_id of ten digits, a player_id and a team_id",
                "0022400001, 9910001",
            ),
        ),
        also=("teams_are_those_of_the_game",),
    ),
    "team_box_advanced_ids_are_there": Plant(
        "update team_box_advanced set team_id = null "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((IN_GAME | {"team_id": "none"}, "a game_id of ten digits, a team_id", "0022400001"),),
        also=("teams_are_those_of_the_game", "two_teams_in_the_advanced_box_score"),
    ),
    "play_by_play_ids_are_there": Plant(
        "update play_by_play set player_id = 0 where game_id = '0022400001' and event_index = 201",
        (
            (
                IN_GAME | {"event_index": "201"},
                "a game_id of ten digits, an event_index, no id of 0",
                "0022400001, 201, 1610619902, 0, 9920006",
            ),
        ),
        also=("event_players_are_in_the_box_score",),
    ),
    "players_ids_are_there": Plant(
        "update players set player_id = 0 where player_id = 9910001",
        ((IN_SEASON | {"player_id": "0"}, "a season, a player_id", "2024-25, 0"),),
        also=(
            "players_of_box_scores_are_in_players",
            "players_of_rosters_are_in_players",
        ),
    ),
    "rosters_ids_are_there": Plant(
        "update rosters set player_id = 0 where player_id = 9910001",
        (
            (
                IN_SEASON | {"team_id": HOME, "player_id": "0"},
                "a season, a team_id and a player_id",
                "2024-25, 1610619901, 0",
            ),
        ),
        also=("players_of_rosters_are_in_players",),
    ),
    "coaches_ids_are_there": Plant(
        "update coaches set coach_id = 0 where team_id = 1610619901",
        (
            (
                IN_SEASON | {"team_id": HOME, "coach_id": "0"},
                "a season, a team_id and a coach_id",
                "2024-25, 1610619901, 0",
            ),
        ),
    ),
    "teams_ids_are_there": Plant(
        "update teams set team_id = 0 where team_id = 1610619901",
        ((IN_SEASON | {"team_id": "0"}, "a season, a team_id", "2024-25, 0"),),
        also=(
            "teams_of_games_are_in_teams",
            "teams_of_rosters_are_in_teams",
        ),
    ),
}
