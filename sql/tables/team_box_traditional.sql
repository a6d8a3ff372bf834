-- team_box_traditional: one row for each team of a game's box score
-- dataset: box-scores
-- grain: game_id, team_id
-- needs: staging/boxscoretraditionalv3, staging/boxscoretraditionalv2, staging/home_teams, staging/game_dates
-- partition: season, month
-- units: minutes in decimal minutes of all players together; *_pct 0-1, 0 without an attempt
-- nulls: is_home null of a game known from V2 alone without a summary; a cancelled game has no rows
-- nullable_in_a_game: fg_pct, fg3_pct, ft_pct
-- nullable_from_v2: is_home
-- source: boxscoretraditionalv3, boxscoretraditionalv2
-- column: game_id VARCHAR: ten digits, text
-- column: team_id BIGINT: home or away team of the game
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: game_date DATE: day the game started, in New York; null while nothing tells it
-- column: is_home BOOLEAN: whether it is the home team of the game
-- column: minutes DOUBLE: of all players together, decimal: 240 without overtime
-- column: fgm INTEGER: field goals made, threes included
-- column: fga INTEGER: field goals attempted, threes included
-- column: fg_pct DOUBLE: fgm / fga, 0-1; 0 without an attempt
-- column: fg3m INTEGER: three-pointers made
-- column: fg3a INTEGER: three-pointers attempted
-- column: fg3_pct DOUBLE: fg3m / fg3a, 0-1; 0 without an attempt
-- column: ftm INTEGER: free throws made
-- column: fta INTEGER: free throws attempted
-- column: ft_pct DOUBLE: ftm / fta, 0-1; 0 without an attempt
-- column: oreb INTEGER: offensive rebounds
-- column: dreb INTEGER: defensive rebounds
-- column: reb INTEGER: oreb + dreb
-- column: ast INTEGER: assists
-- column: stl INTEGER: steals
-- column: blk INTEGER: shots of the other team blocked
-- column: tov INTEGER: turnovers
-- column: pf INTEGER: personal fouls
-- column: pts INTEGER: points scored
-- column: plus_minus INTEGER: points less those of the other team
with v3_teams as (
    select
        game_id,
        unnest([
            {'is_home': true, 'team': home_team},
            {'is_home': false, 'team': away_team}
        ]) as side
    from staging.boxscoretraditionalv3
),
from_v3 as (
    select
        game_id,
        side.team.teamId as team_id,
        side.is_home,
        side.team.statistics.minutes,
        side.team.statistics.fieldGoalsMade as fgm,
        side.team.statistics.fieldGoalsAttempted as fga,
        side.team.statistics.fieldGoalsPercentage as fg_pct,
        side.team.statistics.threePointersMade as fg3m,
        side.team.statistics.threePointersAttempted as fg3a,
        side.team.statistics.threePointersPercentage as fg3_pct,
        side.team.statistics.freeThrowsMade as ftm,
        side.team.statistics.freeThrowsAttempted as fta,
        side.team.statistics.freeThrowsPercentage as ft_pct,
        side.team.statistics.reboundsOffensive as oreb,
        side.team.statistics.reboundsDefensive as dreb,
        side.team.statistics.reboundsTotal as reb,
        side.team.statistics.assists as ast,
        side.team.statistics.steals as stl,
        side.team.statistics.blocks as blk,
        side.team.statistics.turnovers as tov,
        side.team.statistics.foulsPersonal as pf,
        side.team.statistics.points as pts,
        side.team.statistics.plusMinusPoints as plus_minus
    from v3_teams
    where side.team.statistics is not null
),
v2_teams as (
    select
        game_id,
        unnest(teams) as team
    from staging.boxscoretraditionalv2
    anti join staging.boxscoretraditionalv3 using (game_id)
),
from_v2 as (
    select
        game_id,
        team.TEAM_ID as team_id,
        team.TEAM_ID = home_teams.home_team_id as is_home,
        team.MIN as minutes,
        team.FGM as fgm,
        team.FGA as fga,
        team.FG_PCT as fg_pct,
        team.FG3M as fg3m,
        team.FG3A as fg3a,
        team.FG3_PCT as fg3_pct,
        team.FTM as ftm,
        team.FTA as fta,
        team.FT_PCT as ft_pct,
        team.OREB as oreb,
        team.DREB as dreb,
        team.REB as reb,
        team.AST as ast,
        team.STL as stl,
        team.BLK as blk,
        team."TO" as tov,
        team.PF as pf,
        team.PTS as pts,
        team.PLUS_MINUS as plus_minus
    from v2_teams
    left join staging.home_teams using (game_id)
),
boxes as (
    select * from from_v3
    union all by name
    select * from from_v2
)
select
    boxes.game_id,
    team_id,
    cast($season as varchar) as season,
    game_dates.month,
    game_dates.game_date,
    is_home,
    decimal_minutes(minutes) as minutes,
    fgm,
    fga,
    fg_pct,
    fg3m,
    fg3a,
    fg3_pct,
    ftm,
    fta,
    ft_pct,
    oreb,
    dreb,
    reb,
    ast,
    stl,
    blk,
    tov,
    pf,
    pts,
    cast(plus_minus as integer) as plus_minus
from boxes
inner join staging.game_dates using (game_id)
