-- check: points_of_a_period_are_possible
-- claim: a team scores 0 to 100 points in a period
-- dimension: validity
-- severity: error
-- over: line_scores
-- grain: game_id, team_id, period
-- tolerance: none; 58 points in a quarter are the record since 1976-77
select
    game_id,
    team_id,
    period,
    '0 to 100' as expected,
    points as observed
from line_scores
where points not between 0 and 100
order by game_id, team_id, period
