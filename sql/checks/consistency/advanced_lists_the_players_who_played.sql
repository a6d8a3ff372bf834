-- check: advanced_lists_the_players_who_played
-- claim: the advanced box score has the players who played, and their minutes
-- dimension: consistency
-- severity: error
-- over: player_box_advanced
-- where: game_id in (select game_id from player_box_traditional)
-- grain: game_id, player_id
-- needs: player_box_traditional
-- tolerance: 0.02 minutes; games without either box score are left out
with games_with_both as (
    select distinct game_id from player_box_advanced
    intersect
    select distinct game_id from player_box_traditional
),
advanced as (
    select game_id, player_id, minutes
    from player_box_advanced
    semi join games_with_both using (game_id)
    where minutes is not null
),
traditional as (
    select game_id, player_id, minutes
    from player_box_traditional
    semi join games_with_both using (game_id)
    where minutes is not null
)
select
    game_id,
    player_id,
    round(traditional.minutes, 2) as expected,
    round(advanced.minutes, 2) as observed
from advanced
full join traditional using (game_id, player_id)
where not coalesce(abs(advanced.minutes - traditional.minutes) <= 0.02, false)
order by game_id, player_id
