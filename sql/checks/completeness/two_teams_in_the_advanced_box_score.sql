-- check: two_teams_in_the_advanced_box_score
-- claim: a game's advanced box score has two teams
-- dimension: completeness
-- severity: error
-- over: team_box_advanced
-- grain: game_id
-- tolerance: none; a game without any is told by every_archived_game_is_published
select
    game_id,
    2 as expected,
    count(distinct team_id) as observed
from team_box_advanced
group by game_id
having count(distinct team_id) <> 2
order by game_id
