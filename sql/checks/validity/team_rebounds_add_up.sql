-- check: team_rebounds_add_up
-- claim: a team's rebounds are the offensive and the defensive ones
-- dimension: validity
-- severity: error
-- over: team_box_traditional
-- where: oreb is not null and dreb is not null
-- grain: game_id, team_id
-- tolerance: none; where either is not told they can't be added up
select
    game_id,
    team_id,
    oreb + dreb as expected,
    reb as observed
from team_box_traditional
where oreb is not null
    and dreb is not null
    and reb is distinct from oreb + dreb
order by game_id, team_id
