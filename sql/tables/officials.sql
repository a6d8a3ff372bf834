-- officials: one row for each official of a game
-- dataset: games
-- grain: game_id, official_id
-- needs: staging/boxscoresummaryv3, staging/game_dates
-- partition: season, month
-- units: jersey_number is text, "00" exists
-- nulls: jersey_number and assignment null where the league gives none
-- source: boxscoresummaryv3
-- column: game_id VARCHAR: ten digits, text
-- column: official_id BIGINT: the league's number of a person
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: official_name VARCHAR: first and family name, with accents
-- column: jersey_number VARCHAR: text, 00 exists; null where the league gives none
-- column: assignment VARCHAR: role in the crew; null where the league gives none
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
