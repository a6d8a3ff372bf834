-- check: line_scores_sum_to_the_final_score
-- claim: a team's points by period sum to its final score
-- dimension: accuracy
-- severity: error
-- over: line_scores
-- where: game_id in (select game_id from games) and (season >= '1996-97' or (game_id, team_id) in (select (game_id, team_id) from line_scores group by game_id, team_id having count(points) = count(*) and max(points) > 0))
-- grain: game_id, team_id
-- needs: games
-- tolerance: none; line scores of a game that is not in games are left out, and before 1996-97 those that lack points or are nothing but zeros
with sums as (
    select
        game_id,
        team_id,
        sum(points) as points
    from line_scores
    group by game_id, team_id, season
    having season >= '1996-97'
        or (count(points) = count(*) and max(points) > 0)
)
select
    sums.game_id,
    sums.team_id,
    case sums.team_id
        when games.home_team_id then games.home_score
        when games.away_team_id then games.away_score
    end as expected,
    sums.points as observed
from sums
inner join games using (game_id)
where sums.points is distinct from case sums.team_id
    when games.home_team_id then games.home_score
    when games.away_team_id then games.away_score
end
order by sums.game_id, sums.team_id
