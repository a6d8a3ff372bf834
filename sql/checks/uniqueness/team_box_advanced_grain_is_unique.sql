-- check: team_box_advanced_grain_is_unique
-- claim: a team is listed once in a game's advanced box score
-- dimension: uniqueness
-- severity: error
-- over: team_box_advanced
-- grain: game_id, team_id
-- tolerance: none
select
    game_id,
    team_id,
    1 as expected,
    count(*) as observed
from team_box_advanced
group by game_id, team_id
having count(*) > 1
order by game_id, team_id
