-- team_box_traditional: one row for each team of a game's box score
-- dataset: box-scores
-- grain: game_id, team_id
-- needs: staging/boxscoretraditionalv3, staging/game_dates
-- partition: season, month
-- units: minutes in decimal minutes of all players together; *_pct 0-1, 0 without an attempt
-- nulls: a cancelled game has no rows
-- source: boxscoretraditionalv3
-- column: game_id VARCHAR
-- column: team_id BIGINT
-- column: season VARCHAR
-- column: month INTEGER
-- column: game_date DATE
-- column: is_home BOOLEAN
-- column: minutes DOUBLE
-- column: fgm INTEGER
-- column: fga INTEGER
-- column: fg_pct DOUBLE
-- column: fg3m INTEGER
-- column: fg3a INTEGER
-- column: fg3_pct DOUBLE
-- column: ftm INTEGER
-- column: fta INTEGER
-- column: ft_pct DOUBLE
-- column: oreb INTEGER
-- column: dreb INTEGER
-- column: reb INTEGER
-- column: ast INTEGER
-- column: stl INTEGER
-- column: blk INTEGER
-- column: tov INTEGER
-- column: pf INTEGER
-- column: pts INTEGER
-- column: plus_minus INTEGER
with teams as (
    select
        game_id,
        unnest([
            {'is_home': true, 'team': home_team},
            {'is_home': false, 'team': away_team}
        ]) as side
    from staging.boxscoretraditionalv3
)
select
    teams.game_id,
    side.team.teamId as team_id,
    cast($season as varchar) as season,
    game_dates.month,
    game_dates.game_date,
    side.is_home,
    decimal_minutes(side.team.statistics.minutes) as minutes,
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
    cast(side.team.statistics.plusMinusPoints as integer) as plus_minus
from teams
inner join staging.game_dates using (game_id)
where side.team.statistics is not null
