-- check: files_of_tables_are_readable
-- claim: every value of every published or quarantined file can be read
-- dimension: validity
-- severity: error
-- over: read_objects
-- where: kind in ('published file', 'quarantined file')
-- grain: object_key
-- mend: transform
-- tolerance: none
select
    object_key,
    'a Parquet file that can be read' as expected,
    reason as observed
from read_objects
where kind in ('published file', 'quarantined file')
    and reason is not null
order by object_key
