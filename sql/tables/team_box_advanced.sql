-- team_box_advanced: one row for each team of a game's advanced box score
-- dataset: box-scores
-- grain: game_id, team_id
-- needs: staging/boxscoreadvancedv3, staging/game_dates
-- partition: season, month
-- units: minutes in decimal minutes of all players together; *_pct and pie 0-1; ratings per 100 possessions; ratios per 100 possessions used; pace in possessions per 48 minutes
-- nulls: est_off_rating, est_def_rating, est_net_rating and est_pace always null: the source has them wrong by a factor of five; a cancelled game has no rows
-- source: boxscoreadvancedv3
-- column: game_id VARCHAR
-- column: team_id BIGINT
-- column: season VARCHAR
-- column: month INTEGER
-- column: game_date DATE
-- column: minutes DOUBLE
-- column: off_rating DOUBLE
-- column: def_rating DOUBLE
-- column: net_rating DOUBLE
-- column: ast_pct DOUBLE
-- column: ast_to_tov DOUBLE
-- column: ast_ratio DOUBLE
-- column: oreb_pct DOUBLE
-- column: dreb_pct DOUBLE
-- column: reb_pct DOUBLE
-- column: tov_ratio DOUBLE
-- column: efg_pct DOUBLE
-- column: ts_pct DOUBLE
-- column: usg_pct DOUBLE
-- column: pace DOUBLE
-- column: pace_per_40 DOUBLE
-- column: possessions DOUBLE
-- column: pie DOUBLE
-- column: est_off_rating DOUBLE
-- column: est_def_rating DOUBLE
-- column: est_net_rating DOUBLE
-- column: est_usg_pct DOUBLE
-- column: est_pace DOUBLE
-- column: est_tov_ratio DOUBLE
with teams as (
    select
        game_id,
        unnest([
            {'is_home': true, 'team': home_team},
            {'is_home': false, 'team': away_team}
        ]) as side
    from staging.boxscoreadvancedv3
)
select
    teams.game_id,
    side.team.teamId as team_id,
    cast($season as varchar) as season,
    game_dates.month,
    game_dates.game_date,
    decimal_minutes(side.team.statistics.minutes) as minutes,
    side.team.statistics.offensiveRating as off_rating,
    side.team.statistics.defensiveRating as def_rating,
    side.team.statistics.netRating as net_rating,
    side.team.statistics.assistPercentage as ast_pct,
    side.team.statistics.assistToTurnover as ast_to_tov,
    side.team.statistics.assistRatio as ast_ratio,
    side.team.statistics.offensiveReboundPercentage as oreb_pct,
    side.team.statistics.defensiveReboundPercentage as dreb_pct,
    side.team.statistics.reboundPercentage as reb_pct,
    side.team.statistics.turnoverRatio as tov_ratio,
    side.team.statistics.effectiveFieldGoalPercentage as efg_pct,
    side.team.statistics.trueShootingPercentage as ts_pct,
    side.team.statistics.usagePercentage as usg_pct,
    side.team.statistics.pace as pace,
    side.team.statistics.pacePer40 as pace_per_40,
    side.team.statistics.possessions as possessions,
    side.team.statistics.PIE as pie,
    -- 0022400561 has an estimated rating of 613.4 beside 122.7 and a pace of 17.66 beside 88.3.
    cast(null as double) as est_off_rating,
    cast(null as double) as est_def_rating,
    cast(null as double) as est_net_rating,
    side.team.statistics.estimatedUsagePercentage as est_usg_pct,
    cast(null as double) as est_pace,
    -- On the scale of tov_ratio, 12.371 beside 12.4, whatever its name says.
    side.team.statistics.estimatedTeamTurnoverPercentage as est_tov_ratio
from teams
inner join staging.game_dates using (game_id)
where side.team.statistics is not null
