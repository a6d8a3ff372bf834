-- check: advanced_possessions_fit_between_teams
-- claim: the two teams of a game have about as many possessions
-- dimension: validity
-- severity: warn
-- over: team_box_advanced
-- grain: game_id
-- tolerance: 8 possessions
select
    game_id,
    max(possessions) as expected,
    min(possessions) as observed
from team_box_advanced
group by game_id
having max(possessions) - min(possessions) > 8
order by game_id
