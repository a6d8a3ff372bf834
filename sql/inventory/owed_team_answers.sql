-- owed_team_answers: one row for each team of a season and each endpoint of teams that anything of the season is archived or published of
-- grain: season, team_id, endpoint
-- needs: tables/rosters, tables/coaches, tables/teams, inventory/listed_teams
-- reads: archived_team_answers
-- source: commonteamroster, teaminfocommon
-- column: season VARCHAR: label such as 2024-25
-- column: team_id BIGINT: a team of the regular season that the list of games has, or one whose rows are in the tables
-- column: endpoint VARCHAR: commonteamroster or teaminfocommon
-- column: is_archived BOOLEAN: true where an answer is archived
-- column: is_published BOOLEAN: true where rows of it are in the tables
with published as (
    select season, team_id, 'commonteamroster' as endpoint from rosters
    union
    select season, team_id, 'commonteamroster' as endpoint from coaches
    union
    select season, team_id, 'teaminfocommon' as endpoint from teams
),
asked as (
    select season, endpoint from archived_team_answers
    union
    select season, endpoint from published
),
owed as (
    select season, team_id, endpoint from published
    union
    select listed_teams.season, listed_teams.team_id, asked.endpoint
    from listed_teams
    inner join asked using (season)
    where listed_teams.season_type = 'regular'
)
select
    season,
    team_id,
    endpoint,
    (season, team_id, endpoint) in (
        select (season, team_id, endpoint) from archived_team_answers
    ) as is_archived,
    (season, team_id, endpoint) in (select (season, team_id, endpoint) from published)
        as is_published
from owed
where team_id is not null
