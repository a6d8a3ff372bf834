-- check: most_box_scores_match_play_by_play
-- claim: in a season the box scores of at most 2 games, or of at most 2 % of its games, differ from the events
-- dimension: accuracy
-- severity: error
-- over: seasons_looked_at
-- where: season in (select season from box_and_events)
-- grain: season
-- needs: box_and_events
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
    counted.season,
    concat('at most ', greatest(2, counted.games * 2 // 100), ' of ', counted.games, ' games')
        as expected,
    concat(counted.differing, ' games, the first of them ', counted.first_game) as observed
from seasons_looked_at
inner join counted using (season)
where counted.differing > greatest(2, counted.games * 2 // 100)
order by counted.season
