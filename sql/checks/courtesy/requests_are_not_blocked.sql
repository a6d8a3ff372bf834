-- check: requests_are_not_blocked
-- claim: no run has five requests in a row that hang, break off or are denied
-- dimension: courtesy
-- severity: warn
-- over: request_log
-- grain: run_id
-- tolerance: four in a row
-- mend: none
with marked as (
    select
        run_id,
        request_number,
        outcome in ('timed_out', 'no_answer', 'denied') as is_block_signal,
        count(*) filter (where outcome not in ('timed_out', 'no_answer', 'denied'))
            over (partition by run_id order by request_number) as answered_before
    from request_log
),
rows_of_signals as (
    select
        run_id,
        count(*) as signals,
        min(request_number) as first_request
    from marked
    where is_block_signal
    group by run_id, answered_before
)
select
    run_id,
    'at most 4 in a row' as expected,
    concat(max(signals), ' in a row, the first is request ', arg_max(first_request, signals)) as observed
from rows_of_signals
where signals >= 5
group by run_id
order by run_id
