-- officials: one row for each official of a game
-- dataset: games
-- grain: game_id, official_id
-- needs: staging/boxscoresummaryv3, staging/boxscoresummaryv2, staging/game_dates
-- partition: season, month
-- units: jersey_number is text, "00" exists
-- nulls: jersey_number and assignment null where the league gives none; assignment always null of a game known from V2 alone
-- nullable_throughout: jersey_number, assignment
-- source: boxscoresummaryv3, boxscoresummaryv2
-- column: game_id VARCHAR: ten digits, text
-- column: official_id BIGINT: the league's number of a person
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: official_name VARCHAR: first and family name, with accents
-- column: jersey_number VARCHAR: text, 00 exists; null where the league gives none
-- column: assignment VARCHAR: role in the crew; null where the league gives none
with v3_officials as (
    select
        game_id,
        unnest(summary.officials) as official
    from staging.boxscoresummaryv3
),
v2_officials as (
    select
        game_id,
        unnest(officials) as official
    from staging.boxscoresummaryv2
    anti join staging.boxscoresummaryv3 using (game_id)
),
from_v3 as (
    select
        game_id,
        official.personId as official_id,
        official.name as official_name,
        official.jerseyNum as jersey_number,
        official.assignment
    from v3_officials
),
from_v2 as (
    select
        game_id,
        official.OFFICIAL_ID as official_id,
        concat_ws(' ', trim(official.FIRST_NAME), trim(official.LAST_NAME)) as official_name,
        official.JERSEY_NUM as jersey_number,
        cast(null as varchar) as assignment
    from v2_officials
),
game_officials as (
    select * from from_v3
    union all by name
    select * from from_v2
)
select
    game_officials.game_id,
    game_officials.official_id,
    cast($season as varchar) as season,
    game_dates.month,
    game_officials.official_name,
    nullif(trim(game_officials.jersey_number), '') as jersey_number,
    nullif(trim(game_officials.assignment), '') as assignment
from game_officials
inner join staging.game_dates using (game_id)
