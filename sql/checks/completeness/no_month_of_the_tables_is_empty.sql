-- check: no_month_of_the_tables_is_empty
-- claim: every month between the first and the last game of the tables has games
-- dimension: completeness
-- severity: warn
-- over: games
-- where: game_date is not null
-- grain: season, month
-- needs: game_lists?, owed_documents?
-- tolerance: April to June 2020, when 2019-20 was interrupted, and months of a season with a list of games that nothing is owed of, are left out
-- mend: capture
with spans as (
    select
        season,
        unnest(generate_series(
            date_trunc('month', min(game_date)),
            date_trunc('month', max(game_date)),
            interval 1 month
        )) as first_day
    from games
    where game_date is not null
    group by season
),
months as (
    select
        season,
        cast(month(first_day) as integer) as month
    from spans
    where first_day not between timestamp '2020-04-01' and timestamp '2020-06-01'
),
missing as (
    select
        season,
        month
    from months
    anti join games using (season, month)
)
select
    season,
    month,
    'games' as expected,
    'no game' as observed
from missing
where season not in (select season from game_lists)
    or (season, month) in (select (season, month) from owed_documents)
order by season, month
