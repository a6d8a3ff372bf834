-- check: periods_of_events_are_those_of_the_game
-- claim: a game's events are in its periods 1 to n, and in each of them
-- dimension: validity
-- severity: error
-- over: play_by_play
-- where: game_id in (select game_id from games where periods is not null)
-- grain: game_id
-- needs: games
-- tolerance: none
select
    play_by_play.game_id,
    concat('1 to ', any_value(games.periods)) as expected,
    concat(
        min(play_by_play.period), ' to ', max(play_by_play.period), ', ',
        count(distinct play_by_play.period), ' different'
    ) as observed
from play_by_play
inner join games using (game_id)
group by play_by_play.game_id
having min(play_by_play.period) <> 1
    or max(play_by_play.period) <> any_value(games.periods)
    or count(distinct play_by_play.period) <> any_value(games.periods)
order by play_by_play.game_id
