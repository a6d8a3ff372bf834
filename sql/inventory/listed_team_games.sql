-- listed_team_games: one row for each team of each game that the newest list of a season's games has
-- grain: game_id, team_id
-- reads: game_list_answers
-- units: minutes are a sum of the players' rounded minutes; *_pct 0-1
-- nulls: result and statistics null before the game is over, *_pct without an attempt; what the list lacks or tells unreadably
-- source: leaguegamefinder
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date
-- column: game_id VARCHAR: ten digits, text
-- column: season_type VARCHAR: preseason, regular, all-star, playoffs, play-in or cup-final
-- column: team_id BIGINT: the team
-- column: tricode VARCHAR: its three letters
-- column: game_date DATE: day in New York
-- column: result VARCHAR: W or L
-- column: minutes INTEGER: of all players together
-- column: pts INTEGER: points
-- column: fgm INTEGER: field goals made
-- column: fga INTEGER: field goals attempted
-- column: fg_pct DOUBLE: field goal percentage
-- column: fg3m INTEGER: threes made
-- column: fg3a INTEGER: threes attempted
-- column: fg3_pct DOUBLE: three-point percentage
-- column: ftm INTEGER: free throws made
-- column: fta INTEGER: free throws attempted
-- column: ft_pct DOUBLE: free throw percentage
-- column: oreb INTEGER: offensive rebounds
-- column: dreb INTEGER: defensive rebounds
-- column: reb INTEGER: rebounds
-- column: ast INTEGER: assists
-- column: stl INTEGER: steals
-- column: blk INTEGER: blocks
-- column: tov INTEGER: turnovers
-- column: pf INTEGER: personal fouls
-- column: plus_minus DOUBLE: point difference; in all-star games the two teams' do not add up to 0
with answers as materialized (
    select
        season,
        try(from_json_strict(body, '{
            "resultSets": [{
                "headers": ["VARCHAR"],
                "rowSet": [["VARCHAR"]]
            }]
        }')) as answer
    from game_list_answers
),
result_sets as (
    select
        season,
        answer.resultSets[1].headers as headers,
        answer.resultSets[1].rowSet as row_set
    from answers
),
team_games as (
    select
        season,
        headers,
        unnest(row_set) as cells
    from result_sets
)
select
    season,
    cast(month(try_cast(cells[list_position(headers, 'GAME_DATE')] as date)) as integer) as month,
    cells[list_position(headers, 'GAME_ID')] as game_id,
    case substr(cells[list_position(headers, 'GAME_ID')], 3, 1)
        when '1' then 'preseason'
        when '2' then 'regular'
        when '3' then 'all-star'
        when '4' then 'playoffs'
        when '5' then 'play-in'
        when '6' then 'cup-final'
    end as season_type,
    try_cast(cells[list_position(headers, 'TEAM_ID')] as bigint) as team_id,
    nullif(cells[list_position(headers, 'TEAM_ABBREVIATION')], '') as tricode,
    try_cast(cells[list_position(headers, 'GAME_DATE')] as date) as game_date,
    nullif(cells[list_position(headers, 'WL')], '') as result,
    try_cast(cells[list_position(headers, 'MIN')] as integer) as minutes,
    try_cast(cells[list_position(headers, 'PTS')] as integer) as pts,
    try_cast(cells[list_position(headers, 'FGM')] as integer) as fgm,
    try_cast(cells[list_position(headers, 'FGA')] as integer) as fga,
    try_cast(cells[list_position(headers, 'FG_PCT')] as double) as fg_pct,
    try_cast(cells[list_position(headers, 'FG3M')] as integer) as fg3m,
    try_cast(cells[list_position(headers, 'FG3A')] as integer) as fg3a,
    try_cast(cells[list_position(headers, 'FG3_PCT')] as double) as fg3_pct,
    try_cast(cells[list_position(headers, 'FTM')] as integer) as ftm,
    try_cast(cells[list_position(headers, 'FTA')] as integer) as fta,
    try_cast(cells[list_position(headers, 'FT_PCT')] as double) as ft_pct,
    try_cast(cells[list_position(headers, 'OREB')] as integer) as oreb,
    try_cast(cells[list_position(headers, 'DREB')] as integer) as dreb,
    try_cast(cells[list_position(headers, 'REB')] as integer) as reb,
    try_cast(cells[list_position(headers, 'AST')] as integer) as ast,
    try_cast(cells[list_position(headers, 'STL')] as integer) as stl,
    try_cast(cells[list_position(headers, 'BLK')] as integer) as blk,
    try_cast(cells[list_position(headers, 'TOV')] as integer) as tov,
    try_cast(cells[list_position(headers, 'PF')] as integer) as pf,
    try_cast(cells[list_position(headers, 'PLUS_MINUS')] as double) as plus_minus
from team_games
