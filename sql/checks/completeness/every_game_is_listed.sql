-- check: every_game_is_listed
-- claim: a game in the tables is one that the list of its season's games has, as over
-- dimension: completeness
-- severity: error
-- over: games
-- where: home_score + away_score > 0 and season in (select season from game_lists where coalesce(game_date < cast(captured_at - interval 12 hours as date), true))
-- grain: game_id
-- needs: game_lists, listed_games, team_box_traditional?, play_by_play?
-- tolerance: games of the day the list was captured, and later ones, and cancelled ones are left out
-- asks: leaguegamefinder
with published as (
    select season, game_id, game_date from games where home_score + away_score > 0
    union
    select season, game_id, game_date from team_box_traditional
    union
    select distinct season, game_id, game_date from play_by_play
)
select
    published.game_id,
    'listed as over' as expected,
    case when listed_games.game_id is null then 'not listed' else 'listed without a result' end
        as observed
from published
inner join game_lists using (season)
left join listed_games using (season, game_id)
where not coalesce(listed_games.is_final, false)
    and not coalesce(published.game_date >= cast(game_lists.captured_at - interval 12 hours as date), false)
group by published.game_id, listed_games.game_id
order by published.game_id
