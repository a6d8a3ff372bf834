-- check: playing_time_is_readable
-- claim: a player who played has playing time that can be read
-- dimension: validity
-- severity: error
-- over: player_box_traditional
-- where: did_play
-- grain: game_id, player_id
-- tolerance: none
select
    game_id,
    player_id,
    'minutes' as expected,
    null as observed
from player_box_traditional
where did_play and minutes is null
order by game_id, player_id
