-- check: five_starters_a_team
-- claim: a team starts a game with five players
-- dimension: validity
-- severity: error
-- over: player_box_traditional
-- where: is_starter is not null or season >= '1996-97'
-- grain: game_id, team_id
-- tolerance: teams whose source names no starters are left out before 1996-97
select
    game_id,
    team_id,
    5 as expected,
    count(*) filter (where is_starter) as observed
from player_box_traditional
where is_starter is not null or season >= '1996-97'
group by game_id, team_id
having count(*) filter (where is_starter) <> 5
order by game_id, team_id
