-- game_dates: one row for each game that the archive has anything of
-- grain: game_id
-- needs: staging/documented_games, staging/boxscoresummaryv3, staging/boxscoresummaryv2, staging/leaguegamefinder
-- units: game_date in the wall time of New York; month 1-12
-- nulls: game_date null and month 0 when neither summary nor discovery tells the date
-- source: boxscoresummaryv3, boxscoresummaryv2, leaguegamefinder
with told_by_v3 as (
    -- gameEt carries a false Z: "2025-01-15T19:00:00Z" is seven in the evening in New York.
    select
        game_id,
        try_cast(left(summary.gameEt, 10) as date) as game_date
    from staging.boxscoresummaryv3
),
told_by_v2 as (
    -- Midnight of the day, "2025-01-15T00:00:00".
    select
        game_id,
        try_cast(left(game.GAME_DATE_EST, 10) as date) as game_date
    from staging.boxscoresummaryv2
),
told_by_discovery as (
    select
        game_id,
        min(game_date) as game_date
    from staging.leaguegamefinder
    group by game_id
),
dated as (
    select
        documented_games.game_id,
        coalesce(told_by_v3.game_date, told_by_v2.game_date, told_by_discovery.game_date)
            as game_date
    from staging.documented_games
    left join told_by_v3 using (game_id)
    left join told_by_v2 using (game_id)
    left join told_by_discovery using (game_id)
)
select
    game_id,
    game_date,
    coalesce(cast(month(game_date) as integer), 0) as month
from dated
