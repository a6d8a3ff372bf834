-- check: player_points_match_play_by_play
-- claim: a player's points in the box score are the points of that player's events
-- dimension: accuracy
-- severity: warn
-- over: player_box_traditional
-- where: did_play and game_id in (select game_id from play_by_play)
-- grain: game_id, player_id
-- needs: play_by_play
-- tolerance: none; games without events are left out
with event_points as (
    select
        game_id,
        player_id,
        sum(points) as points
    from play_by_play
    where player_id is not null
    group by game_id, player_id
),
games_with_events as (
    select distinct game_id
    from play_by_play
)
select
    boxes.game_id,
    boxes.player_id,
    boxes.pts as expected,
    coalesce(event_points.points, 0) as observed
from player_box_traditional as boxes
inner join games_with_events using (game_id)
left join event_points using (game_id, player_id)
where boxes.did_play
    and boxes.pts <> coalesce(event_points.points, 0)
order by boxes.game_id, boxes.player_id
