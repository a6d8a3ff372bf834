-- check: coaches_ids_are_there
-- claim: every row of coaches has its season, team_id and coach_id
-- dimension: validity
-- severity: error
-- over: coaches
-- grain: season, team_id, coach_id
-- tolerance: none
select
    season,
    team_id,
    coach_id,
    'a season, a team_id and a coach_id' as expected,
    concat_ws(
        ', ',
        coalesce(season, 'none'),
        coalesce(cast(team_id as varchar), 'none'),
        coalesce(cast(coach_id as varchar), 'none')
    ) as observed
from coaches
where season is null
    or coalesce(team_id, 0) <= 0
    or coalesce(coach_id, 0) <= 0
order by season, team_id, coach_id
