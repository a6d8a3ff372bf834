-- check: every_game_has_line_scores
-- claim: a game has the points of its periods of both its teams
-- dimension: completeness
-- severity: error
-- over: games
-- where: season >= '1996-97' and season_type <> 'all-star' and coalesce(status, 'final') = 'final' and coalesce(home_score + away_score, 1) > 0
-- grain: game_id
-- needs: line_scores?
-- tolerance: all-star games and games that are not over, or were cancelled and have no points, are left out, and seasons before 1996-97; how many periods there are is told by periods_are_the_same_everywhere
with told as (
    select distinct game_id, team_id
    from line_scores
    where points is not null
),
counted as (
    select
        games.game_id,
        count(told.team_id) as teams
    from games
    left join told
        on games.game_id = told.game_id
        and told.team_id in (games.home_team_id, games.away_team_id)
    where games.season >= '1996-97'
        and games.season_type <> 'all-star'
        and coalesce(games.status, 'final') = 'final'
        and coalesce(games.home_score + games.away_score, 1) > 0
    group by games.game_id
)
select
    game_id,
    'line scores of 2 teams' as expected,
    concat('of ', teams) as observed
from counted
where teams < 2
order by game_id
