-- check: footers_tell_the_place_of_their_file
-- claim: the footer of a published file tells the season and month of its key, how many rows and columns it has, the fingerprint of what a transform made it of and the instant of the newest of that
-- dimension: validity
-- severity: error
-- over: published_files
-- grain: published_key
-- mend: transform
-- tolerance: none
with footers as (
    select
        published_key,
        concat_ws(
            ' ',
            season,
            lpad(cast(month as varchar), 2, '0'),
            row_count,
            'rows',
            column_count,
            'columns'
        ) as there,
        concat_ws(
            ' ',
            told_season,
            nullif(told_month, ''),
            told_row_count,
            'rows',
            told_column_count,
            'columns'
        ) as told,
        coalesce(told_season, told_month, told_fingerprint) is null as is_foreign,
        told_month is not distinct from coalesce(lpad(cast(month as varchar), 2, '0'), '')
            as is_of_the_month,
        coalesce(regexp_full_match(told_fingerprint, '[0-9a-f]{64}'), false) as is_written_by_us,
        told_until is not null as is_dated
    from published_files
)
select
    published_key,
    there as expected,
    case
        when is_foreign then 'no footer of a transform'
        else concat(
            told,
            if(told = there and not is_of_the_month, ', of no month', ''),
            if(is_written_by_us, '', ', of no fingerprint'),
            if(is_dated, '', ', of no instant')
        )
    end as observed
from footers
where told <> there
    or not is_of_the_month
    or not is_written_by_us
    or not is_dated
order by published_key
