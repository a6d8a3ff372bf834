-- game_dates: one row for each game that the archive has anything of
-- grain: game_id
-- needs: staging/documented_games, staging/boxscoresummaryv3, staging/leaguegamefinder
-- units: game_date in the wall time of New York; month 1-12
-- nulls: game_date null and month 0 when neither summary nor discovery tells the date
-- source: boxscoresummaryv3, leaguegamefinder
with summary_dates as (
    -- gameEt carries a false Z: "2025-01-15T19:00:00Z" is seven in the evening in New York.
    select
        game_id,
        try_cast(left(summary.gameEt, 10) as date) as game_date
    from staging.boxscoresummaryv3
),
discovery_dates as (
    select
        game_id,
        min(game_date) as game_date
    from staging.leaguegamefinder
    group by game_id
)
select
    documented_games.game_id,
    coalesce(summary_dates.game_date, discovery_dates.game_date) as game_date,
    coalesce(
        cast(month(coalesce(summary_dates.game_date, discovery_dates.game_date)) as integer),
        0
    ) as month
from staging.documented_games
left join summary_dates using (game_id)
left join discovery_dates using (game_id)
