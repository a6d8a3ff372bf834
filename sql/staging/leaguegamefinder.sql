-- leaguegamefinder: one row for each team of each game of a season
-- grain: game_id, team_id
-- reads: raw_documents
-- ignores: LeagueGameFinderResults.SEASON_ID, LeagueGameFinderResults.TEAM_ABBREVIATION, LeagueGameFinderResults.TEAM_NAME, LeagueGameFinderResults.MATCHUP, LeagueGameFinderResults.WL, LeagueGameFinderResults.MIN, LeagueGameFinderResults.PTS
-- ignores: LeagueGameFinderResults.FGM, LeagueGameFinderResults.FGA, LeagueGameFinderResults.FG_PCT, LeagueGameFinderResults.FG3M, LeagueGameFinderResults.FG3A, LeagueGameFinderResults.FG3_PCT, LeagueGameFinderResults.FTM, LeagueGameFinderResults.FTA, LeagueGameFinderResults.FT_PCT
-- ignores: LeagueGameFinderResults.OREB, LeagueGameFinderResults.DREB, LeagueGameFinderResults.REB, LeagueGameFinderResults.AST, LeagueGameFinderResults.STL, LeagueGameFinderResults.BLK, LeagueGameFinderResults.TOV, LeagueGameFinderResults.PF, LeagueGameFinderResults.PLUS_MINUS
-- nulls: team_id and game_date null where the source has none that can be read
-- source: leaguegamefinder
with documents as materialized (
    select
        raw_key,
        try(from_json_strict(content, '{
            "body": {
                "resultSets": [{
                    "headers": ["VARCHAR"],
                    "rowSet": [["JSON"]]
                }]
            }
        }')) as document
    from raw_documents
),
result_sets as materialized (
    select
        raw_key,
        list_position(document.body.resultSets[1].headers, 'GAME_ID') as game_id_position,
        list_position(document.body.resultSets[1].headers, 'TEAM_ID') as team_id_position,
        list_position(document.body.resultSets[1].headers, 'GAME_DATE') as game_date_position,
        document.body.resultSets[1].rowSet as row_set
    from documents
    where document is not null
),
team_games as (
    select
        * exclude (row_set),
        unnest(row_set) as cells
    from result_sets
)
select
    raw_key,
    cells[game_id_position] ->> '$' as game_id,
    try_cast(cells[team_id_position] ->> '$' as bigint) as team_id,
    try_cast(cells[game_date_position] ->> '$' as date) as game_date
from team_games
