"""Errors that a check of uniqueness finds."""

from __future__ import annotations

from tests.validate.plants.plant import HOME, IN_GAME, IN_SEASON, OF_HOME, Plant, of_player

PLANTS = {
    "games_grain_is_unique": Plant(
        "insert into games from games where game_id = '0022400001'",
        ((IN_GAME, "1", "2"),),
    ),
    "officials_grain_is_unique": Plant(
        "insert into officials from officials "
        "where game_id = '0022400001' and official_id = 9930002",
        ((IN_GAME | {"official_id": "9930002"}, "1", "2"),),
    ),
    "line_scores_grain_is_unique": Plant(
        "insert into line_scores select * replace (0 as points) from line_scores "
        "where game_id = '0022400001' and team_id = 1610619901 and period = 3",
        ((OF_HOME | {"period": "3"}, "1", "2"),),
        also=("line_scores_match_play_by_play",),
    ),
    "inactive_players_grain_is_unique": Plant(
        "insert into inactive_players from inactive_players "
        "where game_id = '0022400001' and player_id = 9910009",
        ((of_player(9910009), "1", "2"),),
    ),
    "player_box_traditional_grain_is_unique": Plant(
        "insert into player_box_traditional from player_box_traditional "
        "where game_id = '0022400001' and player_id = 9910008",
        ((of_player(9910008), "1", "2"),),
    ),
    "player_box_advanced_grain_is_unique": Plant(
        "insert into player_box_advanced from player_box_advanced "
        "where game_id = '0022400001' and player_id = 9910001",
        ((of_player(9910001), "1", "2"),),
    ),
    "team_box_traditional_grain_is_unique": Plant(
        "insert into team_box_traditional from team_box_traditional "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME, "1", "2"),),
    ),
    "team_box_advanced_grain_is_unique": Plant(
        "insert into team_box_advanced from team_box_advanced "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME, "1", "2"),),
    ),
    "play_by_play_grain_is_unique": Plant(
        "insert into play_by_play from play_by_play "
        "where game_id = '0022400001' and event_index = 1",
        ((IN_GAME | {"event_index": "1"}, "1", "2"),),
        also=("event_index_has_no_holes",),
    ),
    "players_grain_is_unique": Plant(
        "insert into players select * replace ('twice' as full_name) from players "
        "where player_id = 9910001",
        ((IN_SEASON | {"player_id": "9910001"}, "1", "2"),),
    ),
    "rosters_grain_is_unique": Plant(
        "insert into rosters from rosters where player_id = 9910001",
        ((IN_SEASON | {"team_id": HOME, "player_id": "9910001"}, "1", "2"),),
    ),
    "coaches_grain_is_unique": Plant(
        "insert into coaches from coaches where team_id = 1610619901",
        ((IN_SEASON | {"team_id": HOME, "coach_id": "9930001"}, "1", "2"),),
    ),
    "teams_grain_is_unique": Plant(
        "insert into teams from teams where team_id = 1610619901",
        ((IN_SEASON | {"team_id": HOME}, "1", "2"),),
    ),
}
