-- owed_biographies: one row for each player in a box score or on a roster of a season that has rosters and any biography
-- grain: season, player_id
-- needs: tables/player_box_traditional, tables/rosters
-- reads: archived_biographies
-- source: commonplayerinfo
-- column: season VARCHAR: label such as 2024-25
-- column: player_id BIGINT: the player
-- column: player_name VARCHAR: as box scores or rosters have it
-- column: is_archived BOOLEAN: true where a biography is archived, of whichever time
-- column: captured_at TIMESTAMP WITH TIME ZONE: when the newest one was; null where none is archived
with people as (
    select season, player_id, player_name from player_box_traditional
    union all
    select season, player_id, player_name from rosters
),
players as (
    select
        season,
        player_id,
        min(player_name) as player_name
    from people
    where player_id is not null
    group by season, player_id
),
biographies as (
    select
        season,
        player_id,
        player_name,
        captured_at
    from players
    left join archived_biographies using (player_id)
)
select
    season,
    player_id,
    player_name,
    captured_at is not null as is_archived,
    captured_at
from biographies
where season in (select season from rosters)
    and season in (select season from biographies where captured_at is not null)
