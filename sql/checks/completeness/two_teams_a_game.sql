-- check: two_teams_a_game
-- claim: a game's box score has two teams
-- dimension: completeness
-- severity: error
-- over: team_box_traditional
-- grain: game_id
-- tolerance: none
select
    game_id,
    2 as expected,
    count(distinct team_id) as observed
from team_box_traditional
group by game_id
having count(distinct team_id) <> 2
order by game_id
