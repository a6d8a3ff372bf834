-- check: footers_tell_the_place_of_their_file
-- claim: the footer of a published file tells the season and month of its key, and how many rows it has
-- dimension: validity
-- severity: error
-- over: published_files
-- grain: published_key
-- mend: transform
-- tolerance: none
select
    published_key,
    concat_ws(' ', season, lpad(cast(month as varchar), 2, '0'), row_count, 'rows') as expected,
    concat_ws(' ', told_season, nullif(told_month, ''), told_row_count, 'rows') as observed
from published_files
where told_season is distinct from season
    or told_month is distinct from coalesce(lpad(cast(month as varchar), 2, '0'), '')
    or told_row_count is distinct from row_count
order by published_key
