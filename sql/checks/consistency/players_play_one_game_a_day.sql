-- check: players_play_one_game_a_day
-- claim: nobody plays two games on one day, and so not for two teams
-- dimension: consistency
-- severity: error
-- over: player_box_traditional
-- where: did_play and player_id is not null and game_date is not null and substr(game_id, 3, 1) not in ('1', '3')
-- grain: season, player_id, game_date
-- mend: none
-- tolerance: none; all-star games, those before the season and those without a date are left out
select
    season,
    player_id,
    game_date,
    'one game' as expected,
    string_agg(
        distinct concat(game_id, ' for ', team_id),
        ', '
        order by concat(game_id, ' for ', team_id)
    ) as observed
from player_box_traditional
where did_play
    and player_id is not null
    and game_date is not null
    and substr(game_id, 3, 1) not in ('1', '3')
group by season, player_id, game_date
having count(distinct game_id) > 1
order by season, player_id, game_date
