-- check: players_grain_is_unique
-- claim: a player has one row in a season
-- dimension: uniqueness
-- severity: error
-- over: players
-- grain: season, player_id
-- tolerance: none
select
    season,
    player_id,
    1 as expected,
    count(*) as observed
from players
group by season, player_id
having count(*) > 1
order by season, player_id
