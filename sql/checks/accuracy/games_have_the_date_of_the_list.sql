-- check: games_have_the_date_of_the_list
-- claim: the list of games dates a game as its summary does
-- dimension: accuracy
-- severity: error
-- over: games
-- where: game_date is not null and game_id in (select game_id from listed_games)
-- grain: game_id
-- needs: listed_games
-- tolerance: none
-- asks: leaguegamefinder
select
    games.game_id,
    listed_games.game_date as expected,
    games.game_date as observed
from games
inner join listed_games using (game_id)
where games.game_date <> listed_games.game_date
order by games.game_id
