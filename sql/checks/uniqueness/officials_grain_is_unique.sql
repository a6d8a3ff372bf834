-- check: officials_grain_is_unique
-- claim: an official is listed once for a game
-- dimension: uniqueness
-- severity: error
-- over: officials
-- grain: game_id, official_id
-- tolerance: none
select
    game_id,
    official_id,
    1 as expected,
    count(*) as observed
from officials
group by game_id, official_id
having count(*) > 1
order by game_id, official_id
