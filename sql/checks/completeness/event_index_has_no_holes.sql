-- check: event_index_has_no_holes
-- claim: a game's events are numbered 1 to n without holes
-- dimension: completeness
-- severity: error
-- over: play_by_play
-- grain: game_id
-- tolerance: none
select
    game_id,
    concat('1 to ', count(*)) as expected,
    concat(min(event_index), ' to ', max(event_index), ', ', count(distinct event_index), ' different')
        as observed
from play_by_play
group by game_id
having min(event_index) <> 1
    or max(event_index) <> count(*)
    or count(distinct event_index) <> count(*)
order by game_id
