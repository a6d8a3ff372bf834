-- check: request_starts_are_spaced
-- claim: a request starts no closer to the start of the request before it, of whichever run, than the delay in force
-- dimension: courtesy
-- severity: warn
-- over: request_log
-- grain: run_id, request_number
-- tolerance: 5 ms, since starts are cut to the millisecond and clocks are slewed
-- mend: none
with starts as (
    select
        run_id,
        request_number,
        cast(round(delay_s * 1000) as bigint) as delay_ms,
        lag(run_id) over in_time as run_before,
        lag(request_number) over in_time as number_before,
        epoch_ms(sent_at) - lag(epoch_ms(sent_at)) over in_time as gap_ms
    from request_log
    window in_time as (order by sent_at, run_id, request_number)
)
select
    run_id,
    request_number,
    concat(delay_ms / 1000, ' s after the request before') as expected,
    concat(gap_ms / 1000, ' s after request ', number_before, ' of run ', run_before) as observed
from starts
where gap_ms < delay_ms - 5
order by run_id, request_number
