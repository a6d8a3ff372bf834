-- team_box_advanced: one row for each team of a game's advanced box score
-- dataset: box-scores
-- grain: game_id, team_id
-- needs: staging/boxscoreadvancedv3, staging/boxscoreadvancedv2, staging/game_dates
-- partition: season, month
-- units: minutes in decimal minutes of all players together; *_pct and pie 0-1; ratings per 100 possessions; ratios per 100 possessions used; pace in possessions per 48 minutes
-- nulls: est_off_rating, est_def_rating, est_net_rating and est_pace always null: V3 has them wrong by a factor of five, and no saved answer of V2 tells whether it had; a cancelled game has no rows
-- nullable_from_v2: est_usg_pct, est_tov_ratio
-- nullable_throughout: est_off_rating, est_def_rating, est_net_rating, est_pace
-- source: boxscoreadvancedv3, boxscoreadvancedv2
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
with v3_teams as (
    select
        game_id,
        unnest([home_team, away_team]) as team
    from staging.boxscoreadvancedv3
),
from_v3 as (
    select
        game_id,
        team.teamId as team_id,
        team.statistics.minutes,
        team.statistics.offensiveRating as off_rating,
        team.statistics.defensiveRating as def_rating,
        team.statistics.netRating as net_rating,
        team.statistics.assistPercentage as ast_pct,
        team.statistics.assistToTurnover as ast_to_tov,
        team.statistics.assistRatio as ast_ratio,
        team.statistics.offensiveReboundPercentage as oreb_pct,
        team.statistics.defensiveReboundPercentage as dreb_pct,
        team.statistics.reboundPercentage as reb_pct,
        team.statistics.turnoverRatio as tov_ratio,
        team.statistics.effectiveFieldGoalPercentage as efg_pct,
        team.statistics.trueShootingPercentage as ts_pct,
        team.statistics.usagePercentage as usg_pct,
        team.statistics.pace,
        team.statistics.pacePer40 as pace_per_40,
        team.statistics.possessions,
        team.statistics.PIE as pie,
        team.statistics.estimatedUsagePercentage as est_usg_pct,
        -- On the scale of tov_ratio, 12.371 beside 12.4, whatever its name says.
        team.statistics.estimatedTeamTurnoverPercentage as est_tov_ratio
    from v3_teams
    where team.statistics is not null
),
v2_teams as (
    select
        game_id,
        unnest(teams) as team
    from staging.boxscoreadvancedv2
    anti join staging.boxscoreadvancedv3 using (game_id)
),
from_v2 as (
    select
        game_id,
        team.TEAM_ID as team_id,
        team.MIN as minutes,
        team.OFF_RATING as off_rating,
        team.DEF_RATING as def_rating,
        team.NET_RATING as net_rating,
        team.AST_PCT as ast_pct,
        team.AST_TOV as ast_to_tov,
        team.AST_RATIO as ast_ratio,
        team.OREB_PCT as oreb_pct,
        team.DREB_PCT as dreb_pct,
        team.REB_PCT as reb_pct,
        team.TM_TOV_PCT as tov_ratio,
        team.EFG_PCT as efg_pct,
        team.TS_PCT as ts_pct,
        team.USG_PCT as usg_pct,
        team.PACE as pace,
        team.PACE_PER40 as pace_per_40,
        team.POSS as possessions,
        team.PIE as pie,
        team.E_USG_PCT as est_usg_pct,
        team.E_TM_TOV_PCT as est_tov_ratio
    from v2_teams
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
    decimal_minutes(minutes) as minutes,
    off_rating,
    def_rating,
    net_rating,
    ast_pct,
    ast_to_tov,
    ast_ratio,
    oreb_pct,
    dreb_pct,
    reb_pct,
    tov_ratio,
    efg_pct,
    ts_pct,
    usg_pct,
    pace,
    pace_per_40,
    possessions,
    pie,
    -- 0022400561 has an estimated rating of 613.4 beside 122.7 and a pace of 17.66 beside 88.3.
    cast(null as double) as est_off_rating,
    cast(null as double) as est_def_rating,
    cast(null as double) as est_net_rating,
    est_usg_pct,
    cast(null as double) as est_pace,
    est_tov_ratio
from boxes
inner join staging.game_dates using (game_id)
