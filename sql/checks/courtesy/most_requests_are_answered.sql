-- check: most_requests_are_answered
-- claim: nine of ten requests of a run get an answer that can be used
-- dimension: courtesy
-- severity: warn
-- over: request_log
-- grain: run_id
-- tolerance: two others in any run; that a game is not over yet is an answer
-- mend: none
select
    run_id,
    'at least 90 % answered' as expected,
    concat(
        count(*) filter (where outcome in ('accepted', 'not_final')), ' of ', count(*), ' answered'
    ) as observed
from request_log
group by run_id
having count(*) filter (where outcome not in ('accepted', 'not_final')) > greatest(0.1 * count(*), 2)
order by run_id
