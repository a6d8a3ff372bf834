-- check: player_box_traditional_grain_is_unique
-- claim: a player is listed once in a game's box score
-- dimension: uniqueness
-- severity: error
-- over: player_box_traditional
-- grain: game_id, player_id
-- tolerance: none
select
    game_id,
    player_id,
    1 as expected,
    count(*) as observed
from player_box_traditional
group by game_id, player_id
having count(*) > 1
order by game_id, player_id
