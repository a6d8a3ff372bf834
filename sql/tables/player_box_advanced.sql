-- player_box_advanced: one row for each player listed in a game's advanced box score
-- dataset: box-scores
-- grain: game_id, player_id
-- needs: staging/boxscoreadvancedv3, staging/game_dates
-- partition: season, month
-- units: minutes in decimal minutes; *_pct and pie 0-1; ratings per 100 possessions; ratios per 100 possessions used; pace in possessions per 48 minutes
-- nulls: all statistics null when the player did not play
-- source: boxscoreadvancedv3
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
