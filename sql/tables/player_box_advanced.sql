-- player_box_advanced: one row for each player listed in a game's advanced box score
-- dataset: box-scores
-- grain: game_id, player_id
-- needs: staging/boxscoreadvancedv3, staging/game_dates
-- partition: season, month
-- units: minutes in decimal minutes; *_pct and pie 0-1; ratings per 100 possessions; ratios per 100 possessions used; pace in possessions per 48 minutes
-- nulls: all statistics null when the player did not play
-- source: boxscoreadvancedv3
-- column: game_id VARCHAR
-- column: player_id BIGINT
-- column: season VARCHAR
-- column: month INTEGER
-- column: game_date DATE
-- column: team_id BIGINT
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
with teams as (
    select
        game_id,
        unnest([
            {'is_home': true, 'team': home_team},
            {'is_home': false, 'team': away_team}
        ]) as side
    from staging.boxscoreadvancedv3
),
players as (
    select
        game_id,
        side.is_home,
        side.team.teamId as team_id,
        unnest(side.team.players) as player
    from teams
),
appearances as (
    select
        game_id,
        is_home,
        team_id,
        player,
        coalesce(player.statistics.minutes, '') <> '' as did_play
    from players
)
select
    appearances.game_id,
    appearances.player.personId as player_id,
    cast($season as varchar) as season,
    game_dates.month,
    game_dates.game_date,
    appearances.team_id,
    decimal_minutes(player.statistics.minutes) as minutes,
    case when did_play then player.statistics.offensiveRating end as off_rating,
    case when did_play then player.statistics.defensiveRating end as def_rating,
    case when did_play then player.statistics.netRating end as net_rating,
    case when did_play then player.statistics.assistPercentage end as ast_pct,
    case when did_play then player.statistics.assistToTurnover end as ast_to_tov,
    case when did_play then player.statistics.assistRatio end as ast_ratio,
    case when did_play then player.statistics.offensiveReboundPercentage end as oreb_pct,
    case when did_play then player.statistics.defensiveReboundPercentage end as dreb_pct,
    case when did_play then player.statistics.reboundPercentage end as reb_pct,
    case when did_play then player.statistics.turnoverRatio end as tov_ratio,
    case when did_play then player.statistics.effectiveFieldGoalPercentage end as efg_pct,
    case when did_play then player.statistics.trueShootingPercentage end as ts_pct,
    case when did_play then player.statistics.usagePercentage end as usg_pct,
    case when did_play then player.statistics.pace end as pace,
    case when did_play then player.statistics.pacePer40 end as pace_per_40,
    case when did_play then player.statistics.possessions end as possessions,
    case when did_play then player.statistics.PIE end as pie,
    case when did_play then player.statistics.estimatedOffensiveRating end as est_off_rating,
    case when did_play then player.statistics.estimatedDefensiveRating end as est_def_rating,
    case when did_play then player.statistics.estimatedNetRating end as est_net_rating,
    case when did_play then player.statistics.estimatedUsagePercentage end as est_usg_pct,
    case when did_play then player.statistics.estimatedPace end as est_pace
from appearances
inner join staging.game_dates using (game_id)
