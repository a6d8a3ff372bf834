-- check: coaches_grain_is_unique
-- claim: a coach is listed once for a team in a season
-- dimension: uniqueness
-- severity: error
-- over: coaches
-- grain: season, team_id, coach_id
-- tolerance: none
select
    season,
    team_id,
    coach_id,
    1 as expected,
    count(*) as observed
from coaches
group by season, team_id, coach_id
having count(*) > 1
order by season, team_id, coach_id
