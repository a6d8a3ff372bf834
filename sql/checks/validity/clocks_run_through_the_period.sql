-- check: clocks_run_through_the_period
-- claim: the events of a period begin with all of its time to go and end with none
-- dimension: validity
-- severity: warn
-- over: play_by_play
-- where: seconds_remaining is not null and substr(game_id, 3, 1) not in ('1', '3')
-- grain: game_id, period
-- tolerance: 24 s at either end, the time of one attack; all-star games and those before the season are left out
with clocks as (
    select
        game_id,
        period,
        case when period <= 4 then 720 else 300 end as whole_period,
        max(seconds_remaining) as first_clock,
        min(seconds_remaining) as last_clock
    from play_by_play
    where seconds_remaining is not null
        and substr(game_id, 3, 1) not in ('1', '3')
    group by game_id, period
)
select
    game_id,
    period,
    concat(whole_period, ' to 0') as expected,
    concat(first_clock, ' to ', last_clock) as observed
from clocks
where first_clock < whole_period - 24
    or last_clock > 24
order by game_id, period
