-- check: line_scores_grain_is_unique
-- claim: a period of a team has one row
-- dimension: uniqueness
-- severity: error
-- over: line_scores
-- grain: game_id, team_id, period
-- tolerance: none
select
    game_id,
    team_id,
    period,
    1 as expected,
    count(*) as observed
from line_scores
group by game_id, team_id, period
having count(*) > 1
order by game_id, team_id, period
