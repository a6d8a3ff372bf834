-- line_scores: one row for each period a team played
-- dataset: games
-- grain: game_id, team_id, period
-- needs: staging/boxscoresummaryv3, staging/game_dates
-- partition: season, month
-- units: period 1-4 for quarters, 5 and up for overtimes
-- source: boxscoresummaryv3
-- column: game_id VARCHAR: ten digits, text
-- column: team_id BIGINT: home or away team of the game
-- column: period INTEGER: 1-4 are the quarters, 5 and up the overtimes
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: points INTEGER: scored in this period
with teams as (
    select
        game_id,
        unnest([
            {'team_id': summary.homeTeam.teamId, 'periods': summary.homeTeam.periods},
            {'team_id': summary.awayTeam.teamId, 'periods': summary.awayTeam.periods}
        ]) as team
    from staging.boxscoresummaryv3
),
team_periods as (
    select
        game_id,
        team.team_id,
        unnest(team.periods) as played
    from teams
)
select
    team_periods.game_id,
    team_periods.team_id,
    team_periods.played.period as period,
    cast($season as varchar) as season,
    game_dates.month,
    team_periods.played.score as points
from team_periods
inner join staging.game_dates using (game_id)
