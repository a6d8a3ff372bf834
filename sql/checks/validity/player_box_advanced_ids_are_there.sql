-- check: player_box_advanced_ids_are_there
-- claim: every row of player_box_advanced has the id of its game, player_id and team_id
-- dimension: validity
-- severity: error
-- over: player_box_advanced
-- grain: game_id
-- tolerance: none
select distinct
    game_id,
    coalesce(cast(player_id as varchar), 'none') as player_id,
    coalesce(cast(team_id as varchar), 'none') as team_id,
    'a game_id of ten digits, a player_id and a team_id' as expected,
    concat_ws(', ', coalesce(game_id, 'none'), player_id, team_id) as observed
from player_box_advanced
where not coalesce(regexp_full_match(game_id, '\d{10}'), false)
    or coalesce(player_id, 0) <= 0
    or coalesce(team_id, 0) <= 0
order by game_id, player_id, team_id
