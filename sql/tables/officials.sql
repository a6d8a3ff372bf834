-- officials: one row for each official of a game
-- dataset: games
-- grain: game_id, official_id
-- needs: staging/boxscoresummaryv3, staging/game_dates
-- partition: season, month
-- units: jersey_number is text, "00" exists
-- nulls: jersey_number and assignment null where the league gives none
-- source: boxscoresummaryv3
-- column: game_id VARCHAR
-- column: official_id BIGINT
-- column: season VARCHAR
-- column: month INTEGER
-- column: official_name VARCHAR
-- column: jersey_number VARCHAR
-- column: assignment VARCHAR
with game_officials as (
    select
        game_id,
        unnest(summary.officials) as official
    from staging.boxscoresummaryv3
)
select
    game_officials.game_id,
    game_officials.official.personId as official_id,
    cast($season as varchar) as season,
    game_dates.month,
    game_officials.official.name as official_name,
    nullif(trim(game_officials.official.jerseyNum), '') as jersey_number,
    nullif(trim(game_officials.official.assignment), '') as assignment
from game_officials
inner join staging.game_dates using (game_id)
