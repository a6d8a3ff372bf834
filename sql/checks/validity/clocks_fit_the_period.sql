-- check: clocks_fit_the_period
-- claim: a clock has 12 minutes or less to go, in an overtime 5
-- dimension: validity
-- severity: error
-- over: play_by_play
-- where: seconds_remaining is not null and substr(game_id, 3, 1) <> '3'
-- grain: game_id
-- tolerance: none; all-star games are left out
select
    game_id,
    event_index,
    concat('0 to ', case when period <= 4 then 720 else 300 end) as expected,
    seconds_remaining as observed
from play_by_play
where seconds_remaining not between 0 and case when period <= 4 then 720 else 300 end
    and substr(game_id, 3, 1) <> '3'
order by game_id, event_index
