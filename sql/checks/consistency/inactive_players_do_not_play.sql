-- check: inactive_players_do_not_play
-- claim: a player named as inactive does not play in that game
-- dimension: consistency
-- severity: error
-- over: inactive_players
-- where: game_id in (select game_id from player_box_traditional)
-- grain: game_id, player_id
-- needs: player_box_traditional
-- tolerance: none; games without a box score are left out
select
    inactive_players.game_id,
    inactive_players.player_id,
    'no minutes' as expected,
    concat(round(player_box_traditional.minutes, 2), ' minutes') as observed
from inactive_players
inner join player_box_traditional using (game_id, player_id)
where player_box_traditional.did_play
order by inactive_players.game_id, inactive_players.player_id
