-- check: line_scores_ids_are_there
-- claim: every row of line_scores has the id of its game, team_id and period
-- dimension: validity
-- severity: error
-- over: line_scores
-- grain: game_id
-- tolerance: none
select distinct
    game_id,
    coalesce(cast(team_id as varchar), 'none') as team_id,
    coalesce(cast(period as varchar), 'none') as period,
    'a game_id of ten digits, a team_id and a period' as expected,
    concat_ws(', ', coalesce(game_id, 'none'), team_id, period) as observed
from line_scores
where not coalesce(regexp_full_match(game_id, '\d{10}'), false)
    or coalesce(team_id, 0) <= 0
    or coalesce(period, 0) <= 0
order by game_id, team_id, period
