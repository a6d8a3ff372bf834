-- check: games_grain_is_unique
-- claim: a game has one row
-- dimension: uniqueness
-- severity: error
-- over: games
-- grain: game_id
-- tolerance: none
select
    game_id,
    1 as expected,
    count(*) as observed
from games
group by game_id
having count(*) > 1
order by game_id
