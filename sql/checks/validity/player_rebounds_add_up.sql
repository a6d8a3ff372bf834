-- check: player_rebounds_add_up
-- claim: a player's rebounds are the offensive and the defensive ones
-- dimension: validity
-- severity: error
-- over: player_box_traditional
-- where: did_play and oreb is not null and dreb is not null
-- grain: game_id, player_id
-- tolerance: none; where either is not told they can't be added up
select
    game_id,
    player_id,
    oreb + dreb as expected,
    reb as observed
from player_box_traditional
where did_play
    and oreb is not null
    and dreb is not null
    and reb is distinct from oreb + dreb
order by game_id, player_id
