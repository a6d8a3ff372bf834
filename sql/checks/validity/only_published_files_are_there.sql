-- check: only_published_files_are_there
-- claim: no other file stands among the published ones, where a reader of a whole folder would take it for rows; what does is to be moved away or deleted
-- dimension: validity
-- severity: error
-- over: stored_files
-- grain: stored_key
-- mend: none
-- tolerance: files that are no Parquet and whose names start with _ or a dot, which readers pass over
select
    stored_key,
    'published files' as expected,
    stray as observed
from stored_files
where stray is not null
order by stored_key
