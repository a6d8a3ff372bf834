-- check: players_ids_are_there
-- claim: every row of players has its season, player_id
-- dimension: validity
-- severity: error
-- over: players
-- grain: season, player_id
-- tolerance: none
select
    season,
    player_id,
    'a season, a player_id' as expected,
    concat_ws(
        ', ',
        coalesce(season, 'none'),
        coalesce(cast(player_id as varchar), 'none')
    ) as observed
from players
where season is null
    or coalesce(player_id, 0) <= 0
order by season, player_id
