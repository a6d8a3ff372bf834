-- check: teams_are_named
-- claim: a team has a name and three letters, and plays in the East or the West
-- dimension: validity
-- severity: warn
-- over: teams
-- grain: season, team_id
-- tolerance: a team without a conference, where the source has none
select
    season,
    team_id,
    'a name, three letters, East or West' as expected,
    concat_ws(
        ', ', coalesce(name, 'no name'), coalesce(tricode, 'no letters'), conference
    ) as observed
from teams
where coalesce(name, '') = ''
    or not regexp_full_match(coalesce(tricode, ''), '[A-Z]{3}')
    or coalesce(conference, 'East') not in ('East', 'West')
order by season, team_id
