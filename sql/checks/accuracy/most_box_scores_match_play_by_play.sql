-- check: most_box_scores_match_play_by_play
-- claim: in a season the box scores of at most 2 games, or of at most 2 % of its games, differ from the events
-- dimension: accuracy
-- severity: error
-- over: box_and_events
-- grain: season
-- mend: none
-- tolerance: 2 games, or 2 % of those that have both: the league corrects a few box scores a season and leaves the events. Which differ, and in what, is told by player_box_matches_play_by_play
with compared as (
    select
        season,
        game_id,
        coalesce(bool_or(box not between least and most), false) as differs
    from box_and_events
    group by season, game_id
),
counted as (
    select
        season,
        count(*) as games,
        count(*) filter (where differs) as differing,
        min(game_id) filter (where differs) as first_game
    from compared
    group by season
)
select
    season,
    concat('at most ', greatest(2, games * 2 // 100), ' of ', games, ' games') as expected,
    concat(differing, ' games, the first of them ', first_game) as observed
from counted
where differing > greatest(2, games * 2 // 100)
order by season
