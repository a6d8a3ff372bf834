-- check: player_minutes_fit_the_game
-- claim: nobody plays longer than the game: 48 minutes, and 5 more for each overtime
-- dimension: accuracy
-- severity: error
-- over: player_box_traditional
-- where: minutes is not null and game_id in (select game_id from games where season_type <> 'all-star' and (season >= '1996-97' or periods > 0))
-- grain: game_id, player_id
-- needs: games
-- tolerance: 1 minute; all-star games are left out; games without a number of periods are left out before 1996-97
select
    player_box_traditional.game_id,
    player_box_traditional.player_id,
    concat('at most ', 48 + 5 * greatest(games.periods - 4, 0)) as expected,
    round(player_box_traditional.minutes, 2) as observed
from player_box_traditional
inner join games using (game_id)
-- All-star games have had quarters of other lengths.
where games.season_type <> 'all-star'
    and (games.season >= '1996-97' or games.periods > 0)
    and player_box_traditional.minutes > 49 + 5 * greatest(games.periods - 4, 0)
order by player_box_traditional.game_id, player_box_traditional.player_id
