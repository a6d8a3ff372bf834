-- check: players_play_one_game_a_day
-- claim: nobody plays two games on one day, and so not for two teams
-- dimension: consistency
-- severity: error
-- over: players
-- where: (season, player_id) in (select (season, player_id) from player_box_traditional where did_play and game_date is not null and substr(game_id, 3, 1) not in ('1', '3'))
-- grain: season, player_id
-- needs: player_box_traditional
-- mend: none
-- tolerance: none; all-star games, those before the season and those without a date are left out, and who played in none
select
    boxes.season,
    boxes.player_id,
    boxes.game_date,
    'one game' as expected,
    string_agg(
        distinct concat(boxes.game_id, ' for ', boxes.team_id),
        ', '
        order by concat(boxes.game_id, ' for ', boxes.team_id)
    ) as observed
from player_box_traditional as boxes
semi join players using (season, player_id)
where boxes.did_play
    and boxes.game_date is not null
    and substr(boxes.game_id, 3, 1) not in ('1', '3')
group by boxes.season, boxes.player_id, boxes.game_date
having count(distinct boxes.game_id) > 1
order by boxes.season, boxes.player_id, boxes.game_date
