-- teams: one row for each team of a season
-- dataset: teams
-- grain: season, team_id
-- needs: staging/teaminfocommon
-- partition: season
-- units: wins and losses of the season, as far as it was played when the answer was given
-- nulls: fields null where the source has none
-- source: teaminfocommon
-- column: season VARCHAR
-- column: team_id BIGINT
-- column: city VARCHAR
-- column: name VARCHAR
-- column: tricode VARCHAR
-- column: conference VARCHAR
-- column: division VARCHAR
-- column: wins INTEGER
-- column: losses INTEGER
with told as (
    select unnest(teams) as team
    from staging.teaminfocommon
)
select
    cast($season as varchar) as season,
    team.team_id,
    team.city,
    team.name,
    team.tricode,
    team.conference,
    team.division,
    team.wins,
    team.losses
from told
