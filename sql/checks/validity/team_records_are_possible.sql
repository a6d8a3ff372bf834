-- check: team_records_are_possible
-- claim: a team's wins and losses of a season are 82 games together or fewer
-- dimension: validity
-- severity: error
-- over: teams
-- grain: season, team_id
-- tolerance: none
select
    season,
    team_id,
    'at most 82 games' as expected,
    concat(wins, ' won, ', losses, ' lost') as observed
from teams
where wins < 0
    or losses < 0
    or coalesce(wins, 0) + coalesce(losses, 0) > 82
order by season, team_id
