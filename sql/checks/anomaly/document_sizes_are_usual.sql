-- check: document_sizes_are_usual
-- claim: an answer is about as long as the other ones of its endpoint and season
-- dimension: anomaly
-- severity: warn
-- over: request_log
-- where: outcome = 'accepted' and bytes is not null and (endpoint, entity) not in (select endpoint, game_id from archived_documents where empty_reason is not null) and concat(endpoint, season) in (select concat(endpoint, season) from request_log where outcome = 'accepted' and bytes is not null and (endpoint, entity) not in (select endpoint, game_id from archived_documents where empty_reason is not null) group by endpoint, season having count(*) >= 100)
-- grain: run_id, request_number
-- needs: archived_documents?
-- tolerance: 10 robust standard deviations (1.4826 x the median deviation from the median), a deviation being 5 % of the median or more; 100 answers or more, those that are rightly empty left out
with answers as (
    select
        run_id,
        request_number,
        endpoint,
        entity,
        coalesce(season, '') as season_or_none,
        bytes as value
    from request_log
    where outcome = 'accepted'
        and bytes is not null
        and (endpoint, entity) not in (
            select
                endpoint,
                game_id
            from archived_documents
            where empty_reason is not null
        )
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
    concat(
        cast(middle - 10 * spread as bigint), ' to ', cast(middle + 10 * spread as bigint), ' bytes'
    ) as expected,
    concat(value, ' bytes') as observed
from answers
inner join endpoints using (endpoint, season_or_none)
where abs(value - middle) > 10 * spread
order by run_id, request_number
