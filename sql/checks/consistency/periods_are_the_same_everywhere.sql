-- check: periods_are_the_same_everywhere
-- claim: a game has as many periods as each team has line scores, and its events are of all of them
-- dimension: consistency
-- severity: error
-- over: games
-- where: season_type <> 'all-star' and (season >= '1996-97' or periods > 0) and game_id in (select game_id from line_scores union all select game_id from play_by_play)
-- grain: game_id
-- needs: line_scores?, play_by_play?
-- tolerance: none; games without line scores and events, and all-star games are left out, and before 1996-97 games without a number of periods
with told as (
    select
        game_id,
        'line_scores' as told_by,
        team_id,
        count(distinct period) as periods,
        max(period) as last_period
    from line_scores
    group by game_id, team_id
    union all
    select
        game_id,
        'play_by_play' as told_by,
        null as team_id,
        count(distinct period) as periods,
        max(period) as last_period
    from play_by_play
    group by game_id
)
select
    games.game_id,
    told.told_by,
    told.team_id,
    games.periods as expected,
    if(
        told.periods = told.last_period,
        cast(told.periods as varchar),
        concat(told.periods, ' of ', told.last_period)
    ) as observed
from games
inner join told using (game_id)
where games.season_type <> 'all-star'
    and (games.season >= '1996-97' or games.periods > 0)
    and (games.periods, games.periods) is distinct from (told.periods, told.last_period)
order by games.game_id, told.told_by, told.team_id
