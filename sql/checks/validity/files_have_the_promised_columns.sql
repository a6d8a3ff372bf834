-- check: files_have_the_promised_columns
-- claim: a published file has the columns that its table promises, of their types
-- dimension: validity
-- severity: error
-- over: published_files
-- grain: published_key
-- needs: expected_columns, published_columns
-- mend: transform
-- tolerance: none
with promised as (
    select
        published_files.published_key,
        expected_columns.column_name,
        expected_columns.column_type
    from published_files
    inner join expected_columns using (table_name)
),
found as (
    select
        published_key,
        column_name,
        column_type
    from published_columns
)
select
    published_key,
    column_name,
    coalesce(promised.column_type, 'no such column') as expected,
    found.column_type as observed
from promised
full join found using (published_key, column_name)
where promised.column_type is distinct from found.column_type
order by published_key, column_name
