-- check: teams_ids_are_there
-- claim: every row of teams has its season, team_id
-- dimension: validity
-- severity: error
-- over: teams
-- grain: season, team_id
-- tolerance: none
select
    season,
    team_id,
    'a season, a team_id' as expected,
    concat_ws(
        ', ',
        coalesce(season, 'none'),
        coalesce(cast(team_id as varchar), 'none')
    ) as observed
from teams
where season is null
    or coalesce(team_id, 0) <= 0
order by season, team_id
