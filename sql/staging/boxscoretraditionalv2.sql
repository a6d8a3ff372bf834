-- boxscoretraditionalv2: one row for each box score document, its players and its teams nested
-- grain: game_id
-- reads: raw_documents
-- ignores: PlayerStats.TEAM_ABBREVIATION, PlayerStats.TEAM_CITY, PlayerStats.NICKNAME
-- ignores: TeamStats.TEAM_NAME, TeamStats.TEAM_ABBREVIATION, TeamStats.TEAM_CITY
-- ignores: TeamStarterBenchStats.TEAM_NAME, TeamStarterBenchStats.TEAM_ABBREVIATION, TeamStarterBenchStats.TEAM_CITY, TeamStarterBenchStats.STARTERS_BENCH
-- nulls: a player's statistics null when the player did not play; game_id null without any player
-- source: boxscoretraditionalv2
with documents as materialized (
    select
        raw_key,
        try(from_json_strict(content, '{
            "body": {
                "resultSets": [{
                    "name": "VARCHAR",
                    "headers": ["JSON"],
                    "rowSet": [["JSON"]]
                }]
            }
        }')) as document
    from raw_documents
),
result_sets as materialized (
    select
        raw_key,
        result_set(document.body.resultSets, 'PlayerStats') as player_stats,
        result_set(document.body.resultSets, 'TeamStats') as team_stats
    from documents
    where document is not null
),
boxes as materialized (
    select
        raw_key,
        try(from_json_strict(rows_of(player_stats), '[{
            "GAME_ID": "VARCHAR",
            "TEAM_ID": "BIGINT",
            "PLAYER_ID": "BIGINT",
            "PLAYER_NAME": "VARCHAR",
            "START_POSITION": "VARCHAR",
            "COMMENT": "VARCHAR",
            "MIN": "VARCHAR",
            "FGM": "INTEGER",
            "FGA": "INTEGER",
            "FG_PCT": "DOUBLE",
            "FG3M": "INTEGER",
            "FG3A": "INTEGER",
            "FG3_PCT": "DOUBLE",
            "FTM": "INTEGER",
            "FTA": "INTEGER",
            "FT_PCT": "DOUBLE",
            "OREB": "INTEGER",
            "DREB": "INTEGER",
            "REB": "INTEGER",
            "AST": "INTEGER",
            "STL": "INTEGER",
            "BLK": "INTEGER",
            "TO": "INTEGER",
            "PF": "INTEGER",
            "PTS": "INTEGER",
            "PLUS_MINUS": "DOUBLE"
        }]')) as players,
        try(from_json_strict(rows_of(team_stats), '[{
            "TEAM_ID": "BIGINT",
            "MIN": "VARCHAR",
            "FGM": "INTEGER",
            "FGA": "INTEGER",
            "FG_PCT": "DOUBLE",
            "FG3M": "INTEGER",
            "FG3A": "INTEGER",
            "FG3_PCT": "DOUBLE",
            "FTM": "INTEGER",
            "FTA": "INTEGER",
            "FT_PCT": "DOUBLE",
            "OREB": "INTEGER",
            "DREB": "INTEGER",
            "REB": "INTEGER",
            "AST": "INTEGER",
            "STL": "INTEGER",
            "BLK": "INTEGER",
            "TO": "INTEGER",
            "PF": "INTEGER",
            "PTS": "INTEGER",
            "PLUS_MINUS": "DOUBLE"
        }]')) as teams
    from result_sets
)
select
    raw_key,
    players[1].GAME_ID as game_id,
    players,
    teams
from boxes
where players is not null and teams is not null
