-- check: every_team_has_a_roster
-- claim: a team that plays in the regular season has a roster
-- dimension: completeness
-- severity: warn
-- over: listed_teams
-- where: season_type = 'regular' and season in (select season from rosters)
-- grain: season, team_id
-- needs: rosters
-- tolerance: seasons without any roster are left out
-- mend: capture
select
    season,
    team_id,
    'a roster' as expected,
    'nobody' as observed
from listed_teams
anti join rosters using (season, team_id)
where season_type = 'regular'
    and season in (select season from rosters)
order by season, team_id
