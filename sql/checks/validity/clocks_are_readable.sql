-- check: clocks_are_readable
-- claim: an event has a clock that can be read
-- dimension: validity
-- severity: error
-- over: play_by_play
-- where: season >= '1996-97' or clock <> ''
-- grain: game_id, event_index
-- tolerance: before 1996-97 an event without a clock is left out
select
    game_id,
    event_index,
    if(clock <> '', 'the seconds of ' || clock, 'a clock') as expected,
    seconds_remaining as observed
from play_by_play
where (season >= '1996-97' or clock <> '')
    and (coalesce(clock, '') = '' or seconds_remaining is null)
order by game_id, event_index
