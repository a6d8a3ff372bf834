-- boxscoreadvancedv2: one row for each advanced box score document, its players and its teams nested
-- grain: game_id
-- reads: raw_documents
-- ignores: PlayerStats.TEAM_ABBREVIATION, PlayerStats.TEAM_CITY, PlayerStats.PLAYER_NAME, PlayerStats.START_POSITION, PlayerStats.COMMENT
-- ignores: TeamStats.TEAM_NAME, TeamStats.TEAM_ABBREVIATION, TeamStats.TEAM_CITY
-- nulls: a player's statistics null when the player did not play; game_id null without any player
-- source: boxscoreadvancedv2
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
            "MIN": "VARCHAR",
            "E_OFF_RATING": "DOUBLE",
            "OFF_RATING": "DOUBLE",
            "E_DEF_RATING": "DOUBLE",
            "DEF_RATING": "DOUBLE",
            "E_NET_RATING": "DOUBLE",
            "NET_RATING": "DOUBLE",
            "AST_PCT": "DOUBLE",
            "AST_TOV": "DOUBLE",
            "AST_RATIO": "DOUBLE",
            "OREB_PCT": "DOUBLE",
            "DREB_PCT": "DOUBLE",
            "REB_PCT": "DOUBLE",
            "TM_TOV_PCT": "DOUBLE",
            "EFG_PCT": "DOUBLE",
            "TS_PCT": "DOUBLE",
            "USG_PCT": "DOUBLE",
            "E_USG_PCT": "DOUBLE",
            "E_PACE": "DOUBLE",
            "PACE": "DOUBLE",
            "PACE_PER40": "DOUBLE",
            "POSS": "DOUBLE",
            "PIE": "DOUBLE"
        }]')) as players,
        try(from_json_strict(rows_of(team_stats), '[{
            "TEAM_ID": "BIGINT",
            "MIN": "VARCHAR",
            "OFF_RATING": "DOUBLE",
            "DEF_RATING": "DOUBLE",
            "NET_RATING": "DOUBLE",
            "AST_PCT": "DOUBLE",
            "AST_TOV": "DOUBLE",
            "AST_RATIO": "DOUBLE",
            "OREB_PCT": "DOUBLE",
            "DREB_PCT": "DOUBLE",
            "REB_PCT": "DOUBLE",
            "E_TM_TOV_PCT": "DOUBLE",
            "TM_TOV_PCT": "DOUBLE",
            "EFG_PCT": "DOUBLE",
            "TS_PCT": "DOUBLE",
            "USG_PCT": "DOUBLE",
            "E_USG_PCT": "DOUBLE",
            "PACE": "DOUBLE",
            "PACE_PER40": "DOUBLE",
            "POSS": "DOUBLE",
            "PIE": "DOUBLE"
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
