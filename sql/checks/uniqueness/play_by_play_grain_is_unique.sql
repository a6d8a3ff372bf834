-- check: play_by_play_grain_is_unique
-- claim: an event of a game has one row
-- dimension: uniqueness
-- severity: error
-- over: play_by_play
-- grain: game_id, event_index
-- tolerance: none
select
    game_id,
    event_index,
    1 as expected,
    count(*) as observed
from play_by_play
group by game_id, event_index
having count(*) > 1
order by game_id, event_index
