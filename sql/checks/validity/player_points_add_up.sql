-- check: player_points_add_up
-- claim: a player's points are two for a field goal, three for a three, one for a free throw
-- dimension: validity
-- severity: error
-- over: player_box_traditional
-- where: did_play and (season >= '1996-97' or pts + fgm + ftm is not null)
-- grain: game_id, player_id
-- tolerance: none; there were no threes before 1979-80, and before 1996-97 whose points or shots are not told is left out
select
    game_id,
    player_id,
    2 * fgm + coalesce(fg3m, 0) + ftm as expected,
    pts as observed
from player_box_traditional
where did_play
    and (season >= '1996-97' or pts + fgm + ftm is not null)
    and pts is distinct from 2 * fgm + coalesce(fg3m, 0) + ftm
order by game_id, player_id
