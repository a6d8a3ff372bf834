-- check: team_box_traditional_grain_is_unique
-- claim: a team is listed once in a game's box score
-- dimension: uniqueness
-- severity: error
-- over: team_box_traditional
-- grain: game_id, team_id
-- tolerance: none
select
    game_id,
    team_id,
    1 as expected,
    count(*) as observed
from team_box_traditional
group by game_id, team_id
having count(*) > 1
order by game_id, team_id
