-- check: scores_never_fall
-- claim: neither team's score falls from one event to the next
-- dimension: consistency
-- severity: warn
-- over: play_by_play
-- grain: game_id
-- tolerance: none
with scores as (
    select
        game_id,
        event_index,
        home_score,
        away_score,
        lag(home_score) over game as home_before,
        lag(away_score) over game as away_before
    from play_by_play
    window game as (
        partition by game_id
        order by event_index
    )
)
select
    game_id,
    event_index,
    concat('at least ', away_before, ' at ', home_before) as expected,
    concat(away_score, ' at ', home_score) as observed
from scores
where home_score < home_before
    or away_score < away_before
order by game_id, event_index
