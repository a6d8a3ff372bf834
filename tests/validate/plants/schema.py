"""Files that are not what they promise, which a check of validity finds."""

from __future__ import annotations

from tests.validate.plants.plant import Plant

_ROOT = "historical-backfill"
GAMES = f"{_ROOT}/games/games/season=2024-25/month=10/games_2024-25_10.parquet"
OFFICIALS = f"{_ROOT}/games/officials/season=2024-25/month=11/officials_2024-25_11.parquet"
TEAMS = f"{_ROOT}/teams/teams/season=2024-25/teams_2024-25.parquet"
COACHES = f"{_ROOT}/players/coaches/season=2024-25/coaches_2024-25.parquet"
PLAYERS = f"{_ROOT}/players/players/season=2024-25/players_2024-25.parquet"
ROSTERS = f"{_ROOT}/players/rosters/season=2024-25/rosters_2024-25.parquet"

LIST = "raw/leaguegamefinder/season=2024-25/all/20250116T051502.123Z.json.gz"

PLANTS = {
    "files_of_tables_are_readable": Plant(
        "insert into read_objects by name select 'quarantined file' as kind, "
        "'2024-25' as season, 10 as month, 'games' as table_name, 'quarantine/x' as object_key, "
        "'no magic bytes' as reason",
        (({"object_key": "quarantine/x"}, "a Parquet file that can be read", "no magic bytes"),),
    ),
    "only_published_files_are_there": Plant(
        "insert into stored_files by name select '2024-25' as season, 'x.parquet' as stored_key, "
        "'a file that no transform wrote' as stray",
        (({"stored_key": "x.parquet"}, "published files", "a file that no transform wrote"),),
    ),
    "lists_of_games_are_readable": Plant(
        "update read_objects set reason = 'its digest differs' where kind = 'list of games'",
        (({"object_key": LIST}, "a list that can be read", "its digest differs"),),
    ),
    "files_have_the_promised_columns": Plant(
        "delete from published_columns "
        "where table_name = 'games' and month = 10 and column_name = 'periods'; "
        "update published_columns set column_type = 'BIGINT' "
        "where table_name = 'teams' and column_name = 'wins'; "
        "insert into published_columns select published_key, season, month, table_name, 'draws', "
        "'INTEGER' from published_files where table_name = 'teams'",
        (
            ({"published_key": GAMES, "column_name": "periods"}, "INTEGER", None),
            ({"published_key": TEAMS, "column_name": "draws"}, "no such column", "INTEGER"),
            ({"published_key": TEAMS, "column_name": "wins"}, "INTEGER", "BIGINT"),
        ),
    ),
    "footers_tell_the_place_of_their_file": Plant(
        "update published_files set told_month = '11' "
        "where table_name = 'games' and month = 10; "
        "update published_files set told_season = null "
        "where table_name = 'teams'; "
        "update published_files set told_row_count = 4 "
        "where table_name = 'rosters'; "
        "update published_files set told_fingerprint = null "
        "where table_name = 'coaches'; "
        "update published_files set told_month = null "
        "where table_name = 'players'; "
        "update published_files set told_until = null "
        "where table_name = 'officials' and month = 11",
        (
            (
                {"published_key": GAMES},
                "2024-25 10 1 rows 25 columns",
                "2024-25 11 1 rows 25 columns",
            ),
            (
                {"published_key": OFFICIALS},
                "2024-25 11 3 rows 7 columns",
                "2024-25 11 3 rows 7 columns, of no instant",
            ),
            (
                {"published_key": COACHES},
                "2024-25 2 rows 6 columns",
                "2024-25 2 rows 6 columns, of no fingerprint",
            ),
            (
                {"published_key": PLAYERS},
                "2024-25 19 rows 17 columns",
                "2024-25 19 rows 17 columns, of no month",
            ),
            (
                {"published_key": ROSTERS},
                "2024-25 19 rows 11 columns",
                "2024-25 4 rows 11 columns",
            ),
            ({"published_key": TEAMS}, "2024-25 2 rows 9 columns", "2 rows 9 columns"),
        ),
    ),
    "rows_stand_in_the_file_of_their_month": Plant(
        "update published_files set first_month = 9 "
        "where table_name = 'games' and month = 10; "
        "update published_files set last_season = '2025-26' "
        "where table_name = 'teams'",
        (
            ({"published_key": GAMES}, "2024-25 10", "2024-25 9 to 2024-25 10"),
            ({"published_key": TEAMS}, "2024-25", "2024-25 to 2025-26"),
        ),
    ),
}
