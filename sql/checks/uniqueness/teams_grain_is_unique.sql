-- check: teams_grain_is_unique
-- claim: a team has one row in a season
-- dimension: uniqueness
-- severity: error
-- over: teams
-- grain: season, team_id
-- tolerance: none
select
    season,
    team_id,
    1 as expected,
    count(*) as observed
from teams
group by season, team_id
having count(*) > 1
order by season, team_id
