-- check: events_name_who_shoots
-- claim: the events of a game name who took its shots
-- dimension: completeness
-- severity: error
-- over: play_by_play
-- where: action_type in ('Made Shot', 'Missed Shot')
-- grain: game_id
-- tolerance: none; a game is told if not one of its shots names anybody
select
    game_id,
    'who took each shot' as expected,
    concat('nobody in ', count(*), ' shots') as observed
from play_by_play
where action_type in ('Made Shot', 'Missed Shot')
group by game_id
having count(player_id) = 0
order by game_id
