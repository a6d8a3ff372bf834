-- check: teams_of_rosters_are_in_teams
-- claim: a team that has players or coaches is among the teams of the season
-- dimension: consistency
-- severity: error
-- over: rosters
-- where: season in (select season from teams)
-- grain: season, team_id
-- needs: teams, coaches?
-- mend: capture
-- tolerance: none; seasons without teams are left out
with told as (
    select season, team_id
    from rosters
    union
    select season, team_id
    from coaches
)
select
    told.season,
    told.team_id,
    'in teams' as expected,
    'not in teams' as observed
from told
anti join teams using (season, team_id)
where told.season in (select season from teams)
order by told.season, told.team_id
