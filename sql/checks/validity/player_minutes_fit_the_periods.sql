-- check: player_minutes_fit_the_periods
-- claim: nobody plays longer than the game lasts: 48 minutes, and 5 more for each overtime
-- dimension: validity
-- severity: error
-- over: player_box_traditional
-- where: did_play and substr(game_id, 3, 1) <> '3' and game_id in (select game_id from games where periods is not null)
-- grain: game_id, player_id
-- needs: games
-- tolerance: 0.5 minutes; all-star games are left out
select
    player_box_traditional.game_id,
    player_box_traditional.player_id,
    concat('at most ', 48 + 5 * greatest(games.periods - 4, 0)) as expected,
    round(player_box_traditional.minutes, 2) as observed
from player_box_traditional
inner join games using (game_id)
where player_box_traditional.did_play
    and substr(game_id, 3, 1) <> '3'
    and player_box_traditional.minutes > 48.5 + 5 * greatest(games.periods - 4, 0)
order by player_box_traditional.game_id, player_box_traditional.player_id
