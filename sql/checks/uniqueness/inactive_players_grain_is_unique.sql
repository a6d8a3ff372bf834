-- check: inactive_players_grain_is_unique
-- claim: a player is named as inactive once for a game
-- dimension: uniqueness
-- severity: error
-- over: inactive_players
-- grain: game_id, player_id
-- tolerance: none
select
    game_id,
    player_id,
    1 as expected,
    count(*) as observed
from inactive_players
group by game_id, player_id
having count(*) > 1
order by game_id, player_id
