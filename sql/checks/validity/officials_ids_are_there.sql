-- check: officials_ids_are_there
-- claim: every row of officials has the id of its game, official_id
-- dimension: validity
-- severity: error
-- over: officials
-- grain: game_id
-- tolerance: none
select distinct
    game_id,
    coalesce(cast(official_id as varchar), 'none') as official_id,
    'a game_id of ten digits, an official_id' as expected,
    concat_ws(', ', coalesce(game_id, 'none'), official_id) as observed
from officials
where not coalesce(regexp_full_match(game_id, '\d{10}'), false)
    or coalesce(official_id, 0) <= 0
order by game_id, official_id
