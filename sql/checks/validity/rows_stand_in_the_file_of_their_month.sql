-- check: rows_stand_in_the_file_of_their_month
-- claim: every row of a published file tells the season and month of the file's key, and so do the file's statistics
-- dimension: validity
-- severity: error
-- over: published_files
-- where: row_count > 0
-- grain: published_key
-- needs: published_columns
-- mend: transform
-- tolerance: a column that is missing is told by files_have_the_promised_columns
with places as (
    select
        published_key,
        season,
        month,
        first_season,
        last_season,
        first_month,
        last_month,
        published_key in (
            select published_key from published_columns where column_name = 'season'
        ) as has_season,
        month is not null and published_key in (
            select published_key from published_columns where column_name = 'month'
        ) as has_month
    from published_files
    where row_count > 0
)
select
    published_key,
    concat_ws(' ', season, month) as expected,
    concat_ws(' ', first_season, first_month, 'to', last_season, last_month) as observed
from places
where has_season and (first_season is distinct from season or last_season is distinct from season)
    or has_month and (first_month is distinct from month or last_month is distinct from month)
order by published_key
