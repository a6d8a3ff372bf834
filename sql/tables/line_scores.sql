-- line_scores: one row for each period a team played
-- dataset: games
-- grain: game_id, team_id, period
-- needs: staging/boxscoresummaryv3, staging/boxscoresummaryv2, staging/game_dates
-- partition: season, month
-- units: period 1-4 for quarters, 5 and up for overtimes
-- source: boxscoresummaryv3, boxscoresummaryv2
-- column: game_id VARCHAR: ten digits, text
-- column: team_id BIGINT: home or away team of the game
-- column: period INTEGER: 1-4 are the quarters, 5 and up the overtimes
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: points INTEGER: scored in this period
with v3_teams as (
    select
        game_id,
        unnest([
            {'team_id': summary.homeTeam.teamId, 'periods': summary.homeTeam.periods},
            {'team_id': summary.awayTeam.teamId, 'periods': summary.awayTeam.periods}
        ]) as team
    from staging.boxscoresummaryv3
),
v3_periods as (
    select
        game_id,
        team.team_id,
        unnest(team.periods) as played
    from v3_teams
),
from_v3 as (
    select
        game_id,
        team_id,
        played.period,
        played.score as points
    from v3_periods
),
v2_teams as (
    select
        game_id,
        game.LIVE_PERIOD as periods,
        unnest([home_line, away_line]) as line
    from staging.boxscoresummaryv2
    anti join staging.boxscoresummaryv3 using (game_id)
),
v2_periods as (
    select
        game_id,
        periods,
        line.TEAM_ID as team_id,
        generate_subscripts(points_of_periods(line), 1) as period,
        unnest(points_of_periods(line)) as points
    from v2_teams
),
-- A line has columns for ten overtimes, with 0 in those that were not played.
from_v2 as (
    select
        game_id,
        team_id,
        cast(period as integer) as period,
        points
    from v2_periods
    where period <= periods
        and points is not null
),
team_periods as (
    select * from from_v3
    union all by name
    select * from from_v2
)
select
    team_periods.game_id,
    team_periods.team_id,
    team_periods.period,
    cast($season as varchar) as season,
    game_dates.month,
    team_periods.points
from team_periods
inner join staging.game_dates using (game_id)
