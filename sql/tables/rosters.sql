-- rosters: one row for each player on a team's roster of a season
-- dataset: players
-- grain: season, team_id, player_id
-- needs: staging/commonteamroster
-- partition: season
-- units: height in inches, weight in pounds; experience in seasons before this one, 0 for a rookie
-- nulls: fields null where the source has none, how_acquired often
-- nullable: jersey_number, position, height_inches, weight_lbs, birth_date, experience_years
-- nullable_throughout: how_acquired
-- source: commonteamroster
-- column: season VARCHAR: label such as 2024-25
-- column: team_id BIGINT: the team
-- column: player_id BIGINT: the player
-- column: player_name VARCHAR: first and last name
-- column: jersey_number VARCHAR: as worn, so "00" and "0" differ; null without one
-- column: position VARCHAR: G, F, C, or two of them such as G-F
-- column: height_inches INTEGER: height
-- column: weight_lbs INTEGER: weight
-- column: birth_date DATE: date of birth
-- column: experience_years INTEGER: seasons played before this one, 0 for a rookie
-- column: how_acquired VARCHAR: as the team says it; often null
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
