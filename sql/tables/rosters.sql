-- rosters: one row for each player on a team's roster of a season
-- dataset: players
-- grain: season, team_id, player_id
-- needs: staging/commonteamroster
-- partition: season
-- units: height in inches, weight in pounds; experience in seasons before this one, 0 for a rookie
-- nulls: fields null where the source has none, how_acquired often
-- source: commonteamroster
-- column: season VARCHAR
-- column: team_id BIGINT
-- column: player_id BIGINT
-- column: player_name VARCHAR
-- column: jersey_number VARCHAR
-- column: position VARCHAR
-- column: height_inches INTEGER
-- column: weight_lbs INTEGER
-- column: birth_date DATE
-- column: experience_years INTEGER
-- column: how_acquired VARCHAR
with told as (
    select unnest(players) as player
    from staging.commonteamroster
)
select
    cast($season as varchar) as season,
    player.team_id,
    player.player_id,
    player.player_name,
    player.jersey_number,
    player.position,
    player.height_inches,
    player.weight_lbs,
    player.birth_date,
    player.experience_years,
    player.how_acquired
from told
