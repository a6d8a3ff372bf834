-- check: shots_are_on_the_court
-- claim: a field goal attempt is from the court, 50 by 94 feet, and its distance no longer than that
-- dimension: validity
-- severity: warn
-- over: play_by_play
-- where: is_field_goal
-- grain: game_id
-- tolerance: one foot
select
    game_id,
    event_index,
    'x -260 to 260, y -63 to 898, 0 to 95 feet' as expected,
    concat('x ', x, ', y ', y, ', ', shot_distance_ft, ' feet') as observed
from play_by_play
-- x and y are 0 at the basket, which stands 5.25 feet from the baseline.
where is_field_goal
    and not (
        coalesce(x, 0) between -260 and 260
        and coalesce(y, 0) between -63 and 898
        and coalesce(shot_distance_ft, 0) between 0 and 95
    )
order by game_id, event_index
