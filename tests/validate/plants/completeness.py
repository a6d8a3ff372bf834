"""Errors that a check of completeness finds."""

from __future__ import annotations

from tests.validate.plants.plant import (
    AWAY,
    HOME,
    IN_GAME,
    IN_SEASON,
    OF_HOME,
    Plant,
    of_player,
)

OFFICIALS = (
    "historical-backfill/games/officials/season=2024-25/month=10/officials_2024-25_10.parquet"
)

PLANTS = {
    "values_that_are_owed_are_there": Plant(
        "insert into null_values by name select '2024-25' as season, 10 as month, "
        "'0022400001' as game_id, 'officials' as table_name, 'official_name' as column_name, "
        "'never' as may_be_null, 3 as row_count, 1 as null_count",
        (
            (
                {"published_key": OFFICIALS, "column_name": "official_name"} | IN_GAME,
                "a value in every row",
                "null in 1 of 3 rows",
            ),
        ),
    ),
    "every_season_has_a_list_of_its_games": Plant(
        "update seasons_looked_at set is_listed = false", ((IN_SEASON, "a list", "none"),)
    ),
    "lists_of_games_reach_the_last_day": Plant(
        "update seasons_looked_at set listed_until = '2025-01-15'",
        ((IN_SEASON, "games until 2025-06-30", "games until 2025-01-15"),),
    ),
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
    "listed_games_of_past_days_have_a_result": Plant(
        "insert into listed_games select * replace ('0022400003' as game_id, false as is_final) "
        "from listed_games where game_id = '0022400002'",
        (({"game_id": "0022400003"}, "a result", "none, of a game on 2024-11-03"),),
    ),
    "every_published_document_is_archived": Plant(
        "delete from archived_documents "
        "where game_id = '0022400001' and endpoint = 'boxscoreadvancedv3'",
        ((IN_GAME | {"endpoint": "boxscoreadvancedv3"}, "archived", "missing"),),
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
        also=(
            "every_game_is_listed",
            "every_published_document_is_archived",
            "players_play_one_game_a_day",
            "teams_play_one_game_a_day",
        ),
    ),
    "two_teams_in_the_advanced_box_score": Plant(
        "delete from team_box_advanced where game_id = '0022400001' and team_id = 1610619901",
        ((IN_GAME, "2", "1"),),
    ),
    "every_game_has_line_scores": Plant(
        "delete from line_scores where game_id = '0022400001' and team_id = 1610619901",
        ((IN_GAME, "line scores of 2 teams", "of 1"),),
    ),
    "every_game_has_officials": Plant(
        "delete from officials where game_id = '0022400001'", ((IN_GAME, "officials", "none"),)
    ),
    "events_name_who_shoots": Plant(
        "update play_by_play set player_id = null where game_id = '0022400001' and is_field_goal",
        ((IN_GAME, "who took each shot", "nobody in 86 shots"),),
        also=("player_box_matches_play_by_play",),
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
    "archived_documents_are_usable": Plant(
        "update archived_documents set refusal = 'it has no events for game 0022400001' "
        "where game_id = '0022400001' and endpoint = 'playbyplayv3'",
        (
            (
                IN_GAME | {"endpoint": "playbyplayv3"},
                "rows, or a reason for none",
                "it has no events for game 0022400001",
            ),
        ),
    ),
    "season_documents_are_usable": Plant(
        "update season_documents set refusal = 'the gzip is broken' "
        "where endpoint = 'commonteamroster' and entity = '1610619901'",
        (
            (
                IN_SEASON | {"endpoint": "commonteamroster", "entity": HOME},
                "an answer that rows can be made of",
                "the gzip is broken",
            ),
        ),
    ),
    "every_file_is_published": Plant(
        "update owed_files set is_published = false "
        "where table_name = 'line_scores' and month = 11",
        (
            (
                IN_SEASON
                | {
                    "file": "historical-backfill/games/line_scores/season=2024-25/month=11/"
                    "line_scores_2024-25_11.parquet"
                },
                "published",
                "missing",
            ),
        ),
    ),
    "every_game_is_listed": Plant(
        "update listed_games set is_final = false where game_id = '0022400001'; "
        "update expected_games set least_games = 1 where season_type = 'regular'",
        ((IN_GAME, "listed as over", "listed without a result"),),
        also=("listed_games_of_past_days_have_a_result",),
    ),
    "every_player_has_a_biography": Plant(
        "update owed_biographies set is_archived = false where player_id = 9910001",
        ((IN_SEASON | {"player_id": "9910001"}, "a biography of Ansel Fernwick", "missing"),),
    ),
    "every_playoff_series_is_listed": Plant(
        "update expected_games set series = 15 where season_type = 'playoffs'",
        ((IN_SEASON, "15", "1"),),
    ),
    "every_season_has_its_number_of_games": Plant(
        "delete from listed_games where game_id = '0042400403'",
        ((IN_SEASON | {"season_type": "playoffs"}, "4 to 7", "3"),),
    ),
    "every_team_has_a_roster": Plant(
        "delete from rosters where team_id = 1610619901",
        ((IN_SEASON | {"team_id": HOME}, "a roster", "nobody"),),
    ),
    "every_team_has_every_owed_answer": Plant(
        "update owed_team_answers set is_archived = false "
        "where team_id = 1610619901 and endpoint = 'teaminfocommon'",
        (
            (
                IN_SEASON | {"team_id": HOME, "endpoint": "teaminfocommon"},
                "archived",
                "missing, and its rows are published",
            ),
        ),
    ),
    "every_team_plays_its_number_of_games": Plant(
        "update listed_team_games set result = null "
        "where game_id = '0022400001' and team_id = 1610619901",
        ((IN_SEASON | {"team_id": HOME}, "2", "1"),),
        also=("records_of_teams_match_the_list_of_games",),
    ),
    "no_month_of_the_list_is_empty": Plant(
        "update listed_games set month = 12, game_date = '2024-12-24' where month = 11; "
        "update games set game_date = '2024-12-24' where game_id = '0022400002'",
        ((IN_SEASON | {"month": "11"}, "games", "no game"),),
        also=(
            "every_table_tells_the_same_date",
            "tip_offs_are_on_the_date_of_the_game",
        ),
    ),
    "no_month_of_the_tables_is_empty": Plant(
        "update games set game_date = '2024-09-22', month = 9 where game_id = '0022400001'; "
        "update listed_games set game_date = '2024-09-22', month = 9 "
        "where game_id = '0022400001'",
        ((IN_SEASON | {"month": "10"}, "games", "no game"),),
        also=(
            "every_table_tells_the_same_date",
            "no_month_of_the_list_is_empty",
            "tip_offs_are_on_the_date_of_the_game",
        ),
    ),
    "playoff_series_are_complete": Plant(
        "update listed_team_games set result = case result when 'W' then 'L' else 'W' end "
        "where game_id = '0042400404'",
        (
            (
                IN_SEASON | {"team_id": HOME, "opponent_id": AWAY},
                "4 wins, the last game one of them",
                "3 wins and 1 losses, the last game L",
            ),
        ),
    ),
}
