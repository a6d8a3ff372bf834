-- check: events_are_worth_their_points
-- claim: a field goal is made or missed and worth two or three points if made, a free throw adds one or none, and nothing else adds any
-- dimension: validity
-- severity: error
-- over: play_by_play
-- grain: game_id
-- tolerance: none
with told as (
    select
        game_id,
        event_index,
        case
            when is_field_goal then 'a shot of 2 or 3 points, made or missed'
            when action_type = 'Free Throw' then 'a free throw of 0 or 1 points'
            else 'no shot and no points'
        end as expected,
        points,
        shot_value,
        shot_result,
        case
            when is_field_goal then shot_value in (2, 3) and (
                (shot_result = 'Made' and points = shot_value)
                or (shot_result = 'Missed' and points = 0)
            )
            else shot_value is null and shot_result is null and (
                points = 0 or (action_type = 'Free Throw' and points = 1)
            )
        end as is_as_expected
    from play_by_play
)
select
    game_id,
    event_index,
    expected,
    concat(points, ' points, shot value ', shot_value, ', ', shot_result) as observed
from told
where is_as_expected is distinct from true
order by game_id, event_index
