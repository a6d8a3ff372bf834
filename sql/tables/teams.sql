-- teams: one row for each team of a season
-- dataset: teams
-- grain: season, team_id
-- needs: staging/teaminfocommon
-- partition: season
-- units: wins and losses of the season, as far as it was played when the answer was given
-- nulls: fields null where the source has none
-- nullable: city, name, tricode, conference, division, wins, losses
-- source: teaminfocommon
-- column: season VARCHAR: label such as 2024-25
-- column: team_id BIGINT: the franchise, the same after it moved
-- column: city VARCHAR: where the team plays, as it calls itself
-- column: name VARCHAR: name without the city
-- column: tricode VARCHAR: three letters
-- column: conference VARCHAR: East or West
-- column: division VARCHAR: Atlantic, Central, ...
-- column: wins INTEGER: regular season, as far as it was played
-- column: losses INTEGER: regular season, as far as it was played
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
