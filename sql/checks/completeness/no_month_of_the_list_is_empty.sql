-- check: no_month_of_the_list_is_empty
-- claim: every month between the first and the last game that a list has, has games
-- dimension: completeness
-- severity: error
-- over: listed_games
-- where: is_final
-- grain: season, month
-- tolerance: April to June 2020, when 2019-20 was interrupted, are left out
with spans as (
    select
        season,
        unnest(generate_series(
            date_trunc('month', min(game_date)),
            date_trunc('month', max(game_date)),
            interval 1 month
        )) as first_day
    from listed_games
    where is_final
    group by season
),
months as (
    select
        season,
        cast(month(first_day) as integer) as month
    from spans
    where first_day not between timestamp '2020-04-01' and timestamp '2020-06-01'
)
select
    months.season,
    months.month,
    'games' as expected,
    'no game' as observed
from months
anti join listed_games
    on months.season = listed_games.season
    and months.month = listed_games.month
    and listed_games.is_final
order by months.season, months.month
