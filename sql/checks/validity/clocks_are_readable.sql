-- check: clocks_are_readable
-- claim: an event with a clock has seconds remaining
-- dimension: validity
-- severity: error
-- over: play_by_play
-- where: clock <> ''
-- grain: game_id, event_index
-- tolerance: none
select
    game_id,
    event_index,
    'the seconds of ' || clock as expected,
    null as observed
from play_by_play
where clock <> ''
    and seconds_remaining is null
order by game_id, event_index
