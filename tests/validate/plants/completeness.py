"""Errors that a check of completeness finds."""

from __future__ import annotations

from tests.validate.plants.plant import IN_GAME, OF_HOME, Plant, of_player

PLANTS = {
    "event_index_has_no_holes": Plant(
        "delete from play_by_play where game_id = '0022400001' and event_index = 6",
        ((IN_GAME, "1 to 230", "1 to 231, 230 different"),),
    ),
    "every_archived_game_is_published": Plant(
        "delete from play_by_play where game_id = '0022400001'",
        ((IN_GAME | {"endpoint": "playbyplayv3"}, "published", "not published"),),
    ),
    "every_game_has_a_date": Plant(
        "update player_box_traditional set game_date = null where game_id = '0022400001'",
        ((IN_GAME, "a date", None),),
    ),
    "every_game_has_every_owed_document": Plant(
        "update owed_documents set is_archived = false "
        "where game_id = '0022400001' and endpoint = 'boxscoreadvancedv3'",
        ((IN_GAME | {"endpoint": "boxscoreadvancedv3"}, "archived", "missing"),),
    ),
    "two_teams_a_game": Plant(
        "insert into team_box_traditional select * replace ('0022400099' as game_id) "
        "from team_box_traditional where game_id = '0022400001' and team_id = 1610619901; "
        "insert into player_box_traditional select * replace ('0022400099' as game_id) "
        "from player_box_traditional where game_id = '0022400001' and team_id = 1610619901",
        (({"game_id": "0022400099"}, "2", "1"),),
        also=("players_play_one_game_a_day",),
    ),
    "game_times_are_there": Plant(
        "update games set duration_minutes = null where game_id = '0022400001'",
        ((IN_GAME, "date, tip-off, duration", "2024-10-22, 2024-10-22 23:30:00+00"),),
    ),
    "player_statistics_are_there": Plant(
        "update player_box_traditional set blk = null "
        "where game_id = '0022400001' and player_id = 9910001 and blk = 0",
        ((of_player(9910001), "15 statistics", "no blk"),),
    ),
    "team_statistics_are_there": Plant(
        "update team_box_traditional set blk = null, stl = null "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((OF_HOME, "15 statistics", "no stl no blk"),),
        also=("player_sums_equal_team_totals",),
    ),
}
