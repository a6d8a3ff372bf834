-- check: team_box_advanced_ids_are_there
-- claim: every row of team_box_advanced has the id of its game, team_id
-- dimension: validity
-- severity: error
-- over: team_box_advanced
-- grain: game_id
-- tolerance: none
select distinct
    game_id,
    coalesce(cast(team_id as varchar), 'none') as team_id,
    'a game_id of ten digits, a team_id' as expected,
    concat_ws(', ', coalesce(game_id, 'none'), team_id) as observed
from team_box_advanced
where not coalesce(regexp_full_match(game_id, '\d{10}'), false)
    or coalesce(team_id, 0) <= 0
order by game_id, team_id
