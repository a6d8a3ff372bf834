-- check: rows_stand_in_the_file_of_their_month
-- claim: the rows of a published file are of the season and month of its key
-- dimension: validity
-- severity: error
-- over: published_files
-- where: row_count > 0
-- grain: published_key
-- mend: transform
-- tolerance: none
select
    published_key,
    concat_ws(' ', season, month) as expected,
    concat_ws(' ', first_season, first_month, 'to', last_season, last_month) as observed
from published_files
where row_count > 0 and (
    first_season <> season
    or last_season <> season
    or first_month <> month
    or last_month <> month
)
order by published_key
