-- check: every_file_is_published
-- claim: every table has the file of each month, or season, that documents are archived of
-- dimension: completeness
-- severity: error
-- over: owed_files
-- grain: season, file
-- tolerance: months of nothing but rightly empty or unusable documents are left out
-- mend: transform
select
    season,
    file,
    'published' as expected,
    'missing' as observed
from owed_files
where not is_published
order by season, file
