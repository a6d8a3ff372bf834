-- boxscoresummaryv2: one row for each summary document, its lists nested
-- grain: game_id
-- reads: raw_documents
-- ignores: OtherStats.*, LastMeeting.*, SeasonSeries.*, AvailableVideo.*
-- ignores: GameSummary.GAME_SEQUENCE, GameSummary.GAME_STATUS_TEXT, GameSummary.GAMECODE, GameSummary.SEASON, GameSummary.LIVE_PC_TIME, GameSummary.NATL_TV_BROADCASTER_ABBREVIATION, GameSummary.LIVE_PERIOD_TIME_BCAST, GameSummary.WH_STATUS
-- ignores: InactivePlayers.TEAM_CITY, InactivePlayers.TEAM_NAME
-- ignores: GameInfo.GAME_DATE
-- ignores: LineScore.GAME_SEQUENCE, LineScore.TEAM_CITY_NAME, LineScore.TEAM_NICKNAME, LineScore.TEAM_WINS_LOSSES
-- nulls: home_line and away_line null where the source tells no line score, as of a cancelled game
-- source: boxscoresummaryv2
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
        result_set(document.body.resultSets, 'GameSummary') as game_summary,
        result_set(document.body.resultSets, 'GameInfo') as game_info,
        result_set(document.body.resultSets, 'LineScore') as line_score,
        result_set(document.body.resultSets, 'Officials') as game_officials,
        result_set(document.body.resultSets, 'InactivePlayers') as inactive_players
    from documents
    where document is not null
),
summaries as materialized (
    select
        raw_key,
        try(from_json_strict(rows_of(game_summary), '[{
            "GAME_ID": "VARCHAR",
            "GAME_DATE_EST": "VARCHAR",
            "GAME_STATUS_ID": "INTEGER",
            "HOME_TEAM_ID": "BIGINT",
            "VISITOR_TEAM_ID": "BIGINT",
            "LIVE_PERIOD": "INTEGER"
        }]')) as games,
        try(from_json_strict(rows_of(game_info), '[{
            "ATTENDANCE": "INTEGER",
            "GAME_TIME": "VARCHAR"
        }]')) as crowds,
        try(from_json_strict(rows_of(line_score), '[{
            "TEAM_ID": "BIGINT",
            "TEAM_ABBREVIATION": "VARCHAR",
            "PTS_QTR1": "INTEGER",
            "PTS_QTR2": "INTEGER",
            "PTS_QTR3": "INTEGER",
            "PTS_QTR4": "INTEGER",
            "PTS_OT1": "INTEGER",
            "PTS_OT2": "INTEGER",
            "PTS_OT3": "INTEGER",
            "PTS_OT4": "INTEGER",
            "PTS_OT5": "INTEGER",
            "PTS_OT6": "INTEGER",
            "PTS_OT7": "INTEGER",
            "PTS_OT8": "INTEGER",
            "PTS_OT9": "INTEGER",
            "PTS_OT10": "INTEGER",
            "PTS": "INTEGER"
        }]')) as line_scores,
        try(from_json_strict(rows_of(game_officials), '[{
            "OFFICIAL_ID": "BIGINT",
            "FIRST_NAME": "VARCHAR",
            "LAST_NAME": "VARCHAR",
            "JERSEY_NUM": "VARCHAR"
        }]')) as officials,
        try(from_json_strict(rows_of(inactive_players), '[{
            "PLAYER_ID": "BIGINT",
            "FIRST_NAME": "VARCHAR",
            "LAST_NAME": "VARCHAR",
            "JERSEY_NUM": "VARCHAR",
            "TEAM_ID": "BIGINT"
        }]')) as inactives
    from result_sets
)
select
    raw_key,
    games[1].GAME_ID as game_id,
    games[1] as game,
    crowds[1] as crowd,
    list_filter(line_scores, lambda line: line.TEAM_ID = games[1].HOME_TEAM_ID)[1] as home_line,
    list_filter(line_scores, lambda line: line.TEAM_ID = games[1].VISITOR_TEAM_ID)[1] as away_line,
    officials,
    inactives
from summaries
where games is not null
    and crowds is not null
    and line_scores is not null
    and officials is not null
    and inactives is not null
