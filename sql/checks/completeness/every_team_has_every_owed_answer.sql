-- check: every_team_has_every_owed_answer
-- claim: every team of a season has its roster and its facts in the archive, where any team of the season has
-- dimension: completeness
-- severity: error
-- over: owed_team_answers
-- grain: season, team_id, endpoint
-- tolerance: seasons of which neither archive nor tables have any answer of an endpoint are left out
-- mend: capture
select
    season,
    team_id,
    endpoint,
    'archived' as expected,
    if(is_published, 'missing, and its rows are published', 'missing') as observed
from owed_team_answers
where not is_archived
order by season, team_id, endpoint
