-- check: clocks_do_not_rise
-- claim: within a period the clock of an event is not above that of the event before
-- dimension: validity
-- severity: warn
-- over: play_by_play
-- where: seconds_remaining is not null
-- grain: game_id
-- tolerance: 10 s, events are told late now and then
with clocks as (
    select
        game_id,
        event_index,
        seconds_remaining,
        lag(seconds_remaining) over (
            partition by game_id, period order by event_index
        ) as seconds_before
    from play_by_play
    where seconds_remaining is not null
)
select
    game_id,
    event_index,
    concat('at most ', seconds_before) as expected,
    seconds_remaining as observed
from clocks
where seconds_remaining > seconds_before + 10
order by game_id, event_index
