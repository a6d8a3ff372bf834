-- check: periods_of_line_scores_are_those_of_the_game
-- claim: a team's line score has the periods 1 to n of the game without holes
-- dimension: validity
-- severity: error
-- over: line_scores
-- where: game_id in (select game_id from games where periods is not null)
-- grain: game_id, team_id
-- needs: games
-- tolerance: none
select
    line_scores.game_id,
    line_scores.team_id,
    concat('1 to ', any_value(games.periods)) as expected,
    concat(
        min(line_scores.period), ' to ', max(line_scores.period), ', ',
        count(distinct line_scores.period), ' different'
    ) as observed
from line_scores
inner join games using (game_id)
group by line_scores.game_id, line_scores.team_id
having min(line_scores.period) <> 1
    or max(line_scores.period) <> any_value(games.periods)
    or count(distinct line_scores.period) <> any_value(games.periods)
order by line_scores.game_id, line_scores.team_id
