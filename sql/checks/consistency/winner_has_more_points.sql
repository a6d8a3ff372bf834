-- check: winner_has_more_points
-- claim: a game has a winner, and that is the team with more points
-- dimension: consistency
-- severity: error
-- over: games
-- grain: game_id
-- tolerance: games without points, which were cancelled, and ties of the preseason are left out
with winners as (
    select
        game_id,
        case
            when home_score > away_score then home_team_id
            when away_score > home_score then away_team_id
        end as more_points,
        winner_team_id
    from games
    where home_score + away_score > 0
        and not (season_type = 'preseason' and home_score = away_score)
)
select
    game_id,
    coalesce(cast(more_points as varchar), 'no tie') as expected,
    winner_team_id as observed
from winners
where more_points is null
    or winner_team_id is distinct from more_points
order by game_id
