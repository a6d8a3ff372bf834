-- check: shot_distances_fit_the_coordinates
-- claim: the distance of a field goal attempt is that of its coordinates from the basket
-- dimension: validity
-- severity: warn
-- over: play_by_play
-- where: is_field_goal and x is not null and y is not null
-- grain: game_id
-- tolerance: 2 feet; threes of distance 0 are left out, the source has that for threes from the corner
select
    game_id,
    event_index,
    round(sqrt(x * x + y * y) / 10, 1) as expected,
    shot_distance_ft as observed
from play_by_play
where is_field_goal
    and abs(shot_distance_ft - sqrt(x * x + y * y) / 10) > 2
    -- 0022400561 has four such threes, of 22 and 23 feet: 127, 248, 287 and 374.
    and not (shot_distance_ft = 0 and shot_value = 3)
order by game_id, event_index
