-- check: request_log_is_readable
-- claim: every part of the request log can be read; one that can't be is put back from a whole copy, or taken away: then its requests are not judged
-- dimension: courtesy
-- severity: error
-- over: read_objects
-- where: kind = 'part of the request log'
-- grain: object_key
-- mend: none
-- tolerance: none
select
    object_key,
    'a part that can be read' as expected,
    reason as observed
from read_objects
where kind = 'part of the request log'
    and reason is not null
order by object_key
