-- player_box_advanced: one row for each player listed in a game's advanced box score
-- dataset: box-scores
-- grain: game_id, player_id
-- needs: staging/boxscoreadvancedv3, staging/boxscoreadvancedv2, staging/game_dates
-- partition: season, month
-- units: minutes in decimal minutes; *_pct and pie 0-1; ratings per 100 possessions; ratios per 100 possessions used; pace in possessions per 48 minutes
-- nulls: all statistics null when the player did not play
-- nullable: minutes, off_rating, def_rating, net_rating, ast_pct, ast_to_tov, ast_ratio, oreb_pct, dreb_pct, reb_pct, tov_ratio, efg_pct, ts_pct, usg_pct, pace, pace_per_40, possessions, pie, est_off_rating, est_def_rating, est_net_rating, est_usg_pct, est_pace
-- nullable_from_v2: est_off_rating, est_def_rating, est_net_rating, est_usg_pct, est_pace
-- source: boxscoreadvancedv3, boxscoreadvancedv2
-- column: game_id VARCHAR: ten digits, text
-- column: player_id BIGINT: the league's number of a person
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: game_date DATE: day the game started, in New York; null while nothing tells it
-- column: team_id BIGINT: of the player in this game; stays with the franchise when it moves
-- column: minutes DOUBLE: on the court, decimal; null for who did not play
-- column: off_rating DOUBLE: points of the team per 100 possessions while on the court
-- column: def_rating DOUBLE: points of the other team per 100 possessions while on the court
-- column: net_rating DOUBLE: off_rating - def_rating
-- column: ast_pct DOUBLE: share of teammates' field goals assisted while on the court, 0-1
-- column: ast_to_tov DOUBLE: assists for each turnover; 0 without a turnover
-- column: ast_ratio DOUBLE: assists per 100 possessions used: fga + 0.44 x fta + ast + tov
-- column: oreb_pct DOUBLE: share of the offensive rebounds there were to take while on the court, 0-1
-- column: dreb_pct DOUBLE: share of the defensive rebounds there were to take while on the court, 0-1
-- column: reb_pct DOUBLE: share of all rebounds there were to take while on the court, 0-1
-- column: tov_ratio DOUBLE: turnovers per 100 possessions used: fga + 0.44 x fta + ast + tov
-- column: efg_pct DOUBLE: (fgm + 0.5 x fg3m) / fga, which may exceed 1
-- column: ts_pct DOUBLE: pts / (2 x (fga + 0.44 x fta)), which may exceed 1
-- column: usg_pct DOUBLE: share of the team's possessions used while on the court, 0-1
-- column: pace DOUBLE: possessions of a team per 48 minutes while on the court
-- column: pace_per_40 DOUBLE: possessions of a team per 40 minutes while on the court
-- column: possessions DOUBLE: of the team while on the court
-- column: pie DOUBLE: player impact estimate: share of all that happened in the game; may be negative
-- column: est_off_rating DOUBLE: off_rating by the league's estimate of possessions
-- column: est_def_rating DOUBLE: def_rating by the league's estimate of possessions
-- column: est_net_rating DOUBLE: est_off_rating - est_def_rating
-- column: est_usg_pct DOUBLE: usg_pct by the league's estimate of possessions, 0-1
-- column: est_pace DOUBLE: pace by the league's estimate of possessions
with v3_teams as (
    select
        game_id,
        unnest([home_team, away_team]) as team
    from staging.boxscoreadvancedv3
),
v3_players as (
    select
        game_id,
        team.teamId as team_id,
        unnest(team.players) as player
    from v3_teams
),
from_v3 as (
    select
        game_id,
        player.personId as player_id,
        team_id,
        player.statistics.minutes,
        player.statistics.offensiveRating as off_rating,
        player.statistics.defensiveRating as def_rating,
        player.statistics.netRating as net_rating,
        player.statistics.assistPercentage as ast_pct,
        player.statistics.assistToTurnover as ast_to_tov,
        player.statistics.assistRatio as ast_ratio,
        player.statistics.offensiveReboundPercentage as oreb_pct,
        player.statistics.defensiveReboundPercentage as dreb_pct,
        player.statistics.reboundPercentage as reb_pct,
        player.statistics.turnoverRatio as tov_ratio,
        player.statistics.effectiveFieldGoalPercentage as efg_pct,
        player.statistics.trueShootingPercentage as ts_pct,
        player.statistics.usagePercentage as usg_pct,
        player.statistics.pace,
        player.statistics.pacePer40 as pace_per_40,
        player.statistics.possessions,
        player.statistics.PIE as pie,
        player.statistics.estimatedOffensiveRating as est_off_rating,
        player.statistics.estimatedDefensiveRating as est_def_rating,
        player.statistics.estimatedNetRating as est_net_rating,
        player.statistics.estimatedUsagePercentage as est_usg_pct,
        player.statistics.estimatedPace as est_pace
    from v3_players
),
v2_players as (
    select
        game_id,
        unnest(players) as player
    from staging.boxscoreadvancedv2
    anti join staging.boxscoreadvancedv3 using (game_id)
),
from_v2 as (
    select
        game_id,
        player.PLAYER_ID as player_id,
        player.TEAM_ID as team_id,
        player.MIN as minutes,
        player.OFF_RATING as off_rating,
        player.DEF_RATING as def_rating,
        player.NET_RATING as net_rating,
        player.AST_PCT as ast_pct,
        player.AST_TOV as ast_to_tov,
        player.AST_RATIO as ast_ratio,
        player.OREB_PCT as oreb_pct,
        player.DREB_PCT as dreb_pct,
        player.REB_PCT as reb_pct,
        player.TM_TOV_PCT as tov_ratio,
        player.EFG_PCT as efg_pct,
        player.TS_PCT as ts_pct,
        player.USG_PCT as usg_pct,
        player.PACE as pace,
        player.PACE_PER40 as pace_per_40,
        player.POSS as possessions,
        player.PIE as pie,
        player.E_OFF_RATING as est_off_rating,
        player.E_DEF_RATING as est_def_rating,
        player.E_NET_RATING as est_net_rating,
        player.E_USG_PCT as est_usg_pct,
        player.E_PACE as est_pace
    from v2_players
),
listed as (
    select * from from_v3
    union all by name
    select * from from_v2
),
appearances as (
    select
        *,
        coalesce(minutes, '') <> '' as did_play
    from listed
)
select
    appearances.game_id,
    player_id,
    cast($season as varchar) as season,
    game_dates.month,
    game_dates.game_date,
    team_id,
    decimal_minutes(minutes) as minutes,
    case when did_play then off_rating end as off_rating,
    case when did_play then def_rating end as def_rating,
    case when did_play then net_rating end as net_rating,
    case when did_play then ast_pct end as ast_pct,
    case when did_play then ast_to_tov end as ast_to_tov,
    case when did_play then ast_ratio end as ast_ratio,
    case when did_play then oreb_pct end as oreb_pct,
    case when did_play then dreb_pct end as dreb_pct,
    case when did_play then reb_pct end as reb_pct,
    case when did_play then tov_ratio end as tov_ratio,
    case when did_play then efg_pct end as efg_pct,
    case when did_play then ts_pct end as ts_pct,
    case when did_play then usg_pct end as usg_pct,
    case when did_play then pace end as pace,
    case when did_play then pace_per_40 end as pace_per_40,
    case when did_play then possessions end as possessions,
    case when did_play then pie end as pie,
    case when did_play then est_off_rating end as est_off_rating,
    case when did_play then est_def_rating end as est_def_rating,
    case when did_play then est_net_rating end as est_net_rating,
    case when did_play then est_usg_pct end as est_usg_pct,
    case when did_play then est_pace end as est_pace
from appearances
inner join staging.game_dates using (game_id)
