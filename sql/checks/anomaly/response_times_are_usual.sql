-- check: response_times_are_usual
-- claim: an answer does not take far longer than the other ones of its endpoint and season
-- dimension: anomaly
-- severity: warn
-- over: request_log
-- where: outcome = 'accepted' and elapsed_ms is not null and concat(endpoint, season) in (select concat(endpoint, season) from request_log where outcome = 'accepted' and elapsed_ms is not null group by endpoint, season having count(*) >= 100)
-- grain: run_id, request_number
-- mend: none
-- tolerance: 10 robust standard deviations (1.4826 x the median deviation from the median), a deviation being 5 % of the median or more, and 10 s; 100 answers or more
with answers as (
    select
        run_id,
        request_number,
        endpoint,
        entity,
        coalesce(season, '') as season_or_none,
        elapsed_ms as value
    from request_log
    where outcome = 'accepted'
        and elapsed_ms is not null
),
endpoints as (
    select
        endpoint,
        season_or_none,
        median(value) as middle,
        greatest(1.4826 * mad(value), 0.05 * median(value)) as spread
    from answers
    group by endpoint, season_or_none
    having count(*) >= 100
)
select
    run_id,
    request_number,
    endpoint,
    entity,
    concat('at most ', cast(middle + greatest(10 * spread, 10000) as bigint), ' ms') as expected,
    concat(value, ' ms') as observed
from answers
inner join endpoints using (endpoint, season_or_none)
where value > middle + greatest(10 * spread, 10000)
order by run_id, request_number
