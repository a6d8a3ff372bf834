-- check: player_points_add_up
-- claim: a player's points are two for a field goal, three for a three, one for a free throw
-- dimension: validity
-- severity: error
-- over: player_box_traditional
-- where: did_play
-- grain: game_id, player_id
-- tolerance: none
select
    game_id,
    player_id,
    2 * (fgm - fg3m) + 3 * fg3m + ftm as expected,
    pts as observed
from player_box_traditional
where did_play
    and pts is distinct from 2 * (fgm - fg3m) + 3 * fg3m + ftm
order by game_id, player_id
