-- team_box_advanced: one row for each team of a game's advanced box score
-- dataset: box-scores
-- grain: game_id, team_id
-- needs: staging/boxscoreadvancedv3, staging/game_dates
-- partition: season, month
-- units: minutes in decimal minutes of all players together; *_pct and pie 0-1; ratings per 100 possessions; ratios per 100 possessions used; pace in possessions per 48 minutes
-- nulls: est_off_rating, est_def_rating, est_net_rating and est_pace always null: the source has them wrong by a factor of five; a cancelled game has no rows
-- source: boxscoreadvancedv3
-- column: game_id VARCHAR: ten digits, text
-- column: team_id BIGINT: home or away team of the game
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: game_date DATE: day the game started, in New York; null while nothing tells it
-- column: minutes DOUBLE: of all players together, decimal: 240 without overtime
-- column: off_rating DOUBLE: points per 100 possessions
-- column: def_rating DOUBLE: points of the other team per 100 possessions
-- column: net_rating DOUBLE: off_rating - def_rating
-- column: ast_pct DOUBLE: share of the team's field goals that were assisted, 0-1
-- column: ast_to_tov DOUBLE: assists for each turnover; 0 without a turnover
-- column: ast_ratio DOUBLE: assists per 100 possessions used: fga + 0.44 x fta + ast + tov
-- column: oreb_pct DOUBLE: share of the offensive rebounds there were to take, 0-1
-- column: dreb_pct DOUBLE: share of the defensive rebounds there were to take, 0-1
-- column: reb_pct DOUBLE: share of all rebounds there were to take, 0-1
-- column: tov_ratio DOUBLE: turnovers per 100 possessions
-- column: efg_pct DOUBLE: (fgm + 0.5 x fg3m) / fga
-- column: ts_pct DOUBLE: pts / (2 x (fga + 0.44 x fta))
-- column: usg_pct DOUBLE: share of its own possessions used: 1
-- column: pace DOUBLE: possessions per 48 minutes, the same for both teams
-- column: pace_per_40 DOUBLE: possessions per 40 minutes, the same for both teams
-- column: possessions DOUBLE: of this team
-- column: pie DOUBLE: impact estimate: share of all that happened in the game; both teams make 1
-- column: est_off_rating DOUBLE: always null: the source is wrong by a factor of five
-- column: est_def_rating DOUBLE: always null: the source is wrong by a factor of five
-- column: est_net_rating DOUBLE: always null: the source is wrong by a factor of five
-- column: est_usg_pct DOUBLE: usg_pct by the league's estimate of possessions, 0-1
-- column: est_pace DOUBLE: always null: the source is wrong by a factor of five
-- column: est_tov_ratio DOUBLE: tov_ratio by the league's estimate of possessions
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
