-- check: final_score_is_the_same_everywhere
-- claim: summary, box score and last event tell the same final score
-- dimension: accuracy
-- severity: error
-- over: games
-- where: game_id in (select game_id from team_box_traditional group by game_id having not bool_or(coalesce(pts <> 2 * fgm + coalesce(fg3m, 0) + ftm, false)) union all select game_id from play_by_play)
-- grain: game_id
-- needs: team_box_traditional?, play_by_play?
-- tolerance: games without a box score or without events are compared with what there is; points that are not those of the shots beside them are not compared, team_points_add_up tells them
with box_scores as (
    select
        game_id,
        max(pts) filter (where is_home) as home_score,
        max(pts) filter (where not is_home) as away_score
    from team_box_traditional
    group by game_id
    having not bool_or(coalesce(pts <> 2 * fgm + coalesce(fg3m, 0) + ftm, false))
),
last_events as (
    select
        game_id,
        arg_max(home_score, event_index) as home_score,
        arg_max(away_score, event_index) as away_score
    from play_by_play
    group by game_id
),
told_scores as (
    select game_id, 'box score' as told_by, home_score, away_score from box_scores
    union all
    select game_id, 'last event' as told_by, home_score, away_score from last_events
)
select
    games.game_id,
    told_scores.told_by,
    concat(games.away_score, ' at ', games.home_score) as expected,
    concat(told_scores.away_score, ' at ', told_scores.home_score) as observed
from games
inner join told_scores using (game_id)
where (games.home_score, games.away_score)
    is distinct from (told_scores.home_score, told_scores.away_score)
order by games.game_id, told_scores.told_by
