-- check: a_429_slows_requests_down
-- claim: after an answer with status 429 the next request of the run waits longer than that one did
-- dimension: courtesy
-- severity: warn
-- over: request_log
-- grain: run_id, request_number
-- tolerance: requests on their way when the answer came are left out, and delays of 600 seconds, the longest there are
-- mend: none
with refused as (
    select
        run_id,
        request_number,
        delay_s,
        sent_at + to_milliseconds(elapsed_ms) as answered_at
    from request_log
    where status = 429
        and delay_s < 600
),
following as (
    select
        refused.run_id,
        refused.request_number,
        refused.delay_s,
        arg_min(next_requests.delay_s, next_requests.request_number) as next_delay_s,
        min(next_requests.request_number) as next_request
    from refused
    inner join request_log as next_requests
        on next_requests.run_id = refused.run_id
        and next_requests.sent_at > refused.answered_at
    group by refused.run_id, refused.request_number, refused.delay_s
)
select
    run_id,
    request_number,
    concat('a delay above ', delay_s, ' s') as expected,
    concat(next_delay_s, ' s before request ', next_request) as observed
from following
where next_delay_s <= delay_s
order by run_id, request_number
